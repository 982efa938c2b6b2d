"""Why an entry is not admitted."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What to tell apart; the message says the rest."""

    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    OTHER_RECORD = "other-record"
    NONCE_TAKEN = "nonce-taken"
    NOT_OPENED = "not-opened"
    UNKNOWN_KEY = "unknown-key"
    BAD_SIGNATURE = "bad-signature"
    PREV = "prev"
    NOT_SEEN = "not-seen"
    OTHER_HISTORY = "other-history"
    UNKNOWN_ENTRY = "unknown-entry"
    CONCERNS = "concerns"
    NOT_ALLOWED = "not-allowed"
    AUDIENCE = "audience"
    UNKNOWN_MEMBER = "unknown-member"
    BAD_CODE = "bad-code"
    BAD_KEY = "bad-key"
    BAD_TIME = "bad-time"
    ALREADY = "already"
    EMPTY = "empty"


class Refused(Exception):
    """An entry is not admitted: what was found, where, what was expected, what to do."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
