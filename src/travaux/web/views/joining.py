"""Short acts on what is there: joining a wording, holding, asking, taking back, correcting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from travaux.answers.position import HoldKind
from travaux.cli.additions_named import additions_held, asked_about, placed
from travaux.cli.asking import zone_of
from travaux.cli.saying import called, entry_rows
from travaux.record.act import (
    AsksQuestion,
    Corrects,
    EntersHold,
    JoinsSponsors,
    LeavesSponsors,
    LiftsHold,
    MaintainsHold,
    Withdraws,
)
from travaux.record.concerns import DIVISIBLE, WITHDRAWABLE
from travaux.record.entry import LeafHash, Reference
from travaux.record.views.restricted import restricted
from travaux.text.wording import PartyCode
from travaux.web.acts.acting import acting, brought_before, filled_in, kept, not_for
from travaux.web.acts.preparing import Wanted
from travaux.web.acts.proposals import PATIENCE, standing, to_join
from travaux.web.forms.exact import audience_like
from travaux.web.forms.join import AskForm, CorrectForm, HoldForm, JoinForm, UndoForm, offer_additions
from travaux.web.shows.sayings import told_of_entries
from travaux.web.shows.spot import spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.cli.desk import Desk
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Hold
    from travaux.web.acts.proposals import Proposal
    from travaux.web.forms.exact import ActForm
    from travaux.web.seat import Seat, Seated
    from travaux.web.shows.spot import Spot


def _desk(request: Seated) -> Desk:
    return request.seat.room.desk(request.seat.known)


def _at(request: Seated, address: str) -> Spot:
    """Find what an act is about, on the draft that is named, here or in what is being changed."""
    asked = {**filled_in(request), **request.GET.dict(), **request.POST.dict()}
    return spot(request.seat, _desk(request), address, asked.get("draft"))


def _on(at: Spot) -> dict[str, str]:
    return {"draft": str(at.draft.number)}


def _data(request: Seated) -> Any:  # noqa: ANN401  a form takes what was sent, or nothing
    return request.POST if request.method == "POST" else None


def _status(form: ActForm) -> int:
    return 422 if form.is_bound and form.errors else 200


@acting
def join(request: Seated, address: str) -> HttpResponse:
    """List what others propose at an article; one press prepares that it is joined, or left."""
    seat, desk = request.seat, _desk(request)
    at = _at(request, address)
    before = filled_in(request)
    form = JoinForm(seat, desk, _data(request), initial=before)
    those = _joinable(seat, at)
    if restricted([each.entered for each in those]):
        form.offer_circle(_("Whoever may read what you join"))
    if form.is_bound and form.is_valid():
        named = (form.cleaned_data["answer"], form.cleaned_data["provision"])
        one = next((each for each in those if (each.entered.index, each.joined_at) == named), None)
        if one is None:
            form.add_error(None, _("This proposal stands no longer. Here is what stands now."))
        elif (done := kept(request, form, lambda: _joined(form, one), _on(at))) is not None:
            return done
    context = {"at": at, "form": form, "changing": before, "not_for": not_for(seat, JoinsSponsors)}
    proposals = [(one, seat.party in one.sponsors) for one in those]
    return render(request, "web/join.html", {**context, "proposals": proposals}, status=_status(form))


def _joinable(seat: Seat, at: Spot) -> Sequence[Proposal]:
    found = seat.room.compiled(seat.party, seat.known, at.draft, wait=PATIENCE).found
    return to_join(found, seat.known, at, seat.party or PartyCode(""))


def _joined(form: JoinForm, one: Proposal) -> Wanted:
    words = form.cleaned_data["words"]
    act = LeavesSponsors(words=words) if form.cleaned_data["leaves"] else JoinsSponsors(words=words)
    return Wanted(act=act, re=(Reference(leaf=one.entered.leaf, article=one.joined_at),))


@acting
def hold(request: Seated, address: str) -> HttpResponse:
    """Enter a hold on a provision; maintain or lift one of one's own."""
    seat, desk = request.seat, _desk(request)
    at = _at(request, address)
    own = _own_holds(seat, at)
    initial = {**audience_like([at.draft.tabled], seat), **filled_in(request)}
    form = HoldForm(seat, desk, _data(request), initial=initial)
    offer_additions(form, seat, at)
    if restricted([each.entered for each in own]):
        form.offer_circle(_("Whoever may read what it is about"))
    if form.is_bound and form.is_valid():
        held = next((one for one in own if one.entered.index == form.cleaned_data["held"]), None)
        if form.cleaned_data["what"] != "enter" and held is None:
            form.add_error(None, _("This hold stands no longer, or is not yours."))
        elif (done := kept(request, form, lambda: _held(form, desk, at, held), _on(at))) is not None:
            return done
    entering = form["what"].value() == "enter"
    if not entering:
        del form.fields["kind"]
        form.fields.pop("beside", None)
    shown = {"at": at, "form": form, "own": own if entering else (), "entering": entering}
    more = {**shown, "not_for": not_for(seat, EntersHold)}
    return render(request, "web/hold.html", more, status=_status(form))


def _own_holds(seat: Seat, at: Spot) -> Sequence[Hold]:
    within = {one.address for one in at.within} | {one.address for one in at.article.within}
    return [
        one
        for one in seat.known.holds.values()
        if one.stands
        and one.entered.author == seat.party
        and one.draft == at.draft.tabled.leaf
        and (not one.provisions or within & set(one.provisions))
    ]


def _held(form: HoldForm, desk: Desk, at: Spot, held: Hold | None) -> Wanted:
    words = form.cleaned_data["words"]
    if held is None:
        enters = EntersHold(kind=HoldKind(form.cleaned_data["kind"]), words=words)
        if not (name := form.cleaned_data.get("beside", "")):
            return Wanted(act=enters, re=(at.reference,))
        about = additions_held(desk, at.draft, [name], form.party)
        return Wanted(act=enters, re=placed(desk, at.draft, [name], form.party), about=about)
    act = LiftsHold(words=words) if form.cleaned_data["what"] == "lift" else MaintainsHold(words=words)
    return Wanted(act=act, re=(Reference(leaf=held.entered.leaf),))


@acting
def ask(request: Seated, address: str) -> HttpResponse:
    """Ask others about a provision, by when an answer is asked for."""
    seat, desk = request.seat, _desk(request)
    at = _at(request, address)
    initial = {**audience_like([at.draft.tabled], seat), **filled_in(request)}
    form = AskForm(seat, desk, _data(request), initial=initial)
    offer_additions(form, seat, at)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        act = AsksQuestion(
            to=tuple(PartyCode(one) for one in given["asked"]),
            words=given["words"],
            due=given["due"],
            capacity=given["as_what"],
        )
        name = given.get("beside", "")

        def wanted() -> Wanted:
            re = asked_about(desk, at.draft, [name], form.party) if name else (at.reference,)
            return Wanted(act=act, re=re)

        if (done := kept(request, form, wanted, _on(at))) is not None:
            return done
    title = _("Ask about %(where)s") % {"where": at.cited}
    more = {"at": at, "form": form, "title": title, "not_for": not_for(seat, AsksQuestion)}
    return render(request, "web/act.html", more, status=_status(form))


@acting
def withdraw(request: Seated, place: int) -> HttpResponse:
    """Take back an entry of one's own, or a part of it."""
    one = _own_entry(request.seat, place)
    if not isinstance(one.act, WITHDRAWABLE):
        raise Http404
    desk = _desk(request)
    places = _provisions(request.seat, desk, one)
    before = {**audience_like([one], request.seat), **filled_in(request)}
    form = UndoForm(request.seat, desk, places, _data(request), initial=before)
    if form.is_bound and form.is_valid():
        wanted = Wanted(act=Withdraws(words=form.cleaned_data["words"]), re=_part(form, one.leaf))
        if (done := kept(request, form, lambda: wanted)) is not None:
            return done
    lead = _("What is taken back stays in the record, with the entry that takes it back.")
    return _undo(request, form, one, _("Take back entry %(entry)s") % {"entry": place}, lead)


@acting
def correct(request: Seated, place: int) -> HttpResponse:
    """Say that an entry of one's own has a mistake, and what it should say."""
    one = _own_entry(request.seat, place)
    desk = _desk(request)
    files = request.FILES if request.method == "POST" else None
    places = _named(desk, one, one.entry.addresses)
    before = {**audience_like([one], request.seat), **filled_in(request)}
    form = CorrectForm(request.seat, desk, places, _data(request), files, before)
    if form.is_bound and form.is_valid():
        documents = form.brought or brought_before(request, form)
        act = Corrects(words=form.cleaned_data["words"])
        wanted = Wanted(act=act, re=_part(form, one.leaf), brought=documents)
        if (done := kept(request, form, lambda: wanted)) is not None:
            return done
    lead = _("Both stay in the record: the entry as it was, and what you say of it.")
    return _undo(request, form, one, _("Correct entry %(entry)s") % {"entry": place}, lead)


def _undo(request: Seated, form: UndoForm, one: Entered, title: str, lead: str) -> HttpResponse:
    desk = _desk(request)
    rows = entry_rows(one.entry, desk, zone=zone_of(request.seat.known))
    told = told_of_entries([Reference(leaf=one.leaf)], desk, _("What it says"))
    shown = {"form": form, "title": title, "lead": lead, "rows": rows, "told": told}
    said = {"called": called(one.entry, request.seat.known), "not_for": ""}
    return render(request, "web/act.html", {**shown, **said}, status=_status(form))


def _own_entry(seat: Seat, place: int) -> Entered:
    """Find an entry of the party that sits here; anybody else's cannot be undone here."""
    for one in seat.known.entries:
        if one.index == place and one.author == seat.party:
            return one
    raise Http404


def _provisions(seat: Seat, desk: Desk, one: Entered) -> list[tuple[str, str]]:
    """List the provisions at which an entry can be taken back alone, as its draft has them."""
    if not isinstance(one.act, DIVISIBLE):
        return []
    drafts = seat.known.drafts
    draft = next((drafts[each.leaf] for each in one.entry.re if each.leaf in drafts), None)
    if draft is None or desk.text(draft) is None:
        return []
    addresses = list(one.entry.addresses)
    if not addresses:
        found = seat.room.compiled(seat.party, seat.known, draft, wait=PATIENCE).found
        said = [each.address for each in standing(found, seat.known) if each.entered.leaf == one.leaf]
        addresses = [each for each in said if each]
    return _named(desk, one, addresses)


def _named(desk: Desk, one: Entered, addresses: Iterable[str]) -> list[tuple[str, str]]:
    """Name each of some provisions that an entry speaks of, once, as its draft prints it."""
    teller, about = desk.teller(), one.entry.re
    return [
        (each, teller.provision(teller.draft_of(about[0].leaf), each)) for each in dict.fromkeys(addresses)
    ]


def _part(form: UndoForm, leaf: LeafHash) -> tuple[Reference, ...]:
    """Refer to the entry, or to what was ticked of it."""
    ticked = form.cleaned_data.get("at") or []
    return tuple(Reference(leaf=leaf, article=one) for one in ticked) or (Reference(leaf=leaf),)
