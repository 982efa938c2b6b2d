"""The database of the accounts, in PostgreSQL, as Django is told of it: see base.py."""
