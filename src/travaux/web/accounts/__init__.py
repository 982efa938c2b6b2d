"""People: who may sit for which party, their keys, and what they prepare."""
