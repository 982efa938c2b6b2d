"""References to provisions as people write them, "Article 4(1)(b)", and the provisions they name."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex

from travaux.text import keyword, numeral
from travaux.text.kind import PREFIX, RANK, Kind
from travaux.text.number import NUMERAL, Number, Style, called, is_word, read_label, readings, same

if TYPE_CHECKING:
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

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
_LETTERED: Final = frozenset({Kind.POINT, Kind.SUBPOINT, Kind.INDENT})


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
    return is_word(number) or (small and len(number.printed) == 1 and kind not in _LETTERED)


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
        alone = further.steps[0][1] is None and further.steps[0][0] not in _ALONE
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


_EID: Final = {prefix: kind for kind, prefix in PREFIX.items() if kind is not Kind.TITLE}
_EID_STEP: Final = regex.compile(r"([a-z]+)(?:_([\p{L}\p{M}\p{Nd}.\-]+))?", regex.VERSION1)


def _by_address(text: str) -> Reference | None:
    steps: list[Step] = []
    for part in text.split("__"):
        found = _EID_STEP.fullmatch(part)
        if found is None or found[1] not in _EID:
            return None
        read = readings(found[2]) if found[2] else ()
        steps.append((_EID[found[1]], read[0] if read else None))
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


def find_references(text: str) -> tuple[Reference, ...]:
    """Find the references to this instrument's provisions among the words of *text*, in order.

    "Articles 4 and 5" is two; of a range, both ends. A provision "of the Convention", "of the Vienna
    …" is another instrument's and is left out; "of this Convention", "of the present …" is not.
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Reference]:
    at = 0
    while (start := _beginning().search(text, at)) is not None:
        at = start.end()
        chain = _chain(text, at)
        if chain is None or not any(_tells(group) for group in chain[0]):
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
        if _ELSEWHERE.match(text, end) is None:
            yield from found
        at = end


def _tells(group: _Group) -> bool:
    """Tell whether a group is a reference among other words: it has a number, or is the preamble."""
    return any(number is not None for _, number in group.steps) or group.steps[0][0] is Kind.PREAMBLE


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


_PLACED: Final = (Kind.PARAGRAPH, Kind.RECITAL, Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
_APART: Final = frozenset({Kind.ANNEX, Kind.APPENDIX})


def resolve(reference: Reference | str, text: Text) -> tuple[int, ...]:
    """List the places in *text* of the provisions a reference names: one, several if ambiguous, or none.

    A wId or eId that *text* has comes first. Outer divisions may be left out; between the body and
    an annex the body is meant. Provisions without number count from 1 within what they stand in,
    those that a party adds left aside.
    """
    if isinstance(reference, str):
        if (known := text.resolved.get(reference)) is None:
            known = text.resolved[reference] = _named(reference, text)
        return known
    found = _follow(text, reference.steps)
    return found or _follow(text, tuple(_undotted(reference.steps)))


def _named(name: str, text: Text) -> tuple[int, ...]:
    if (exact := text.index(name.strip())) is not None:
        return (exact,)
    read = read_reference(name)
    return () if read is None else resolve(read, text)


def _undotted(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Take "Article 3.2" for Article 3, paragraph 2."""
    for kind, number in steps:
        if number is not None and number.style is Style.DIGITS and "." in number.printed:
            head, *rest = (readings(part)[:1] for part in number.printed.split("."))
            yield from ((kind, it) for it in head)
            yield from ((None, it) for part in rest for it in part)
        else:
            yield kind, number


def _follow(text: Text, steps: tuple[Step, ...]) -> tuple[int, ...]:
    places: tuple[int, ...] = ()
    for at, (kind, number) in enumerate(steps):
        if at == 0:
            everywhere = range(len(text.provisions))
            kinds = (Kind.ARTICLE, None) if kind is None else (kind,)
            places = next((it for want in kinds if (it := _matching(text, everywhere, want, number))), ())
            outside = tuple(
                it for it in places if not any(above.kind in _APART for above in _above(text, it))
            )
            places = outside or places
        else:
            places = tuple(
                dict.fromkeys(
                    it
                    for place in places
                    for it in _matching(text, range(place + 1, text.end(place)), kind, number)
                )
            )
        if not places and kind is not Kind.PREAMBLE:
            return ()
        if not places:
            return _follow(text, steps[1:]) if len(steps) > 1 else ()
    return places


def _above(text: Text, index: int) -> Iterator[Provision]:
    while (above := text.parent(index)) is not None:
        index = above
        yield text.provisions[index]


def _matching(text: Text, scope: Iterable[int], kind: Kind | None, number: Number | None) -> tuple[int, ...]:
    """List the provisions within *scope* of that kind and number, of the shallowest depth that has any."""
    within = tuple(scope)
    kinds: tuple[tuple[Kind, ...], ...] = ((kind,),) if kind else (_PLACED, tuple(Kind))
    if kind in _PLACED:
        kinds = ((kind,), _PLACED)
    for wanted in kinds:
        near = [it for it in within if text.provisions[it].kind in wanted]
        for tried in (_numbered, _counted):
            found = [it for it in near if tried(text, it, number)]
            if found:
                shallow = min(text.provisions[it].depth for it in found)
                return tuple(it for it in found if text.provisions[it].depth == shallow)
    return ()


def _number(provision: Provision) -> Number | None:
    """Give the number a provision can be called by: none where it has a bullet."""
    number = provision.number
    if number is None and provision.label and (label := read_label(provision.label)) is not None:
        number = label.number
    return None if number is not None and number.style is Style.NONE else number


def _numbered(text: Text, index: int, number: Number | None) -> bool:
    provision = text.provisions[index]
    own = _number(provision)
    if own is None or number is None:
        return own is None and number is None
    if same(own, number):
        return True
    return (
        provision.kind not in _PLACED
        and own.order == number.order
        and Style.LETTERS not in {own.style, number.style}
    )


def _counted(text: Text, index: int, number: Number | None) -> bool:
    """Tell whether a provision is the one *number* counts to; without a number, any is."""
    if number is None:
        return True
    return len(number.order) == 1 and position(text, index) == number.order[0][0]


def position(text: Text, index: int) -> int | None:
    """Count a provision that has no number among its like in what it stands in, from 1.

    None for a provision that has a number, and for one that is not in the draft.
    """
    provision = text.provisions[index]
    if _number(provision) is not None or not provision.standing.base:
        return None
    parent = text.parent(index)
    siblings = text.children(parent) if parent is not None else _top(text)
    like = [
        it
        for it in siblings
        if text.provisions[it].kind is provision.kind and text.provisions[it].standing.base
    ]
    like = [it for it in like if _number(text.provisions[it]) is None]
    return like.index(index) + 1


def _top(text: Text) -> Iterator[int]:
    at = 0
    while at < len(text.provisions):
        yield at
        at = text.end(at)


_NAMES: Final[dict[Kind, str]] = {
    kind: kind.value.title() for kind in RANK if RANK[kind] <= RANK[Kind.ARTICLE]
} | {
    Kind.FORMULA: "enacting words",
    Kind.DIVISION: "Title",
    Kind.CLOSING: "closing words",
    Kind.ALTERNATIVE: "Option",
    Kind.UNREAD: "unread part",
}
_ALONE: Final = frozenset({Kind.TITLE, Kind.PREAMBLE, Kind.FORMULA, Kind.CLOSING, Kind.ANNEX, Kind.APPENDIX})
"""Kinds of which there is mostly one, not counted then."""
_DIVISIONS: Final = frozenset({Kind.BOOK, Kind.PART, Kind.DIVISION, Kind.CHAPTER, Kind.SECTION, Kind.HEADING})


def cite(text: Text, index: int) -> str:
    """Write how a person refers to a provision in English: "Article 4, paragraph 1, point (b)".

    Divisions above an article are left out where the article's number is the only one of its kind.
    What a party adds without a number is "new paragraph after paragraph 2"; where what it adds has the
    number of something beside it, it is "paragraph 2 bis (ARD)".
    """
    path = [index]
    while (above := text.parent(path[0])) is not None:
        path.insert(0, above)
    kinds = [text.provisions[it].kind for it in path]
    if Kind.ARTICLE in kinds:
        article = path[kinds.index(Kind.ARTICLE)]
        own = _number(text.provisions[article])
        if own is not None and not _elsewhere(text, article, own):
            path = [it for it in path if text.provisions[it].kind not in _DIVISIONS or it == index]
    path = [it for it in path if text.provisions[it].kind is not Kind.HEADING or it == index]
    return ", ".join(_name(text, it) for it in path)


def _elsewhere(text: Text, article: int, number: Number) -> bool:
    """Tell whether an article of the body has a namesake in another division."""
    key = ("namesakes", number)
    if (alike := text.looked_up.get(key)) is None:
        alike = text.looked_up[key] = _follow(text, ((Kind.ARTICLE, number),))
    if text.provisions[article].standing.base:
        # What parties add gives no other name to what the draft has.
        alike = tuple(it for it in alike if text.provisions[it].standing.base)
    return article in alike and any(text.parent(it) != text.parent(article) for it in alike)


def _name(text: Text, index: int) -> str:
    provision = text.provisions[index]
    kind = provision.kind
    name = _NAMES.get(kind, kind.value)
    number = _number(provision)
    if number is not None:
        shown = number.printed if number.printed.isascii() else _written(number.slug())
        return _with_number(kind, shown) + _whose(text, index)
    count = position(text, index)
    if count is None:
        before = _before(text, index)
        where = f" after {_name(text, before)}" if before is not None else " at the head"
        return f"new {name}{where}{_whose(text, index)}"
    return name if kind in _ALONE and _single(text, index) else f"{name} {count}"


def _whose(text: Text, index: int) -> str:
    """Say whose a proposed provision is, where another beside it would have the same name: " (ARD)"."""
    standing = text.provisions[index].standing
    sponsors = (*standing.sponsors, *standing.supporters)
    if standing.base or not sponsors:
        return ""
    parent = text.parent(index)
    beside = text.children(parent) if parent is not None else _top(text)
    alike = any(at != index and _namesakes(text, index, at) for at in beside)
    return f" ({sponsors[0]})" if alike else ""


def _namesakes(text: Text, index: int, other: int) -> bool:
    if text.provisions[other].kind is not text.provisions[index].kind:
        return False
    own, its = _number(text.provisions[index]), _number(text.provisions[other])
    if own is None or its is None:
        added = own is its and not text.provisions[other].standing.base
        return added and _before(text, index) == _before(text, other)
    return same(own, its)


def _with_number(kind: Kind, shown: str) -> str:
    name = _NAMES.get(kind, kind.value)
    return f"{name} ({shown})" if kind in _LETTERED else f"{name} {shown}"


def _written(slug: str) -> str:
    """Write a number as in an address, "5bis", as people do: "5 bis"."""
    return regex.sub(r"(?<=\d)(?=[a-z]{2})|-(?=bis|ter|quater)", " ", slug)


def cite_address(address: str, text: Text | None = None) -> str:
    """Write how a person refers to what has this address: as `cite` does, where *text* has it.

    Of what *text* has not, such as what a party adds, that which it stands in is named so, and the rest by
    the address alone; all of it without a text. Whose addition is meant stands behind it: "art_5bis@ARD". An
    address that cannot be read is given as it is.
    """
    if text is not None and (index := text.index(address)) is not None:
        return cite(text, index)
    bare, _, party = address.partition("@")
    if _is_code(party):
        return f"{cite_address(bare, text)} ({party})"
    above, _, last = address.rpartition("__")
    found = _EID_STEP.fullmatch(last.partition("~")[0])
    if found is None or found[1] not in _EID:
        return address
    kind = _EID[found[1]]
    own = _with_number(kind, _written(found[2])) if found[2] else _NAMES.get(kind, kind.value)
    if not above:
        return own
    outer = cite_address(above, text)
    return address if outer == above else f"{outer}, {own}"


_ADDED: Final = regex.compile(r"(?:^|, )new \p{L}+ (?:after \p{L}|at the head)", regex.VERSION1)
WHOSE: Final = regex.compile(r"\s*[(（](?P<party>[A-Za-z][A-Za-z0-9&.\-]*)[)）]", regex.VERSION1)
"""Whose a proposed provision is, behind its number: " (ARD)"."""


def names_added(name: str) -> bool:
    """Whether *name* is what `cite` writes for something without a number that a party adds."""
    return _ADDED.search(name) is not None


def is_party(found: regex.Match[str]) -> bool:
    """Tell a code in brackets from a number in them: it stands apart, and is none in Roman figures."""
    return found[0][0].isspace() and _is_code(found["party"])


def _is_code(code: str) -> bool:
    return code.isupper() and len(code) > 1 and not _ROMAN.fullmatch(code)


_ROMAN: Final = regex.compile("[IVXLC]+")


def without_party(name: str) -> str:
    """Give a name without the party in brackets behind a number: "Article 5 bis (ARD)" is "Article 5 bis"."""
    return WHOSE.sub(lambda found: "" if is_party(found) else found[0], name)


def _single(text: Text, index: int) -> bool:
    """Tell whether it is the only one of its kind where it stands, what parties add left aside."""
    like = [it for it, each in enumerate(text.provisions) if each.kind is text.provisions[index].kind]
    parent = text.parent(index)
    return [it for it in like if text.parent(it) == parent and text.provisions[it].standing.base] == [index]


def _before(text: Text, index: int) -> int | None:
    parent = text.parent(index)
    siblings = text.children(parent) if parent is not None else _top(text)
    return max((it for it in siblings if it < index and text.provisions[it].standing.base), default=None)
