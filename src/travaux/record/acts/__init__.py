"""What can be recorded, by what it is about; `travaux.record.act` has all of it."""
