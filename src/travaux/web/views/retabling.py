"""After a new draft: what became of each earlier answer, and which are given again, by their party's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from travaux.answers.shown import is_shown
from travaux.cli.refusal import Refused
from travaux.cli.retabling import for_others, given_again, is_written_again
from travaux.cli.saying import audience_told
from travaux.cli.succeeding import (
    address_before,
    again,
    all_own,
    earlier,
    followed,
    kind,
    left_told,
    succession_of,
)
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.compile.succession import Succession, retabled
from travaux.record.act import GivesAnswer
from travaux.record.circle import as_it_was
from travaux.record.entry import MEMBERS
from travaux.record.views.left_behind import left_behind, said_since
from travaux.record.views.still_said import still_said
from travaux.render import element as h
from travaux.render.answer_told import position_name
from travaux.render.in_name import in_the_name
from travaux.render.place import place
from travaux.render.tongue import say, semicolon
from travaux.text.notation import show
from travaux.text.provision_name import cite
from travaux.web.acts.acting import acting, filled_in, kept_each, not_for
from travaux.web.acts.preparing import Wanted
from travaux.web.acts.proposals import PATIENCE
from travaux.web.forms.exact import ActForm
from travaux.web.shows.marks import inserted, marked, struck, theirs
from travaux.web.shows.sayings import Saying, saying
from travaux.web.shows.spot import draft_meant
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.compile.outcome import EarlierAnswer
    from travaux.record.consolidation import Consolidation
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.element import Element
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision
    from travaux.web.seat import Seat, Seated


FEW: Final = 5
"""More provisions than this are not listed: the answer is on all of a long text."""


class AgainForm(ActForm):
    """Which answers are given again."""

    again = forms.MultipleChoiceField(
        label=gettext_lazy("Answers to give again"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    every = forms.BooleanField(required=False, widget=forms.HiddenInput)
    """All that can be given again as they are and were not yet, ticked or not."""

    can: tuple[str, ...] = ()
    """The answers that can be given again as they are, and were not yet."""

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("every"):
            found["again"] = list(self.can)
        if not found.get("again") and "again" not in self.errors:
            self.add_error("again", gettext("Tick the answers that you give again."))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An answer to the draft before, and what the new one makes of it."""

    name: str
    where: str
    position: str
    names: str
    """In whose names it was given, and would be given again, where they are not its party's alone."""
    readers: str
    """For whom it was, where that is not all members."""
    became: str
    why: str
    now: str
    """Where it would stand now."""
    address: str
    """That in the new draft, where there is one."""
    words: Element | None
    """The words it answered, with what the new draft changed in them marked."""
    said: Saying
    ticks: bool
    """Whether it can be given again as it is."""
    since: tuple[Entered, ...]
    """By which entries its party has answered it on the new draft already."""


@acting
def retable(request: Seated) -> HttpResponse:
    """Show what the new draft makes of each answer; those that are ticked are given again."""
    seat = request.seat
    desk, filled = seat.room.desk(seat.known), filled_in(request)
    draft = draft_meant(seat, request.POST.get("draft") or request.GET.get("draft") or filled.get("draft"))
    form = AgainForm(seat, desk, request.POST if request.method == "POST" else None, initial=filled)
    number = request.POST.get("of") or request.GET.get("of") or filled.get("of")
    try:
        of = draft_meant(seat, number) if number else None
        then = earlier(seat.known, desk, draft, form.party, of=of)
        old, found = _succession(seat, desk, draft, then)
    except Refused as fault:
        return _listed(request, form, draft, (), nothing=why(fault))
    rows = tuple(_rows(found, form, old, draft))
    form.can = tuple(one.name for one in rows if one.ticks and not one.since)
    form.choose("again", [(one.name, one.name) for one in rows if one.ticks])
    if any(one.readers for one in rows):
        form.offer_circle(gettext("Each as it was"))
    if form.is_bound and form.is_valid():
        more = {"draft": str(draft.number), "of": str(then.number)}
        done = kept_each(request, form, lambda: _wanted(form, found, old, draft), more)
        if done is not None:
            return done
    return _listed(request, form, draft, rows, of=then.number)


def _listed(
    request: Seated,
    form: AgainForm,
    draft: Draft,
    rows: Sequence[Before],
    *,
    nothing: str = "",
    of: int | None = None,
) -> HttpResponse:
    shown = {"form": form, "draft": draft, "of": of, "rows": rows, "nothing": nothing, "can": len(form.can)}
    party = form.seat.party
    behind = left_behind(form.seat.known, form.desk.library, draft, party)
    shown["behind"] = [(left_told(one), one.draft.number) for one in behind if one.draft.number != of]
    context = {**shown, "chosen": form["again"].value() or (), "not_for": not_for(request.seat, GivesAnswer)}
    return render(request, "web/retable.html", context, status=422 if form.errors else 200)


def _succession(seat: Seat, desk: Desk, draft: Draft, old: Draft) -> tuple[Consolidation, Succession]:
    """Hold what stands on an earlier draft to the new one. Raises StillCompiling."""
    found = seat.room.compiled(seat.party, seat.known, old, wait=PATIENCE).found
    return found, succession_of(found, seat.known, desk, draft)


def _wanted(form: AgainForm, found: Succession, old: Consolidation, draft: Draft) -> tuple[Wanted, ...]:
    """Give the answers that were ticked, as ``travaux retable`` does: an entry for each set of names."""
    known = form.seat.known
    answers = again(found, form.party, form.cleaned_data["again"], old, known)
    chosen = form.audience_on(()) if form.cleaned_data["vis"] else ""
    answers = for_others(answers, chosen) if chosen else answers
    every = old.draft == followed(known, draft) and all_own(found, form.party, answers)
    parts = given_again(answers, form.desk, known, draft, form.party, every=every, chosen=chosen)
    return tuple(
        Wanted(
            act=one.proposed.act,
            re=one.proposed.re,
            brought=one.proposed.brought,
            like=one.vis,
            about=one.proposed.about,
            repeats=one.repeats,
            given={"again": list(one.answers), "every": ""},
        )
        for one in parts
    )


def _readers(one: EarlierAnswer, given: Mapping[str, Entered], known: Disclosed) -> str:
    vis = as_it_was(given[one.reference], known)
    return "" if vis == MEMBERS else audience_told(vis, known)


def _rows(found: Succession, form: AgainForm, before: Consolidation, draft: Draft) -> Iterator[Before]:
    party, known = form.party, form.seat.known
    old, new = found.lineage.old, found.lineage.new
    old_given = {each.unit.reference: each.entered for each in before.submitted}
    then = before.draft
    between = then != followed(known, draft)
    since = said_since(known, form.desk.library, draft, then, party) if between else None
    said = still_said(known, form.desk.library, draft, party)
    for one in found.of(party):
        if is_shown(one.answer) or (since is not None and since(address_before(one, found))):
            continue
        why, addresses = _became(one)
        ticks = isinstance(one.outcome, Unchanged | Relocated)
        if ticks and not is_written_again(retabled(one, found), one.principals, form.desk, draft, party):
            ticks, why = False, gettext("It cannot be written down again word for word: give it anew.")
        cited = [
            address if (at := new.index(address)) is None else place(cite(new, at)) for address in addresses
        ]
        yield Before(
            name=one.reference,
            where=_where(one, old),
            position=position_name(one.answer.position),
            names=in_the_name(one.principals, party),
            readers=_readers(one, old_given, known),
            became=say(kind(one.outcome)),
            why=why,
            now=semicolon().join(cited) if len(cited) <= FEW else "",
            address=addresses[0] if 0 < len(addresses) <= FEW else "",
            words=_words(one, found),
            said=saying(one.answer, one.place, old, fault=""),
            ticks=ticks,
            since=_since(one, said, addresses, known),
        )


def _since(
    one: EarlierAnswer, said: Mapping[LeafHash, tuple[str, ...]], addresses: Sequence[str], known: Disclosed
) -> tuple[Entered, ...]:
    """List by which entries its party has answered it on the new draft: where it stands, or in whole."""
    there = {"", *(addresses if one.place is not None else ())}
    return tuple(known.answers[leaf].entered for leaf, places in said.items() if there & set(places))


def _where(one: EarlierAnswer, old: Text) -> str:
    if one.place is not None:
        return place(cite(old, one.place))
    return one.answer.provision or gettext("The whole text")


def _became(one: EarlierAnswer) -> tuple[str, tuple[str, ...]]:
    """Say why, and where in the new draft."""
    match one.outcome:
        case Unchanged(provision=at):
            return "", () if at is None else (at,)
        case Relocated(provision=at):
            return "", (at,)
        case NeedsConfirmation(because=why, provisions=those):
            return say(why), those
        case Void(reason=why, provisions=those):
            return say(why), those


def _words(one: EarlierAnswer, found: Succession) -> Element | None:
    """Write what it answered as the new draft has it, marked against the old.

    Provisions that were joined, split, taken out or added are each written by themselves, with their numbers.
    """
    outcome = one.outcome
    if not isinstance(outcome, NeedsConfirmation) or not outcome.fates or one.place is None:
        return None
    old, new = found.lineage.old, found.lineage.new
    if len(outcome.old) == 1 == len(outcome.new):
        return marked(show(outcome.old[0].words), show(outcome.new[0].words))
    return h.div[
        [[h.p(".hint")[_cited(old, each)], theirs([struck(show(each.words))])] for each in outcome.old],
        [[h.p(".hint")[_cited(new, each)], theirs([inserted(show(each.words))])] for each in outcome.new],
    ]


def _cited(text: Text, one: Provision) -> str:
    at = text.index(one.eid)
    return one.eid if at is None else place(cite(text, at))
