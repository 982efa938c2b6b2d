"""What is asked of whoever acts: fields and forms, taken to the character."""
