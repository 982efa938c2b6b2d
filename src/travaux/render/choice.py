"""A choice on a page: small differences in the line, longer ones as paragraphs, many in folded groups."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

from travaux.compile.slots import together
from travaux.read.own_bracket import in_words
from travaux.render import element as h
from travaux.render.adjoining import adjoined
from travaux.render.columns import breadth
from travaux.render.differences import differences, own_words
from travaux.render.label import HALF_LINE, NAMED, label, spoken
from travaux.render.markup import FOOTNOTE_MARK, characters, sign
from travaux.render.record_page import ours
from travaux.render.setting import Setting
from travaux.render.tongue import say, say_count, ways_of_writing
from travaux.text.notation import NO_TEXT, Attribution, attributed
from travaux.text.wording import Alternative, Bracket, Choice, Part, Wording

INLINE: Final = 4
"""Alternatives that stand in the line at most: there are four kinds of line to draw under them."""
THREE_LINES: Final = 210
"""Characters of words added or struck, with nothing beside them, that stand in the line at most."""
FOUR_LINES: Final = 280
"""Characters around a choice that are repeated with each of its alternatives, at most."""
UNFOLDED: Final = 8
"""Alternatives that stand open one below the other; more are grouped."""


_LINES: Final = ("b", "c", "d")


def flat(wording: Wording) -> str:
    """Put the characters of *wording* end to end, those of every alternative included."""
    return "".join(
        part
        if isinstance(part, str)
        else part.mark
        if isinstance(part, Bracket)
        else "".join(flat(one.words) for one in part.alternatives)
        for part in wording.parts
    )


def in_line(choice: Choice) -> bool:
    """Whether *choice* is small enough to stand in the line."""
    if choice.tabled:
        return True
    wide = [breadth(flat(one.words)) for one in choice.alternatives if one.words]
    if len(choice.alternatives) <= 2 and len(wide) <= 1:  # noqa: PLR2004  words, and none
        return not wide or wide[0] <= THREE_LINES
    return len(choice.alternatives) <= INLINE and all(one <= HALF_LINE for one in wide)


class Words:
    """Writes wordings in one setting."""

    def __init__(self, setting: Setting) -> None:
        """Prepare to write for *setting*."""
        self.setting = setting

    def line(self, wording: Wording, *, spans: Sequence[tuple[int, int]] = ()) -> list[h.Node]:
        """Write *wording* in the line, however long; *spans* of its own characters are marked."""
        nodes: list[h.Node] = []
        at = 0
        for part in wording.parts:
            if isinstance(part, str):
                nodes.append(h.span(".w")[marked(part, at, spans, self._characters)])
                at += len(part)
            else:
                nodes.append(self._part(part))
        return nodes

    def body(self, wording: Wording) -> list[h.Node]:
        """Write *wording* as the words of a provision: long choices as paragraphs."""
        parts = wording.parts
        long = [at for at, part in enumerate(parts) if isinstance(part, Choice) and not in_line(part)]
        if not long:
            return self.line(wording)
        around = [part for at, part in enumerate(parts) if at not in long]
        if len(long) == 1 and all(isinstance(part, str) for part in around) and len(parts) <= 3:  # noqa: PLR2004
            choice = parts[long[0]]
            before = "".join(part for part in parts[: long[0]] if isinstance(part, str))
            after = "".join(part for part in parts[long[0] + 1 :] if isinstance(part, str))
            if isinstance(choice, Choice) and breadth(before + after) <= FOUR_LINES:
                return [self._paragraphs(choice, before=before, after=after)]
        nodes: list[h.Node] = []
        for one in adjoined(parts, long, tail=True):
            if isinstance(one.part, Choice) and one.at in long:
                nodes.append(self._paragraphs(one.part, before=one.before, after=one.after))
            else:
                nodes += self.line(Wording((one.part,)))
        return nodes

    def _characters(self, text: str) -> list[h.Node]:
        """Write characters, the marks of footnotes leading to them."""
        nodes: list[h.Node] = []
        at = 0
        for mark in FOOTNOTE_MARK.finditer(text) if "[" in text else ():
            if (place := self.setting.footnotes.get(mark[0])) is not None:
                link = h.a(".fn", href=self.setting.where(place))[sign(mark[0])]
                nodes += [characters(text[at : mark.start()]), link]
                at = mark.end()
        return [*nodes, characters(text[at:])]

    def _part(self, part: Part) -> h.Node:
        match part:
            case str():
                return h.span(".w")[self._characters(part)]
            case Bracket(mark=mark, ahead=ahead):
                return h.span(".w.br", data_bracket=mark, data_ahead=ahead)[mark]
            case Choice(tabled=True):
                return self._tabled(part)
            case Choice():
                return self._inline(part)

    def _tabled(self, choice: Choice) -> h.Element:
        """Write brackets that somebody submitted: they are words, and stand as they were printed."""
        gaps = choice.gaps or ("[", *(" / " for _ in choice.alternatives[1:]), "]")
        nodes: list[h.Node] = [h.span(".gap")[characters(gaps[0])]]
        for at, (one, gap) in enumerate(zip(choice.alternatives, gaps[1:], strict=True)):
            nodes += [
                h.span({"class": "alt", **self._data(one, at)})[self._head(one), self.line(one.words)],
                h.span(".gap")[characters(gap)],
            ]
        return h.span(".tb", data_choice="tabled", data_anew=choice.gaps is None)[nodes]

    def _head(self, one: Alternative) -> h.Node:
        if one.printed is not None:
            return h.span(".head")[characters(one.printed)] if one.printed else None
        said = attributed(
            Attribution(
                sponsors=one.sponsors,
                supporters=one.supporters,
                opponents=one.opponents,
                excepting=one.excepting,
            )
        )
        if self.setting.named:
            return h.span(".head", data_anew=True)[characters(said + ("" if one.words else NO_TEXT))]
        # Nobody's code is in it: all of it is ours.
        head = in_words(said, {}, say) + ("" if one.words else say(NO_TEXT))
        return h.span(".head", data_anew=True)[characters(head)]

    # -- a choice in the line

    def _inline(self, choice: Choice) -> h.Element:
        lines = _lines(self.setting, choice)
        struck = _struck(choice)
        rest = _rest(choice)
        seen = False
        nodes: list[h.Node] = []
        for at, one in enumerate(choice.alternatives):
            if _is_quiet(choice, at):
                nodes.append(self._quiet(one, at, choice))
                continue
            nodes.append(h.span(".br", aria_hidden="true")[" / " if seen else "["])
            nodes.append(
                self._alternative(one, at, choice, lines[at], struck if one.base else None, rest=at == rest)
            )
            seen = True
        nodes.append(h.span(".br", aria_hidden="true")["]"])
        return h.span(
            ".ch",
            data_choice="compiled",
            role="list",
            aria_label=say_count("{count} wording", "{count} wordings", len(choice.alternatives)),
        )[nodes]

    def _quiet(self, one: Alternative, at: int, choice: Choice) -> h.Element:
        """Write the empty side of words added or struck: heard, not seen."""
        said = self._place(choice, at) + say(NO_TEXT)
        return h.span(
            {"class": ["alt", "quiet", *self._classes(one, choice)], **self._data(one, at)}, role="listitem"
        )[h.span(".vh")[ours(said)]]

    def _alternative(
        self,
        one: Alternative,
        at: int,
        choice: Choice,
        line: str,
        struck: Alternative | None,
        *,
        rest: bool,
    ) -> h.Element:
        shape = ["added"] if _adds(choice, one) else []
        if struck is not None:
            shape = ["struck", *self.setting.followed((*struck.sponsors, *struck.supporters), "o")]
        return h.span(
            {"class": ["alt", line, *shape, *self._classes(one, choice)], **self._data(one, at)},
            role="listitem",
        )[
            h.span(".vh")[ours(self._place(choice, at))],
            self.line(one.words) if one.words else self._no_text(),
            label(self.setting, one, line, adds=_adds(choice, one), struck=struck, rest=rest),
        ]

    def _no_text(self) -> h.Element:
        """Say that there is no text, as the page speaks, which may run the other way than the words."""
        ways = ways_of_writing()
        other = ways["dir"] != self.setting.direction
        return h.span(".none", **ways if other else {})[ours(say(NO_TEXT))]

    def _classes(self, one: Alternative, choice: Choice) -> list[str]:
        """Name who has these words, who opposes them and, on the draft's words, who has others."""
        followed = self.setting.followed
        against = (*one.opponents, *one.excepting)
        own = [*followed((*one.sponsors, *one.supporters)), *followed(against, "o")]
        if not one.base:
            return own
        others = (other for other in choice.alternatives if other is not one)
        return ["base", *own, *followed((c for it in others for c in (*it.sponsors, *it.supporters)), "x")]

    def _data(self, one: Alternative, at: int) -> dict[str, h.Attribute]:
        return {
            "data-n": str(at),
            "data-base": one.base,
            "data-sponsors": " ".join(one.sponsors) or None,
            "data-supporters": " ".join(one.supporters) or None,
            "data-opponents": " ".join(one.opponents) or None,
            "data-excepting": " ".join(one.excepting) or None,
        }

    def _place(self, choice: Choice, at: int) -> str:
        """Say which of the wordings it is, and whose."""
        return say(
            "wording {number} of {count}, {whose}: ",
            number=at + 1,
            count=len(choice.alternatives),
            whose=spoken(self.setting, choice.alternatives[at]),
        )

    # -- a choice as paragraphs

    def _paragraphs(
        self, choice: Choice, *, before: str = "", after: str = "", within: str = ""
    ) -> h.Element:
        """Write *choice* as paragraphs, what stands *before* and *after* it repeated in each.

        *within* numbers the alternative that it stands in.
        """
        lines = _lines(self.setting, choice)
        rest = _rest(choice)
        spans = differences(choice, embedded=any(map(str.isalnum, before + after)))
        items = [
            self._paragraph(one, (within, at), choice, lines[at], spans[at], (before, after), rest=at == rest)
            for at, one in enumerate(choice.alternatives)
        ]
        return h.div(
            ".alts.ch",
            data_choice="compiled",
            role="list",
            aria_label=say_count("{count} wording", "{count} wordings", len(choice.alternatives)),
        )[_grouped(choice, items, within)]

    def _inside(self, wording: Wording, spans: Sequence[tuple[int, int]], number: str) -> list[h.Node]:
        """Write the words of a paragraph: choices in them that are too large for the line, below it."""
        nodes: list[h.Node] = []
        parts = wording.parts
        large = [at for at, part in enumerate(parts) if isinstance(part, Choice) and not in_line(part)]
        letters = iter(string.ascii_lowercase if len(large) > 1 else "")
        starts = tuple(accumulate((len(part) if isinstance(part, str) else 0 for part in parts), initial=0))
        for one in adjoined(parts, large):
            if isinstance(one.part, str):
                start = starts[one.at] + one.start
                nodes.append(h.span(".w")[marked(one.part, start, spans, self._characters)])
            elif isinstance(one.part, Choice) and one.at in large:
                numbered = f"{number}{next(letters, '')}."
                nodes.append(self._paragraphs(one.part, before=one.before, after=one.after, within=numbered))
            else:
                nodes.append(self._part(one.part))
        return nodes

    def _paragraph(
        self,
        one: Alternative,
        place: tuple[str, int],
        choice: Choice,
        line: str,
        spans: Sequence[tuple[int, int]],
        around: tuple[str, str],
        *,
        rest: bool,
    ) -> h.Element:
        before, after = around
        within, at = place
        number = f"{within}{at + 1}"
        kind = ".w" if at == 0 else ".echo"
        nodes: list[h.Node] = []
        if one.words or not any(map(str.isalnum, before + after)):
            nodes = [
                h.span(kind, data_shared="before")[characters(before)] if before else None,
                self._inside(one.words, spans, number) if one.words else self._no_text(),
                h.span(kind, data_shared="after")[characters(after)] if after else None,
            ]
        else:
            nodes = [
                h.span(kind, data_shared="before")[characters(before)] if before else None,
                h.span(".vh")[ours(say(NO_TEXT))],
                h.span(kind, data_shared="after")[characters(after)] if after else None,
            ]
        return h.div(
            {"class": ["alt", line, *self._classes(one, choice)], **self._data(one, at)}, role="listitem"
        )[
            h.bdi(".lab", dir=ways_of_writing()["dir"])[
                h.span(".vh")[ours(self._place(choice, at))],
                h.span(aria_hidden="true")[ours(say("Alt. {number}", number=number))],
                label(self.setting, one, line, rest=rest),
            ],
            nodes,
        ]


def _pair(choice: Choice) -> bool:
    """Whether words are only added to the draft, or only struck from it."""
    several = choice.alternatives
    return [one.base for one in several].count(True) == 1 and sorted(bool(one.words) for one in several) == [
        False,
        True,
    ]


def _rest(choice: Choice) -> int | None:
    """Tell which alternative is called that of the others, in a choice that divides the holders of words.

    It is the one with the most names, where they are too many to stand beside words.
    """
    held = [len(one.sponsors) + len(one.supporters) for one in choice.alternatives]
    most = max(held)
    if any(one.base for one in choice.alternatives) or most <= NAMED:
        return None
    one = choice.alternatives[held.index(most)]
    return None if one.opponents or one.excepting else held.index(most)


def _adds(choice: Choice, one: Alternative) -> bool:
    return _pair(choice) and not one.base and bool(one.words)


def _struck(choice: Choice) -> Alternative | None:
    """Give the alternative by which the draft's words are struck, where that is all there is."""
    empty = [one for one in choice.alternatives if not one.words]
    return empty[0] if _pair(choice) and not empty[0].base else None


def _is_quiet(choice: Choice, at: int) -> bool:
    """Whether an alternative without words need not be seen: nobody speaks up for it, or a label says it."""
    one = choice.alternatives[at]
    return (
        _pair(choice)
        and not one.words
        and not (one.base and (one.sponsors or one.opponents or one.excepting))
    )


def _lines(setting: Setting, choice: Choice) -> list[str]:
    """Give each alternative the line drawn under it: the draft's is solid, a party's its own if it can."""
    given: list[str] = []
    for one in choice.alternatives:
        if one.base:
            given.append("a")
            continue
        first = setting.first((*one.sponsors, *one.supporters))
        wanted = [*_LINES[first % 3 :], *_LINES[: first % 3], "a"]
        given.append(next((line for line in wanted if line not in given), wanted[0]))
    return given


def marked(
    text: str, start: int, spans: Sequence[tuple[int, int]], written: Callable[[str], list[h.Node]]
) -> list[h.Node]:
    """Write *text*, which begins at *start*, with *spans* in bold."""
    nodes: list[h.Node] = []
    at = 0
    for first, last in spans:
        begin, end = max(first - start, at), min(last - start, len(text))
        if begin < end:
            nodes += [written(text[at:begin]), h.b[written(text[begin:end])]]
            at = end
    nodes.append(written(text[at:]))
    return nodes


def _grouped(choice: Choice, items: Sequence[h.Element], within: str) -> list[h.Node]:
    """Fold alternatives beyond eight: near-identical ones together, each group with its count."""
    if len(items) <= UNFOLDED:
        return list(items)
    groups: list[list[int]] = []
    for at, one in enumerate(choice.alternatives):
        for group in groups:
            if together(own_words(choice.alternatives[group[0]].words), own_words(one.words)):
                group.append(at)
                break
        else:
            groups.append([at])
    nodes: list[h.Node] = []
    rest: list[int] = []
    for number, group in enumerate(groups):
        if number >= UNFOLDED:
            rest += group
            continue
        nodes.append(items[group[0]])
        if group[1:]:
            nodes.append(
                _fold(
                    say_count(
                        "{count} wording near Alt. {number}",
                        "{count} wordings near Alt. {number}",
                        len(group) - 1,
                        number=f"{within}{group[0] + 1}",
                    ),
                    [items[at] for at in group[1:]],
                )
            )
    if rest:
        nodes.append(
            _fold(
                say_count("{count} further wording", "{count} further wordings", len(rest)),
                [items[at] for at in rest],
            )
        )
    return nodes


def _fold(summary: str, items: Sequence[h.Element]) -> h.Element:
    return h.details(".fold", role="listitem")[h.summary[ours(summary)], h.div(role="list")[items]]
