"""Bytes to Text or Reply, with findings; no readable file is refused."""
