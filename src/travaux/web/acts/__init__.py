"""From what was asked for to what is recorded: prepared, shown, signed here or elsewhere."""
