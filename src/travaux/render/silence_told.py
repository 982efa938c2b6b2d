"""How a silence procedure ended: what broke it, the note that nothing did, and when either was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import OpensSilence
from travaux.record.dates import had_ended
from travaux.render.told import Line, Said, line
from travaux.render.tongue import joined, said, say

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Silence
    from travaux.render.telling import Teller


def endings(one: Silence, teller: Teller) -> tuple[Line, ...]:
    """Tell what was recorded of how it ended, in the order of the record; both words stand."""
    told = [
        (it, said("broken by {who}{words}", who=teller.by(it), words=teller.words(it))) for it in one.broken
    ]
    if one.elapsed is not None:
        it = one.elapsed
        noted = said("noted as unbroken by {who}{words}", who=teller.by(it), words=teller.words(it))
        told.append((it, noted))
    told.sort(key=lambda each: each[0].index)
    lines = tuple(line(*joined(*words, *_late(it, one))) for it, words in told)
    if one.elapsed is None or not one.broken:
        return lines
    return (*lines, line(say("Both stand. Which of them counts is not for the record to say.")))


def of_broken(entered: Entered, teller: Teller) -> tuple[Said, ...]:
    """Say of what breaks a silence that its time had ended, and which note of it as unbroken came before."""
    told: tuple[Said, ...] = ()
    for leaf in dict.fromkeys(it.leaf for it in entered.entry.re):
        opened, one = teller.known.at(leaf), teller.known.silences.get(leaf)
        if opened is not None and isinstance(opened.act, OpensSilence):
            told += too_late(entered, opened.act.ends)
        if one is not None and one.elapsed is not None and one.elapsed.index < entered.index:
            told += said(
                " (recorded after {entry}, which notes it as unbroken)", entry=teller.entry(one.elapsed)
            )
    return told


def of_unbroken(entered: Entered, teller: Teller) -> tuple[Said, ...]:
    """Say of a note that a silence was not broken which entries broke it after that."""
    told: tuple[Said, ...] = ()
    for leaf in dict.fromkeys(it.leaf for it in entered.entry.re):
        one = teller.known.silences.get(leaf)
        for it in () if one is None else one.broken:
            if it.index < entered.index or one is None:
                continue
            told += (
                said(
                    " (broken after that by {entry}, recorded when its time had ended)",
                    entry=teller.entry(it),
                )
                if _late(it, one)
                else said(" (broken after that by {entry})", entry=teller.entry(it))
            )
    return told


def too_late(entered: Entered, ends: Due) -> tuple[Said, ...]:
    """Say of what is done to a silence procedure that it was recorded when the time to speak had ended."""
    if not had_ended(entered.received_at, ends):
        return ()
    return said(" (recorded when its time had ended)")


def _late(entered: Entered, one: Silence) -> tuple[Said, ...]:
    """Say of what broke it that its time had ended."""
    act = one.entered.act
    return too_late(entered, act.ends) if entered in one.broken and isinstance(act, OpensSilence) else ()
