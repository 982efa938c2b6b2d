"""What of the record a page is made of, for whoever reads it at whatever moment."""
