"""The program under measurement: the one place here that knows how it is called.

The other files measure what stands here and nothing else of the compile. Where the program learns another
way to do one of these things, it is changed here.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Reply
from travaux.compare.align import align, index
from travaux.compare.words import changes, tokenised
from travaux.compile.base import base_of
from travaux.compile.carrier import from_json, to_json
from travaux.compile.compiling import compiled as compiled_by_program
from travaux.compile.hearing import Hearing, hear
from travaux.compile.project import project
from travaux.compile.proof import LossError
from travaux.compile.rolling import rolling
from travaux.read.docx import read_docx
from travaux.render.plain import consolidated_text
from travaux.render.word_tracked import tracked_document
from travaux.text.notation import show
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from travaux.compile.base import Base
    from travaux.compile.compilation import Compilation
    from travaux.text.instrument import Text

CLOCKS: Final = (
    ("bench.measure.ours.read", "read"),
    ("travaux.compile.base.index", "align"),
    ("travaux.compile.redraft.align", "align"),
    ("travaux.compile.rolling.operations_at", "operations"),
    ("travaux.compile.rolling.consolidated", "arrange"),
    ("travaux.compile.rolling.prove", "prove"),
    ("travaux.compile.rolling.fates", "fates"),
    ("bench.measure.ours.compiled", "the rest of compiling"),
    ("bench.measure.ours.bracketed", "draw in brackets"),
    ("bench.measure.ours.written", "write"),
    ("bench.measure.ours.read_back", "read back"),
    ("bench.measure.ours.proved", "prove again"),
)
"""Functions by the name under which they are called, and their stage; within one another, each has its own."""


def draft(path: Path) -> Text:
    """Read the draft."""
    text = read_docx(path.read_bytes(), name="draft").text
    if text is None:
        raise TypeError(path)
    return text


def read(path: Path) -> Reply:
    """Read one party's document."""
    reading = read_docx(path.read_bytes(), name=path.name)
    return Reply(
        party=PartyCode(path.stem.partition(" ")[0]),
        text=reading.text,
        reject_all=reading.reject_all,
        source=path.name,
    )


def replies(paths: Sequence[Path], *, workers: int = 1) -> Iterator[Reply]:
    """Read the parties' documents one after the other, or several at once on *workers* processes."""
    if workers == 1:
        # Not a `map`, which would hold the function that stood here before a clock was put around it.
        yield from (read(path) for path in paths)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(read, paths, chunksize=4)


def compiled(base: Text, answers: Iterable[Reply]) -> Compilation:
    """Compile; what is given back has been proved. Nobody may be left out."""
    compilation = compiled_by_program(base, answers)
    if compilation.left_out:
        raise AssertionError(compilation.left_out[0])
    return compilation


def bracketed(compilation: Compilation) -> bytes:
    """Draw the consolidated text in brackets."""
    return consolidated_text(compilation)


def written(compilation: Compilation) -> bytes:
    """Write the file from which everything can be taken out again."""
    return to_json(compilation)


def read_back(data: bytes) -> Compilation:
    """Read that file."""
    return from_json(data)


def proved(back: Compilation, compilation: Compilation) -> None:
    """Check that the file as read gives the draft and every party's text as they were compiled."""
    for party in (None, *compilation.parties):
        if project(back.text, party).provisions != project(compilation.text, party).provisions:
            raise LossError(f"{party or 'the draft'}: what was read back is not what was written.")


def compared(base: Text, own: Text) -> int:
    """Align two texts and compare what was reworded; give how many cuts that makes."""
    cuts = 0
    for pair in align(index(base), own):
        if len(pair.old) == len(pair.new) == 1:
            before, after = base.provisions[pair.old[0]].words, own.provisions[pair.new[0]].words
            if before != after:
                cuts += len([*changes(tokenised(show(before)), tokenised(show(after)))])
    return cuts


def redline(old: Path, new: Path, author: str) -> bytes:
    """Write what *author* changed as tracked changes in Word."""
    base, own = draft(old), read(new).text
    if own is None:
        raise TypeError(new)
    return tracked_document(base, own, author=author, at="2031-05-17T09:00:00Z")


def words_of(compilation: Compilation, party: str | None) -> Iterator[str]:
    """Give the words of each provision of a party's text, or of the draft's, taken out of the compilation."""
    for provision in project(compilation.text, None if party is None else PartyCode(party)).provisions:
        yield "".join(part for part in provision.words.parts if isinstance(part, str))


class Standing:
    """A compile that more answers come to: the program's rolling text, and the compilation as it stands."""

    def __init__(self, text: Text, paths: Iterable[Path]) -> None:
        """Compile what there is so far."""
        base = base_of(text)
        self._rolling = rolling(base, [self._heard(path, base) for path in paths])
        self.compilation = self._rolling.compilation()

    @staticmethod
    def _heard(path: Path, base: Base) -> Hearing:
        hearing = hear(read(path), base)
        assert isinstance(hearing, Hearing), hearing
        return hearing

    def take(self, path: Path) -> None:
        """Take one more answer in, or one that corrects what its party has said."""
        self._rolling = self._rolling.taking(self._heard(path, self._rolling.base))
        self.compilation = self._rolling.compilation()

    def withdraw(self, party: str) -> None:
        """Let a party's answer go."""
        self._rolling = self._rolling.without(PartyCode(party))
        self.compilation = self._rolling.compilation()
