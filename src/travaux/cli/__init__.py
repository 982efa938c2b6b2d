"""The command line: reads files, calls one verb of the core, writes the answer."""
