"""Worlds for the tests, one module per noun of the office.

The ground (units, accounts, mandates, persons) is put down directly, for a service needs somebody
who acts; what stands on it goes through the services, so that no test rests on a record that the
portal could not have made.
"""
