"""Why a run ended without doing what was asked, in words and as a code for the shell."""

from travaux.cli import exit_codes


class Refused(Exception):
    """What was asked was not done: what is wrong, where, what was expected, what to do."""

    code = exit_codes.USAGE


class NotRecorded(Refused):
    """The record does not take the entry; nothing was recorded."""

    code = exit_codes.NOT_RECORDED


class NotVerified(Refused):
    """Something does not verify."""

    code = exit_codes.UNPROVED
