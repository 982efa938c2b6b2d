"""Keys: mine for my party, those that wait to be enrolled, and those that the record says count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from travaux.record.act import EnrolsKey, Fingerprint, RevokesKey, RotatesKey
from travaux.record.signature import PrivateKey
from travaux.text.wording import PartyCode
from travaux.web.accounts.forms import BringsKey, MakesKey
from travaux.web.accounts.models import HeldKey
from travaux.web.acts.holding import enrols, held, keys_of, to_enrol
from travaux.web.acts.signing import asks_passphrase, signs_with
from travaux.web.acts.sure import sure
from travaux.web.forms.asking import Asked, asking
from travaux.web.seat import person

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.negotiation import Key
    from travaux.web.seat import Seated


def _party(request: Seated) -> PartyCode:
    """Give the party for which a key would sign; there is no such page for whoever has no seat."""
    if request.seat.party is None or not request.seat.has_keys:
        raise Http404
    return request.seat.party


@login_required
@require_safe
def keys(request: Seated) -> HttpResponse:
    """List my keys, those that wait for this seat to enrol them, and those in the record."""
    seat, party = request.seat, _party(request)
    recorded = [one for one in seat.known.keys.values() if seat.keeps or one.party == party]
    return render(
        request,
        "web/keys.html",
        {
            "mine": keys_of(person(request), seat),
            "waiting": [
                one for one in to_enrol(seat) if not (one.key.person == request.user and not seat.tables)
            ],
            "recorded": sorted(recorded, key=lambda one: (one.party != party, one.party, one.since)),
            "on_server": not asks_passphrase(seat.room, party),
            "signs_with": signs_with(seat.room, person(request), party),
        },
    )


@sensitive_post_parameters()
@sure
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Seated) -> HttpResponse:
    """Make a key under a passphrase, which is kept nowhere."""
    party = _party(request)
    form = MakesKey(person(request), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = PrivateKey.from_seed(request.seat.room.machine.dice(32))
        sealed = key.to_openssh(form.cleaned_data["passphrase"].encode()).decode()
        HeldKey.objects.create(person=person(request), party=party, line=key.public.line, sealed=sealed)
        messages.success(request, _("The key is made. It signs once the record says so: have it enrolled."))
        return redirect("keys")
    return render(request, "web/make_key.html", {"form": form}, status=422 if form.errors else 200)


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Seated) -> HttpResponse:
    """Name a key that is kept elsewhere."""
    party = _party(request)
    form = BringsKey(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        HeldKey.objects.get_or_create(person=person(request), party=party, line=form.cleaned_data["line"])
        messages.success(
            request, _("The key is known here. It signs once the record says so: have it enrolled.")
        )
        return redirect("keys")
    return render(request, "web/bring_key.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def take_away(request: Seated, number: int, half: str) -> HttpResponse:
    """Give a half of one's own key as a file: the sealed one, or the public one."""
    one = get_object_or_404(HeldKey, pk=number, person=person(request))
    if half == "sealed" and not one.sealed:
        raise Http404
    name = one.party if half == "sealed" else f"{one.party}.pub"
    words = one.sealed if half == "sealed" else f"{one.line} {one.party}\n"
    found = HttpResponse(words, content_type="text/plain; charset=us-ascii")
    found.headers["Content-Disposition"] = (
        f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    )
    return found


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: Seated, number: int) -> HttpResponse:
    """Prepare the entry from which on the key signs for its party."""
    one = get_object_or_404(HeldKey, pk=number)
    party = PartyCode(one.party)
    if not enrols(request.seat, party) or not held(one, request.seat.room.state).waits:
        raise Http404
    act = EnrolsKey(party=party, line=one.line, holder=str(one.person))
    shown = {
        "title": _("Enrol a key of %(party)s") % {"party": one.party},
        "lead": _(
            "Compare the fingerprint with its holder on another way, by voice or on paper, before you do."
        ),
        "held": one,
    }
    return asking(request, _without_words(act), template="web/enrol.html", shown=shown)


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def rotate(request: Seated, number: int) -> HttpResponse:
    """Prepare the entry by which one's new key takes the place of the one it signs with now."""
    party, me = _party(request), person(request)
    new = get_object_or_404(HeldKey, pk=number, person=me, party=party)
    old = signs_with(request.seat.room, me, party)
    if old is None or not held(new, request.seat.room.state).waits:
        raise Http404
    act = RotatesKey(old=Fingerprint(old.fingerprint), line=new.line)
    shown = {
        "title": _("Put the new key in the place of the old one"),
        "lead": _("The old key signs this, and nothing after it. What it signed before stands."),
        "held": new,
        "old": old,
    }
    return asking(request, _without_words(act), template="web/enrol.html", shown=shown)


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: Seated, fingerprint: str) -> HttpResponse:
    """Prepare the entry from which on a key signs for nobody."""
    one = _revocable(request, Fingerprint(fingerprint))
    shown = {
        "title": _("Revoke a key of %(party)s") % {"party": one.party},
        "lead": _("From this entry on it signs for nobody. What it signed before stands."),
        "fingerprint": one.fingerprint,
    }

    class Revokes(OwnAct):
        def act(self) -> Act:
            return RevokesKey(key=one.fingerprint, words=self.cleaned_data["words"])

    return asking(request, Revokes, template="web/enrol.html", shown=shown)


class OwnAct(Asked):
    """An act that nobody does for another."""

    def arrange(self) -> None:
        self.fields.pop("on_behalf", None)


def _without_words(one: Act) -> type[Asked]:
    """Give a form that asks for nothing but a yes."""

    class Confirms(OwnAct):
        def arrange(self) -> None:
            super().arrange()
            del self.fields["words"]

        def act(self) -> Act:
            return one

    return Confirms


def _revocable(request: Seated, fingerprint: Fingerprint) -> Key:
    """Find a key that counts, of one's own party; the keeper's seat revokes any."""
    one = request.seat.known.keys.get(fingerprint)
    if one is None or one.until is not None or not (request.seat.keeps or one.party == _party(request)):
        raise Http404
    return one
