"""Phrases that tell what a paragraph is, in the languages of the United Nations and German."""

from __future__ import annotations

import re
from typing import Final

from travaux.text.language import folded

_PREAMBLES: Final = frozenset(
    {"preamble", "préambule", "preámbulo", "преамбула", "ديباجة", "الديباجة", "序言", "前言", "präambel"}
)

_FORMULAS: Final = re.compile(
    r"(?:have|has) agreed (?:as follows|(?:up)?on the following(?: \w+)?)"
    r"|(?:sont|est) convenue?s? (?:de ce qui suit|des dispositions suivantes)"
    r"|(?:han|ha) convenido (?:en )?lo siguiente|acuerdan lo siguiente"
    r"|(?:согласились|договорились) о нижеследующем"
    r"|اتفق(?:ت|وا|نا)? على ما يلي"
    r"|(?:协议|议定|协定|同意|达成协议)如下"
    r"|haben folgendes vereinbart|sind wie folgt übereingekommen"
)

_SIGNED: Final = re.compile(
    r"(?:in witness whereof|in faith whereof|done (?:at|in)\b"
    r"|en foi de quoi|fait à\b"
    r"|en fe de lo cual|en testimonio de lo cual|hecho en\b|firmad[ao] en\b"
    r"|в удостоверение чего|в подтверждение чего|совершено в\b|составлено в\b"
    r"|(?:و?إثباتا[ًَ]? (?:لذلك|لما تقدم)|و?مصادقا[ًَ]? لما تقدم|حرر(?:ت)? (?:في|ب))"
    r"|为此[，,]?.{0,20}(?:签|代表)|(?:公历)?.{4,16}日(?:签)?订(?:立)?于"
    r"|zu urkund dessen|geschehen zu\b)"
)

_CLOSERS: Final = r"(?:\[\^[^\[\]\s]+\]|['\"”’»）)\]*_\s])*\Z"
_SENTENCE_END: Final = re.compile(r"[.!?。！？؟…]" + _CLOSERS)
_CLAUSE_END: Final = re.compile(r"[.!?:;,。！？；：，、؟؛،]" + _CLOSERS)

HEADING_LENGTH: Final = 90
"""Characters of the longest line taken for a heading: one printed line of a treaty series."""


def is_preamble(text: str) -> bool:
    """Whether *text* is the heading of a preamble."""
    return folded(text).strip(" :：*").casefold() in _PREAMBLES


def is_formula(text: str) -> bool:
    """Whether *text* ends in words of agreement: "have agreed as follows:"."""
    plain = folded(text).casefold().rstrip(" :：.。,，*_]")
    return any(found.end() == len(plain) for found in _FORMULAS.finditer(plain))


def is_signature(text: str) -> bool:
    """Whether *text* opens as the testimonium does: "In witness whereof", "Done at"."""
    return _SIGNED.match(folded(text).casefold().lstrip("*_[")) is not None


def ends_sentence(text: str) -> bool:
    """Whether *text* ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def is_headline(text: str) -> bool:
    """Whether *text* is short and ends without punctuation, as headings do."""
    return 0 < len(text) <= HEADING_LENGTH and _CLAUSE_END.search(text) is None and "\n" not in text.strip()


def is_capitals(text: str) -> bool:
    """Whether every cased letter of *text* is a capital, and there are enough to tell."""
    if _SMALL.search(text):
        return False
    letters = [char for char in text if char.isalpha()]
    cased = [char for char in letters if char.lower() != char.upper()]
    return len(cased) >= _TELLING and len(cased) == len(letters) and all(char.isupper() for char in cased)


_SMALL: Final = re.compile(r"[a-z]")
_TELLING: Final = 6
"""Letters from which capitals are taken for a heading: shorter ones are names of parties and bodies."""
