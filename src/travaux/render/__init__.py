"""A Text, a Comparison or a Compilation to bytes."""
