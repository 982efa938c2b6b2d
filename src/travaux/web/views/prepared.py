"""What is prepared and not tabled: shown exactly as it would be recorded, then tabled, or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from travaux.cli.asking import teller_of, zone_of
from travaux.cli.refusal import Refused as NotDone
from travaux.cli.saying import called, entry_rows, line_of, who
from travaux.record.refusal import Refused
from travaux.store.fault import NonceTaken, StoreFault
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Gone, Prepared
from travaux.web.acts.outright import is_doubtful, is_outdated, may_answer, narrow, unsaid
from travaux.web.acts.prepared_list import listed
from travaux.web.acts.preparing import (
    about,
    alike,
    author,
    beside,
    less_seen,
    meanwhile,
    off_the_table,
    proposed,
    references,
    said_of,
    tabled,
    taken_away,
    written_for,
)
from travaux.web.acts.signing import NoKey, asks_passphrase, shown_signed, signer
from travaux.web.around.faults import page
from travaux.web.reads.documents import Source
from travaux.web.seat import person
from travaux.web.shows.sayings import lost_told, narrowed_told, replaced_told, told_of_prepared
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Negotiation
    from travaux.web.seat import Seated


def own(request: Seated, number: int) -> Prepared | None:
    """Find what the delegation of this seat prepared; anybody else's is not there."""
    if request.seat.party is None:
        return None
    return Prepared.objects.filter(pk=number, party=request.seat.party).first()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prepared(request: Seated, number: int) -> HttpResponse:
    """Show what would be recorded; on POST have it recorded."""
    one = own(request, number)
    if one is None:
        return _already(request, number)
    return _tabled(request, one) if request.method == "POST" else _shown(request, one)


@login_required
@require_http_methods(["POST"])
def discard(request: Seated, number: int) -> HttpResponse:
    """Throw it away; the record never knew of it."""
    one = own(request, number)
    if one is None:
        return _already(request, number)
    taken_away(one, recorded=False)
    messages.success(request, _("Thrown away. Nothing was recorded."))
    return redirect("today")


@login_required
@require_http_methods(["POST"])
def narrowed(request: Seated, number: int) -> HttpResponse:
    """Have it answer only what it names, and show it again as it would be recorded then."""
    one = own(request, number)
    if one is None:
        return _already(request, number)
    if not request.seat.prepares:
        raise Http404
    if narrow(one, request.seat.room.desk(request.seat.known)):
        messages.success(request, _("It answers only what it names now. Nothing has been recorded yet."))
    return redirect("prepared", number=one.pk)


def _already(request: Seated, number: int) -> HttpResponse:
    """Go to the entry of what was tabled before, where it is sent or looked for once more.

    What was thrown away is said to have been. For another delegation neither is there.
    """
    seat = request.seat
    entered = seat.known.nonces.get(request.POST.get("nonce", ""))
    if entered is not None and entered.author == seat.party:
        messages.success(request, _("It was recorded before, as entry %(entry)s.") % {"entry": entered.index})
        return redirect("entry", place=entered.index)
    gone = Gone.objects.filter(pk=number, party=seat.party or "").first()
    if gone is None:
        raise Http404
    if not gone.nonce:
        said = _("Your delegation prepared it and threw it away. Nothing was recorded.")
        return page(request, 410, _("Thrown away"), said)
    entered = seat.known.nonces.get(gone.nonce)
    if entered is None:
        raise Http404
    messages.success(request, _("Recorded as entry %(entry)s.") % {"entry": entered.index})
    return redirect("entry", place=entered.index)


def _shown(request: Seated, one: Prepared) -> HttpResponse:
    seat, room = request.seat, request.seat.room
    desk = room.desk(seat.known)
    teller = teller_of(seat.known, desk)
    title, rows, refusal = _composed(one, request)
    other = beside(one)
    taken = replaced_told(one, desk)
    context = {
        "one": one,
        "title": title,
        "for_whom": one.on_behalf or one.party,
        "rows": rows,
        "said": said_of(one),
        "concerned": [(each, who(each), line_of(each, teller)) for each in _concerned(one, seat.known)],
        "told": told_of_prepared(one, desk),
        "documents": [Source.of(doc) for doc in one.documents.all()],
        "refusal": refusal,
        "alike": listed(alike(one), desk, teller),
        "replaces": taken,
        "gone": off_the_table(one, seat.known),
        "about": about(one, seat.known),
        "written_for": written_for(one, seat.known),
        "outdated": is_outdated(one, desk),
        "doubtful": is_doubtful(one),
        "lost": lost_told(one, desk),
        "narrowed": narrowed_told(one, desk),
        "may_answer": may_answer(one, seat.known),
        "less_seen": less_seen(one, [each.entered for each in taken]),
        "meanwhile": [(entered, line_of(entered, teller)) for entered in meanwhile(one, seat.known)],
        "beside": other,
        "beside_told": () if other is None else told_of_prepared(other, desk),
        "beside_rows": [] if other is None else _composed(other, request)[1],
        "passphrase": asks_passphrase(room, PartyCode(one.party)),
    }
    return render(request, "web/prepared.html", context, status=409 if refusal else 200)


def _concerned(one: Prepared, known: Negotiation) -> list[Entered]:
    """List what it would be said of, each once: a number alone says nothing to whoever signs. No drafts."""
    found = dict.fromkeys(known.at(each.leaf) for each in references(one))
    return [each for each in found if each is not None and each.leaf not in known.drafts]


def _composed(one: Prepared, request: Seated) -> tuple[str, list[Any], str]:
    """Give what the entry would be called and all it says, or why it would be refused.

    The hashes by which it will hold to its documents are drawn when it is signed, so none is shown.
    """
    seat, room = request.seat, request.seat.room
    signs = shown_signed(room, person(request), PartyCode(one.party))
    try:
        entry = room.composed(proposed(one), author(one, seat, signs))
        return (
            called(entry, room.state),
            entry_rows(entry, room.desk(seat.known), hashes=False, zone=zone_of(seat.known)),
            "",
        )
    except (Refused, NotDone) as fault:
        return one.type, [], why(fault)


def _tabled(request: Seated, one: Prepared) -> HttpResponse:
    """Have it recorded; where it was not, go to its page, which says why.

    It is gone to and not given in answer, so that whoever goes back sees the page, and sends nothing. What
    was recorded under the nonce of this one, by whoever sent it a moment sooner, is this one.
    """
    seat, room = request.seat, request.seat.room
    if one.nonce in room.state.nonces:
        return _as_entry(request, one)
    if (fault := _not_yet(request, one)) is not None:
        return _refused(request, one, fault)
    try:
        key = signer(room, person(request), PartyCode(one.party), request.POST.get("passphrase", ""))
        wanted = proposed(one)
        fresh = Prepared.objects.filter(pk=one.pk, version=one.version).exists()
        if not fresh and one.nonce not in room.state.nonces:
            return _refused(request, one, _("It was changed or tabled just now. Look at it again."))
        room.record(wanted, author(one, seat, key), nonce=one.nonce)
    except NonceTaken:
        pass
    except (Refused, NotDone, NoKey, StoreFault) as refused:
        if one.nonce not in room.state.nonces:
            return _refused(request, one, why(refused))
    return _as_entry(request, one)


def _refused(request: Seated, one: Prepared, fault: str) -> HttpResponse:
    messages.error(request, fault)
    return redirect("prepared", number=one.pk)


def _as_entry(request: Seated, one: Prepared) -> HttpResponse:
    """Go to the entry as which it is recorded; it is prepared no longer."""
    place = request.seat.room.state.nonces[one.nonce].index
    tabled(one, request.seat)
    messages.success(request, _("Recorded as entry %(entry)s.") % {"entry": place})
    return redirect("entry", place=place)


def _not_yet(request: Seated, one: Prepared) -> str | None:
    """Say what is missing before it can be tabled."""
    seat = request.seat
    if not seat.tables:
        return _("Whoever heads the delegation tables this. It stays prepared.")
    if request.POST.get("version", str(one.version)) != str(one.version):
        return _(
            "%(by)s of your delegation changed it while you looked. This is what would be recorded now: "
            "look at it again, then table it."
        ) % {"by": one.by}
    if (one.errors or meanwhile(one, seat.known)) and "anyway" not in request.POST:
        return _("Tick that it is to be recorded as it is, or change it first.")
    return unsaid(one, seat.room.desk(seat.known), request.POST) or None
