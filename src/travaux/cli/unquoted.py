"""What was typed, as a message may repeat it: without what could be a password."""

from __future__ import annotations

import re
from typing import Final

_USER: Final = re.compile(r"(\w+:/+).*@", re.DOTALL)
_PASSWORD: Final = re.compile(r"(password|pass|secret)=[^\s&'\"]+", re.IGNORECASE)


def unquoted(typed: str) -> str:
    """Give *typed* without who signs in, and by what, in an address in it.

    All from its // to the last @ is left out: where a password has an @ in it, nobody can say where it ends.
    """
    return _PASSWORD.sub(r"\1=…", _USER.sub(r"\1…@", typed))
