"""How a run ended, told to the shell. Listed in docs/reference/command-line.md."""

from typing import Final

DONE: Final = 0
"""Done; nothing was left out."""
FAULT: Final = 1
"""A fault of the program itself: please report it with what it printed."""
USAGE: Final = 2
"""The command line cannot be understood."""
INCOMPLETE: Final = 3
"""Done and written, but a reply was left out, an answer was not understood or a file has an error in it."""
UNREADABLE: Final = 4
"""A file that is needed cannot be read, or cannot be written; nothing was written."""
UNPROVED: Final = 5
"""The proof failed, or a record or bundle does not verify, or the watch has an alarm; nothing was written."""
NOT_RECORDED: Final = 6
"""The record does not take the entry, or there is an error in the document; nothing was recorded."""
STOPPED: Final = 130
"""Stopped by the user; nothing was written."""
