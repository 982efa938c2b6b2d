"""What became of one provision between two drafts, told in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split
from travaux.compare.term import TermKind
from travaux.record.views.changes import eids
from travaux.render.told import Line, Said, Theirs, line
from travaux.text.notation import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate as Change
    from travaux.compare.comparison import Segment
    from travaux.record.negotiation import Draft
    from travaux.render.telling import Teller
    from travaux.text.provision import Provision


def change_line(change: Change, draft: Draft, teller: Teller, alerts: Iterable[Alert] = ()) -> Line:
    """Say what became of a provision in *draft* since the one that it follows; below it, where to look."""
    told = _change(change, draft, teller)
    there = eids(change, new=True)
    below = tuple(_alert(one) for one in alerts if one.new.eid in there)
    return Line(said=told.said, below=below)


def _alert(one: Alert) -> Line:
    old = Theirs(one.old_words) if one.old_words else None
    new = Theirs(one.new_words) if one.new_words else None
    kind = "modal verb" if one.kind is TermKind.MODAL else one.kind
    return line(f"look here, {kind} {one.what}: ", old, " → " if old and new else None, new)


def _change(change: Change, draft: Draft, teller: Teller) -> Line:

    def old(one: Provision) -> str:
        return teller.provision(draft.follows or draft.tabled.leaf, one.eid)

    def new(one: Provision) -> str:
        return teller.provision(draft.tabled.leaf, one.eid)

    match change:
        case Kept(old=before, new=after):
            return line(f"{old(before)} is now {new(after)}, in the same words")
        case Reworded(new=after, segments=segments):
            return line(f"{new(after)} was reworded: ", *_segments(segments))
        case Moved(old=before, new=after, segments=segments):
            words = _segments(segments) if change.is_reworded else ()
            return line(f"{old(before)} was moved to {new(after)}", *((": ", *words) if words else ()))
        case Split(old=before, new=several):
            return line(f"{old(before)} was split into {'; '.join(new(one) for one in several)}")
        case Merged(old=several, new=after):
            return line(f"{'; '.join(old(one) for one in several)} were merged into {new(after)}")
        case Added(new=after):
            return line(f"{new(after)} is new")
        case Removed(old=before):
            went = plain_characters(before.words)
            return line(f"{old(before)} is there no more", *((": ", Theirs(went)) if went else ()))
        case _:
            assert_never(change)


def _segments(segments: Iterable[Segment]) -> tuple[Said, ...]:
    found: list[Said] = []
    for one in segments:
        if one.kind != "same" and one.text.strip():
            found += ["; " if found else "", "went " if one.kind == "deleted" else "came "]
            found.append(Theirs(one.text.strip()))
    return tuple(one for one in found if one != "")
