"""Papers: those sent and received, sending one, acknowledging exactly one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from travaux.cli.groups_named import groups_told, members_meant
from travaux.cli.refusal import Refused
from travaux.record.act import AcknowledgesReceipt, NoteKind, Sealing, SendsNote
from travaux.record.audience import documents
from travaux.record.concerns import CONCERNS
from travaux.record.entry import Reference
from travaux.render.telling import codes
from travaux.render.tongue import comma
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import names
from travaux.web.forms.asking import Asked, asking, entry_at
from travaux.web.forms.citing import cited, citing_field
from travaux.web.forms.exact import Exact, audience_like
from travaux.web.forms.fields import FilesField, members_field
from travaux.web.reads.papers import papers, sent_to
from travaux.web.reads.past import moment_of

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.web.seat import Seated

KINDS: Final = {
    NoteKind.VERBALE: gettext_lazy("Note verbale"),
    NoteKind.AIDE_MEMOIRE: gettext_lazy("Aide-memoire"),
    NoteKind.MEMORANDUM: gettext_lazy("Memorandum"),
    NoteKind.NON_PAPER: gettext_lazy("Non-paper"),
    NoteKind.LETTER: gettext_lazy("Letter"),
    NoteKind.STATEMENT: gettext_lazy("Statement"),
    NoteKind.OTHER: gettext_lazy("Another paper"),
}
SEALINGS: Final = {
    Sealing.SEALED: gettext_lazy("Sealed and initialled"),
    Sealing.SIGNED: gettext_lazy("Signed"),
    Sealing.UNSIGNED: gettext_lazy("Unsigned"),
}


@require_safe
def notes(request: Seated) -> HttpResponse:
    """List papers sent, received, and exchanged by others."""
    seat = request.seat
    then = moment_of(seat, request.GET.get("at", ""))
    found = papers(then.known, then.teller, seat.party)
    parts = [
        (_("Received"), [one for one in found if one.to_me]),
        (_("Sent"), [one for one in found if one.mine]),
        (_("Between others"), [one for one in found if not one.mine and not one.to_me]),
    ]
    return render(
        request,
        "web/notes.html",
        {
            "then": then,
            "parts": [(title, those) for title, those in parts if those],
            "sends": seat.prepares,
        },
        status=400 if then.fault else 200,
    )


class NoteForm(Asked):
    first = ("kind", "reference", "subject", "whom", "answers", "provisions", "documents")
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=list(KINDS.items()))
    reference = Exact(
        label=gettext_lazy("Its own number"),
        required=False,
        help_text=gettext_lazy("Such as No. 142-n."),
    )
    subject = Exact(label=gettext_lazy("Subject"), required=False)
    sealing = forms.ChoiceField(
        label=gettext_lazy("How it bears your authority"),
        choices=list(SEALINGS.items()),
        initial=Sealing.UNSIGNED,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Each is valid."),
    )
    status = Exact(
        label=gettext_lazy("What you say of its standing"),
        required=False,
        help_text=gettext_lazy("Such as without prejudice, or no status."),
    )
    sent = Exact(
        label=gettext_lazy("Its own date"),
        required=False,
        help_text=gettext_lazy("As it stands on it."),
    )
    provisions = Exact(
        label=gettext_lazy("On which provisions of the draft on the table"),
        required=False,
        help_text=gettext_lazy("Such as Article 4; Article 8, paragraph 1. Parted by semicolons."),
    )
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def arrange(self) -> None:
        del self.fields["words"]
        self.fields["whom"] = members_field(self.seat, _("To whom; nobody ticked is to all"), groups=True)
        self.fields["principals"] = members_field(
            self.seat, _("In the name of several"), all_of_them=True, groups=True
        )
        self.fields["answers"] = citing_field(self.seat, _("In answer to"))

    def act(self) -> Act:
        given, state = self.cleaned_data, self.seat.known
        if not given["documents"] and not given["subject"].strip() and not given["reference"].strip():
            raise Refused(_("There is no paper in it. Give its document, its number or its subject."))
        return SendsNote(
            kind=NoteKind(given["kind"]),
            to=members_meant(given["whom"], state, but=self.whose),
            reference=given["reference"],
            subject=given["subject"],
            sealing=Sealing(given["sealing"]),
            status=given["status"],
            principals=members_meant(given["principals"], state),
            sent=given["sent"],
        )

    def concerns(self) -> tuple[Reference, ...]:
        found = cited(self.cleaned_data["answers"], self.seat)
        named = names(self.cleaned_data["provisions"])
        if not named:
            return found
        desk = self.seat.room.desk(self.seat.known)
        return (*found, *desk.concerning(desk.draft(None), named))

    def notices(self) -> tuple[str, ...]:
        """Say as whom a group is recorded, and whom it is addressed to who will not see it."""
        given, state = self.cleaned_data, self.seat.known
        told = (
            *groups_told(given["whom"], state, but=self.whose),
            *groups_told(given["principals"], state),
        )
        vis = self.audience_on(self.concerns())
        if not vis.startswith("to:"):
            return told
        to, seen = members_meant(given["whom"], state, but=self.whose), vis.removeprefix("to:").split(",")
        unseen = [one for one in to if one not in seen]
        if not unseen:
            return told
        return (
            *told,
            _("It is to %(whom)s, who cannot read it: tick them for whom it is.")
            % {"whom": comma().join(unseen)},
        )


@acting
def send(request: Seated) -> HttpResponse:
    """Send a paper."""
    answers = request.GET.get("re", "")
    about = [one for one in request.seat.known.entries if str(one.index) == answers]
    initial = {
        **audience_like(about, request.seat),
        "answers": answers,
        "whom": [str(one.author) for one in about if one.author != request.seat.party],
    }
    return asking(request, NoteForm, initial=initial, shown={"title": _("Send a paper")})


class ReceiptForm(Asked):
    first = ("document",)
    on = Exact(
        label=gettext_lazy("When it came"),
        required=False,
        help_text=gettext_lazy(
            "A day or a time, such as 2026-03-20 or 2026-03-20T10:15Z. As you say; it can be left out."
        ),
    )
    channel = Exact(
        label=gettext_lazy("By which way"),
        required=False,
        help_text=gettext_lazy("Such as by hand, or by courier."),
    )

    def arrange(self) -> None:
        docs = [doc for one in self.about for doc in documents(one, self.seat.known)]
        if docs:
            self.fields["document"] = forms.ChoiceField(
                label=_("Which document has come"),
                choices=[(one.h, f"{one.name or one.media} ({one.lang}, {one.h[:8]})") for one in docs],
                initial=docs[0].h if len(docs) == 1 else None,
                widget=forms.RadioSelect,
                help_text=_("Exactly one. For each other that has come, one more."),
            )

    def act(self) -> Act:
        given = self.cleaned_data
        on = given["on"].strip()
        return AcknowledgesReceipt(on=on, channel=given["channel"], words=given["words"])

    def concerns(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(leaf=one.leaf, doc=self.cleaned_data.get("document", "")) for one in self.about
        )

    def notices(self) -> tuple[str, ...]:
        """Say where it was sent to others."""
        receives = self.on_behalf or self.seat.party
        return tuple(
            _("Entry %(place)d was sent to %(to)s, not to %(whom)s.")
            % {"place": one.index, "to": codes(one.act.to), "whom": receives}
            for one in self.about
            if isinstance(one.act, SendsNote) and not sent_to(one.act, receives, self.seat.known)
        )


@acting
def receive(request: Seated, place: int) -> HttpResponse:
    """Acknowledge receipt of exactly one document."""
    paper = entry_at(request.seat, place, *CONCERNS[AcknowledgesReceipt].kinds)
    return asking(
        request,
        ReceiptForm,
        about=[paper],
        shown={"title": _("Acknowledge receipt")},
        template="web/receive.html",
    )
