<<<<<<< HEAD
"""One act asked for on a page of its own: its form becomes what is prepared, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.brought import Brought
from travaux.cli.machine import stamp
from travaux.cli.recording import Author, Proposed
from travaux.cli.refusal import Refused as NotDone
from travaux.cli.times import times_told
from travaux.record.entry import Reference
from travaux.record.may import RIGHTS
from travaux.record.refusal import Refused
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared
from travaux.web.fields import (
    NAMED,
    audience_choices,
    audience_like,
    brought_in,
    clerk,
    members,
    members_field,
    zones,
)
from travaux.web.preparing import Wanted, keep
from travaux.web.seat import person
from travaux.web.signing import UNSIGNED

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.entry import Entered
    from travaux.web.seat import Seat, Seated


class ActForm(forms.Form):
    """What is asked of every act: its words, for whom it is, and of a clerk in whose name."""

    words = forms.CharField(
        label=gettext_lazy("Words"), required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    last: ClassVar[tuple[str, ...]] = ("words", "audience", "named", "on_behalf")

    own: str = ""
    """The zone of whoever fills it in."""

    def __init__(
        self,
        seat: Seat,
        about: Sequence[Entered] = (),
        *,
        initial: Mapping[str, Any] | None = None,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    ) -> None:
        """Ask it of a *seat*, about some entries; filled in from the start with *initial*."""
        super().__init__(data, files, initial=dict(initial or {}))
        self.seat, self.about, self.filled = seat, tuple(about), data
        self.arrange()
        chosen, ticked = audience_like(about, seat)
        self.fields["audience"] = forms.ChoiceField(
            label=_("For whom"), choices=audience_choices(seat), initial=chosen
        )
        self.fields["named"] = members_field(seat, _("Only for"), initial=ticked)
        if clerk(seat):
            others = [one for one in members(seat.known, but=seat.party) if one[0] in seat.known.members]
            self.fields["on_behalf"] = forms.ChoiceField(
                label=_("In whose name"),
                required=False,
                choices=[("", _("that of %(party)s") % {"party": seat.party}), *others],
                help_text=_("Written down for another, it is shown as not signed by it."),
            )
        if "zone" in self.fields:
            self.fields["zone"].initial = next(iter(self.zones), "")
            self.fields["zone"].widget.attrs["list"] = "zones"
        self.order_fields([name for name in self.fields if name not in self.last] + list(self.last))

    def arrange(self) -> None:
        """Add the fields that depend on who asks, and name those there are."""

    @property
    def zones(self) -> list[str]:
        """List zones to choose from, where a time is asked for."""
        return zones(self.seat, self.own) if "zone" in self.fields else []

    # --- what it comes to

    def act(self) -> Act:
        """Give the act that was asked for. Raises Refused."""
        raise NotImplementedError

    def concerns(self) -> tuple[Reference, ...]:
        """Give what it is done to. Raises Refused."""
        return tuple(Reference(leaf=one.leaf) for one in self.about)

    def notices(self) -> tuple[str, ...]:
        """Say what whoever tables it has to be told."""
        return ()

    @property
    def vis(self) -> str:
        """Give the audience. Raises Refused."""
        chosen: str = self.cleaned_data["audience"]
        if chosen != NAMED:
            return chosen
        named = self.cleaned_data["named"]
        if not named:
            raise NotDone(_("It is to be only for some, and nobody is ticked. Tick those it is for."))
        return f"to:{','.join(named)}"

    @property
    def on_behalf(self) -> PartyCode | None:
        found = self.cleaned_data.get("on_behalf")
        return PartyCode(found) if found else None

    @property
    def given(self) -> dict[str, Any]:
        """Give what was filled in, to be filled in again."""
        if self.filled is None:
            return {}
        return {
            name: self.filled.getlist(name)
            if isinstance(one, forms.MultipleChoiceField)
            else self.filled.get(name, "")
            for name, one in self.fields.items()
            if not isinstance(one, forms.FileField)
        }


def acting(
    request: Seated,
    form_of: type[ActForm],
    *,
    about: Sequence[Entered] = (),
    template: str = "web/asking.html",
    initial: Mapping[str, Any] | None = None,
    shown: Mapping[str, object],
) -> HttpResponse:
    """Ask for an act; on POST prepare it, and go to where it is shown as it would be recorded.

    *shown* is what its page shows beside the form, with its title.
    """
    seat = request.seat
    if seat.party is None:
        raise Http404
    before = _before(request)
    start = {**(initial or {}), **(before.given if before is not None else {})}
    posted = request.method == "POST"
    form = form_of(
        seat,
        about,
        initial=start,
        data=request.POST if posted else None,
        files=request.FILES if posted else None,
    )
    form.own = person(request).zone
    if posted and form.is_valid():
        try:
            return redirect("prepared", _kept(request, form, before).pk)
        except (Refused, NotDone) as fault:
            form.add_error(None, str(fault))
    documents = () if before is None else tuple(before.documents.all())
    return render(
        request,
        template,
        {"form": form, "about": about, "before": before, "documents": documents, **shown},
        status=400 if form.errors else 200,
    )


def may_do(seat: Seat, act: type[Act]) -> bool:
    """Whether the role of a seat lets it do this at all; what depends on the case is decided later."""
    return seat.prepares and seat.role in RIGHTS[act]


def entry_at(seat: Seat, place: int) -> Entered:
    """Find the entry at *place*; one that is not for this seat is not there. Raises Http404."""
    found = next((one for one in seat.known.entries if one.index == place), None)
=======
"""What every page that acts has in common: who may, what was prepared, where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from travaux.cli.refusal import Refused
from travaux.record.may import RIGHTS
from travaux.web.accounts.models import Prepared
from travaux.web.preparing import BESIDE, Over, Wanted, keep
from travaux.web.seat import person

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.web.exact import ActForm
    from travaux.web.seat import Seat, Seated

P = ParamSpec("P")


def acting(
    view: Callable[Concatenate[Seated, P], HttpResponse],
) -> Callable[Concatenate[Seated, P], HttpResponse]:
    """Let in whoever sits for a party; for anybody else the page is not there."""

    @login_required
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def seated(request: Seated, /, *given: P.args, **named: P.kwargs) -> HttpResponse:
        if request.seat.party is None or not request.seat.prepares:
            raise Http404
        return view(request, *given, **named)

    return seated


def not_for(seat: Seat, act: type[Act]) -> str:
    """Say why this act is not for whoever sits here, by its role; "" where it may be."""
    roles = RIGHTS[act]
    if seat.role is None or seat.role in roles:
        return ""
    return gettext("%(party)s has no part in this: it is for %(roles)s.") % {
        "party": seat.party,
        "roles": ", ".join(sorted(roles)),
    }


def changing(request: Seated) -> Prepared | None:
    """Give the prepared act that is being changed on this page; one of somebody else's is not there."""
    number = request.GET.get("prepared", "")
    if not number.isdecimal():
        return None
    found = Prepared.objects.filter(pk=int(number), party=request.seat.party).first()
>>>>>>> main
    if found is None:
        raise Http404
    return found


<<<<<<< HEAD
def _before(request: Seated) -> Prepared | None:
    """Find what is being changed."""
    number = request.GET.get("prepared", "")
    if not number.isascii() or not number.isdigit():
        return None
    return Prepared.objects.filter(pk=int(number), party=request.seat.party).first()


def _kept(request: Seated, form: ActForm, before: Prepared | None) -> Prepared:
    """Keep what was asked for in the place of what it changes.

    Raises Refused, where it could not be recorded.
    """
    seat = request.seat
    files = brought_in(form.cleaned_data.get("documents") or ())
    if not files and before is not None:
        files = tuple(_again(before))
    proposed = Proposed(act=form.act(), re=form.concerns(), brought=files)
    vis, on_behalf = form.vis, form.on_behalf
    now = seat.room.machine.now()
    who = Author(
        actor=PartyCode(seat.party or ""), signer=UNSIGNED, on_behalf=on_behalf, vis=vis, at=stamp(now)
    )
    entry = seat.room.composed(proposed, who)
    wanted = Wanted(
        act=proposed.act,
        re=proposed.re,
        brought=proposed.brought,
        vis=vis,
        on_behalf=on_behalf,
        said=(*times_told(entry, seat.known, now), *form.notices()),
        page=request.path,
        given=form.given,
    )
    kept = keep(wanted, seat, person(request), size=seat.known.size)
    if before is not None:
        before.delete()
    return kept


def _again(before: Prepared) -> Sequence[Brought]:
    return [
        Brought(data=bytes(one.data), words=bytes(one.words), name=one.name, media=one.media, lang=one.lang)
        for one in before.documents.all()
    ]
=======
def filled_in(one: Prepared | None) -> dict[str, Any]:
    """Give what was filled in before, and which version of it that is."""
    if one is None:
        return {}
    given = {name: value for name, value in one.given.items() if name != BESIDE}
    return {**given, "prepared": one.pk, "version": one.version}


def kept(
    request: Seated, form: ActForm, wanted: Callable[[], Wanted], more: Mapping[str, Any] | None = None
) -> HttpResponse | None:
    """Keep what is wanted and go to where it is shown; None where it cannot be written down."""
    try:
        found = replace(wanted(), vis=form.audience, page=request.path, given={**form.given, **(more or {})})
    except Refused as fault:
        form.add_error(None, str(fault))
        return None
    over = None
    if form.cleaned_data["prepared"] is not None:
        over = Over(number=form.cleaned_data["prepared"], version=form.cleaned_data["version"] or 0)
    size = form.cleaned_data["size"]
    known = request.seat.known.size
    one = keep(found, request.seat, person(request), size=known if size is None else size, over=over)
    if BESIDE in one.given:
        messages.warning(
            request,
            gettext(
                "Somebody of your delegation changed or tabled it while you wrote. Nothing is lost: both are "
                "kept, and here is yours."
            ),
        )
    else:
        messages.success(request, gettext("Kept for the delegation. Nothing has been recorded yet."))
    return redirect("prepared", number=one.pk)
>>>>>>> main
