"""Where the record is kept: in memory, in one SQLite file, in PostgreSQL. Bytes in, bytes out."""
