"""A reply heard before it is recorded: whose it is, to which draft, and what of it is not understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.cli.intake import Given, reply_of
from travaux.compile.additions import of_addition
from travaux.compile.admission import names, unusable
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing
from travaux.compile.proposals import heard_beside
from travaux.record.adding import hearings
from travaux.record.draft_meant import called, claim_of, drafts_meant
from travaux.record.may import Verb, may
from travaux.record.views.disclosed import disclosed
from travaux.text.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Reply
    from travaux.cli.desk import Desk
    from travaux.cli.reading import Read
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.finding import Finding
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a reply amounts to."""

    principals: tuple[PartyCode, ...] = ()
    """Those in whose name it says it is."""
    told: tuple[Finding | Phrase, ...] = ()
    """What has to be told of it."""
    errors: int = 0
    of_another: bool = False
    """It names another party as the one whose answer it is."""
    written_for: Draft | None = None
    """Another draft of the record, to which it says that it is the answer."""
    may_answer: tuple[Draft, ...] = ()
    """The drafts that have the name it gives, where that is not this one alone; it gives no more."""
    hearing: Hearing | LeftOut | None = None
    """What was heard; None where the reply or the draft cannot be read."""

    @property
    def said(self) -> tuple[str, ...]:
        """Say in English what has to be told of it."""
        return tuple(map(str, self.told))

    @property
    def of_everybody(self) -> Finding | None:
        """Say that everybody's words are in it, so that none of them are taken for its party's."""
        found = self.hearing.finding if isinstance(self.hearing, LeftOut) else None
        return found if found is not None and found.code == "everybodys-words" else None


def heard_as(
    one: Read, party: PartyCode, desk: Desk, draft: Draft, *, actor: PartyCode | None = None
) -> Heard:
    """Hear a reply as *party*'s answer to the draft, where both can be read; *actor* would write it down."""
    if one.reading is None:
        return Heard()
    reply = reply_of(one.reading, Given(party=party, name=one.brought.name))
    if isinstance(reply, LeftOut):
        hint = phrase("Have its heading mended, or have it given in the name of the party that it names.")
        told = replace(reply.finding, hint=hint)
        return Heard(told=(told,), errors=1, of_another=told.code == "another-party")
    if desk.text(draft) is None:
        return Heard(principals=reply.principals)
    heard = hearing_of(reply, desk, draft, party, actor or party)
    if isinstance(heard, LeftOut):
        other = _written_for(reply, desk, draft) if heard.finding.code == "another-draft" else None
        return Heard(
            principals=reply.principals, told=(heard.finding,), errors=1, written_for=other, hearing=heard
        )
    said = claim_of(reply, desk.library.text(draft))
    meant = drafts_meant(said, desk.state.drafts, desk.texts()) if said else ()
    doubted = meant if meant and meant != (draft,) else ()
    beside = heard.heard
    if heard.looks_to_others:
        others = hearings(known_to(party, desk), desk.library, draft)
        first = {code: each.version for code, each in others.items()}
        beside = heard_beside(heard, others, heard.base)
        heard = replace(heard, heard=tuple(of_addition(each, first, party) for each in heard.heard))
    faults = [each.fault for each in beside if each.fault is not None]
    faults += [unread.finding for unread in heard.reply.unread if unread.finding not in one.findings]
    return Heard(
        principals=reply.principals,
        told=(*([_doubted(said, doubted, draft, one.brought.name)] if doubted else ()), *faults),
        errors=sum(1 for fault in faults if fault.severity == "error"),
        may_answer=doubted,
        hearing=heard,
    )


def known_to(party: PartyCode, desk: Desk) -> Disclosed:
    """Give the record as *party* may read it: what others propose elsewhere is not known to it."""
    return disclosed(desk.state, lambda one: may(party, Verb.READ, one, desk.state).allowed)


def _doubted(said: str, meant: Sequence[Draft], draft: Draft, name: str) -> Phrase:
    first, *rest = (_named(one, said) for one in meant)
    for one in rest:
        first = phrase("{drafts}, and of {draft}", drafts=first, draft=one)
    if draft in meant:
        return phrase(
            "{name} says that it answers “{said}”. That is the name of {drafts}.",
            name=name,
            said=said,
            drafts=first,
        )
    return phrase(
        "{name} says that it answers “{said}”. That is the name of {drafts}, and what is to be answered here "
        "is {draft}.",
        name=name,
        said=said,
        drafts=first,
        draft=_called(draft),
    )


def _named(draft: Draft, said: str) -> Phrase:
    """Name a draft; where it is only its text that calls itself as was *said*, say so."""
    if any(names(said, name) for name in called(draft)):
        return _called(draft)
    return phrase("{draft}, whose text calls itself so", draft=_called(draft))


def _called(draft: Draft) -> Phrase:
    return phrase(
        "draft {number}, “{title}” (entry {entry})",
        number=draft.number,
        title=draft.title,
        entry=draft.tabled.index,
    )


def _written_for(reply: Reply, desk: Desk, draft: Draft) -> Draft | None:
    """Find the draft that a reply says it answers, the newest first; None: none of the record."""
    if said := claim_of(reply, desk.library.text(draft)):
        meant = drafts_meant(said, desk.state.drafts, desk.texts())
        return next((one for one in reversed(meant) if one.tabled.leaf != draft.tabled.leaf), None)
    for other in reversed(list(desk.state.drafts.values())):
        text = None if other.tabled.leaf == draft.tabled.leaf else desk.text(other)
        if text is not None and unusable(reply, text) is None:
            return other
    return None


def hearing_of(reply: Reply, desk: Desk, draft: Draft, *those: PartyCode) -> Hearing | LeftOut:
    """Hear a reply of *those* to a draft that can be read; one that answers brackets taken over, as that.

    *those*: who speaks in it, and who would write it down.
    """
    if (taken := desk.library.taken_over(draft)) is not None:
        from travaux.compile.rebased import rebased  # noqa: PLC0415  slow to load, and seldom needed

        reply = rebased(reply, taken, desk.library.text(draft))
    return desk.library.hear(reply, draft, *those)
