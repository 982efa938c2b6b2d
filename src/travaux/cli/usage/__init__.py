"""What each verb takes and says of itself. Nothing here does anything: the program starts with it alone."""
