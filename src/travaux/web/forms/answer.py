"""What is asked of whoever answers a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from travaux.cli.sheet import Said
from travaux.record.act import Role
from travaux.render.place import place
from travaux.text.whose import party_named
from travaux.text.wording import PartyCode
from travaux.web.acts.proposals import PATIENCE, added_by_others, proposers
from travaux.web.forms.exact import ActForm, Exact, members
from travaux.web.forms.join import HOLD_KINDS, offer_additions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.cli.desk import Desk
    from travaux.web.seat import Seat
    from travaux.web.shows.spot import Spot

POSITIONS: Final = (
    ("accepts", gettext_lazy("accepts"), gettext_lazy("It should stay as it stands.")),
    (
        "accepts except",
        gettext_lazy("accepts with an exception"),
        gettext_lazy("It should stay as it stands, bar some of its words."),
    ),
    ("amends", gettext_lazy("amends"), gettext_lazy("It should have other words.")),
    (
        "editorial",
        gettext_lazy("editorial change"),
        gettext_lazy("It should have other words without another meaning."),
    ),
    ("adds", gettext_lazy("adds"), gettext_lazy("Something new should stand after it, or first in it.")),
    (
        "deletes",
        gettext_lazy("deletes"),
        gettext_lazy("It should not be there, nor anything that stands in it."),
    ),
    ("moves", gettext_lazy("moves"), gettext_lazy("It should stand elsewhere.")),
    ("merges", gettext_lazy("merges"), gettext_lazy("It and others should be one provision.")),
    ("splits", gettext_lazy("splits"), gettext_lazy("It should be several provisions.")),
    (
        "opposes",
        gettext_lazy("opposes"),
        gettext_lazy("You do not agree to it, or to what a party proposes for it, and offer no other words."),
    ),
    ("supports", gettext_lazy("supports"), gettext_lazy("What another party proposes for it is yours too.")),
    (
        "holds",
        gettext_lazy("holds"),
        gettext_lazy("You keep your position open; that is no position on the substance."),
    ),
    ("asks", gettext_lazy("asks"), gettext_lazy("You ask what it means, or whom it binds.")),
)
"""What can be said of a provision on a page, what that is called, and what it means."""

USES: Final[Mapping[str, tuple[str, ...]]] = {
    "accepts": (),
    "accepts except": ("except", "words"),
    "amends": ("words", "number"),
    "editorial": ("words",),
    "adds": ("words", "number", "inside"),
    "deletes": (),
    "moves": ("after", "number", "words"),
    "merges": ("with", "words"),
    "splits": ("words",),
    "opposes": ("words", "party"),
    "supports": ("party",),
    "holds": ("beside", "kind"),
    "asks": ("beside", "question"),
}
"""Which fields each position has on the page."""

CHANGES: Final = frozenset({"amends", "editorial", "merges", "splits"})
"""The positions that begin from the words of the draft."""
NEEDS: Final[Mapping[str, str]] = {
    **dict.fromkeys((*CHANGES, "adds"), "words"),
    "moves": "after",
    "supports": "party",
    "holds": "kind",
    "asks": "question",
}
"""The field without which the position says nothing."""

_HINTS: Final[Mapping[str, str]] = {
    "accepts except": gettext_noop(
        "Only where you do not name the words above: the provision as you would accept it."
    ),
    "adds": gettext_noop("A paragraph for each provision, each beginning with the number it should bear."),
    "moves": gettext_noop("Only where its words should change as well."),
    "opposes": gettext_noop("Only these words of it, exactly as they stand. Nothing: all of it."),
    "splits": gettext_noop(
        "An empty line between the provisions that it should be, each beginning with its number."
    ),
}


class AnswerForm(ActForm):
    """An answer to one provision: what the position needs, the reason, in whose name, for whom."""

    exception = Exact(
        label=gettext_lazy("The words you do not accept"),
        help_text=gettext_lazy("Exactly as they stand in the draft."),
        required=False,
        rows=2,
        theirs=True,
    )
    words = Exact(label=gettext_lazy("Words"), required=False, rows=8, theirs=True)
    after = forms.ChoiceField(label=gettext_lazy("It should stand after"), required=False)
    merged = forms.MultipleChoiceField(
        label=gettext_lazy("It should be one with"), required=False, widget=forms.SelectMultiple
    )
    number = Exact(
        label=gettext_lazy("The number it should bear"),
        required=False,
        help_text=gettext_lazy("Only where that is another one, such as “4 bis”."),
    )
    inside = forms.BooleanField(
        label=gettext_lazy("First within the provision, rather than after it"), required=False
    )
    proposer = forms.ChoiceField(label=gettext_lazy("The proposal of"), required=False)
    beside = forms.ChoiceField(label=gettext_lazy("On what"), required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Why you keep it open"), required=False, widget=forms.RadioSelect
    )
    question = Exact(label=gettext_lazy("Your question"), required=False, rows=3)
    reason = Exact(
        label=gettext_lazy("Reason"),
        required=False,
        rows=3,
        help_text=gettext_lazy("In your own words. It stands beside your words wherever they are shown."),
    )
    conditions = Exact(
        label=gettext_lazy("On which conditions, if any"),
        required=False,
        rows=2,
        help_text=gettext_lazy("One a line, such as “Article 6(2) stays”."),
    )
    principals = forms.MultipleChoiceField(
        label=gettext_lazy("In the name of several?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Tick all in whose name it is given, yourselves among them. It stays one reply, and is no answer "
            "of each."
        ),
    )
    capacity = Exact(
        label=gettext_lazy("In which capacity, if that should be said"),
        required=False,
    )

    def __init__(
        self,
        seat: Seat,
        desk: Desk,
        at: Spot,
        position: str,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask for *position* on the provision *at*."""
        self.at, self.position = at, position
        words = at.words if position in CHANGES else ""
        super().__init__(seat, desk, data, initial={"words": words, "inside": False, **(initial or {})})
        keeps = {_FIELD.get(one, one) for one in USES[position]}
        for name in _OWN - keeps:
            del self.fields[name]
        if "words" in self.fields:
            hint = _HINTS.get(position)
            self.fields["words"].help_text = "" if hint is None else gettext(hint)
        self._offer(desk, seat)

    def _offer(self, desk: Desk, seat: Seat) -> None:
        """Fill the choices of those fields that are there."""
        elsewhere = [(one.address, one.listed) for one in self.at.everywhere if one.index != self.at.index]
        offered = {
            "principals": members(desk, role=Role.PARTY),
            "proposer": self._proposers(desk, seat) if "proposer" in self.fields else (),
            "after": [("", gettext("choose")), *elsewhere],
            "merged": elsewhere,
            "kind": HOLD_KINDS,
        }
        for name, choices in offered.items():
            if name in self.fields:
                self.choose(name, choices)
        if "beside" in self.fields:
            offer_additions(self, seat, self.at)

    def _proposers(self, desk: Desk, seat: Seat) -> Sequence[tuple[str, str]]:
        """List who else proposes something here: nobody joins or opposes what is not proposed."""
        found = seat.room.compiled(seat.party, seat.known, self.at.draft, wait=PATIENCE).found
        those = set(proposers(found, self.at, seat.party))
        added = added_by_others(found, self.at, seat.party)
        if not those:
            self.fields["proposer"].help_text = gettext("Nobody else proposes anything here.")
        named = [(code, name) for code, name in members(desk) if code in those]
        beside = [(one.name, f"{dict(named).get(one.party, one.party)}: {place(one.cited)}") for one in added]
        return [("", gettext("choose")), *named, *beside]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        needed = _FIELD.get(NEEDS.get(self.position, ""), NEEDS.get(self.position, ""))
        if needed and not found.get(needed, "").strip() and needed not in self.errors:
            self.add_error(needed, gettext(_MISSING[needed]))
        if self.position == "merges" and not found.get("merged"):
            self.add_error("merged", gettext("Choose the provisions that it should be one with."))
        if self.position == "accepts except" and not (found.get("exception") or found.get("words")):
            self.add_error(
                "exception", gettext("Give the words you do not accept, or the words you would accept.")
            )
        same = found.get("words") == self.at.words and not found.get("number")
        if self.position in {"amends", "editorial"} and same:
            self.add_error(
                "words",
                gettext("These are the words of the draft. Change them, or choose the position “accepts”."),
            )
        return found

    def said(self) -> Said:
        """Give what was said, in the fields of a sheet."""
        found = self.cleaned_data
        proposer = found.get("proposer", "")
        beside = found.get("beside", "")
        addition = party_named(proposer)
        """Whose addition is meant, and not all that its party proposes here."""
        fields: dict[str, str | Sequence[str]] = {
            "words": found.get("words", ""),
            "except": found.get("exception", ""),
            "after": self._named(found.get("after", "")),
            "with": "; ".join(self._named(one) for one in found.get("merged", ())),
            "number": found.get("number", ""),
            "party": addition or proposer,
            "kind": found.get("kind", ""),
            "question": found.get("question", ""),
            "reason": found["reason"],
            "if": [one for one in found["conditions"].split("\n") if one.strip()],
        }
        if found.get("inside"):
            fields["inside"] = self.at.cited
        return Said(
            on=(beside or (proposer if addition else self.at.address),),
            position=self.position,
            fields={name: value for name, value in fields.items() if value},
        )

    def _named(self, address: str) -> str:
        found = self.at.named(address) if address else None
        return "" if found is None else found.cited

    @property
    def principals_given(self) -> tuple[PartyCode, ...]:
        return tuple(PartyCode(one) for one in self.cleaned_data["principals"])


_FIELD: Final = {"except": "exception", "with": "merged", "party": "proposer"}
"""Fields of a sheet whose names are taken in Python, or by what else a form asks."""
_OWN: Final = frozenset(
    {"exception", "words", "after", "merged", "number", "inside", "proposer", "beside", "kind", "question"}
)
_MISSING: Final[Mapping[str, str]] = {
    "words": gettext_noop("Give the words. To have none, choose the position “deletes”."),
    "after": gettext_noop("Choose the provision after which it should stand."),
    "proposer": gettext_noop("Choose the party whose proposal is meant."),
    "kind": gettext_noop("Choose why you hold."),
    "question": gettext_noop("Give the question."),
}
