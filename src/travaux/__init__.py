"""Compiles treaty drafts and parties' answers into one consolidated negotiating text."""

__version__ = "0.1.0"
