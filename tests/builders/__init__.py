"""What the tests stand on, one module for each noun of the office, and how they act on it.

The ground (units, accounts, mandates, persons) is put down directly, for a service needs somebody
who acts. What stands on it goes through the services, so that no test rests on a record that the
portal could not have made; the few that are put down in a state, to save a long way that has tests
of its own, are named ``place_…`` or say so.
"""
