"""What was done to a provision, told: in our words, and in the words that went and came."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from travaux.compile.trace import (
    Deleted,
    Excepted,
    Inserted,
    Merged,
    MovedFrom,
    MovedTo,
    Opposed,
    Renumbered,
    Reworded,
    SplitUp,
)
from travaux.render.phrases import quoted
from travaux.render.place import place
from travaux.render.tongue import joined, said, say, say_count, semicolon
from travaux.text.notation import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.compile.trace import Deed, Source
    from travaux.render.told import Said


def deed_text(deed: Deed) -> str:
    """Say what was done to a provision, without the words, which stand in columns of their own."""
    return "".join(one for one in deed_said(deed) if isinstance(one, str))


def deed_said(deed: Deed) -> tuple[Said, ...]:  # noqa: C901  one row for each member of the union
    """Say the same in parts: what is not in the language that is spoken stays apart."""
    match deed:
        case Reworded():
            return said("reworded")
        case Inserted(split_from=source):
            if source is None:
                return said("inserted")
            return said("inserted, as a part split from {provision}", provision=place(source.citation))
        case Deleted(merged_into=source, below=below) if source is not None:
            return said(
                "merged into {provision}{along}", provision=place(source.citation), along=_along(below)
            )
        case Deleted(below=below):
            return said("deleted{along}", along=_along(below))
        case MovedTo(to=source, below=below):
            return said("moved to {provision}{along}", provision=place(source.citation), along=_along(below))
        case MovedFrom(origin=source, below=below):
            return said(
                "moved from {provision}{along}", provision=place(source.citation), along=_along(below)
            )
        case Renumbered(old=old, new=new):
            none = say("no number")
            return said(
                "renumbered, {old} → {new}",
                old=quoted(old) if old else none,
                new=quoted(new) if new else none,
            )
        case SplitUp(into=into):
            return said("split; the other parts are {provisions}", provisions=_cited(into))
        case Merged(others=others):
            return said("merged with {provisions}", provisions=_cited(others))
        case Opposed(words=None):
            return said("opposed as a whole, no other words offered")
        case Opposed():
            return said("words opposed, no others offered")
        case Excepted():
            return said("accepted, these words excepted")
        case _:
            assert_never(deed)


def _along(below: int) -> str:
    if not below:
        return ""
    return say_count(", with the provision in it", ", with the {count} provisions in it", below)


def _cited(sources: Iterable[Source]) -> tuple[Said, ...]:
    cited = [place(source.citation) for source in sources]
    if not cited:
        return (say("none"),)
    return joined(*(one for at, each in enumerate(cited) for one in ((semicolon(), each) if at else (each,))))


def deed_words(deed: Deed) -> tuple[str, str]:
    """Give the old and the new words of what was done, each "" where it has none."""
    match deed:
        case Reworded(old=old, new=new):
            return old or NO_TEXT, new or NO_TEXT
        case Inserted(label=label, words=words):
            return "", " ".join(part for part in (label, words) if part)
        case Opposed(words=words):
            return words or "", ""
        case Excepted(words=words):
            return words, ""
        case Deleted() | MovedTo() | MovedFrom() | Renumbered() | SplitUp() | Merged():
            return "", ""
        case _:
            assert_never(deed)
