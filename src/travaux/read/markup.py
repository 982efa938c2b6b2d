"""The markup of a main text, cut at its paragraphs, so that only what is new in it is parsed.

What a paragraph says is told by `story` alone. Here it is only known again: a paragraph that was read
before, to the character; else the markup between its words, piece by piece, each of which has been read
by `story` once. Whatever is not known for certain is handed over, a paragraph or the whole document.
docs/decisions/0010-two-ways-into-a-word-document.md says why, and how the two ways are held equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from travaux.read.authors import PLACE, Authors, Settled
from travaux.read.body import Body, Leaf, Manners, Part, TrackedLeaf
from travaux.read.fragment import END, ForeignError, fragment
from travaux.read.own_style import is_ours
from travaux.read.package import TAG_LIMIT, Element, NotReadable
from travaux.read.pieces import Pieces, Said, Step, plainly
from travaux.read.story import StoryReader
from travaux.read.style import W
from travaux.read.tag import end_of
from travaux.read.tracked import Paragraph, Revision, Story
from travaux.text.finding import Finding

_ROOM: Final = 9 * 2**20
"""Characters of paragraphs that are kept to be known again: a draft of 200 pages takes 4 million, and as
much again with its numbers typed."""
_LONGEST: Final = 2**17
"""Characters of the longest paragraph that is taken piece by piece."""
_SHORTEST_TAG: Final = 3
"""Characters: ``<a>``. Where there are no comments and no data sections, each "<" opens a tag."""

_ID: Final = r'="[0-9A-F]{8}"'
_SAVED: Final = rf"(?: w:rsidR{_ID})?(?: w:rsidRPr{_ID})?"
"""Which saving a paragraph or a run dates from, in the order in which Word says so: no part of the text."""
_HEAD: Final = re.compile(rf"<w:p{_SAVED}(?: w:rsidRDefault{_ID})?(?: w:rsidP{_ID})?(/?)>")
_RUN: Final = re.compile(rf"<w:r{_SAVED}>")
_WORDS: Final = re.compile(r">([^<>]++)<")
"""The piece of markup before words lacks its last character then, and the one after them its first."""
_NESTED: Final = re.compile(r"<w:p[ >/]")
_UNUSUAL: Final = re.compile(r"[^\t\n\x20-\x25\x27-\x3b\x3d\x3f-\ud7ff\ue001-\ufffd\U00010000-\U0010ffff]")
"""What XML writes otherwise or does not allow among words, and `authors.PLACE`."""

_MOVE: Final = re.compile("move(?:From|To)Range")
"""The beginning or the end of a move says something of other paragraphs."""
_MARK: Final = "travauxMark"
"""An element set between paragraphs that are parsed together: where it is found, the one before it has
ended. The main text itself has none."""
_ELSEWHERE: Final = ("//purl.oclc.org/", _MARK)
"""What a main text that is read from its pieces does not hold anywhere: the namespaces of Strict Open XML,
which are read as others, and our own mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A main text that was read from its pieces."""

    body: Body
    findings: tuple[Finding, ...]
    paragraphs: int
    element: Element
    """The ``w:body`` without its paragraphs."""


@dataclass(slots=True, eq=False)
class Markup:
    """What is known of the markup of documents that begin alike and have the same styles and lists."""

    prologue: str
    """What stands before the first paragraph."""
    manners: Manners
    _leaves: dict[str, Leaf] = field(default_factory=dict)
    """Paragraphs, by what stands between their tags."""
    _room: int = _ROOM
    _pieces: Pieces = field(init=False)

    def __post_init__(self) -> None:
        self._pieces = Pieces(self.prologue, self.manners.styles)

    def cut(self, text: str, *, source: str) -> Cut | None:
        """Read the main part *text*; None if it has to be parsed as a whole."""
        try:
            return self._cut(text, source)
        except (ForeignError, NotReadable):
            return None

    def _cut(self, text: str, source: str) -> Cut:
        if any(each in text for each in _ELSEWHERE) or _is_hiding(text):
            raise ForeignError
        if len(text) > _SHORTEST_TAG * TAG_LIMIT and text.count("<") > TAG_LIMIT:
            raise ForeignError
        parts: list[Leaf | TrackedLeaf | str] = []
        at = len(self.prologue)
        expected: Leaf | None = None
        while True:
            head = _HEAD.match(text, at)
            if head is not None and expected is not None and not head[1]:
                # Most often what follows is what followed before: nothing need be cut out to look for it.
                begin = head.end()
                stop = begin + len(expected.inside)
                if text.startswith("</w:p>", stop) and text.startswith(expected.inside, begin):
                    parts.append(expected)
                    expected = expected.next
                    at = stop + len("</w:p>")
                    continue
            elif head is None and text.startswith(("<w:sectPr", "</w:body>"), at):
                break
            part, at = self._part(text, at, head)
            last = parts[-1] if parts else None
            parts.append(part)
            if isinstance(part, Leaf) and part.inside:
                if isinstance(last, Leaf) and last.next is None:
                    last.next = part
                expected = part.next
            elif expected is not None:
                expected = expected.next
        rest = text[at:].rstrip()
        element = fragment(self.prologue, rest.removesuffix(END))
        if (
            not rest.endswith(END)
            or _MOVE.search(rest)
            or any(child.tag != f"{W}sectPr" for child in element)
        ):
            raise ForeignError
        return self._told(parts, element, source)

    def _part(self, text: str, at: int, head: re.Match[str] | None) -> tuple[Leaf | TrackedLeaf | str, int]:
        """Give what stands *at* a place, as its markup if it is not known, and where it ends."""
        if head is None:
            stop = end_of(text, at)
            return text[at:stop], stop
        begin = end = head.end()
        stop = begin
        if not head[1]:
            stop = text.find("</w:p>", begin)
            end = stop + len("</w:p>")
            if stop < 0:
                raise ForeignError
        inside = text[begin:stop]
        part = self._leaves.get(inside) or self._known(inside)
        if part is None:
            end = end_of(text, at) if _NESTED.search(inside) else end
            return text[at:end], end
        return part, end

    def _known(self, inside: str) -> Leaf | TrackedLeaf | None:
        """Read a paragraph from the pieces of its markup; None if one of them is not known."""
        if len(inside) > _LONGEST or PLACE in inside:
            return None
        authors = Authors()
        markup = authors.numbered(_RUN.sub("<w:r>", inside))
        pieces = _WORDS.split(markup)
        words = pieces[1::2]
        joined = "".join(words)
        if (">" in joined or "&" in joined or not joined.isprintable()) and _UNUSUAL.search(joined):
            return None
        steps = self._pieces.steps(pieces[::2])
        if steps is None:
            return None
        begins = steps[0].begins
        said = _said(steps, words)
        if begins.mark or begins.before is not None or any(each for _, each in said):
            named = [(text, authors.named(each)) for text, each in said]
            return self._tracked(named, begins, authors.named(begins.mark).revisions)
        leaf = self._plain([text for text, _ in said], begins)
        self._keep(inside, leaf)
        return leaf

    def _keep(self, inside: str, leaf: Leaf) -> None:
        if len(inside) <= self._room and "</w:p>" not in inside and not _MOVE.search(inside):
            self._room -= len(inside)
            self._leaves[inside] = leaf
            leaf.inside = inside

    # What has to be parsed.

    def _told(self, parts: Sequence[Leaf | TrackedLeaf | str], element: Element, source: str) -> Cut:
        """Put together what was known and what `story` says of the rest."""
        pieces = [part for part in parts if isinstance(part, str)]
        parsed = fragment(self.prologue, "".join(f"{piece}<w:{_MARK}/>" for piece in pieces))
        groups = list(_groups(parsed))
        if len(groups) != len(pieces):
            raise ForeignError
        reader = StoryReader(parsed, styles=self.manners.styles, source=source)
        found: list[Part] = []
        at: list[int] = []
        position = 0
        paragraphs = len(parts) - len(pieces)
        last: Leaf | TrackedLeaf | None = None
        group = iter(groups)
        for part in parts:
            if not isinstance(part, str):
                found.append(part)
                at.append(position)
                position += 1
                last = part
                continue
            if last is not None:
                reader.pass_over(position, style=last.manner.properties.style)
                last = None
            elements = next(group)
            told = len(reader.findings)
            story = reader.read(elements, first=position)
            paragraphs += sum(1 for child in elements for _ in child.iter(f"{W}p"))
            leaf = self._leaf(story) if len(reader.findings) == told else None
            if leaf is None:
                found += story
                at += [0] * len(story)
            else:
                found.append(leaf)
                at.append(position)
                if isinstance(leaf, Leaf) and (head := _HEAD.match(part)) and part.endswith("</w:p>"):
                    self._keep(part[head.end() : -len("</w:p>")], leaf)
            position = reader.next
        body = Body(parts=found, at=at)
        return Cut(body=body, findings=tuple(reader.findings), paragraphs=paragraphs, element=element)

    def _leaf(self, story: Story) -> Leaf | TrackedLeaf | None:
        """Give the paragraph of words alone that *story* is; None where it is something else."""
        match story:
            case (Paragraph() as paragraph,) if not is_ours(paragraph.properties):
                said = plainly(paragraph.runs)
                if said is None:
                    return None
                if paragraph.mark or paragraph.before is not None or any(each for _, each in said):
                    named = [(text, Settled.of(each)) for text, each in said]
                    return self._tracked(named, paragraph, paragraph.mark)
                return self._plain([text for text, _ in said], paragraph)
            case _:
                return None

    def _plain(self, texts: Sequence[str], begins: Paragraph) -> Leaf:
        """Give the paragraph that *begins* like this and says that."""
        return Leaf(self.manners[begins.properties].plain("".join(texts)), tuple(map(len, texts)))

    def _tracked(
        self, said: Sequence[tuple[str, Settled]], begins: Paragraph, mark: tuple[Revision, ...]
    ) -> TrackedLeaf:
        """Give the paragraph that *begins* like this and says that, with changes tracked in it."""
        return TrackedLeaf(
            texts=tuple([text for text, _ in said]),
            revisions=tuple([each.revisions for _, each in said]),
            mark=mark,
            manner=self.manners[begins.properties],
            before=None if begins.before is None else self.manners[begins.before],
            shown=(
                "".join([text for text, each in said if each.under]),
                "".join([text for text, each in said if each.above]),
            ),
        )


def _said(steps: Iterable[Step], words: Iterable[str]) -> list[Said]:
    """Give the characters of a paragraph in order, and the revisions they stand in."""
    said: list[Said] = []
    further = iter(words)
    for step in steps:
        said += step.said
        if step.to is not None:
            said.append((next(further), step.to.revisions))
    return said


def _is_hiding(text: str) -> bool:
    """Whether there are comments, data sections or instructions in *text*, in which a tag is none."""
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("<?xml ", start):
        start = text.find("?>", start) + len("?>")
    # The sign alone is looked for first: it is rare in a treaty, and one character is found much faster.
    return any(text.find(sign, start) >= 0 and text.find(f"<{sign}", start) >= 0 for sign in "!?")


def _groups(parsed: Element) -> Iterator[list[Element]]:
    """Give what stands before each mark in *parsed*; what follows the last belongs to none."""
    group: list[Element] = []
    for child in parsed:
        if child.tag == f"{W}{_MARK}":
            yield group
            group = []
        else:
            group.append(child)
