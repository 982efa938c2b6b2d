"""How a paragraph opens: its brackets, its attribution, its number, and the words that are left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.read.phrase import is_headline
from travaux.text.kind import HEADED, Kind
from travaux.text.notation import Attribution, Reader, mates
from travaux.text.number import Form, Label, read_label
from travaux.text.provision import ORDINARY, Address, Against, Joining, Move, Standing
from travaux.text.wording import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.read.line import Line
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A line taken apart.

    Its characters are, in this order: ``before``, ``opened``, one ``[`` for each ``ahead``, the label,
    ``between``, ``words``, ``closed``, ``after``.
    """

    before: str
    ahead: int = 0
    opened: str = ""
    """The bracket of the whole provision, or two, with attributions."""
    label: Label | None = None
    between: str = ""
    words: str = ""
    """In bracket notation."""
    closed: str = ""
    after: str = ""
    standing: Standing = ORDINARY
    emphasised: bool = False
    """The whole line was emphasised, as a heading may be; ``words`` has no marks of emphasis."""


_FOOTNOTE: Final = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\](?P<between>(?::|：)[ \t\u3000]*)")
_SUPERSCRIPT: Final = re.compile(r"(?P<name>[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)(?P<between>[ \t]+)")
_EMPHASIS: Final = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=\S)")
_BOLD: Final = frozenset({"**", "__", "***", "___"})
_PART_WORDS: Final = re.compile(
    r"[ \t\u3000\u00a0\n]*(?:[:：.．–—-](?=\s|[*_]|$)|[:：])?[ \t\u3000\u00a0\n]*"
)
_SPACE: Final = re.compile(r"[ \t\u3000\u00a0\n]*")


class Opener:
    """Takes lines apart, for a text whose parties are known or not."""

    def __init__(self, reader: Reader, *, ours: bool, begun: bool = False) -> None:
        """Take lines apart, reading attributions with *reader*.

        *ours*: the text says that it is consolidated by us. *begun*: the articles have begun, so
        that "Preamble" is a word like any other.
        """
        self._reader = reader
        self._ours = ours
        self._begun = begun
        self._given: dict[tuple[str, Kind | None], Label] = {}

    def open(self, line: Line) -> Opening:
        """Take *line* apart."""
        if line.opened is not None:
            return self._told(line, line.opened)
        if line.kind in (Kind.TABLE, Kind.UNREAD):
            return Opening(before=line.before, words=line.text, after=line.after)
        if line.label:
            return Opening(
                before=line.before,
                label=self._number(line),
                between=line.between,
                words=line.text,
                after=line.after,
            )
        if (note := _FOOTNOTE.match(line.text) or _SUPERSCRIPT.match(line.text)) is not None:
            return self._footnote(line, note)
        return self._bracketed(line) or self._plain(line)

    def _told(self, line: Line, opened: str) -> Opening:
        """Take apart a line of which the source knows where its number and its words are."""
        text = opened + line.text
        standing, start, stop = ORDINARY, 0, len(text)
        while start < len(opened) and text[start] == "[" and text[stop - 1 : stop] == "]":
            said = self._reader.attribution(opened, start + 1)
            printed = opened[start + 1 : said[1]] if said else ""
            wider = _stands(
                standing, said[0] if said else None, printed, ours=self._ours, outermost=start == 0
            )
            # Words may hold a bracket without its mate: what says that we drew it needs no other proof.
            if wider is None or (wider.tabled and mates(text[start:stop]).get(0) != stop - start - 1):
                break
            standing, start, stop = wider, said[1] if said else start + 1, stop - 1
        ahead = opened[start:]
        if ahead.strip("["):
            typed = f"{opened}{line.label}{line.between}{line.text}"
            return self.open(replace(line, text=typed, label="", between="", opened=None))
        return Opening(
            before=line.before,
            opened=opened[:start],
            ahead=len(ahead),
            label=self._number(line) if line.label else None,
            between=line.between,
            words=text[len(opened) : stop],
            closed=text[stop:],
            after=line.after,
            standing=standing,
        )

    def _footnote(self, line: Line, note: re.Match[str]) -> Opening:
        number = read_label(f"{note['name']}.")
        printed = line.text[: note.start("between")]
        return Opening(
            before=line.before,
            label=Label(
                printed=printed,
                kind=Kind.FOOTNOTE,
                number=None if number is None else number.number,
                form=Form.KEYWORD,
                end=len(printed),
            ),
            between=note["between"],
            words=line.text[note.end() :],
            after=line.after,
        )

    def _bracketed(self, line: Line) -> Opening | None:
        """Take apart a line whose number, or whole, stands in brackets."""
        text = line.text
        if not text.startswith("["):
            return None
        start, stop = 0, len(text)
        mate = mates(text)
        standing, sealed = ORDINARY, 0
        while text[start : start + 1] == "[" and mate.get(start) == stop - 1:
            said = self._reader.attribution(text[: stop - 1], start + 1)
            printed = text[start + 1 : said[1]] if said else ""
            wider = _stands(
                standing, said[0] if said else None, printed, ours=self._ours, outermost=sealed == 0
            )
            if wider is None:
                break
            standing, start, stop, sealed = wider, said[1] if said else start + 1, stop - 1, sealed + 1
        opened, ahead = text[:start], 0
        while text[start + ahead : start + ahead + 1] == "[":
            ahead += 1
        label = self._label(text[start + ahead : stop])
        if label is None and ahead and (end := mate.get(start + ahead - 1)) is not None:
            label = self._label(text[start + ahead : end])
            label = label if label is not None and label.end == end - start - ahead else None
        ours = self._ours and sealed > 0 and not standing.tabled
        if label is not None and (ours or label.form not in (Form.BULLET, Form.BARE)):
            return self._numbered(
                Opening(
                    before=line.before,
                    ahead=ahead,
                    opened=opened,
                    closed=text[stop:],
                    after=line.after,
                    standing=standing,
                ),
                label,
                text[start + ahead : stop],
            )
        if ours and not self._choice(text):
            return Opening(
                before=line.before,
                opened=opened,
                words=text[start:stop],
                closed=text[stop:],
                after=line.after,
                standing=standing,
            )
        return None

    def _choice(self, text: str) -> bool:
        """Whether *text*, all of it in one bracket, offers several alternatives for some words."""
        match self._reader.parse(text).parts:
            case (Choice(alternatives=alternatives),):
                return len(alternatives) > 1
            case _:
                return True

    def _number(self, line: Line) -> Label:
        """Read the number that the source gives, each once."""
        key = (line.label, line.kind)
        if key not in self._given:
            self._given[key] = _given(line)
        return self._given[key]

    def _label(self, text: str) -> Label | None:
        label = read_label(text)
        if label is None or not label.printed or (self._begun and label.kind is Kind.PREAMBLE):
            return None
        return label

    def _plain(self, line: Line) -> Opening:
        opening = Opening(before=line.before, after=line.after)
        text = line.text
        if (emphasis := _EMPHASIS.match(text)) is not None:
            mark = emphasis["mark"]
            inner = text[len(mark) :]
            label = self._label(inner)
            if label is not None and label.form is Form.KEYWORD:
                opening = replace(opening, before=line.before + mark)
                return self._numbered(opening, label, inner, emphasis=mark)
            if _wrapped(text, mark) and (
                line.heading or (mark in _BOLD and is_headline(inner[: -len(mark)]))
            ):
                return replace(
                    opening,
                    before=line.before + mark,
                    words=inner[: -len(mark)],
                    after=mark + line.after,
                    emphasised=True,
                )
        label = self._label(text)
        if label is None:
            return replace(opening, words=text)
        return self._numbered(opening, label, text)

    def _numbered(self, opening: Opening, label: Label, text: str, *, emphasis: str = "") -> Opening:
        rest = text[label.end :]
        if label.form is not Form.KEYWORD:
            space = (_PART_WORDS if label.form is Form.BARE else _SPACE).match(rest)
            width = space.end() if space else 0
            return replace(opening, label=label, between=rest[:width], words=rest[width:])
        width = 0
        if emphasis:
            width = _closing(rest, emphasis)
        after = opening.after
        if (gap := _PART_WORDS.match(rest, width)) is not None:
            width = gap.end()
        words = rest[width:]
        if emphasis and width and emphasis not in rest[:width] and words.endswith(emphasis):
            words, after = words[: -len(emphasis)], emphasis + after
        between = rest[: len(rest) - len(words) - (len(after) - len(opening.after))]
        kind = label.kind
        if kind in HEADED and (mark := _EMPHASIS.match(words)) is not None and _wrapped(words, mark["mark"]):
            size = len(mark["mark"])
            between, after, words = between + mark["mark"], mark["mark"] + after, words[size:-size]
        return replace(opening, label=label, between=between, words=words, after=after)


def _given(line: Line) -> Label:
    """Read the number that the source gives; one that cannot be read is a number all the same."""
    label = read_label(line.label)
    if label is None or label.end < len(line.label):
        return Label(printed=line.label, kind=line.kind, number=None, form=Form.BARE, end=len(line.label))
    return label


def _closing(rest: str, emphasis: str) -> int:
    """Find the end of the *emphasis* that was opened before a number, if it closes right behind it."""
    close = re.compile(rf"[ \t]*[:：.]?[ \t]*{re.escape(emphasis)}(?!\S*\w)").match(rest)
    return close.end() if close else 0


def _wrapped(text: str, mark: str) -> bool:
    """Whether *text* is emphasised by *mark* from end to end, and nowhere between."""
    size = len(mark)
    inner = text[size:-size]
    return (
        len(text) > 2 * size
        and text.startswith(mark)
        and text.endswith(mark)
        and mark[0] not in inner
        and inner.strip() == inner
    )


def _stands(
    so_far: Standing, said: Attribution | None, printed: str, *, ours: bool, outermost: bool
) -> Standing | None:
    """Work out what one more bracket around a whole provision says of it; None: it cannot be one."""
    said = said or Attribution()
    if so_far.tabled:
        return None
    compiled = said.base or (ours and bool(printed) and outermost)
    if not compiled:
        return replace(
            so_far,
            tabled=True,
            printed=printed,
            sponsors=so_far.sponsors or (said.sponsors if so_far.base else ()),
            supporters=so_far.supporters or (said.supporters if so_far.base else ()),
            opponents=so_far.opponents or (said.opponents if so_far.base else ()),
        )
    if so_far != ORDINARY:
        return None
    return Standing(
        base=said.base or not (said.sponsors or said.supporters or said.moved_from),
        sponsors=said.sponsors,
        supporters=said.supporters,
        opponents=said.opponents,
        deleted_by=said.deleted_by,
        moved_to=_ends(said.moved_to),
        moved_from=_ends(said.moved_from),
        merged_into=_ends(said.merged_into),
        merged_from=_ends(said.merged_from),
        against=tuple(Against(parties=parties, author=author) for parties, author in said.against),
        joining=tuple(Joining(parties=parties, author=author) for parties, author in said.joining),
    )


def _ends(said: Iterable[tuple[tuple[PartyCode, ...], str]]) -> tuple[Move, ...]:
    return tuple(Move(parties=parties, other=Address(other)) for parties, other in said)
