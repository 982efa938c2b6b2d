"""A text as tracked changes on the draft it answers: accepted they give the one, rejected the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from travaux.compare.align import align
from travaux.compare.comparison import segments
from travaux.read.own_style import APPARATUS, NUMBER, WORDS, style_of
from travaux.read.package import Element
from travaux.render.docx import document, running, section
from travaux.render.word_words import direction_of, is_misleading, layout
from travaux.render.wordml import Direction, checked, made, paragraph, run, runs
from travaux.text.instrument import Text
from travaux.text.language import tokens
from travaux.text.notation import show
from travaux.text.printed import enclosure
from travaux.text.provision import Provision

Change = Literal["ins", "del"]


def tracked_document(draft: Text, own: Text, *, author: str, at: str) -> bytes:
    """Write *own* as *author*'s tracked changes on *draft*, all made at *at* (ISO 8601, UTC, in seconds).

    With all of them accepted it reads as *own*, with all rejected as *draft*. A provision that is
    moved, or of another kind or depth, is deleted and inserted. The same texts give the same bytes.
    Raises UnwritableCharacter.
    """
    tracking = _Tracking(
        draft=draft, own=own, author=checked(author, "the author"), at=checked(at, "the time")
    )
    # What is deleted or inserted at the end needs a paragraph that stays behind it.
    body = [*tracking.paragraphs(), paragraph(APPARATUS, ()), section(running(draft))]
    return document(body, draft, draft=draft.identity, consolidated=False)


@dataclass(slots=True, kw_only=True)
class _Tracking:
    """Writes the paragraphs of two texts as one, and numbers the changes."""

    draft: Text
    own: Text
    author: str
    at: str
    base: Direction = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        self.base = running(self.draft)

    def paragraphs(self) -> Iterator[Element]:
        before, after = self.draft.provisions, self.own.provisions
        gone = come = 0
        for old, new in (*self._kept(), (len(before), len(after))):
            yield from (self._whole(one, "del") for one in before[gone:old])
            yield from (self._whole(one, "ins") for one in after[come:new])
            if old < len(before):
                yield self._changed(before[old], after[new])
            gone, come = old + 1, new + 1

    def _kept(self) -> list[tuple[int, int]]:
        """List the provisions that stay in their place, as indices in both texts."""
        kept: list[tuple[int, int]] = []
        for pair in align(self.draft, self.own):
            if pair.moved or not pair.old or not pair.new:
                continue
            old, new = pair.old[0], pair.new[0]
            rising = not kept or (kept[-1][0] < old and kept[-1][1] < new)
            if rising and _frame(self.draft.provisions[old]) == _frame(self.own.provisions[new]):
                kept.append((old, new))
        return kept

    def _whole(self, provision: Provision, change: Change) -> Element:
        base = direction_of(provision, self.base)
        place = f"the provision {provision.eid}"
        opened, closed = _enclosed(provision)
        content = self._marked(opened, change, base, place)
        if provision.label:
            content += self._marked(provision.label, change, base, place, NUMBER)
            content += self._marked("\t", change, base, place)
        if _needs_mark(provision):
            content.append(self._change(change, [run("", WORDS)]))
        content += self._marked(_words(provision) + closed, change, base, place)
        return self._paragraph(provision, content, base, [self._change(change)])

    def _changed(self, old: Provision, new: Provision) -> Element:
        base = direction_of(new, self.base)
        place = f"the provision {old.eid}"
        opened, closed = _enclosed(old)
        content = runs(opened, base=base, place=place)
        if old.label == new.label:
            content += runs(old.label, NUMBER, base=base, place=place)
            content += runs("\t" if old.label else "", base=base)
        else:
            content += self._marked(old.label, "del", base, place, NUMBER)
            content += self._marked(new.label, "ins", base, place, NUMBER)
            gap: Change | None = None if old.label and new.label else "del" if old.label else "ins"
            content += self._marked("\t", gap, base, place)
        if _needs_mark(old) or _needs_mark(new):
            content.append(run("", WORDS))
        for text, change in _differences(_words(old), _words(new)):
            content += self._marked(text, change, base, place)
        content += runs(closed, base=base, place=place)
        return self._paragraph(new, content, base, [])

    def _paragraph(
        self, provision: Provision, content: Sequence[Element], base: Direction, mark: Sequence[Element]
    ) -> Element:
        placed = layout(provision.kind, provision.depth, labelled=bool(provision.label))
        return paragraph(style_of(provision.kind), content, *placed, base=base, mark=mark)

    def _marked(
        self, text: str, change: Change | None, base: Direction, place: str, style: str = ""
    ) -> list[Element]:
        content = runs(text, style, base=base, place=place, deleted=change == "del")
        return content if change is None or not content else [self._change(change, content)]

    def _change(self, change: Change, content: Sequence[Element] = ()) -> Element:
        self._count += 1
        return made(change, *content, id=self._count, author=self.author, date=self.at)


def _frame(provision: Provision) -> tuple[object, ...]:
    """Give what cannot change in place: kind and depth are properties, brackets around it no words."""
    return provision.kind, provision.depth, _enclosed(provision)


def _enclosed(provision: Provision) -> tuple[str, str]:
    opened, closed = enclosure(provision.standing)
    return opened + "[" * provision.words.ahead, closed


def _words(provision: Provision) -> str:
    return show(provision.words.body)


def _needs_mark(provision: Provision) -> bool:
    return bool(_enclosed(provision)[0]) or (not provision.label and is_misleading(_words(provision)))


def _differences(old: str, new: str) -> Iterator[tuple[str, Change | None]]:
    """Cut two wordings into what stays, goes and comes, white space included."""
    for segment in segments(old, new):
        match segment.kind:
            case "deleted":
                yield segment.text, "del"
            case "inserted":
                yield segment.text, "ins"
            case "same" if segment.respaced is None:
                yield segment.text, None
            case "same":
                for before, after in zip_longest(
                    tokens(segment.text), tokens(segment.respaced or ""), fillvalue=""
                ):
                    if before == after:
                        yield before, None
                    else:
                        yield before, "del"
                        yield after, "ins"
