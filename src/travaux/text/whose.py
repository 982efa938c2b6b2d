"""Whose a provision is, in brackets behind its number: "Article 5 bis (ARD)"."""

from __future__ import annotations

from typing import Final

import regex

WHOSE: Final = regex.compile(r"\s*[(（](?P<party>[A-Za-z][A-Za-z0-9&.\-]*)[)）]", regex.VERSION1)
"""Whose a proposed provision is, behind its number: " (ARD)"."""

_ROMAN: Final = regex.compile("[IVXLC]+")


def is_party(found: regex.Match[str]) -> bool:
    """Tell a code in brackets from a number in them: it stands apart, and is none in Roman figures."""
    return found[0][0].isspace() and is_code(found["party"])


def is_code(code: str) -> bool:
    """Whether it can be the code of a party: capitals, and no Roman figures."""
    return code.isupper() and len(code) > 1 and not _ROMAN.fullmatch(code)


def without_party(name: str) -> str:
    """Give a name without the party in brackets behind a number: "Article 5 bis (ARD)" is "Article 5 bis"."""
    return WHOSE.sub(lambda found: "" if is_party(found) else found[0], name)


def party_named(name: str) -> str | None:
    """Give the party in brackets behind a number: "CEL" of "Article 5 bis (CEL)"; None where none is."""
    return next((found["party"] for found in WHOSE.finditer(name) if is_party(found)), None)
