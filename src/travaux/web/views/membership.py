"""Who is in the negotiation, as what, and in which group: entries in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.answers.party import PartyCodeError, party_code
from travaux.cli.refusal import Refused
from travaux.record.act import AddsMember, DefinesGroup, RemovesMember, Role
from travaux.text.phrase import said_by
from travaux.text.wording import PartyCode
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import only
from travaux.web.forms.asking import Asked, asking
from travaux.web.forms.exact import Exact, members
from travaux.web.forms.fields import members_field

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.web.seat import Seated

ROLES: Final = {
    Role.PARTY: gettext_lazy("Party: answers, and is answered to"),
    Role.OBSERVER: gettext_lazy("Observer: reads what is for all members, sends papers, answers when asked"),
    Role.CHAIR: gettext_lazy("Chair: leads the talks"),
    Role.SECRETARIAT: gettext_lazy("Secretariat: leads with the chair, and writes down acts of others"),
    Role.AUDITOR: gettext_lazy("Auditor: reads and checks"),
}
SHORT: Final = {
    Role.PARTY: gettext_lazy("Party"),
    Role.OBSERVER: gettext_lazy("Observer"),
    Role.CHAIR: gettext_lazy("Chair"),
    Role.SECRETARIAT: gettext_lazy("Secretariat"),
    Role.AUDITOR: gettext_lazy("Auditor"),
}


@acting
def members_page(request: Seated) -> HttpResponse:
    """List members and groups, with what whoever sits here may do about them."""
    seat = request.seat
    only(seat, AddsMember, DefinesGroup)
    shown = {
        "members": [(one, SHORT[one.role]) for one in seat.known.members.values()],
        "groups": seat.known.groups.values(),
        "adds": seat.has_right(AddsMember),
    }
    return render(request, "web/members.html", shown)


def _code(given: str) -> PartyCode:
    """Check a code. Raises Refused."""
    try:
        return party_code(given.strip())
    except PartyCodeError as fault:
        raise Refused(said_by(fault)) from fault


class AddForm(Asked):
    code = Exact(label=gettext_lazy("Its code"), max_length=24, help_text=gettext_lazy("Such as ARD."))
    name = Exact(label=gettext_lazy("Its name"))
    role = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=list(ROLES.items()),
        initial=Role.PARTY,
        widget=forms.RadioSelect,
    )

    def arrange(self) -> None:
        del self.fields["words"]
        self.fields.pop("on_behalf", None)

    def act(self) -> Act:
        given = self.cleaned_data
        return AddsMember(party=_code(given["code"]), name=given["name"].strip(), role=Role(given["role"]))


@acting
def add(request: Seated) -> HttpResponse:
    """Add a member."""
    only(request.seat, AddsMember)
    return asking(request, AddForm, shown={"title": _("Add a member")})


class RemoveForm(Asked):
    party_ = forms.ChoiceField(label=gettext_lazy("Which member"))

    def arrange(self) -> None:
        self.fields.pop("on_behalf", None)
        self.choose("party_", members(self.desk, but=self.seat.party))

    def act(self) -> Act:
        return RemovesMember(party=PartyCode(self.cleaned_data["party_"]), words=self.cleaned_data["words"])


@acting
def remove(request: Seated) -> HttpResponse:
    """Say that somebody is a member no more; nobody sits for it from there on."""
    only(request.seat, RemovesMember)
    initial = {"party_": request.GET.get("party", "")}
    return asking(request, RemoveForm, initial=initial, shown={"title": _("A member leaves")})


class GroupForm(Asked):
    code = Exact(label=gettext_lazy("Its code"), max_length=24)
    title = Exact(label=gettext_lazy("Its name"))

    def arrange(self) -> None:
        del self.fields["words"]
        self.fields.pop("on_behalf", None)
        self.fields["listed"] = members_field(self.seat, _("Who is in it"), all_of_them=True)

    def act(self) -> Act:
        given = self.cleaned_data
        if not given["listed"]:
            raise Refused(_("Nobody is in it. Tick its members."))
        listed = tuple(PartyCode(one) for one in given["listed"])
        return DefinesGroup(name=_code(given["code"]), title=given["title"].strip(), members=listed)


@acting
def group(request: Seated) -> HttpResponse:
    """Name some members as a group, or name it anew."""
    only(request.seat, DefinesGroup)
    known = request.seat.known.groups.get(PartyCode(request.GET.get("group", "")))
    initial = (
        {} if known is None else {"code": known.name, "title": known.title, "listed": list(known.members)}
    )
    return asking(request, GroupForm, initial=initial, shown={"title": _("Name a group")})
