"""What a record says since of mistakes, told beside the words in which they are; both stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.compile.rectified import rectified
from travaux.render.place import place
from travaux.render.told import Line, Theirs, line
from travaux.render.tongue import said, say, sayable, semicolon
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.compile.compilation import Compilation
    from travaux.compile.correction import Correction, Rectification
    from travaux.text.instrument import Text
    from travaux.text.provision import Address

_WHOLE: Final = sayable("the whole text")
_NOT_MADE: Final = sayable(
    ". It is not made in the words that are shown: the words to correct do not stand there once, and whole."
)
IN_PLACE: Final = "What was rectified stands in the place of the words that the draft had."
"""What a proof says with it, where the words that are shown are not those of the draft."""


def corrected_line(one: Correction, *, named: bool = True) -> Line:
    """Tell what the author of an answer, or of a draft, says since of a mistake in it."""
    words = said(": {words}", words=Theirs(one.words)) if one.words else ()
    entry = say("entry {number}", number=one.entry)
    who = (f"{one.party}, ", entry) if named else (entry,)
    if one.objects:
        return line(*said("{who}: its position is not shown rightly{words}", who=who, words=words))
    return line(*said("corrected by {who}{words}", who=who, words=words))


def rectified_line(one: Rectification, text: Text, *, made: bool = True) -> Line:
    """Tell of an error in an adopted text that was rectified: how it reads, in which entry.

    *made*: the words that are shown are the corrected ones already.
    """
    words = said(": {words}", words=Theirs(one.words)) if one.words else ()
    if not made:
        words = (*words, say(_NOT_MADE))
    return line(
        *said(
            "An error was rectified in {provisions}: {old} reads {new} from the beginning; {who}",
            provisions=semicolon().join(_cited(one.at, text)) or say(_WHOLE),
            old=Theirs(one.old),
            new=Theirs(one.new),
            who=(say("entry {number}", number=one.entry), *words),
        )
    )


def on_draft(
    compilation: Compilation, *, named: bool = True, made: bool = True
) -> Iterator[tuple[tuple[int, ...], Line]]:
    """Go through what is said since of the draft's own words, as it was said: where, and told.

    Where: the places of its provisions in the consolidated text; none: of the text as a whole.
    *named*: whether parties are named. *made*: also what was rectified and is made in the words.
    """
    text, shown = compilation.text, rectified(compilation)
    for one in compilation.corrected:
        told = corrected_line(one, named=named)
        where = semicolon().join(_cited(one.at, text))
        yield _places(one.at, text), line(f"{where}: ", *told.said) if where else told
    for each in compilation.rectified:
        places = shown.places(each)
        if made or not places:
            yield places or _places(each.at, text), rectified_line(each, text, made=bool(places))


def _places(at: Iterable[Address], text: Text) -> tuple[int, ...]:
    return tuple(index for one in at if (index := text.index(one)) is not None)


def _cited(at: Iterable[Address], text: Text) -> Iterator[str]:
    for one in at:
        index = text.index(one)
        yield one if index is None else place(cite(text, index))
