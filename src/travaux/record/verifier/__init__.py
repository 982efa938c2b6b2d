"""What stands in every bundle and verifies it where Travaux is not. Data: nothing imports it."""
