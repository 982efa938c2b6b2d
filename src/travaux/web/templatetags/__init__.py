"""What templates are given beyond what Django has."""
