"""Why a run ended without doing what was asked, in words and as a code for the shell."""

from travaux.cli import exit_codes


class Refused(Exception):
    """What was asked was not done: what is wrong, where, what was expected, what to do.

    *hint* is what to do on the command line, which alone shows it: pages have ways of their own.
    """

    code = exit_codes.USAGE

    def __init__(self, said: str, hint: str = "") -> None:
        super().__init__(said)
        self.hint = hint

    @property
    def told(self) -> str:
        """Give it as the command line tells it."""
        return f"{self} {self.hint}" if self.hint else str(self)


class NotRecorded(Refused):
    """The record does not take the entry; nothing was recorded."""

    code = exit_codes.NOT_RECORDED


class NotVerified(Refused):
    """Something does not verify."""

    code = exit_codes.UNPROVED
