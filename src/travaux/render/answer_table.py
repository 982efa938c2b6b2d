"""A draft → the bytes of a workbook to answer it in: a row for each provision, with nothing said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.render.xlsx import Column, Sheet, written
from travaux.text.language import direction
from travaux.text.notation import plain_characters, show
from travaux.text.provision_name import cite
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from travaux.answers.party import Party
    from travaux.text.instrument import Text

_COLUMNS: Final = (
    Column(head="Provision", width=26),
    Column(head="In the draft", width=60),
    Column(head="Position", width=16),
    Column(head="Words", width=60),
    Column(head="Reason", width=40),
    Column(head="If", width=26),
    Column(head="Except", width=26),
    Column(head="After", width=18),
    Column(head="Number", width=12),
    Column(head="With", width=18),
    Column(head="Proposal of", width=12),
    Column(head="Kind", width=14),
    Column(head="Question", width=40),
)
_SAYS: Final = (
    "Fill in a position for each provision that you answer, and what it needs; leave the others empty: they "
    "have no answer, and are shown as having none. One condition to a line in a cell."
)


def answer_table(draft: Text, party: Party) -> bytes:
    """Write a table in which *party* can answer *draft*; as it is, it says nothing of any provision."""
    empty = ("",) * (len(_COLUMNS) - 2)
    rows = [
        (_named(draft, place), f"{one.label} {show(one.words)}".strip(), *empty)
        for place, one in enumerate(draft.provisions)
    ]
    answers = Sheet(title="Answers", columns=_COLUMNS, rows=(("The whole text", "", *empty), *rows))
    about = Sheet(
        title="About",
        columns=(
            Column(head="Party", width=20),
            Column(head=f"{party.name or party.code} ({party.code})", width=80),
        ),
        rows=(
            ("In answer to", ", ".join(one for one in (draft.draft, draft.identity) if one)),
            ("How", _SAYS),
        ),
    )
    words = "".join(plain_characters(one.words) for one in draft.provisions)
    return written([answers, about], right_to_left=direction(words) == "rtl")


def _named(draft: Text, place: int) -> str:
    """Name a provision so that it is found again: as people do, or by its address."""
    cited = cite(draft, place)
    return cited if resolve(cited, draft) == (place,) else draft.provisions[place].eid
