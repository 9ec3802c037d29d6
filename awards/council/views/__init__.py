"""Pages of the council: members, sessions, the ballot."""
