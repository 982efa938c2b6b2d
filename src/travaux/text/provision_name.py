"""The name of a provision, as people refer to it in English: "Article 4, paragraph 1, point (b)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from travaux.text.address import read_step
from travaux.text.kind import ALONE, LETTERED, RANK, Kind
from travaux.text.number import Number, same
from travaux.text.ordinal import beside, ordinal, own_number
from travaux.text.resolve import follow
from travaux.text.whose import is_code

if TYPE_CHECKING:
    from travaux.text.instrument import Text

_NAMES: Final[dict[Kind, str]] = {
    kind: kind.value.title() for kind in RANK if RANK[kind] <= RANK[Kind.ARTICLE]
} | {
    Kind.FORMULA: "enacting words",
    Kind.DIVISION: "Title",
    Kind.CLOSING: "closing words",
    Kind.ALTERNATIVE: "Option",
    Kind.UNREAD: "unread part",
    Kind.TABLE: "table row",
}
_DIVISIONS: Final = frozenset({Kind.BOOK, Kind.PART, Kind.DIVISION, Kind.CHAPTER, Kind.SECTION, Kind.HEADING})


def cite(text: Text, index: int) -> str:
    """Write how a person refers to a provision in English: "Article 4, paragraph 1, point (b)".

    Divisions above an article are left out where the article's number is the only one of its kind.
    What a party adds without a number is "new paragraph after paragraph 2"; where what it adds has the
    number of something beside it, it is "paragraph 2 bis (ARD)".
    """
    path = [index]
    while (above := text.parent(path[0])) is not None:
        path.insert(0, above)
    kinds = [text.provisions[it].kind for it in path]
    if Kind.ARTICLE in kinds:
        article = path[kinds.index(Kind.ARTICLE)]
        own = own_number(text.provisions[article])
        if own is not None and not _elsewhere(text, article, own):
            path = [it for it in path if text.provisions[it].kind not in _DIVISIONS or it == index]
    path = [it for it in path if text.provisions[it].kind is not Kind.HEADING or it == index]
    return ", ".join(_name(text, it) for it in path)


def _elsewhere(text: Text, article: int, number: Number) -> bool:
    """Tell whether an article of the body has a namesake in another division."""
    key = ("namesakes", number)
    if (alike := text.looked_up.get(key)) is None:
        alike = text.looked_up[key] = follow(text, ((Kind.ARTICLE, number),))
    if text.provisions[article].standing.base:
        # What parties add gives no other name to what the draft has.
        alike = tuple(it for it in alike if text.provisions[it].standing.base)
    return article in alike and any(text.parent(it) != text.parent(article) for it in alike)


def _name(text: Text, index: int) -> str:
    provision = text.provisions[index]
    kind = provision.kind
    name = _NAMES.get(kind, kind.value)
    number = own_number(provision)
    if number is not None:
        shown = number.printed if number.printed.isascii() else _written(number.slug())
        return _with_number(kind, shown) + _whose(text, index)
    count = ordinal(text, index)
    if count is None:
        before = _before(text, index)
        where = f" after {_name(text, before)}" if before is not None else " at the head"
        return f"new {name}{where}{_whose(text, index)}"
    return name if kind in ALONE and _single(text, index) else f"{name} {count}"


def _whose(text: Text, index: int) -> str:
    """Say whose a proposed provision is, where another beside it would have the same name: " (ARD)"."""
    standing = text.provisions[index].standing
    sponsors = (*standing.sponsors, *standing.supporters)
    if standing.base or not sponsors:
        return ""
    alike = any(at != index and _namesakes(text, index, at) for at in beside(text, index))
    return f" ({sponsors[0]})" if alike else ""


def _namesakes(text: Text, index: int, other: int) -> bool:
    if text.provisions[other].kind is not text.provisions[index].kind:
        return False
    own, its = own_number(text.provisions[index]), own_number(text.provisions[other])
    if own is None or its is None:
        added = own is its and not text.provisions[other].standing.base
        return added and _before(text, index) == _before(text, other)
    return same(own, its)


def _with_number(kind: Kind, shown: str) -> str:
    name = _NAMES.get(kind, kind.value)
    return f"{name} ({shown})" if kind in LETTERED else f"{name} {shown}"


def _written(slug: str) -> str:
    """Write a number as in an address, "5bis", as people do: "5 bis"."""
    return regex.sub(r"(?<=\d)(?=[a-z]{2})|-(?=bis|ter|quater)", " ", slug)


def cite_address(address: str, text: Text | None = None) -> str:
    """Write how a person refers to what has this address: as `cite` does, where *text* has it.

    Of what *text* has not, such as what a party adds, that which it stands in is named so, and the rest by
    the address alone; all of it without a text. Whose addition is meant stands behind it: "art_5bis@ARD". An
    address that cannot be read is given as it is.
    """
    if text is not None and (index := text.index(address)) is not None:
        return cite(text, index)
    bare, _, party = address.partition("@")
    if is_code(party):
        return f"{cite_address(bare, text)} ({party})"
    above, _, last = address.rpartition("__")
    found = read_step(last.partition("~")[0])
    if found is None:
        return address
    kind, number = found
    own = _with_number(kind, _written(number)) if number else _NAMES.get(kind, kind.value)
    if not above:
        return own
    outer = cite_address(above, text)
    return address if outer == above else f"{outer}, {own}"


_ADDED: Final = regex.compile(r"(?:^|, )new \p{L}+ (?:after \p{L}|at the head)", regex.VERSION1)


def names_added(name: str) -> bool:
    """Whether *name* is what `cite` writes for something without a number that a party adds."""
    return _ADDED.search(name) is not None


def _single(text: Text, index: int) -> bool:
    """Tell whether it is the only one of its kind where it stands, what parties add left aside."""
    like = [it for it, each in enumerate(text.provisions) if each.kind is text.provisions[index].kind]
    parent = text.parent(index)
    return [it for it in like if text.parent(it) == parent and text.provisions[it].standing.base] == [index]


def _before(text: Text, index: int) -> int | None:
    around = beside(text, index)
    return max((it for it in around if it < index and text.provisions[it].standing.base), default=None)
