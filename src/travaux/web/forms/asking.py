"""One act asked for on a page of its own: its form becomes what is prepared, and nothing more."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.brought import Brought
from travaux.cli.machine import stamp
from travaux.cli.recording import Author, Proposed
from travaux.cli.refusal import Refused as NotDone
from travaux.cli.times import times_told
from travaux.record.act import Role
from travaux.record.entry import Reference
from travaux.record.refusal import Refused
from travaux.text.phrase import said_by
from travaux.text.wording import PartyCode
from travaux.web.acts.acting import changing, filled_in, kept
from travaux.web.acts.preparing import Wanted
from travaux.web.acts.signing import shown_signed
from travaux.web.forms.exact import ActForm, Exact, audience_like, members
from travaux.web.forms.fields import brought_in, zones
from travaux.web.seat import person
from travaux.web.shows.spot import draft_meant

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.entry import Entered
    from travaux.text.finding import Finding
    from travaux.web.accounts.models import Prepared
    from travaux.web.seat import Seat, Seated


class _Declared(DeclarativeFieldsMetaclass, ABCMeta):
    """Gathers the fields of a form, as Django does, and has it say what act it comes to."""


class Asked(ActForm, metaclass=_Declared):
    """What is asked of an act on some entries: its words, and of a clerk in whose name it is."""

    words = Exact(label=gettext_lazy("In your own words, if you wish"), required=False, rows=4)
    first: ClassVar[tuple[str, ...]] = ()
    """What is asked first; the words come after everything else, unless they are among these."""

    def __init__(
        self,
        seat: Seat,
        about: Sequence[Entered] = (),
        *,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask it of a *seat*, about some entries; filled in from the start with *initial*."""
        desk = seat.room.desk(seat.known)
        super().__init__(seat, desk, data, files, {**audience_like(about, seat), **(initial or {})})
        self.about = tuple(about)
        if seat.role is Role.SECRETARIAT:
            others = members(desk, but=seat.party)
            self.fields["on_behalf"] = forms.ChoiceField(
                label=_("In whose name"),
                required=False,
                choices=[("", _("that of %(party)s") % {"party": seat.party}), *others],
                help_text=_("Written down for another, it is shown as not signed by it."),
            )
        self.arrange()
        if "zone" in self.fields:
            self.fields["zone"].initial = next(iter(self.zones), "")
            self.fields["zone"].widget.attrs["list"] = "zones"
        last = [one for one in ("words", "principals", "on_behalf", "vis", "to") if one not in self.first]
        rest = [name for name in self.fields if name not in (*self.first, *last)]
        self.order_fields([*self.first, *rest, *last])

    def arrange(self) -> None:
        """Add the fields that depend on who asks, and name those there are."""

    # --- what it comes to

    @abstractmethod
    def act(self) -> Act:
        """Give the act that was asked for. Raises Refused."""

    def concerns(self) -> tuple[Reference, ...]:
        """Give what it is done to. Raises Refused."""
        return tuple(Reference(leaf=one.leaf) for one in self.about)

    def brought(self, before: Sequence[Brought]) -> tuple[Brought, ...]:
        """Give its documents: those that were brought, else those there were *before*. Raises Refused."""
        return brought_in(self.cleaned_data.get("documents") or ()) or tuple(before)

    def notices(self) -> tuple[Finding | str, ...]:
        """Say what whoever tables it has to be told."""
        return ()

    def errors_found(self) -> int:
        """Count what is wrong in its documents, so wrong that it has to be said that it is meant."""
        return 0

    @property
    def on_behalf(self) -> PartyCode | None:
        found = self.cleaned_data.get("on_behalf")
        return PartyCode(found) if found else None

    @property
    def whose(self) -> PartyCode:
        return self.on_behalf or self.party

    @property
    def main(self) -> list[forms.BoundField]:
        return [one for one in super().main if one.name != "on_behalf"]

    @property
    def further(self) -> list[forms.BoundField]:
        return [*([self["on_behalf"]] if "on_behalf" in self.fields else []), *super().further]

    @property
    def zones(self) -> list[str]:
        """List zones to choose from, where a time is asked for."""
        return zones(self.seat) if "zone" in self.fields else []


def asking(
    request: Seated,
    form_of: type[Asked],
    *,
    about: Sequence[Entered] = (),
    template: str = "web/asking.html",
    initial: Mapping[str, Any] | None = None,
    shown: Mapping[str, object],
) -> HttpResponse:
    """Ask for an act; on POST prepare it, and go to where it is shown as it would be recorded.

    *shown* is what its page shows beside the form, with its title.
    """
    before = changing(request)
    posted = request.method == "POST"
    form = form_of(
        request.seat,
        about,
        data=request.POST if posted else None,
        files=request.FILES if posted else None,
        initial={**(initial or {}), **_draft_named(request, form_of), **filled_in(request)},
    )
    if posted and form.is_valid():
        done = kept(request, form, partial(_wanted, request, form, before))
        if done is not None:
            return done
    documents = () if before is None else tuple(before.documents.all())
    return render(
        request,
        template,
        {"form": form, "about": about, "documents": documents, **shown},
        status=422 if form.errors else 200,
    )


def _draft_named(request: Seated, form_of: type[Asked]) -> Mapping[str, str]:
    """Give the draft that the address of the page names, where its form asks for one. Raises Http404."""
    number = request.GET.get("draft", "")
    if not number or "draft" not in form_of.base_fields:
        return {}
    return {"draft": str(draft_meant(request.seat, number).number)}


def entry_at(seat: Seat, place: int, *kinds: type[Act]) -> Entered:
    """Find the entry at *place*, of one of the *kinds*; one that is not for this seat is not there.

    Raises Http404.
    """
    found = next((one for one in seat.known.entries if one.index == place), None)
    if found is None or (kinds and not isinstance(found.act, kinds)):
        raise Http404
    return found


def _wanted(request: Seated, form: Asked, before: Prepared | None) -> Wanted:
    """Give what was asked for. Raises NotDone, where it could not be recorded."""
    seat, now = request.seat, request.seat.room.machine.now()
    files = form.brought(_again(before))
    proposed = Proposed(act=form.act(), re=form.concerns(), brought=files)
    who = Author(
        actor=form.party,
        signer=shown_signed(seat.room, person(request), form.party),
        on_behalf=form.on_behalf,
        vis=form.audience_on(proposed.re),
        at=stamp(now),
    )
    try:
        entry = seat.room.composed(proposed, who)
    except Refused as fault:
        raise NotDone(said_by(fault)) from fault
    return Wanted(
        act=proposed.act,
        re=proposed.re,
        brought=files,
        on_behalf=form.on_behalf,
        said=(*times_told(entry, seat.known, now), *form.notices()),
        errors=form.errors_found(),
    )


def _again(before: Prepared | None) -> tuple[Brought, ...]:
    """Take the documents that were there before, where none is brought anew."""
    return tuple(
        Brought(data=bytes(one.data), words=bytes(one.words), name=one.name, media=one.media, lang=one.lang)
        for one in (() if before is None else before.documents.all())
    )
