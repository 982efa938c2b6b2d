"""The program under measurement: the one place here that knows how it is called.

The other files measure what stands here and nothing else of the compile. Where the program learns another
way to do one of these things, it is changed here.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Reply
from travaux.compare.align import align, index
from travaux.compare.words import changes, tokenised
from travaux.compile.carrier import from_json, to_json
from travaux.compile.compiling import compiled as compiled_by_program
from travaux.compile.project import project
from travaux.compile.proof import LossError
from travaux.read.docx import read_docx
from travaux.render.plain import consolidated_text
from travaux.render.word_tracked import tracked_document
from travaux.text.notation import show
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from travaux.compile.compilation import Compilation
    from travaux.text.instrument import Text

CLOCKS: Final = (
    ("travaux.compile.compiling.index", "align"),
    ("travaux.compile.redraft.align", "align"),
    ("travaux.compile.compiling.operations", "operations"),
    ("travaux.compile.compiling.consolidated", "arrange"),
    ("travaux.compile.compiling.prove", "prove"),
    ("travaux.compile.compiling.fates", "fates"),
)
"""The functions that a compile calls, by the name under which it calls them, and their stage."""


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


def read_on(workers: int, paths: Sequence[Path]) -> list[Reply]:
    """Read the parties' documents on *workers* processes."""
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return [*pool.map(read, paths, chunksize=4)]


def compiled(base: Text, replies: Sequence[Reply]) -> Compilation:
    """Compile; what is given back has been proved. Nobody may be left out."""
    compilation = compiled_by_program(base, replies)
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


@dataclass(slots=True)
class Standing:
    """A compile that more answers may come to: what is kept of it, and its compilation.

    So far everything is compiled anew, without reading the other answers again.
    """

    base: Text
    replies: dict[str, Reply]
    compilation: Compilation

    @classmethod
    def of(cls, base: Text, paths: Iterable[Path]) -> Standing:
        """Compile what there is so far."""
        replies = {reply.source: reply for reply in map(read, paths)}
        return cls(base, replies, compiled(base, [*replies.values()]))

    def add(self, path: Path) -> None:
        """Take one more answer in."""
        self.replies[path.name] = read(path)
        self.compilation = compiled(self.base, [*self.replies.values()])

    def replace(self, path: Path, by: Path) -> None:
        """Take an answer that corrects another."""
        del self.replies[path.name]
        self.add(by)

    def withdraw(self, path: Path) -> None:
        """Let an answer go."""
        del self.replies[path.name]
        self.compilation = compiled(self.base, [*self.replies.values()])
