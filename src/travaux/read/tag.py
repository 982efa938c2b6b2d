"""The tags in a piece of markup: what is open behind it, where an element ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from travaux.read.fragment import ForeignError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG: Final = re.compile(r"<(/?)([^\s<>/]++)(?:[^<>/]++|/(?!>))*+(/?)>")
"""No character is looked at twice, however long the name and the attributes."""
_BETWEEN: Final = frozenset(
    f"w:{name}"
    for name in (
        *("r", "t", "delText", "ins", "del", "hyperlink", "smartTag", "proofErr", "tab", "br", "cr"),
        *("noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd"),
        *("permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference"),
    )
)
"""Elements that read alike whatever stands before and after them."""
_NEVER: Final = ("xmlns", "move", "&#")
"""What no piece of markup that is kept holds: names declared anew, moves, and references to characters, by
which an author's name could begin with the mark that stands for another."""

Stack = tuple[tuple[str, str], ...]
"""What is open: the name of each element, and its opening markup, a run's ``w:rPr`` included."""


def opened(stack: Stack, piece: str, *, begun: bool) -> Stack | None:
    """Tell what is open after *piece*; None if it holds anything that is not known to read alike anywhere.

    *begun*: it does not begin its paragraph.
    """
    tags = list(_TAG.finditer(piece))
    if "".join(tag[0] for tag in tags) != piece or any(each in piece for each in _NEVER):
        return None
    open_ = list(stack)
    kept = len(open_)
    at = 0
    while at < len(tags):
        closing, name, alone = tags[at].groups()
        if not closing and name in ("w:pPr", "w:rPr"):
            stop = at if alone else _closes(tags, at)
            if stop is None:
                return None
            if name == "w:rPr":
                if len(open_) <= kept or open_[-1] != ("w:r", "<w:r>"):
                    return None
                open_[-1] = ("w:r", f"<w:r>{piece[tags[at].start() : tags[stop].end()]}")
            elif begun or open_:
                return None
            at = stop
        elif name not in _BETWEEN or (closing and (not open_ or open_.pop()[0] != name)):
            return None
        elif not closing and not alone:
            open_.append((name, tags[at][0]))
        kept = min(kept, len(open_))
        at += 1
    return tuple(open_)


def _closes(tags: Sequence[re.Match[str]], at: int) -> int | None:
    """Find the tag that closes the element that the tag *at* opens; None where there is none."""
    depth = 0
    for stop in range(at, len(tags)):
        closing, _, alone = tags[stop].groups()
        depth += -1 if closing else 0 if alone else 1
        if depth == 0:
            return stop
    return None


def closed(stack: Stack) -> str:
    """Write the tags that close all that is open."""
    return "".join(f"</{name}>" for name, _ in reversed(stack))


def end_of(text: str, at: int) -> int:
    """Find the end of the element that begins *at*, white space before it skipped."""
    depth = 0
    for tag in _TAG.finditer(text, at):
        if depth == 0 and text[at : tag.start()].strip():
            break
        closing, _, alone = tag.groups()
        depth += -1 if closing else 0 if alone else 1
        if depth <= 0:
            if depth < 0:
                break
            return tag.end()
    raise ForeignError
