"""The rules of a round are declared: none of them has a default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.answers.round import Capacity, Decides, MayBracket, Rules, SilenceMeans
from travaux.record.act import DeclaresRules, Role
from travaux.record.entry import Reference
from travaux.record.views.conference_zone import conference_zone
from travaux.text.wording import PartyCode
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import draft_chosen, drafts, only
from travaux.web.forms.asking import Asked, asking
from travaux.web.forms.exact import Exact, members
from travaux.web.forms.fields import DueFields, FilesField

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.web.seat import Seated

NOT_DECLARED: Final = ("", gettext_lazy("It is not declared"))


class RulesForm(Asked, DueFields):
    name = Exact(
        label=gettext_lazy("What the round is called"), help_text=gettext_lazy("Such as second reading.")
    )
    draft = forms.ChoiceField(label=gettext_lazy("On which draft"), required=False)
    asked = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked, in this order"), widget=forms.CheckboxSelectMultiple
    )
    silence = forms.ChoiceField(
        label=gettext_lazy("What follows if somebody says nothing"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        choices=[
            NOT_DECLARED,
            (SilenceMeans.NOTHING.value, gettext_lazy("Nothing: silence is no position")),
            (
                SilenceMeans.ADOPTION.value,
                gettext_lazy("The text is adopted, unless somebody objects in time (a silence procedure)"),
            ),
            (
                SilenceMeans.ACCEPTANCE_OF_RESERVATION.value,
                gettext_lazy("A reservation counts as accepted, after the time of the law of treaties"),
            ),
            (SilenceMeans.CORRECTION.value, gettext_lazy("A notified error is corrected")),
        ],
    )
    answers_in = forms.ChoiceField(
        label=gettext_lazy("In whose name one answers"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        choices=[
            NOT_DECLARED,
            (Capacity.NATIONAL.value, gettext_lazy("Each party in its own")),
            (Capacity.GROUP.value, gettext_lazy("Groups in the name of their members")),
            (Capacity.EITHER.value, gettext_lazy("Either")),
        ],
    )
    brackets = forms.ChoiceField(
        label=gettext_lazy("Who may put words in brackets"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        choices=[
            NOT_DECLARED,
            (MayBracket.ANY_PARTY.value, gettext_lazy("Any party")),
            (MayBracket.CHAIR.value, gettext_lazy("The chair")),
            (MayBracket.SUPPORTED.value, gettext_lazy("A party that another supports")),
        ],
    )
    decides = forms.ChoiceField(
        label=gettext_lazy("How it is decided"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        choices=[
            NOT_DECLARED,
            (Decides.CONSENSUS.value, gettext_lazy("By consensus")),
            (Decides.UNANIMITY.value, gettext_lazy("By unanimity")),
            (Decides.VOTE.value, gettext_lazy("By vote")),
        ],
    )
    late = Exact(label=gettext_lazy("What is declared of answers after the time"), required=False)
    late_is_out = forms.BooleanField(
        label=gettext_lazy("Answers after the time are out of time, and take no effect"), required=False
    )
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def arrange(self) -> None:
        self.choose("draft", [*drafts(self.seat), ("", _("whichever is tabled next"))])
        self.choose("asked", members(self.desk, role=Role.PARTY))
        self.fields["words"].label = _("The declaration itself, where it says more")
        if conference_zone(self.seat.known) is None:
            self.fields["zone"].help_text = _(
                "The first that a round for all is set in is the time of the conference from then on: all "
                "moments are given in it."
            )
        self.order_fields(["name", "draft", "asked", "day", "clock", "zone"])

    def act(self) -> Act:
        given = self.cleaned_data
        rules = Rules(
            name=given["name"],
            asked=tuple(PartyCode(one) for one in given["asked"]),
            due=self.due(),
            silence=SilenceMeans(given["silence"]) if given["silence"] else None,
            capacity=Capacity(given["answers_in"]) if given["answers_in"] else None,
            brackets=MayBracket(given["brackets"]) if given["brackets"] else None,
            decides=Decides(given["decides"]) if given["decides"] else None,
            late=given["late"],
            late_is_out=given["late_is_out"],
            words=given["words"],
        )
        return DeclaresRules(rules=rules)

    def concerns(self) -> tuple[Reference, ...]:
        number = self.cleaned_data["draft"]
        return (Reference(leaf=draft_chosen(self.seat, number).tabled.leaf),) if number else ()


@acting
def rules(request: Seated) -> HttpResponse:
    """Declare the rules of a round."""
    only(request.seat, DeclaresRules)
    latest = request.seat.known.latest_draft()
    initial = {
        "asked": list(request.seat.known.order),
        "draft": "" if latest is None else str(latest.number),
    }
    return asking(request, RulesForm, initial=initial, shown={"title": _("Declare the rules of a round")})
