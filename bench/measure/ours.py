"""The program under measurement: the one place here that knows how it is called.

The other files measure what stands here and nothing else of the compile. Where the program learns another
way to do one of these things, it is changed here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.cli.cache import cache_in
from travaux.cli.intake import Given, Intake
from travaux.cli.texts import draft_of, opened
from travaux.compare.align import align, index
from travaux.compare.words import changes, tokenised
from travaux.compile.base import base_of
from travaux.compile.carrier import from_json
from travaux.compile.compiling import compiled_from
from travaux.compile.hearing import Hearing
from travaux.compile.project import project
from travaux.compile.rolling import rolling
from travaux.read.known import Known
from travaux.render.proved import proved as proved_by_program
from travaux.render.word_tracked import tracked_document
from travaux.text.notation import show
from travaux.text.printed import printed
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from travaux.compile.compilation import Compilation
    from travaux.text.instrument import Text

CLOCKS: Final = (
    ("travaux.cli.intake.opened", "read"),
    ("travaux.compile.base.index", "align"),
    ("travaux.compile.redraft.align", "align"),
    ("travaux.compile.redraft.align_tracked", "align"),
    ("travaux.cli.intake.hear", "hear"),
    ("travaux.compile.rolling.operations_at", "operations"),
    ("travaux.compile.rolling.drawn", "arrange"),
    ("travaux.compile.rolling.prove", "prove"),
    ("travaux.compile.rolling.fates", "fates"),
    ("bench.measure.ours.compiled", "the rest of compiling"),
    ("bench.measure.ours.bracketed", "draw in brackets"),
    ("travaux.render.proved.to_json", "write"),
    ("travaux.render.proved.prove_same", "read back and prove"),
)
"""Functions by the name under which they are called, and the stage that their time is counted as."""


def read(path: Path, known: Known | None = None) -> Text:
    """Read the draft, or one party's document, as a text; what others have in common with it is *known*."""
    return draft_of(opened(str(path), known=known), str(path))


def intake(path: Path, *, cache: Path | None = None) -> Intake:
    """Open the intake of answers to the draft in the file, with what the folder *cache* keeps of them."""
    known = Known()
    draft = read(path, known)
    kept = None if cache is None else cache_in(str(cache), draft)
    return Intake(base=base_of(draft), parties=(), known=known, cache=kept)


def heard(here: Intake, paths: Iterable[Path], *, processes: int = 1) -> list[Hearing]:
    """Read and hear the parties' documents. Nobody may be left out."""
    given = [Given(party=PartyCode(path.stem.partition(" ")[0]), name=str(path)) for path in paths]
    found: list[Hearing] = []
    for received in here.received(given, processes=processes):
        assert isinstance(received.heard, Hearing), received.heard
        found.append(received.heard)
    return found


def compiled(here: Intake, hearings: Sequence[Hearing]) -> Compilation:
    """Compile; what is given back has been proved. What was known in reading is let go of first."""
    here.known.let_go()
    return compiled_from(here.base, hearings)


def bracketed(compilation: Compilation) -> str:
    """Draw the consolidated text in brackets."""
    return printed(compilation.text, ours=True)


def proved(compilation: Compilation) -> bytes:
    """Write the file from which every text can be taken out again, read it back and prove it."""
    return proved_by_program(compilation, ".json")


def read_back(data: bytes) -> Compilation:
    """Read that file."""
    return from_json(data)


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
    return tracked_document(read(old), read(new), author=author, at="2031-05-17T09:00:00Z")


def words_of(compilation: Compilation, party: str | None) -> Iterator[str]:
    """Give the words of each provision of a party's text, or of the draft's, taken out of the compilation."""
    for provision in project(compilation.text, None if party is None else PartyCode(party)).provisions:
        yield "".join(part for part in provision.words.parts if isinstance(part, str))


class Standing:
    """A compile that more answers come to: the program's rolling text, and the compilation as it stands."""

    def __init__(self, path: Path, answers: Iterable[Path], *, cache: Path | None = None) -> None:
        """Compile what there is so far on the draft in the file, and keep what was heard in *cache*."""
        self._intake = intake(path)
        first = replace(self._intake, cache=intake(path, cache=cache).cache)
        self._rolling = rolling(self._intake.base, heard(first, answers))
        self.compilation = self._rolling.compilation()

    def take(self, path: Path) -> None:
        """Take one more answer in, or one that corrects what its party has said."""
        self._rolling = self._rolling.taking(*heard(self._intake, [path]))
        self.compilation = self._rolling.compilation()

    def withdraw(self, party: str) -> None:
        """Let a party's answer go."""
        self._rolling = self._rolling.without(PartyCode(party))
        self.compilation = self._rolling.compilation()
