"""In which language the core speaks: English, unless whoever it is told to reads another of the six.

Sentences are whole and have named places, so that each language orders them as it does. What is
somebody's own is put in as it is, and stays apart from ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from travaux.render.told import Said, Theirs
from travaux.text.phrase import Cited, Listed, Phrase

if TYPE_CHECKING:
    from gettext import NullTranslations

ENGLISH: Final = "en"
LANGUAGES: Final = ("ar", ENGLISH, "es", "fr", "ru", "zh-hans")
Fact: TypeAlias = "Said | int | tuple[Said, ...]"
"""What stands in a place of a sentence."""

_TONGUE: Final = ContextVar("tongue", default=ENGLISH)
_PLACE: Final = re.compile(r"\{(\w+)\}")
_ARABIC: Final = "ar"
_LEFT_TO_RIGHT: Final = re.compile(
    r"(\u2066[^\u2066\u2069]*\u2069|“[^”]*”|[A-Za-z][\w.:@/+=-]*(?: [A-Za-z][\w.:@/+=-]*)*(?<![.:]))",
    re.ASCII,
)
"""What we isolate, what is quoted, and words in Latin letters without the punctuation after them."""
_ISOLATES: Final = "\u2066\u2069"
_THIN: Final = "\u202f"
_GROUPED: Final = {"es": _THIN, "fr": _THIN, "ru": _THIN}
"""What stands between thousands, where that is no comma."""

_LATIN: Final = (", ", "; ")
_BETWEEN: Final = {_ARABIC: ("، ", "؛ "), "fr": (", ", "\u00a0; "), "zh-hans": ("、", "；")}
"""What stands between the items of a list, where that is no comma and semicolon."""
_QUOTED: Final = {
    **dict.fromkeys((_ARABIC, "es", "ru"), ("«", "»")),
    "fr": ("«\u00a0", "\u00a0»"),
}
"""What stands around words that are quoted, where style.css does not say it; elsewhere “ and ”."""
_COLON: Final = {"fr": "\u00a0: ", "zh-hans": "："}
"""What stands after what is being spoken of, where that is no colon and a space."""


class English(str):
    """Words of ours that are in English although the page is in another language; it has to say so."""

    __slots__ = ()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak *language* until it ends; English, where it is none of the six."""
    token = _TONGUE.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _TONGUE.reset(token)


def tongue() -> str:
    """Give the language that is spoken here, as a tag."""
    return _TONGUE.get()


def ways_of_writing(*, english: bool = False) -> dict[str, str]:
    """Give language and direction of what is said here, as attributes of an element."""
    language = ENGLISH if english else tongue()
    return {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}


def sayable(message: str) -> str:
    """Mark a message that is said elsewhere: it is gathered for translation where it stands."""
    return message


def said_again(words: str) -> str:
    """Say in the language spoken here what was said in English further in.

    What does not know what it was made of stays as it is, marked as English.
    """
    if tongue() == ENGLISH:
        return words
    if not isinstance(words, Phrase):
        return English(words)
    if isinstance(words, Cited):
        from travaux.render.place import place  # noqa: PLC0415  it says its steps by what stands here

        return place(str(words))
    if isinstance(words, Listed):
        return (comma() if words.between == _LATIN[0] else semicolon()).join(map(ours_again, words.items))
    facts = {name: _fact_again(one) for name, one in words.facts.items()}
    if len(words.message) == 1:
        return say(words.message[0], **facts)
    one, several = words.message
    return say_count(one, several, int(str(facts.pop("count"))), **facts)


def ours_again(words: str) -> str:
    """Say in the language spoken here what is ours in *words*; what is a name stays as it is."""
    return said_again(words) if isinstance(words, Phrase) else words


def _fact_again(fact: object) -> object:
    match fact:
        case Phrase():
            return said_again(fact)
        case tuple():
            return comma().join(str(_fact_again(one)) for one in fact)
        case _:
            return fact


def say(message: str, /, **facts: object) -> str:
    """Say *message* in the language spoken here, with *facts* in its places."""
    return _filled(_translated(message), facts)


def say_count(one: str, several: str, count: int, /, **facts: object) -> str:
    """Say *one* or *several*, as the language counts; ``{count}`` is the number."""
    if tongue() == ENGLISH:
        found = one if count == 1 else several
    else:
        found = _catalogue(tongue()).ngettext(one, several, count)
    return _filled(found, {"count": figure(count), **facts})


def said(message: str, /, **facts: Fact) -> tuple[Said, ...]:
    """Say *message* with *facts* in its places, somebody's own words apart from ours."""
    found: list[Said] = []
    ours: type[str] = str
    for at, part in enumerate(places_of(message)):
        ours = ours if at % 2 else type(part)
        fact = facts[part] if at % 2 else part
        those = fact if isinstance(fact, tuple) else (fact,)
        found += [one if isinstance(one, Theirs | English) else ours(one) for one in those]
    return joined(*found)


def places_of(message: str) -> list[str]:
    """Take *message* apart, in the language spoken here: words and names of places in turn."""
    template = _translated(message)
    return [type(template)(one) for one in _PLACE.split(template)]


def joined(*parts: Said) -> tuple[Said, ...]:
    """Put together what stands side by side and is ours."""
    found: list[Said] = []
    for one in parts:
        if one == "":
            continue
        last = found[-1] if found else None
        if isinstance(one, str) and isinstance(last, str) and type(one) is type(last):
            found[-1] = type(one)(last + one)
        else:
            found.append(one)
    return tuple(found)


def apart(words: str) -> list[str]:
    """Take what is said here apart: what runs from right to left, and the rest, in turn.

    Between a code and a number a comma would be taken for a part of both, and all three be turned around.
    What we isolate, as a time and its zone, is without the signs for that: a page has elements for it.
    """
    if tongue() != _ARABIC:
        return [words]
    parts = _LEFT_TO_RIGHT.split(words)
    return [one.strip(_ISOLATES) if at % 2 else one for at, one in enumerate(parts)]


def figure(count: int) -> str:
    """Write a number, its thousands parted as the language does."""
    return f"{count:,}".replace(",", _GROUPED.get(tongue(), ","))


def comma() -> str:
    """Give what stands between names, codes and numbers in a list."""
    return _BETWEEN.get(tongue(), _LATIN)[0]


def semicolon() -> str:
    """Give what stands between the parts of a list that may have commas in them."""
    return _BETWEEN.get(tongue(), _LATIN)[1]


def colon() -> str:
    """Give what stands between a name and what is said of it."""
    return _COLON.get(tongue(), ": ")


def quotation_marks() -> tuple[str, str]:
    """Give what stands before words that are quoted, and behind them."""
    return _QUOTED.get(tongue(), ("“", "”"))


def capital(words: str) -> str:
    """Begin a line with *words*."""
    return type(words)(words[:1].upper() + words[1:])


def entry_named() -> re.Pattern[str]:
    """Give how our words name an entry, its number in the first group, so that a page can lead to it."""
    return _naming(tongue())


@cache
def _naming(language: str) -> re.Pattern[str]:
    """Make the pattern from how the language says "entry 14"; English, for what is not translated."""
    spoken = {"entry {number}", str(_catalogue(language).gettext("entry {number}"))}
    ways = [re.escape(one).replace(r"\{number\}", r"(\d+)") for one in sorted(spoken)]
    edge = "" if language.startswith("zh") else r"\b"
    return re.compile("|".join(f"{edge}{one}(?!\\d)" for one in ways))


def _translated(message: str) -> str:
    language = tongue()
    return message if language == ENGLISH or not message else _catalogue(language).gettext(message)


def _filled(template: str, facts: dict[str, object]) -> str:
    if not facts:
        return template
    return type(template)(template.format(**facts))


@cache
def _catalogue(language: str) -> NullTranslations:
    """Read what is translated, when it is asked for; what is not is English, and known to be."""
    from gettext import GNUTranslations, NullTranslations  # noqa: PLC0415  English needs none of it
    from importlib.resources import files  # noqa: PLC0415  as above

    class Untold(NullTranslations):
        def gettext(self, message: str) -> str:
            return English(message)

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return English(msgid1 if n == 1 else msgid2)

    name, _, script = language.partition("-")
    folder = f"{name}_{script.title()}" if script else name
    found = files("travaux.render").joinpath("locale", folder, "LC_MESSAGES", "travaux.mo")
    if language == ENGLISH or not found.is_file():
        return Untold()
    with found.open("rb") as file:
        catalogue = GNUTranslations(file)
    catalogue.add_fallback(Untold())
    return catalogue
