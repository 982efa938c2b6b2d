"""What became of one provision between two drafts, shown with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Segment, Split
from travaux.render import element as h
from travaux.render.cells import BAR, split_at_bars
from travaux.render.markup import listed, plain, raised
from travaux.render.place import place
from travaux.render.provisions import is_rule
from travaux.render.record_page import ours, written
from travaux.render.tongue import ENGLISH, say, sayable, tongue, ways_of_writing
from travaux.text.kind import HEADED, Kind
from travaux.text.notation import plain_characters
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from travaux.compare.comparison import Comparison, Fate
    from travaux.compare.references import SameReference
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

_ADDED: Final = sayable("added: ")
_REMOVED: Final = sayable("removed: ")
_WAS: Final = sayable("same reference, was ")
_NOW: Final = sayable("same reference, now ")
"""What those hear who do not see how words are marked."""


def change_shown(comparison: Comparison, change: Fate, theirs: dict[str, str]) -> h.Node:
    """Write what became of a provision; *theirs* are language and direction of the texts."""
    match change:
        case Kept(old=old, new=new):
            return _provision(new, new.eid, _notes(old, new), _kept(new), theirs, still=True)
        case Reworded(old=old, new=new, segments=segments, references=references):
            notes = [*_notes(old, new), *_followed(references)]
            return _provision(new, new.eid, notes, _row(new, segments) or _segments(segments), theirs)
        case Moved(old=old, new=new, segments=segments, references=references):
            moved = written("moved from {provision}", {"provision": _cite(comparison.old, old)})
            notes = [moved, *_notes(old, new), *_followed(references)]
            return _provision(new, new.eid, notes, _row(new, segments) or _segments(segments), theirs)
        case Added(new=new):
            return _provision(new, new.eid, [ours(say("added"))], [came(plain_characters(new.words))], theirs)
        case Removed(old=old):
            return _provision(
                old, f"old-{old.eid}", [ours(say("removed"))], [went(plain_characters(old.words))], theirs
            )
        case Split(old=old, new=several):
            parts = {"provision": _cite(comparison.old, old), "count": str(len(several))}
            note = written("{provision} split in {count}", parts)
            return [
                _provision(old, f"old-{old.eid}", [note], [went(plain_characters(old.words))], theirs),
                *(
                    _provision(
                        one,
                        one.eid,
                        [written("part of {provision}", {"provision": _cite(comparison.old, old)})],
                        [came(plain_characters(one.words))],
                        theirs,
                    )
                    for one in several
                ),
            ]
        case Merged(old=several, new=new):
            merged, *others = (_cite(comparison.old, one) for one in several)
            for last in others:
                merged = written("{before} and {last}", {"before": merged, "last": last})
            return [
                *(
                    _provision(
                        one,
                        f"old-{one.eid}",
                        [written("merged into {provision}", {"provision": _cite(comparison.new, new)})],
                        [went(plain_characters(one.words))],
                        theirs,
                    )
                    for one in several
                ),
                _provision(
                    new,
                    new.eid,
                    [written("merged from {provisions}", {"provisions": merged})],
                    [came(plain_characters(new.words))],
                    theirs,
                ),
            ]
        case _:
            assert_never(change)


def _notes(old: Provision, new: Provision) -> list[h.Node]:
    notes: list[h.Node] = []
    if old.label != new.label:
        notes.append(
            written("was numbered {number}", {"number": _theirs(old.label)})
            if old.label
            else ours(say("was not numbered"))
        )
    if old.standing != new.standing:
        notes.append(ours(say("stands in other brackets as a whole, or in other names")))
    return notes


def _followed(references: Sequence[SameReference]) -> list[h.Node]:
    printed = dict.fromkeys((plain(each.old.printed), plain(each.new.printed)) for each in references)
    return [
        written("same reference, renumbered: {old} is now {new}", {"old": _theirs(old), "new": _theirs(new)})
        for old, new in printed
    ]


def _theirs(number: str) -> h.Node:
    """Write a number as the text has it, so that a sentence in another language does not turn it around."""
    return plain(number) if tongue() == ENGLISH else h.bdi[plain(number)]


def _cite(text: Text, provision: Provision) -> h.Node:
    index = text.index(provision.eid)
    return ours(place(plain(cite(text, index)))) if index is not None else provision.eid


def _plain(provision: Provision) -> h.Node:
    return h.span(".w")[raised(plain_characters(provision.words))]


def came(text: str, kind: str = _ADDED) -> h.Node:
    """Write words that came, for eyes and ears; None where there are none."""
    return h.ins[h.span(".vh")[ours(say(kind))], h.span(".w")[raised(text)]] if text else None


def went(text: str, kind: str = _REMOVED) -> h.Node:
    """Write words that went."""
    return h.del_[h.span(".vh")[ours(say(kind))], h.span(".w")[raised(text)]] if text else None


def _segments(segments: Sequence[Segment]) -> list[h.Node]:
    nodes: list[h.Node] = []
    for one in segments:
        match one.kind:
            case "same":
                nodes.append(h.span(".w")[raised(one.text)])
            case "deleted":
                nodes.append(went(one.text, _WAS if one.follows else _REMOVED))
            case "inserted":
                nodes.append(came(one.text, _NOW if one.follows else _ADDED))
            case _:
                assert_never(one.kind)
    return nodes


def _kept(provision: Provision) -> list[h.Node]:
    return _row(provision, [Segment(kind="same", text=plain_characters(provision.words))]) or [
        _plain(provision)
    ]


def _row(provision: Provision, segments: Sequence[Segment]) -> list[h.Node]:
    """Write a row of a table in its cells; nothing where it is none, or other bars stand in it."""
    if provision.kind is not Kind.TABLE or is_rule(provision):
        return []
    parted: list[list[Segment]] = [[]]
    for one in segments:
        first, *others = split_at_bars(one.text)
        if others and one.kind != "same":
            return []
        parted[-1].append(replace(one, text=first, respaced=None))
        parted += [[replace(one, text=other, respaced=None)] for other in others]
    before, *between = parted
    after = between.pop() if between else before
    if not between or any(one.text for one in (*before, *after)):
        return []
    bar = h.span(".w.fs")[BAR]
    return [
        h.span(".cells")[
            [
                h.span(".cell")[bar if at == 0 else None, _segments([one for one in cell if one.text]), bar]
                for at, cell in enumerate(between)
            ]
        ]
    ]


def _provision(
    provision: Provision,
    anchor: str,
    notes: Sequence[h.Node],
    nodes: Sequence[h.Node],
    theirs: dict[str, str],
    *,
    still: bool = False,
) -> h.Element:
    state = "still" if still and not notes else "open"
    below = h.p(".cap")[h.bdi(dir=ways_of_writing()["dir"])[listed(list(notes), " · ")]] if notes else None
    if provision.kind in HEADED:
        tag = h.h3 if provision.depth == 0 else h.h4 if provision.depth == 1 else h.h5
        return h.div({"class": ["head", "line", f"k-{provision.kind.value}"]}, id=anchor)[
            tag(".title", **theirs)[
                h.span(".num")[raised(provision.label)] if provision.label else None,
                " ",
                h.span(".words")[nodes],
            ],
            below,
        ]
    rule = ["ruled"] if is_rule(provision) else []
    shape = ["p", "line", f"s-{state}", f"in{min(max(provision.depth - 1, 0), 4)}"]
    shape += ["k-table", *rule] if provision.kind is Kind.TABLE else []
    return h.div({"class": shape}, id=anchor)[
        h.div(".no", **theirs)[h.span(".num")[raised(provision.label)] if provision.label else None],
        h.div(".says")[h.div(".words", **theirs)[nodes], below],
    ]
