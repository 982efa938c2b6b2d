"""What became of one provision between two drafts, told in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split
from travaux.compare.term import TermKind
from travaux.record.views.changes import eids
from travaux.render.telling import after_colon
from travaux.render.told import Line, Said, Theirs, line
from travaux.render.tongue import joined, said, say, sayable, semicolon
from travaux.text.notation import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate as Change
    from travaux.compare.comparison import Segment
    from travaux.record.negotiation import Draft
    from travaux.render.telling import Teller
    from travaux.text.provision import Provision


def change_line(
    change: Change,
    draft: Draft,
    teller: Teller,
    alerts: Iterable[Alert] = (),
    *,
    among: Iterable[Change] = (),
) -> Line:
    """Say what became of a provision in *draft* since the one that it follows; below it, where to look.

    *among*: what became of the provisions told with it. One in which others are not the same is not told as
    the same.
    """
    told = _change(change, draft, teller)
    if isinstance(change, Kept) and (others := _other_words(change, among, draft, teller)):
        leaf = draft.tabled.leaf
        told = line(
            say(
                "{old} is now {new}; not all in it is the same: {provisions}",
                old=teller.provision(draft.follows or leaf, change.old.eid),
                new=teller.provision(leaf, change.new.eid),
                provisions=others,
            )
        )
    there = eids(change, new=True)
    below = tuple(_alert(one) for one in alerts if one.new.eid in there)
    return Line(said=told.said, below=below)


def _other_words(kept: Kept, among: Iterable[Change], draft: Draft, teller: Teller) -> str:
    """Name the provisions in one that was kept that were not; what is gone, as the draft before has it."""
    here, gone = [], []
    for one in among:
        if isinstance(one, Removed):
            gone += [eid for eid in eids(one, new=False) if eid.startswith(f"{kept.old.eid}__")]
        elif not isinstance(one, Kept):
            here += [eid for eid in eids(one, new=True) if eid.startswith(f"{kept.new.eid}__")]
    leaf = draft.tabled.leaf
    named = [teller.provisions(leaf, here)] if here else []
    named += [teller.provisions(draft.follows or leaf, gone)] if gone else []
    return semicolon().join(named)


def _alert(one: Alert) -> Line:
    old = Theirs(one.old_words) if one.old_words else ()
    new = Theirs(one.new_words) if one.new_words else ()
    return line(
        *said(
            "look here, {kind} {what}: {words}",
            kind=say(_KINDS[one.kind]),
            what=say(one.what),
            words=said("{old} → {new}", old=old, new=new) if old and new else old or new,
        )
    )


_KINDS: Final = {
    TermKind.MODAL: sayable("modal verb"),
    TermKind.NUMBER: sayable("number"),
    TermKind.NEGATION: sayable("negation"),
    TermKind.QUALIFIER: sayable("qualifier"),
    TermKind.REFERENCE: sayable("reference"),
}


def _change(change: Change, draft: Draft, teller: Teller) -> Line:

    def old(one: Provision) -> str:
        return teller.provision(draft.follows or draft.tabled.leaf, one.eid)

    def new(one: Provision) -> str:
        return teller.provision(draft.tabled.leaf, one.eid)

    match change:
        case Kept(old=before, new=after):
            return line(say("{old} is now {new}, in the same words", old=old(before), new=new(after)))
        case Reworded(new=after, segments=segments):
            return line(*said("{new} was reworded: {words}", new=new(after), words=_segments(segments)))
        case Moved(old=before, new=after, segments=segments):
            words = _segments(segments) if change.is_reworded else ()
            return line(
                *said(
                    "{old} was moved to {new}{words}",
                    old=old(before),
                    new=new(after),
                    words=said(": {words}", words=words) if words else (),
                )
            )
        case Split(old=before, new=several):
            into = semicolon().join(new(one) for one in several)
            return line(say("{old} was split into {new}", old=old(before), new=into))
        case Merged(old=several, new=after):
            those = semicolon().join(old(one) for one in several)
            return line(say("{old} were merged into {new}", old=those, new=new(after)))
        case Added(new=after):
            return line(say("{new} is new", new=new(after)))
        case Removed(old=before):
            went = after_colon(plain_characters(before.words))
            return line(*said("{old} is there no more{words}", old=old(before), words=went))
        case _:
            assert_never(change)


def _segments(segments: Iterable[Segment]) -> tuple[Said, ...]:
    found: list[Said] = []
    for one in segments:
        if one.kind != "same" and one.text.strip():
            told = said(
                "went {words}" if one.kind == "deleted" else "came {words}", words=Theirs(one.text.strip())
            )
            found += [semicolon(), *told] if found else told
    return joined(*found)
