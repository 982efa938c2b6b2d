"""A condition told at the words it is made of, and at its other end: whose answer hangs on a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.answer_told import position_name
from travaux.render.place import place
from travaux.render.told import Line, Said, Theirs, line
from travaux.render.tongue import joined, said, say, semicolon
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from travaux.answers.position import Position
    from travaux.compile.compilation import Stance
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def conditional_line(stance: Stance) -> Line:
    """Tell what an answer hangs on, at the provision that it speaks of."""
    words: list[Said] = []
    for one in stance.answer.conditions:
        words += [semicolon(), Theirs(one.words)] if words else [Theirs(one.words)]
    return line(
        *said(
            "{party} {position} only if {words}",
            party=stance.party,
            position=position_name(stance.answer.position),
            words=joined(*words),
        )
    )


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
