"""The front matter of a text: what the file says about itself before its first words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.party import Party, PartyCodeError, party_code
from travaux.text.language import on_one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from travaux.text.instrument import Text

CONSOLIDATED: Final = "consolidated text"
"""The value of the key ``travaux`` by which our own consolidated texts are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A front matter. ``characters`` is all of it, from ``---`` to the end of the closing line."""

    characters: str = ""
    title: str = ""
    draft: str = ""
    language: str = ""
    parties: tuple[Party, ...] = ()
    consolidated: bool = False


_BLOCK: Final = re.compile(r"---[ \t]*\r?\n(?P<lines>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD: Final = re.compile(r"(?P<key>[a-z]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]*?)[ \t]*\r?$")
_PARTY: Final = re.compile(r"\s*(?P<first>[^(:（：]+?)\s*(?:[(:（：]\s*(?P<second>[^()（）]*?)\s*[)）]?)?\s*")

_ITEMS: Final = re.compile(
    r"""\s*(?P<code>[^\s,;:()"、،，；：（）]+)\s*[(（]"(?P<name>(?:[^"]|"")*)"[)）]\s*(?=[,;、،，；]|\Z)"""
    r"|[^,;、،，；]+"
)
"""Whoever is listed: a code with its name in quotes, or all up to the next comma."""
_COMMAS: Final = r"[,;、،，；]"
_NAMED: Final = re.compile(r"(?P<first>.+?)\s*[(（]\s*(?P<second>[^()（）]+?)\s*[)）]")
_ANOTHER: Final = re.compile(rf"[)）]\s*{_COMMAS}")
"""Where a list goes on after a party with its code."""
_REST_OF_NAME: Final = re.compile(rf"{_COMMAS}(?P<words>[^()（）:：]*)[(（]\s*(?P<code>[^()（）\s]+)\s*[)）]")


def front_matter(text: str) -> Front:
    """Read the front matter that *text* begins with; an empty one if it has none.

    The keys title, draft, language, parties and travaux are read, in lines ``key: value``; parties
    are codes, each with a name in brackets if need be, between commas or as a list: `named_parties`.
    Others are kept in ``characters`` alone.
    """
    block = _BLOCK.match(text)
    if block is None:
        return Front()
    fields: dict[str, str] = {}
    parties: list[Party] = []
    key = ""
    for line in block["lines"].split("\n"):
        if (found := _FIELD.match(line)) is not None:
            key = found["key"]
            fields.setdefault(key, _unquoted(found["value"]))
        elif key == "parties" and (item := _ITEM.match(line)) is not None:
            parties += named_parties(item["value"])
    return Front(
        characters=block[0],
        title=fields.get("title", ""),
        draft=fields.get("draft", ""),
        language=fields.get("language", ""),
        parties=(*named_parties(fields.get("parties", "")), *parties),
        consolidated=fields.get("travaux", "").strip() == CONSOLIDATED,
    )


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def named_parties(value: str, known: Collection[str] = ()) -> tuple[Party, ...]:
    """Read "Bordavia (BOR), Kesten (KES)", "BOR: Bordavia" or "BOR, KES"; what is no code is left out.

    Of a name and a code in brackets, the code is the one in capitals; of two in capitals, the one in
    the brackets. In ``GBR ("UK")`` the quotes say which of them is the name, and it is taken as it is.
    A name that has a comma in it, before a code that is *known*, is one name.
    """
    value = value.strip().strip("[]")
    found: list[Party] = []
    begun: int | None = None  # where a name began that may go on behind its comma
    for item in _ITEMS.finditer(value):
        start = item.start() if begun is None else begun
        bare = item["name"] is None and not re.search(r"[()（）:：]", item[0])
        if bare and item[0].strip() not in known and _goes_on(value, item.end(), known):
            begun = start
            continue
        begun = None
        if item["name"] is not None:
            code, name = item["code"], item["name"].replace('""', '"')
        elif (match := _PARTY.fullmatch(value[start : item.end()])) is not None:
            code, name = _code_and_name(match)
        else:
            continue
        try:
            found.append(Party(code=party_code(code), name=name))
        except PartyCodeError:
            continue
    return tuple(found)


def one_party(value: str) -> Party | None:
    """Read a value that names one party, such as "Fenland, Republic of (FEN)"; None where it names none.

    The code in the brackets is whose name stands before them, commas and all. Without a code, a name with a
    comma in it is the name of the party that its first word names.
    """
    value = value.strip()
    listed = next(iter(named_parties(value)), None)
    first, *rest = re.split(_COMMAS, value)
    match = _PARTY.fullmatch(value) or _NAMED.fullmatch(value)
    if match is None or _ANOTHER.search(value) or (match["second"] or "")[:1] == '"':
        return listed
    if match["second"]:
        code, name = _code_and_name(match)
    elif not first.isupper() and not all(_is_code(one.strip()) for one in rest):
        code, name = first, value
    else:
        return listed
    return Party(code=party_code(code), name=name) if _is_code(code) else None


def _code_and_name(match: re.Match[str]) -> tuple[str, str]:
    first, second = match["first"], match["second"] or ""
    ahead = not second or (first.isupper() and not second.isupper())
    return (first, second) if ahead else (second, first)


def _goes_on(value: str, end: int, known: Collection[str]) -> bool:
    """Whether what ends at a comma is the beginning of a name, whose known code stands behind it."""
    rest = _REST_OF_NAME.match(value, end)
    return (
        rest is not None
        and rest["code"] in known
        and not any(one.strip() in known for one in re.split(_COMMAS, rest["words"]))
    )


def _is_code(given: str) -> bool:
    try:
        party_code(given)
    except PartyCodeError:
        return False
    return True


def front_of(text: Text, parties: Iterable[Party] = (), *, consolidated: bool = False) -> str:
    """Write the front matter of *text*: what it is called, its language and its parties; each on one line.

    `front_matter` reads the same; names of parties stand in quotes where they would not be read alike.
    """
    fields = {
        "travaux": CONSOLIDATED if consolidated else "",
        "title": text.title,
        "draft": text.draft,
        "language": text.language,
        "parties": ", ".join(_listed(party) for party in parties),
    }
    lines = [f"{key}: {_quoted(on_one_line(value))}\n" for key, value in fields.items() if value]
    return f"---\n{''.join(lines)}---\n\n"


def _quoted(value: str) -> str:
    return f'"{value}"' if value != value.strip() or value[:1] in "\"'" else value


def _listed(party: Party) -> str:
    if not party.name:
        return party.code
    shown = f"{party.code} ({party.name})"
    if named_parties(shown) == (party,):
        return shown
    doubled = party.name.replace('"', '""')
    return f'{party.code} ("{doubled}")'
