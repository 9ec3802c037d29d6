"""Pages of people: sign-in, one's own account, accounts, mandates, persons, households."""
