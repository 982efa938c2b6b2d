"""The record: entries → signed checkpoint; entries → the state of the negotiation."""
