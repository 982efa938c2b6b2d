"""One wording is proposed for several; each whose proposal it is says whether it consents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.answers.position import Amends
from travaux.cli.refusal import Refused
from travaux.read.unpaired import unpaired
from travaux.record.act import AnswersMerger, ProposesMerger
from travaux.record.entry import Reference
from travaux.render.found import found as found_told
from travaux.render.tongue import colon
from travaux.text.finding import Place
from travaux.text.notation import parse
from travaux.web.acts.acting import acting, filled_in
from travaux.web.acts.conduct import drafts, only
from travaux.web.acts.proposals import PATIENCE, Proposal, standing
from travaux.web.forms.asking import Asked, asking, entry_at
from travaux.web.forms.exact import Exact
from travaux.web.shows.marks import marked
from travaux.web.shows.spot import Spot, draft_meant, spot
from travaux.web.shows.steps import is_asked
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.act import Act
    from travaux.record.entry import Entered
    from travaux.web.seat import Seat, Seated


class MergeForm(Asked):
    draft = forms.CharField(widget=forms.HiddenInput)
    provision = forms.CharField(widget=forms.HiddenInput)
    proposals = forms.MultipleChoiceField(
        label=gettext_lazy("Which proposals would be one"), widget=forms.CheckboxSelectMultiple
    )
    wording = Exact(
        label=gettext_lazy("The one wording"),
        rows=4,
        theirs=True,
        help_text=gettext_lazy("In bracket notation, as it would stand in the text."),
    )
    there: tuple[Proposal, ...] = ()
    """What is proposed at that provision."""

    def arrange(self) -> None:
        self.choose("proposals", [(_key(one), _called(one)) for one in self.there])

    def act(self) -> Act:
        return ProposesMerger(wording=self.cleaned_data["wording"], words=self.cleaned_data["words"])

    def notices(self) -> tuple[str, ...]:
        """Say which brackets of the wording have no mate: as of the words of an answer."""
        words = parse(self.cleaned_data["wording"], self.seat.known.order)
        return tuple(found_told(one) for one in unpaired([Amends(words=words)], Place()))

    def concerns(self) -> tuple[Reference, ...]:
        chosen = [one for one in self.there if _key(one) in self.cleaned_data["proposals"]]
        if len(chosen) < 2:  # noqa: PLR2004  one wording is for several
            raise Refused(_("One wording is proposed for two proposals or more. Tick them."))
        return tuple(Reference(leaf=one.entered.leaf, article=one.address) for one in chosen)


def _key(one: Proposal) -> str:
    return f"{one.entered.index}:{one.address}"


def _called(one: Proposal) -> str:
    """Name a proposal as its heading on the page does: a party may have several in one article."""
    return f"{one.party} · {one.saying.where}{colon()}{one.saying.position}"


@acting
def merge(request: Seated) -> HttpResponse:
    """Propose one wording for several proposals at a provision, which is asked for first."""
    only(request.seat, ProposesMerger)
    given = {**filled_in(request), **request.GET.dict(), **request.POST.dict()}
    number, name = given.get("draft") or None, given.get("provision", "").strip()
    title = _("Propose one wording for several")
    try:
        at = None if not name else _at(request.seat, number, name)
    except Refused as fault:
        at = None
        messages.error(request, why(fault))
    if at is None:
        shown = {"title": title, "drafts": drafts(request.seat), "draft": number, "provision": name}
        return render(request, "web/merge_where.html", shown, status=422 if name else 200)
    found = request.seat.room.compiled(request.seat.party, request.seat.known, at.draft, wait=PATIENCE).found
    within = {one.address for one in at.within}
    there = tuple(
        one for one in standing(found, request.seat.known) if one.proposes and one.address in within
    )
    form = type("MergeForm", (MergeForm,), {"there": there})
    initial = {"draft": str(at.draft.number), "provision": at.address}
    return asking(
        request,
        form,
        template="web/merge.html",
        initial=initial,
        shown={"title": title, "at": at, "there": there},
    )


def _at(seat: Seat, number: str | None, name: str) -> Spot:
    """Find a provision by what it is called. Raises Refused, and Http404 for a draft that is not there."""
    desk = seat.room.desk(seat.known)
    draft = draft_meant(seat, number)
    return spot(seat, desk, desk.address(draft, name), number)


class ConsentForm(Asked):
    consents = forms.ChoiceField(
        label=gettext_lazy("Your proposal would stand in this wording, with the others"),
        choices=[("yes", gettext_lazy("We consent")), ("no", gettext_lazy("We do not consent"))],
        widget=forms.RadioSelect,
    )

    def act(self) -> Act:
        return AnswersMerger(
            consents=self.cleaned_data["consents"] == "yes", words=self.cleaned_data["words"]
        )


@acting
def consent(request: Seated, place: int) -> HttpResponse:
    """Say whether one's proposal may be merged with others."""
    only(request.seat, AnswersMerger)
    merger = entry_at(request.seat, place, ProposesMerger)
    if not (is_asked(merger, request.seat) or request.seat.writes_down(AnswersMerger)):
        raise Http404
    title = _("One wording for several: your word")
    shown = {"title": title, **_would_be_one(request.seat, merger)}
    return asking(request, ConsentForm, about=[merger], template="web/consent.html", shown=shown)


def _would_be_one(seat: Seat, merger: Entered) -> Mapping[str, object]:
    """Give the draft's words, the proposals that stand, and the one wording, each as against the draft."""
    named = {(one.leaf, one.article) for one in merger.entry.re}
    answers = [given for leaf, _ in named if (given := seat.known.answers.get(leaf)) is not None]
    draft = next((seat.known.drafts[one.draft] for one in answers), None)
    address = next((one.article for one in merger.entry.re if one.article), "")
    text = None if draft is None else seat.room.desk(seat.known).text(draft)
    index = None if text is None else text.index(address)
    if draft is None or text is None or index is None or not isinstance(merger.act, ProposesMerger):
        return {}
    found = seat.room.compiled(seat.party, seat.known, draft, wait=PATIENCE).found
    there = [one for one in standing(found, seat.known) if (one.entered.leaf, one.address) in named]
    at = Spot(draft=draft, text=text, index=index)
    return {"at": at, "there": there, "wording": marked(at.words, merger.act.wording)}
