"""Two texts to one Comparison."""
