"""A compilation as bracket text: a front matter that says what it is, and the text in our Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.answers.party import Party
from travaux.answers.position import Amends, Asks, Holds, Merges
from travaux.compile.collective import apart
from travaux.compile.fate import NotUnderstood, Withdrawn
from travaux.compile.hanging import hanging
from travaux.compile.matrix import places
from travaux.compile.operation import Endorse
from travaux.compile.rectified import Rectified, rectified
from travaux.read.written import written
from travaux.render.answer_told import position_called, position_name, untaken_told
from travaux.render.correction_told import corrected_line, on_draft, rectified_line
from travaux.render.hanging import conditional_line, hanging_line
from travaux.render.kept_aside import kept_aside
from travaux.render.profile import Profile, profiled
from travaux.render.told import line, words_of
from travaux.render.tongue import said, say
from travaux.text.printed import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.compilation import Compilation, Stance
    from travaux.render.profile import Profiled
    from travaux.render.told import Line
    from travaux.text.instrument import Text
    from travaux.text.provision import Renumbering


WHOLE: Final = "the text as a whole"
NOT_ASKED: Final = "not-asked"
"""The finding of a party that the rules of the round do not ask."""


def consolidated_text(compilation: Compilation, profile: Profile = Profile.ATTRIBUTED) -> bytes:
    """Write the consolidated text in bracket notation, in the canonical layout, UTF-8.

    The front matter names the draft and whatever stands in the places of parties' names; it also says
    who replied for others and who has not answered, where the profile names parties. The side table
    stands there too. `read.plain` reads the text back; numbers are the draft's, and wordings that
    differ from those shown in white space alone are left to the JSON.
    """
    given = rectified(compilation)
    made = profiled(given.text, profile, compilation.order)
    bare = replace(
        made.text,
        provisions=tuple(replace(one, renumberings=(), respacings=()) for one in made.text.provisions),
    )
    names = dict(compilation.names)
    parties = [Party(code=code, name=names.get(code, "")) for code in made.codes]
    notes = dict(_noted(compilation, given, named=profile is Profile.ATTRIBUTED))
    shown = written(bare, parties=parties, consolidated=True, notes=notes)
    front, close, body = shown.partition("\n---\n")
    return (front + "".join(_said(compilation, made)) + close + body).encode()


def _noted(compilation: Compilation, given: Rectified, *, named: bool) -> Iterator[tuple[int, str]]:
    """Say before which provisions what was rectified in them, and what hangs on a condition there or on them.

    And what other number an answer gives, or is opposed, for the text prints the draft's; who asks that stay
    what others would delete, move or merge, for a bracket around a provision does not say it; and who holds
    or asks what it means, for neither changes a word.
    """
    told: dict[int, list[str]] = {}
    for one, where in given.made:
        for at in where:
            told.setdefault(at, []).append(_put(rectified_line(one, given.text)))
    for index, _, said_there in _unmarked(compilation, given.text) if named else ():
        if index is not None:
            told.setdefault(index, []).append(_put(said_there))
    for address, those in hanging(compilation).items() if named else ():
        index = given.text.index(address)
        if index is not None:
            told.setdefault(index, []).extend(_put(hanging_line(*each, given.text)) for each in those)
    endorsed = [each for each in compilation.operations if isinstance(each, Endorse)] if named else []
    for each in endorsed:
        index = given.text.index(each.provision)
        if index is not None and given.text.provisions[index].standing.leaving:
            told.setdefault(index, []).append(_put(line(say("accepted by"), " ", ", ".join(each.parties))))
    for at, other in _renumbered(compilation, given.text) if named else ():
        told.setdefault(at, []).append(_put(_numbered(other)))
    for at, lines in told.items():
        yield at, "; ".join(lines)


def _unmarked(compilation: Compilation, text: Text) -> Iterator[tuple[int | None, Stance, Line]]:
    """Go through the answers on a condition, and those that hold or ask, each with what it speaks of.

    None: of the whole text. Those that stand and were understood: no mark in the text shows them.
    """
    units = {one.reference: one for one in compilation.units}
    for stance in compilation.stances:
        unit = units.get(stance.reference)
        if unit is not None and isinstance(unit.fate, Withdrawn | NotUnderstood):
            continue
        position = stance.answer.position
        if stance.answer.conditions:
            told = conditional_line(stance)
        elif isinstance(position, Holds | Asks):
            told = line(stance.party, " ", position_name(position))
        else:
            continue
        address, *_ = places(stance, compilation, unit)
        yield text.index(address) if address else None, stance, told


def _renumbered(compilation: Compilation, text: Text) -> Iterator[tuple[int, Renumbering]]:
    """Go through the other numbers that are opposed, or that an answer gives which is no redraft.

    A redraft numbers through; that is told of all of it at once.
    """
    given = {
        (stance.party, stance.provision)
        for stance in compilation.stances
        if not stance.redraft
        and isinstance(position := stance.answer.position, Amends | Merges)
        and position.label is not None
    }
    for at, provision in enumerate(text.provisions):
        opposed = {against.author for against in provision.standing.against}
        for other in provision.renumberings:
            if any(code in opposed or (code, provision.eid) in given for code in other.parties):
                yield at, other


def _numbered(one: Renumbering) -> Line:
    several = len(one.parties) > 1
    return line(
        *said(
            "{parties} number this {number}" if several else "{parties} numbers this {number}",
            parties=", ".join(one.parties),
            number=one.label or say("not at all"),
        )
    )


def _said(compilation: Compilation, made: Profiled) -> Iterator[str]:
    yield f"\nidentity: {compilation.draft.identity}"
    for found in compilation.findings:
        if found.code == "not-for-all":
            yield f"\nnot for all: {found.message}"
    if made.profile is Profile.ATTRIBUTED:
        yield from _for_whom(compilation)
        left_out: dict[str, list[str]] = {}
        for one in compilation.left_out:
            left_out.setdefault(one.party, []).append(" ".join(one.finding.message.split()))
        for party, why in left_out.items():
            yield f"\nleft out, {party}: {' '.join(why)}"
        heard = {*compilation.parties, *left_out}
        if silent := [code for code in compilation.order if code not in heard]:
            yield f"\nno answer of their own: {', '.join(silent)}"
        for found in compilation.findings:
            if found.code == NOT_ASKED:
                yield f"\nnot asked: {found.message}"
    if made.profile is not Profile.UNATTRIBUTED:
        yield from _untaken(compilation)
    if made.profile is Profile.ATTRIBUTED:
        yield from _on_the_whole(compilation)
    yield from _corrected(compilation, named=made.profile is not Profile.UNATTRIBUTED)
    for note in made.notes:
        yield f"\n{note.reference}: {note.address}, {note.role} {', '.join(note.parties)}"


def _on_the_whole(compilation: Compilation) -> Iterator[str]:
    """Say what hangs on a condition, holds or asks, and is said of the text as a whole."""
    for at, stance, told in _unmarked(compilation, compilation.text):
        if at is None:
            yield _front(f"{stance.reference}, {WHOLE}: ", told)


def _for_whom(compilation: Compilation) -> Iterator[str]:
    for voice in compilation.voices:
        if voice.principals:
            yield f"\nreply of {voice.party}: on behalf of {', '.join(voice.principals)}"
        for one in apart(compilation, voice.party):
            yield f"\nanswer {one.reference}: on behalf of {', '.join(one.principals or (voice.party,))}"


def _untaken(compilation: Compilation) -> Iterator[str]:
    """Say what was not understood: what was given with an answer with it, and all else by its name."""
    for stance in compilation.stances:
        where = f"{stance.reference}, {stance.answer.provision or WHOLE}: "
        for told in untaken_told(stance.untaken):
            yield _front(where, told)
    for unit, told in kept_aside(compilation, answers=True):
        position = position_called(unit.position) if unit.position else ""
        named = (unit.reference, unit.provision or (WHOLE if position else ""), position)
        yield _front(f"{', '.join(filter(None, named))}: ", told)


def _corrected(compilation: Compilation, *, named: bool) -> Iterator[str]:
    """Say what a record says since of mistakes: in an answer, where parties are named; in the draft."""
    for stance in compilation.stances if named else ():
        where = f"{stance.reference}, {stance.answer.provision or WHOLE}: "
        for one in stance.corrected:
            yield _front(where, corrected_line(one))
    for _, told in on_draft(compilation, named=named):
        yield _front("", told)


def _front(before: str, told: Line) -> str:
    """Write a line that is told as one of a front matter."""
    return f"\n{_put(told, before)}"


def _put(told: Line, before: str = "") -> str:
    return " ".join((before + "".join(words_of(told))).split())


def text_lines(text: Text, *, front: bool = True) -> bytes:
    """Write any text: as it was laid out where all of it came with a layout, else canonically.

    Without *front* what is written canonically has no front matter either.
    """
    if all(one.layout is not None for one in text.provisions):
        return printed(text).encode()
    return written(text, front=front).encode()
