"""The front matter of a text: what the file says about itself before its first words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.party import Party, PartyCodeError, party_code

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def named_parties(value: str) -> tuple[Party, ...]:
    """Read "Bordavia (BOR), Kesten (KES)", "BOR: Bordavia" or "BOR, KES"; what is no code is left out.

    Of a name and a code in brackets, the code is the one in capitals; of two in capitals, the one in
    the brackets. In ``GBR ("UK")`` the quotes say which of them is the name, and it is taken as it is.
    """
    found: list[Party] = []
    for item in _ITEMS.finditer(value.strip().strip("[]")):
        if item["name"] is not None:
            code, name = item["code"], item["name"].replace('""', '"')
        elif (match := _PARTY.fullmatch(item[0])) is not None:
            first, second = match["first"], match["second"] or ""
            ahead = not second or (first.isupper() and not second.isupper())
            code, name = (first, second) if ahead else (second, first)
        else:
            continue
        try:
            found.append(Party(code=party_code(code), name=name))
        except PartyCodeError:
            continue
    return tuple(found)


def front_of(text: Text, parties: Iterable[Party] = (), *, consolidated: bool = False) -> str:
    """Write the front matter of *text*: what it is called, its language and its parties.

    `front_matter` reads the same; names of parties stand in quotes where they would not be read alike.
    """
    fields = {
        "travaux": CONSOLIDATED if consolidated else "",
        "title": text.title,
        "draft": text.draft,
        "language": text.language,
        "parties": ", ".join(_listed(party) for party in parties),
    }
    lines = [f"{key}: {_quoted(value)}\n" for key, value in fields.items() if value]
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
