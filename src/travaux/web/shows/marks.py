"""Words with what was changed in them marked, as a page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from travaux.compare.tokens import tokenised
from travaux.compare.words import changes
from travaux.render import element as h
from travaux.render.markup import FOOTNOTE_MARK, characters, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def nowhere(mark: str) -> None:
    """Lead nowhere: the footnote stands elsewhere, or in none of the words that are shown."""


def marked(old: str, new: str) -> h.Element:
    """Write *new* with what it adds to *old* underlined and what it leaves out struck, exactly as it is.

    White space that alone differs is not marked: see `respaced`.
    """
    before, after = tokenised(old), tokenised(new)
    nodes: list[h.Node] = []
    at = 0
    for one in changes(before, after):
        nodes += noted(_joined(after.tokens[at : one.new_start]))
        if one.old_start < one.old_end:
            nodes.append(struck(_joined(before.tokens[one.old_start : one.old_end])))
        if one.new_start < one.new_end:
            nodes.append(inserted(_joined(after.tokens[one.new_start : one.new_end])))
        at = one.new_end
    nodes += noted(_joined(after.tokens[at:]))
    return theirs(nodes)


def first_changed(old: str, new: str) -> str:
    """Give the first words that *new* has in another way than *old*; where it leaves some out, those."""
    before, after = tokenised(old), tokenised(new)
    for one in changes(before, after):
        added = _joined(after.tokens[one.new_start : one.new_end])
        return added or _joined(before.tokens[one.old_start : one.old_end])
    return ""


def respaced(old: str, new: str) -> bool:
    """Whether the words are the same and the white space between them is not."""
    return old != new and not changes(tokenised(old), tokenised(new))


def theirs(nodes: h.Node) -> h.Element:
    """Write words of the text or of a party: in their own direction, each space and line as it is."""
    return h.div(".words.asis.w", dir="auto")[nodes]


def inserted(words: str) -> h.Element:
    """Mark words as inserted, for eyes and for ears."""
    return h.ins[_ours(gettext("[inserted:] ")), noted(words), _ours(gettext(" [end]"))]


def struck(words: str) -> h.Element:
    """Mark words as struck, for eyes and for ears."""
    return h.del_[_ours(gettext("[struck:] ")), noted(words), _ours(gettext(" [end]"))]


def _ours(said: str) -> h.Element:
    """Say something for ears alone. With a direction of its own it does not decide that of their words."""
    return h.span(".vh", dir="auto")[said]


def noted(text: str, where: Callable[[str], str | None] = nowhere) -> list[h.Node]:
    """Write characters, those that cannot be seen marked, and the marks of footnotes raised.

    Each of those leads where *where* says that it stands.
    """
    nodes: list[h.Node] = []
    at = 0
    for mark in FOOTNOTE_MARK.finditer(text):
        address = where(mark[0])
        raised = (h.span(".fn") if address is None else h.a(".fn", href=address))[sign(mark[0])]
        nodes += [*characters(text[at : mark.start()]), raised]
        at = mark.end()
    return [*nodes, *characters(text[at:])]


def _joined(tokens: Sequence[str]) -> str:
    return "".join(tokens)
