"""What parties say: positions on provisions, each with its reason, in the party's own name."""
