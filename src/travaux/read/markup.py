"""The markup of a main text, cut at its paragraphs, so that only what is new in it is parsed.

What a paragraph says is told by `story` alone. Here it is only known again: a paragraph that was read
before, to the character; else the markup between its words, piece by piece, each of which has been read
by `story` once. Whatever is not known for certain is handed over, a paragraph or the whole document.
docs/decisions/0010-two-ways-into-a-word-document.md says why, and how the two ways are held equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Final, NamedTuple

from travaux.read.body import Body, Leaf, Manners, Part, TrackedLeaf
from travaux.read.own_style import is_ours
from travaux.read.package import TAG_LIMIT, Element, NotReadable, parse
from travaux.read.story import StoryReader
from travaux.read.style import W
from travaux.read.tracked import Characters, Paragraph, Revision, Run, Story, survives
from travaux.text.finding import Finding

_ROOM: Final = 9 * 2**20
"""Characters of paragraphs that are kept to be known again: a draft of 200 pages takes 4 million, and as
much again with its numbers typed."""
_PIECES: Final = 20_000
"""Pieces of markup between words that are kept: Word writes some hundred kinds."""
_LONGEST_PIECE: Final = 4_096
"""Characters of one of them."""
_LONGEST: Final = 2**17
"""Characters of the longest paragraph that is taken piece by piece."""
_SHORTEST_TAG: Final = 3
"""Characters: ``<a>``. Where there are no comments and no data sections, each "<" opens a tag."""

_ID: Final = r'="[0-9A-F]{8}"'
_SAVED: Final = rf"(?: w:rsidR{_ID})?(?: w:rsidRPr{_ID})?"
"""Which saving a paragraph or a run dates from, in the order in which Word says so: no part of the text."""
_HEAD: Final = re.compile(rf"<w:p{_SAVED}(?: w:rsidRDefault{_ID})?(?: w:rsidP{_ID})?(/?)>")
_RUN: Final = re.compile(rf"<w:r{_SAVED}>")
_CHANGE: Final = re.compile(
    r'<w:(ins|del) w:id="-?[0-9]{1,10}"'
    r' w:author="(?P<author>[^"<>&\x00-\x1f\ufffe\uffff]*)" w:date="(?P<date>[0-9TZ:.+-]*)"(?P<end>/?)>'
)
_WORDS: Final = re.compile(r">([^<>]++)<")
"""The piece of markup before words lacks its last character then, and the one after them its first."""
_TAG: Final = re.compile(r"<(/?)([^\s<>/]++)(?:[^<>/]++|/(?!>))*+(/?)>")
"""No character is looked at twice, however long the name and the attributes."""
_NESTED: Final = re.compile(r"<w:p[ >/]")
_PLACE: Final = "\ue000"
"""Before the number that stands for an author and a date in markup that is kept."""
_UNUSUAL: Final = re.compile(r"[^\t\n\x20-\x25\x27-\x3b\x3d\x3f-\ud7ff\ue001-\ufffd\U00010000-\U0010ffff]")
"""What XML writes otherwise or does not allow among words, and the mark above."""

_BETWEEN: Final = frozenset(
    f"w:{name}"
    for name in (
        *("r", "t", "delText", "ins", "del", "hyperlink", "smartTag", "proofErr", "tab", "br", "cr"),
        *("noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd"),
        *("permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference"),
    )
)
"""Elements that read alike whatever stands before and after them."""
_NEVER: Final = ("xmlns", "move", "&#")
"""What no piece of markup that is kept holds: names declared anew, moves, and references to characters, by
which an author's name could begin with the mark that stands for another."""
_MOVE: Final = re.compile("move(?:From|To)Range")
"""The beginning or the end of a move says something of other paragraphs."""
_MARK: Final = "travauxMark"
"""An element set between paragraphs that are parsed together: where it is found, the one before it has
ended. The main text itself has none."""
_ELSEWHERE: Final = ("//purl.oclc.org/", _MARK)
"""What a main text that is read from its pieces does not hold anywhere: the namespaces of Strict Open XML,
which are read as others, and our own mark."""
BODY: Final = "<w:body>"
"""Behind it the first paragraph begins."""
_END: Final = "</w:body></w:document>"

_Said = tuple[str, tuple[Revision, ...]]
"""Characters and the revisions they stand in."""
_Stack = tuple[tuple[str, str], ...]
"""What is open: the name of each element, and its opening markup, a run's ``w:rPr`` included."""


class _ForeignError(Exception):
    """The main text holds something that this file does not know."""


@dataclass(slots=True, eq=False)
class _State:
    """One place in a paragraph, by all that decides how words read there."""

    style: str
    stack: _Stack
    revisions: tuple[Revision, ...] = ()
    steps: dict[str, _Step] = field(default_factory=dict)
    """By the markup up to the next words, or to the end of the paragraph."""

    @property
    def markup(self) -> str:
        """What leads here from the beginning of a paragraph."""
        style = f'<w:pPr><w:pStyle w:val="{escape(self.style)}"/></w:pPr>' if self.style else ""
        return style + "".join(opening for _, opening in self.stack)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One piece of markup without words: what it reads as, and where it leads (at the end: nowhere)."""

    said: tuple[_Said, ...]
    """Characters that it stands for, such as a tab."""
    to: _State | None
    begins: Paragraph
    """The paragraph that it begins, without its words."""


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
    _start: _State = field(default_factory=lambda: _State("", ()))
    _states: dict[tuple[str, _Stack], _State] = field(default_factory=dict)
    _met: set[tuple[int, str]] = field(default_factory=set)
    """Pieces of markup that have been met, each with its state."""

    def cut(self, text: str, *, source: str) -> Cut | None:
        """Read the main part *text*; None if it has to be parsed as a whole."""
        try:
            return self._cut(text, source)
        except (_ForeignError, NotReadable):
            return None

    def _cut(self, text: str, source: str) -> Cut:
        if any(each in text for each in _ELSEWHERE) or _is_hiding(text):
            raise _ForeignError
        if len(text) > _SHORTEST_TAG * TAG_LIMIT and text.count("<") > TAG_LIMIT:
            raise _ForeignError
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
        element = self._parsed(rest.removesuffix(_END))
        if (
            not rest.endswith(_END)
            or _MOVE.search(rest)
            or any(child.tag != f"{W}sectPr" for child in element)
        ):
            raise _ForeignError
        return self._told(parts, element, source)

    def _part(self, text: str, at: int, head: re.Match[str] | None) -> tuple[Leaf | TrackedLeaf | str, int]:
        """Give what stands *at* a place, as its markup if it is not known, and where it ends."""
        if head is None:
            stop = _end(text, at)
            return text[at:stop], stop
        begin = end = head.end()
        stop = begin
        if not head[1]:
            stop = text.find("</w:p>", begin)
            end = stop + len("</w:p>")
            if stop < 0:
                raise _ForeignError
        inside = text[begin:stop]
        part = self._leaves.get(inside) or self._known(inside)
        if part is None:
            end = _end(text, at) if _NESTED.search(inside) else end
            return text[at:end], end
        return part, end

    def _known(self, inside: str) -> Leaf | TrackedLeaf | None:
        """Read a paragraph from the pieces of its markup; None if one of them is not known."""
        if len(inside) > _LONGEST or _PLACE in inside:
            return None
        authors = _Authors()
        markup = _RUN.sub("<w:r>", inside)
        if " w:author=" in markup:
            markup = _CHANGE.sub(authors.numbered, markup)
        pieces = _WORDS.split(markup)
        words = pieces[1::2]
        joined = "".join(words)
        if (">" in joined or "&" in joined or not joined.isprintable()) and _UNUSUAL.search(joined):
            return None
        state: _State | None = self._start
        steps: list[_Step] = []
        for piece in pieces[::2]:
            step = None if state is None else state.steps.get(piece) or self._learned(state, piece)
            if step is None:
                return None
            steps.append(step)
            state = step.to
        if state is not None:
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

    # Learning what a piece of markup is.

    def _learned(self, state: _State, piece: str) -> _Step | None:
        """Have `story` read a piece of markup that is met for the second time; None if it cannot be kept.

        It is read between one letter and another, behind what is open there, and must leave the first
        letter as it is and put the second where what is open then, by itself, would put it.
        """
        met = (id(state), piece)
        if met not in self._met:
            if len(self._met) < _PIECES and len(piece) <= _LONGEST_PIECE:
                self._met.add(met)
            return None
        begun = state is not self._start
        whole = not piece or piece.endswith(">")
        piece = f"{'<' if begun else ''}{piece}{'' if whole else '>'}"
        stack = _opened(state.stack, piece, begun=begun)
        if stack is None or whole is bool(stack):
            return None
        before, after = "x" if begun else "", "y" if stack else ""
        paragraph = self._read(f"{state.markup}{before}{piece}{after}{_closed(stack)}")
        if paragraph is None or is_ours(paragraph.properties):
            return None
        said = _plainly(paragraph.runs)
        if said is None or (begun and said[:1] != [("x", state.revisions)]):
            return None
        to = None
        if stack:
            to = self._state(paragraph.properties.style, stack)
            if to is None or said[-1:] != [("y", to.revisions)]:
                return None
        step = state.steps[met[1]] = _Step(
            said=tuple(said[len(before) : len(said) - len(after)]),
            to=to,
            begins=replace(paragraph, runs=()) if not begun else Paragraph(),
        )
        return step

    def _state(self, style: str, stack: _Stack) -> _State | None:
        """Give the place where *stack* is open; None if words there are not simply words."""
        known = self._states.get((style, stack))
        if known is None:
            state = _State(style, stack)
            paragraph = self._read(f"{state.markup}y{_closed(stack)}")
            said = None if paragraph is None else _plainly(paragraph.runs)
            if said is None or [text for text, _ in said] != ["y"]:
                return None
            state.revisions = said[0][1]
            known = self._states[style, stack] = state
        return known

    def _read(self, inside: str) -> Paragraph | None:
        """Have `story` read one paragraph; None if it is none, or something is to be said of it."""
        try:
            element = self._parsed(f"<w:p>{inside}</w:p>")
        except (_ForeignError, NotReadable):
            return None
        reader = StoryReader(element, styles=self.manners.styles)
        story = reader.read(element, first=0)
        if len(story) != 1 or not isinstance(story[0], Paragraph) or reader.findings:
            return None
        return story[0]

    # What has to be parsed.

    def _parsed(self, inside: str) -> Element:
        """Parse a main text that has *inside* in it, and nothing outside it but the prologue."""
        if "xml:id" in inside:
            raise _ForeignError
        root = parse(f"{self.prologue}{inside}{_END}".encode(), "the main text")
        bodies = root.findall(f"{W}body")
        if root.tag != f"{W}document" or len(bodies) != 1:
            raise _ForeignError
        return bodies[0]

    def _told(self, parts: Sequence[Leaf | TrackedLeaf | str], element: Element, source: str) -> Cut:
        """Put together what was known and what `story` says of the rest."""
        pieces = [part for part in parts if isinstance(part, str)]
        parsed = self._parsed("".join(f"{piece}<w:{_MARK}/>" for piece in pieces))
        groups = list(_groups(parsed))
        if len(groups) != len(pieces):
            raise _ForeignError
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
                said = _plainly(paragraph.runs)
                if said is None:
                    return None
                if paragraph.mark or paragraph.before is not None or any(each for _, each in said):
                    named = [(text, _Settled.of(each)) for text, each in said]
                    return self._tracked(named, paragraph, paragraph.mark)
                return self._plain([text for text, _ in said], paragraph)
            case _:
                return None

    def _plain(self, texts: Sequence[str], begins: Paragraph) -> Leaf:
        """Give the paragraph that *begins* like this and says that."""
        return Leaf(self.manners[begins.properties].plain("".join(texts)), tuple(map(len, texts)))

    def _tracked(
        self, said: Sequence[tuple[str, _Settled]], begins: Paragraph, mark: tuple[Revision, ...]
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


class _Settled(NamedTuple):
    """Revisions, and whether what stands in them is there with all rejected, and with all accepted."""

    revisions: tuple[Revision, ...] = ()
    under: bool = True
    above: bool = True

    @classmethod
    def of(cls, revisions: tuple[Revision, ...]) -> _Settled:
        return cls(revisions, survives(revisions, accept=False), survives(revisions, accept=True))


_UNTOUCHED: Final = _Settled()


class _Authors:
    """The authors and dates in one paragraph, by the numbers that stand for them in markup that is kept."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._known: dict[int, _Settled] = {}

    def numbered(self, change: re.Match[str]) -> str:
        """Write the opening of a change with a number for its author and date, and without its id."""
        number = self._numbers.setdefault((change["author"], change["date"]), len(self._numbers))
        return f'<w:{change[1]} w:author="{_PLACE}{number}"{change["end"]}>'

    def named(self, revisions: tuple[Revision, ...]) -> _Settled:
        """Give *revisions*, which somebody else keeps, with their own authors and dates."""
        if not revisions:
            return _UNTOUCHED
        known = self._known.get(id(revisions))
        if known is None:
            known = _Settled.of(tuple(self._named(each) for each in revisions))
            self._known[id(revisions)] = known
        return known

    def _named(self, revision: Revision) -> Revision:
        if not revision.author.startswith(_PLACE):
            return revision
        author, date = list(self._numbers)[int(revision.author.removeprefix(_PLACE))]
        return Revision(sort=revision.sort, author=author, date=date)


def _said(steps: Iterable[_Step], words: Iterable[str]) -> list[_Said]:
    """Give the characters of a paragraph in order, and the revisions they stand in."""
    said: list[_Said] = []
    further = iter(words)
    for step in steps:
        said += step.said
        if step.to is not None:
            said.append((next(further), step.to.revisions))
    return said


def _plainly(runs: Iterable[Run]) -> list[_Said] | None:
    """Give what *runs* say, if that is characters that anybody sees and nothing else."""
    said: list[_Said] = []
    for run in runs:
        content = run.content
        if not isinstance(content, Characters) or content.hidden or content.number or content.words:
            return None
        said.append((content.text, run.revisions))
    return said


def _opened(stack: _Stack, piece: str, *, begun: bool) -> _Stack | None:
    """Tell what is open after *piece*; None if it holds anything that is not known to read alike anywhere.

    *begun*: it does not begin its paragraph.
    """
    tags = list(_TAG.finditer(piece))
    if "".join(tag[0] for tag in tags) != piece or any(each in piece for each in _NEVER):
        return None
    opened = list(stack)
    kept = len(opened)
    at = 0
    while at < len(tags):
        closing, name, alone = tags[at].groups()
        if not closing and name in ("w:pPr", "w:rPr"):
            stop = at if alone else _closes(tags, at)
            if stop is None:
                return None
            if name == "w:rPr":
                if len(opened) <= kept or opened[-1] != ("w:r", "<w:r>"):
                    return None
                opened[-1] = ("w:r", f"<w:r>{piece[tags[at].start() : tags[stop].end()]}")
            elif begun or opened:
                return None
            at = stop
        elif name not in _BETWEEN or (closing and (not opened or opened.pop()[0] != name)):
            return None
        elif not closing and not alone:
            opened.append((name, tags[at][0]))
        kept = min(kept, len(opened))
        at += 1
    return tuple(opened)


def _closes(tags: Sequence[re.Match[str]], at: int) -> int | None:
    """Find the tag that closes the element that the tag *at* opens; None where there is none."""
    depth = 0
    for stop in range(at, len(tags)):
        closing, _, alone = tags[stop].groups()
        depth += -1 if closing else 0 if alone else 1
        if depth == 0:
            return stop
    return None


def _is_hiding(text: str) -> bool:
    """Whether there are comments, data sections or instructions in *text*, in which a tag is none."""
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("<?xml ", start):
        start = text.find("?>", start) + len("?>")
    # The sign alone is looked for first: it is rare in a treaty, and one character is found much faster.
    return any(text.find(sign, start) >= 0 and text.find(f"<{sign}", start) >= 0 for sign in "!?")


def _closed(stack: _Stack) -> str:
    return "".join(f"</{name}>" for name, _ in reversed(stack))


def _groups(parsed: Element) -> Iterator[list[Element]]:
    """Give what stands before each mark in *parsed*; what follows the last belongs to none."""
    group: list[Element] = []
    for child in parsed:
        if child.tag == f"{W}{_MARK}":
            yield group
            group = []
        else:
            group.append(child)


def _end(text: str, at: int) -> int:
    """Find the end of the element that begins *at*, white space before it skipped."""
    depth = 0
    for tag in _TAG.finditer(text, at):
        if depth == 0 and text[at : tag.start()].strip():
            break
        closing, _, alone = tag.groups()
        depth += -1 if closing else 0 if alone else 1
        if depth <= 0:
            if depth < 0:
                break
            return tag.end()
    raise _ForeignError
