"""References to provisions as people write them, "Article 4(1)(b)": read, and found among words."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from travaux.text import keyword, numeral
from travaux.text.address import read_step
from travaux.text.kind import ALONE, ATTACHED, LETTERED, RANK, Kind
from travaux.text.number import NUMERAL, Number, Style, called, is_word, readings
from travaux.text.whose import WHOSE, is_party, party_named

Step = tuple[Kind | None, Number | None]
"""One step down: a kind where the reference names it, a number where it gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference: its steps, outermost first; its exact characters and where they stand."""

    steps: tuple[Step, ...]
    printed: str
    start: int
    end: int


_CALLED: Final = "|".join(keyword.WORDS.values())
_TAIL: Final = rf"(?:\s?[(（]\s?(?P<tail>{NUMERAL})\s?[)）][款项目]?)*"
_NEW: Final = r"(?:\s*\((?i:new|nouveau|nouvel|nouvelle|nuevo|nueva|neu)\))?"
_NO: Final = r"(?i:n[°º]|no\.|№)?\s*"


@functools.cache
def _called_group() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:{_CALLED})"
        rf"(?:\s*{_NO}(?P<open>[(（])?(?P<numeral>{NUMERAL})(?(open)[)）]|(?(point)(?:(?<=\p{{L}})[)）])?))(?!\p{{L}})|(?<=\p{{Han}})(?P<numeral>{numeral.HAN}))?"
        rf"{_TAIL}{_NEW}",
        regex.VERSION1,
    )


@functools.cache
def _worded_group() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<numeral>{numeral.WORD})\s+(?:{_CALLED}){_TAIL}", regex.VERSION1)


@functools.cache
def _han_group() -> regex.Pattern[str]:
    return regex.compile(
        rf"第\s*[(（]?(?P<numeral>{numeral.HAN}|\p{{Nd}}{{1,4}}|\p{{L}})[)）]?\s*{_TAIL}(?P<called>{'|'.join(keyword.HAN)})"
        rf"(?P<after>之{numeral.HAN})?{_TAIL}",
        regex.VERSION1,
    )


@functools.cache
def _bare_number() -> regex.Pattern[str]:
    return regex.compile(rf"(?:(?P<numeral>{NUMERAL})(?!\p{{L}}))?{_TAIL}{_NEW}", regex.VERSION1)


_BETWEEN: Final = regex.compile(
    r"\s*[,،、]?\s*(?:[–—-]\s*)?"
    r"(?P<of>(?i:of|in|to|de|del|du|des|von|в|к|из)\s+|(?:من|في)\s+)?"
    r"(?i:(?:the|la|el|the present|draft)\s+|l['’])?",
    regex.VERSION1,
)
_AND: Final = regex.compile(
    r"\s*(?:[,،、]\s*)?(?:(?i:and|or|to|et|ou|à|y|o|a|и|или|по|und|bis)\s+|(?:و|أو|إلى)\s*|[–—-]\s*|(?<=[,،、]\s?))",
    regex.VERSION1,
)
_ELSEWHERE: Final = regex.compile(
    r"\s+(?:(?i:of|to)\s+(?i:the)\s+(?!(?i:present|draft)\b)(?:\p{Lu}|\p{Ll}+\s+(?:Convention|Treaty|Protocol|Charter|Statute))"
    r"|(?i:de la|du|del|de l['’])\s*(?!(?i:présent|presente))\p{Lu}"
    r"|(?:Конвенции|Договора|Устава|Протокола|Соглашения|Статута)\b"
    r"|من\s+(?:الاتفاقية|الميثاق|المعاهدة|البروتوكول|النظام)(?!\s+(?:هذه|هذا)))",
    regex.VERSION1,
)


@functools.cache
def _beginning() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}_])(?:(?=[وفبك]ال)[وفبك])?(?={_CALLED}|{numeral.WORD}\s)|(?<!》)(?=第)|(?<!\p{{Han}}\p{{L}})(?=附件|附录|序言)",
        regex.VERSION1,
    )


_PREFACE: Final = regex.compile(r"\s*(?i:(?:the|draft|proposed|new)\s+)*", regex.VERSION1)

_RANKS: Final[dict[Kind, float]] = {**RANK, Kind.RECITAL: 7, Kind.ALTERNATIVE: 6.5}
_DEEPEST: Final = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A keyword with its number and what stands in brackets behind: "Article 4(1)"."""

    steps: tuple[Step, ...]
    word: str
    end: int

    @property
    def rank(self) -> float:
        kind = self.steps[0][0]
        return _DEEPEST if kind is None else _RANKS.get(kind, _DEEPEST)


def _tail(found: regex.Match[str]) -> tuple[Step, ...]:
    return tuple((None, readings(printed)[0]) for printed in found.captures("tail") if readings(printed))


def _group(text: str, at: int) -> _Group | None:
    if (found := _han_group().match(text, at)) is not None:
        read = readings(found["numeral"] + (found["after"] or ""))
        kind = keyword.HAN[found["called"]]
    elif (found := _worded_group().match(text, at)) is not None:
        read, kind = readings(found["numeral"]), called(found)
    elif (found := _called_group().match(text, at)) is not None:
        kind = called(found)
        read = readings(found["numeral"]) if found["numeral"] else ()
        if not read or _is_prose(kind, read[0], open_=found["open"] is not None):
            alone = Kind.TITLE if kind is Kind.DIVISION else kind
            return _Group(steps=((alone, None),), word=found[kind.value], end=found.end(kind.value))
    else:
        return None
    word = "第" if found.re is _han_group() else found[kind.value]
    return _Group(steps=((kind, read[0]), *_tail(found)), word=word, end=found.end()) if read else None


def _is_prose(kind: Kind, number: Number, *, open_: bool) -> bool:
    """Tell whether letters after a keyword are a word ("article a", "part of") rather than a number."""
    if open_ or number.style not in {Style.LETTERS, Style.ROMAN}:
        return is_word(number) and not open_
    small = number.printed[:1].islower()
    return is_word(number) or (small and len(number.printed) == 1 and kind not in LETTERED)


def _chain(text: str, at: int) -> tuple[list[_Group], int] | None:
    """Read the groups from *at* that make one reference, outermost first, and where it ends."""
    first = _group(text, at)
    if first is None:
        return None
    groups, end = [first], first.end
    while (link := _BETWEEN.match(text, end)) is not None:
        further = _group(text, link.end())
        if further is None:
            break
        glued = link.end() == end and further.word != "第" and not keyword.is_han(further.word)
        ranks = [group.rank for group in groups]
        alone = further.steps[0][1] is None and further.steps[0][0] not in ALONE
        if glued or (alone and further.rank > min(ranks)):
            break
        if further.rank < ranks[0]:
            groups.insert(0, further)
        elif further.rank > ranks[-1] or further.steps[0][0] is Kind.ALTERNATIVE:
            groups.append(further)
        else:
            break
        end = further.end
    return groups, end


def _steps(groups: Iterable[_Group]) -> tuple[Step, ...]:
    steps = tuple(step for group in groups for step in group.steps)
    if steps[0][0] is Kind.PREAMBLE:
        return tuple((Kind.RECITAL if kind is Kind.PARAGRAPH else kind, number) for kind, number in steps)
    return steps


def _by_address(text: str) -> Reference | None:
    steps: list[Step] = []
    for part in text.split("__"):
        found = read_step(part)
        if found is None:
            return None
        kind, number = found
        read = readings(number) if number else ()
        steps.append((kind, read[0] if read else None))
    return Reference(steps=tuple(steps), printed=text, start=0, end=len(text))


def read_reference(text: str) -> Reference | None:
    """Read *text*, which is a reference and nothing else; None if it is none.

    In any of the six languages or German ("Article 4, paragraph 1, point (b)", "4 bis(2)",
    "paragraph 3 of Article 4", "第四条第一款"), or an eId. White space around it and a mark at its
    end do not matter.
    """
    return _read_again(text) if len(text) <= _SHORT else _read(text)


_SHORT: Final = 128
"""Characters of what is remembered, once read: the same provisions are named again and again."""


def _read(text: str) -> Reference | None:
    if "_" in text and (found := _by_address(text.strip())) is not None:
        return found
    preface = _PREFACE.match(text)
    start = at = preface.end() if preface else 0
    stop = len(text.rstrip(" \t\r\n\u00a0\u3000.:;,"))
    groups: list[_Group] = []
    if _group(text, at) is None:
        bare = _bare_number().match(text, at)
        head = readings(bare["numeral"])[:1] if bare is not None and bare["numeral"] else ()
        if bare is None or (head and is_word(head[0])):
            return None
        steps = (*((None, number) for number in head), *_tail(bare))
        if not steps:
            return None
        groups.append(_Group(steps=steps, word="", end=bare.end()))
        link = _BETWEEN.match(text, bare.end())
        at = link.end() if link and bare.end() < stop else bare.end()
    if at < stop and (chain := _chain(text, at)) is not None:
        groups, at = [*groups, *chain[0]], chain[1]
    if at < stop or not groups:
        return None
    return Reference(steps=_steps(groups), printed=text[start:stop], start=start, end=stop)


_read_again: Final = functools.lru_cache(maxsize=4096)(_read)


def find_references(text: str, *, added: bool = False, alone: bool = False) -> tuple[Reference, ...]:
    """Find the references to this instrument's provisions among the words of *text*, in order.

    "Articles 4 and 5" is two; of a range, both ends. A provision "of the Convention", "of the Vienna
    …" is another instrument's and is left out; "of this Convention", "of the present …" is not.
    "Article 13 (CEL)" is what CEL adds, or another instrument's, and is left out; with *added* it is given,
    the brackets among its characters. *alone*: "the Annex", which has no number, is one as well.
    """
    return tuple(_found(text, added=added, alone=alone))


_VERB: Final = regex.compile(r"annex(?:es)?(?!\p{L})")
_NOUN: Final = regex.compile(r"(?i:the|this|that|an|each|any|no|its)\s+$")
"""What stands before "annex" in small letters where it is a noun."""


def _found(text: str, *, added: bool, alone: bool) -> Iterator[Reference]:
    at = 0
    while (start := _beginning().search(text, at)) is not None:
        at = start.end()
        chain = _chain(text, at)
        if chain is None or not (
            any(_tells(group) for group in chain[0]) or (alone and _attached(text, at, chain[0]))
        ):
            at = max(at, start.start() + 1)
            continue
        groups, end = chain
        found = [Reference(steps=_steps(groups), printed=text[at:end], start=at, end=end)]
        *outer, last = groups
        while (more := _another(text, end, last)) is not None:
            step, begin, end = more
            found.append(
                Reference(steps=_steps([*outer, step]), printed=text[begin:end], start=begin, end=end)
            )
        if (link := _BETWEEN.match(text, end)) is not None and (
            above := _chain(text, link.end())
        ) is not None:
            ranks = [group.rank for group in above[0]]
            if link.end() > end and len(found) > 1 and ranks[-1] < groups[0].rank:
                end = above[1]
                found = [
                    Reference(
                        steps=_steps(above[0]) + it.steps, printed=it.printed, start=it.start, end=it.end
                    )
                    for it in found
                ]
        if (whose := WHOSE.match(text, end)) is not None and is_party(whose):
            *found, last_one = found
            end = _with_its_parts(text, whose.end())
            found.append(replace(last_one, printed=text[last_one.start : end], end=end))
        if _ELSEWHERE.match(text, end) is None:
            yield from (one for one in found if added or party_named(one.printed) is None)
        at = end


def _with_its_parts(text: str, end: int) -> int:
    """Find where a reference ends that goes on behind the party in brackets: ", paragraph 2"."""
    link = _BETWEEN.match(text, end)
    if link is None or link["of"] or not link[0].lstrip().startswith((",", "،", "、")):
        return end
    chain = _chain(text, link.end())
    return chain[1] if chain is not None and chain[0][0].rank > RANK[Kind.ARTICLE] else end


def _tells(group: _Group) -> bool:
    """Tell whether a group is a reference among other words: it has a number, or is the preamble."""
    return any(number is not None for _, number in group.steps) or group.steps[0][0] is Kind.PREAMBLE


def _attached(text: str, at: int, groups: Iterable[_Group]) -> bool:
    """Tell whether a reference without a number at *at* is to an annex, or to an appendix."""
    verb = _VERB.match(text, at) is not None and _NOUN.search(text[:at]) is None
    return not verb and any(group.steps[0][0] in ATTACHED for group in groups)


def _another(text: str, at: int, last: _Group) -> tuple[_Group, int, int] | None:
    """Read one more number after a keyword in the plural: "and 5(2)" after "Articles 4"."""
    kind = last.steps[0][0]
    link = _AND.match(text, at)
    if link is None or regex.fullmatch(keyword.PLURAL, last.word) is None:
        return None
    found = _bare_number().match(text, link.end())
    if found is None or not found["numeral"]:
        return None
    read = readings(found["numeral"])
    if not read or kind is None or _is_prose(kind, read[0], open_=False):
        return None
    group = _Group(steps=((kind, read[0]), *_tail(found)), word=last.word, end=found.end())
    return group, link.end(), found.end()
