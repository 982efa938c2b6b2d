"""What a party contests, a rule or a silence; and which provisions it ties together, or unties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.refusal import Refused
from travaux.record.act import (
    BreaksSilence,
    ContestsRules,
    DeclaresRules,
    OpensSilence,
    TiesPackage,
    UntiesPackage,
)
from travaux.record.entry import Reference
from travaux.record.views.speakers import Rule, rules
from travaux.render.speakers import RULE_NAMES
from travaux.render.times import time_set
from travaux.render.tongue import say
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import names, only
from travaux.web.forms.asking import Asked, asking, entry_at
from travaux.web.forms.exact import Exact

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.negotiation import Round
    from travaux.web.seat import Seated


class ContestForm(Asked):
    rule = forms.ChoiceField(label=gettext_lazy("Which rule"), widget=forms.RadioSelect)

    def arrange(self) -> None:
        found = [self.seat.known.rounds[one.leaf] for one in self.about]
        self.choose(
            "rule",
            [
                (one.name, f"{say(RULE_NAMES[one.name])}: {_said(one, it)}")
                for it in found
                for one in rules(it)
            ],
        )
        self.fields["words"].required = True
        self.fields["words"].label = _("Why, in your words")

    def act(self) -> Act:
        return ContestsRules(rule=self.cleaned_data["rule"], words=self.cleaned_data["words"])


def _said(rule: Rule, round_: Round) -> str:
    due = round_.rules.due
    return time_set(due) if rule.name == "due" and due is not None else say(rule.said or "not declared")


@acting
def contest(request: Seated, place: int) -> HttpResponse:
    """Contest a rule of a round."""
    only(request.seat, ContestsRules)
    declared = entry_at(request.seat, place, DeclaresRules)
    return asking(request, ContestForm, about=[declared], shown={"title": _("Contest a rule")})


class BreakForm(Asked):
    def act(self) -> Act:
        return BreaksSilence(words=self.cleaned_data["words"])


@acting
def break_silence(request: Seated, place: int) -> HttpResponse:
    """Break a silence procedure."""
    only(request.seat, BreaksSilence)
    opened = entry_at(request.seat, place, OpensSilence)
    return asking(request, BreakForm, about=[opened], shown={"title": _("Break a silence")})


class TieForm(Asked):
    provisions = Exact(
        label=gettext_lazy("Which provisions of the draft on the table"),
        help_text=gettext_lazy("Two or more, parted by semicolons: Article 6; Article 10."),
    )

    def arrange(self) -> None:
        self.fields["words"].required = True
        self.fields["words"].label = _("How they depend on each other, in your words")

    def act(self) -> Act:
        return TiesPackage(words=self.cleaned_data["words"])

    def concerns(self) -> tuple[Reference, ...]:
        named = names(self.cleaned_data["provisions"])
        if len(named) < 2:  # noqa: PLR2004  what is tied is tied to something
            raise Refused(_("A package ties two provisions or more. Name them, parted by semicolons."))
        desk = self.seat.room.desk(self.seat.known)
        return desk.concerning(desk.draft(None), named)


@acting
def tie(request: Seated) -> HttpResponse:
    """Tie provisions together."""
    only(request.seat, TiesPackage)
    return asking(request, TieForm, shown={"title": _("Tie a package")})


class UntieForm(Asked):
    def act(self) -> Act:
        return UntiesPackage(words=self.cleaned_data["words"])


@acting
def untie(request: Seated, place: int) -> HttpResponse:
    """Untie one's own package."""
    only(request.seat, UntiesPackage)
    tied = entry_at(request.seat, place, TiesPackage)
    if tied.author != request.seat.party and not request.seat.writes_down(UntiesPackage):
        raise Http404
    return asking(request, UntieForm, about=[tied], shown={"title": _("Untie a package")})
