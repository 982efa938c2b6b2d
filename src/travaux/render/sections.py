"""A text cut into the sections a reader turns to, and what is open in each."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.answers.position import Asks, Holds
from travaux.compile.compilation import Stance
from travaux.render.setting import Setting
from travaux.text.instrument import Text
from travaux.text.kind import HEADED
from travaux.text.provision import ORDINARY, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a text from ``start`` to ``end`` (provisions, half-open), under one heading or none."""

    start: int
    end: int
    heading: bool
    level: int
    """How many headed provisions it stands in."""
    open: int = 0
    """How many of its provisions are open, by `convergence.OPEN_RULE`."""
    stances: tuple[Stance, ...] = ()
    """What is said of it, in the order of the parties."""
    settled: str = ""
    """What a record says is settled of all of it; "" where it says nothing."""

    asked: int = 0
    """How many questions a record has on it beside the answers that ask."""

    @property
    def holds(self) -> tuple[Stance, ...]:
        """The answers that hold."""
        return tuple(stance for stance in self.stances if isinstance(stance.answer.position, Holds))

    @property
    def questions(self) -> tuple[Stance, ...]:
        """The answers that ask."""
        return tuple(stance for stance in self.stances if isinstance(stance.answer.position, Asks))

    @property
    def state(self) -> str:
        """Whether it is "settled", "open", "held" or "still"; nothing is settled by compiling."""
        if self.settled:
            return "settled"
        if self.open:
            return "open"
        return "held" if self.holds else "still"


def sections(setting: Setting) -> tuple[Section, ...]:
    """Cut a text into sections, in reading order: each headed provision, and what stands outside them."""
    text = setting.text
    contested = {row.address for row in setting.convergence.provisions if row.open}
    cuts = _cuts(text)
    found: list[Section] = []
    for start, end in zip(cuts, [*cuts[1:], len(text.provisions)], strict=True):
        heading = _heads(text, start)
        level = sum(_heads(text, at) for at in _above(text, start))
        places = range(start, end)
        found.append(
            Section(
                start=start,
                end=end,
                heading=heading,
                level=level,
                open=sum(text.provisions[at].eid in contested for at in places),
                stances=tuple(
                    dict.fromkeys(stance for at in places for stance in setting.stances.get(at, ()))
                ),
                settled=setting.settled.get(text.provisions[start].eid, "") if heading else "",
                asked=len({one for at in places for one in setting.asked.get(text.provisions[at].eid, ())}),
            )
        )
    return tuple(found)


def _heads(text: Text, index: int) -> bool:
    return text.provisions[index].kind in HEADED


def _above(text: Text, index: int) -> list[int]:
    found: list[int] = []
    while (parent := text.parent(index)) is not None:
        found.append(parent)
        index = parent
    return found


def _cuts(text: Text) -> list[int]:
    """List where sections begin: at each heading, and where one that was begun has ended."""
    cuts: list[int] = []
    end = 0
    for index in range(len(text.provisions)):
        if _heads(text, index):
            cuts.append(index)
            end = text.end(index)
        elif index >= end:
            cuts.append(index)
            end = len(text.provisions)
    return cuts


def inherits(text: Text, index: int) -> bool:
    """Whether the provision above says all that is to be said of who has this one as a whole."""
    parent = text.parent(index)
    if parent is None:
        return False
    above, own = text.provisions[parent].standing, text.provisions[index].standing
    return above != ORDINARY and _who(above) == _who(own)


def _who(standing: Standing) -> tuple[object, ...]:
    return (
        standing.base,
        standing.sponsors,
        standing.supporters,
        standing.opponents,
        standing.deleted_by,
        tuple(move.parties for move in standing.moved_to),
        tuple(move.parties for move in standing.moved_from),
        tuple(move.parties for move in standing.merged_into),
        standing.merged_from,
        standing.against,
        standing.joining,
    )
