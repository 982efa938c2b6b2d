"""A condition told at its other end: whose answer, on what, hangs on a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.answer_told import position_name
from travaux.render.place import place
from travaux.render.told import Line, Said, Theirs, line
from travaux.render.tongue import said, say
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from travaux.answers.position import Position
    from travaux.compile.compilation import Stance
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def hanging_line(stance: Stance, words: str, text: Text) -> Line:
    """Tell that an answer hangs on the provision at which this is told, by the *words* of its condition."""
    index = None if stance.provision is None else text.index(stance.provision)
    about = say("the whole text") if index is None else place(cite(text, index))
    return hangs(stance.party, stance.answer.position, about, Theirs(words))


def hangs(party: PartyCode, position: Position, about: str, words: Said) -> Line:
    """Tell that what a party says *about* a provision hangs on the one at which this is told."""
    return line(
        *said(
            "Something hangs on this: {party} {position} {about} only if {words}",
            party=party,
            position=position_name(position),
            about=about,
            words=words,
        )
    )
