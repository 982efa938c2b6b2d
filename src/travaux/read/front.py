"""The front matter of a text: what the file says about itself before its first words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from travaux.answers.party import Party, PartyCodeError, party_code

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


def front_matter(text: str) -> Front:
    """Read the front matter that *text* begins with; an empty one if it has none.

    The keys title, draft, language, parties and travaux are read, in lines ``key: value``; parties
    are codes, each with a name in brackets if need be, between commas or as a list. Others are kept
    in ``characters`` alone.
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

    Of a name and a code in brackets, the code is the one in capitals.
    """
    found: list[Party] = []
    for item in re.split(r"\s*[,;،、，；]\s*", value.strip().strip("[]")):
        match = _PARTY.fullmatch(item)
        if match is None:
            continue
        first, second = match["first"], match["second"] or ""
        code, name = (
            (second, first) if second and (second.isupper() or not first.isupper()) else (first, second)
        )
        try:
            found.append(Party(code=party_code(code), name=name))
        except PartyCodeError:
            continue
    return tuple(found)
