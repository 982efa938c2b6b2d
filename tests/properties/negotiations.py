"""Generated negotiations: a draft in one of five languages, and what parties would make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Edit,
    Editorial,
    HoldKind,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
)
from travaux.text.address import Stand, addresses
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.number import read_label
from travaux.text.provision import Provision, WId
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = {
    "en": "Each Party shall notify the other Parties of any exercise involving more than 9,000 personnel, in "
    "writing and without delay; the notification states the purpose, the area and the duration of it.",
    "fr": "Chaque Partie notifie aux autres Parties, par écrit et sans délai, tout exercice d'une durée de "
    "plus de trente jours ; la notification précise l'objet, la zone et la durée de l'exercice.",
    "ru": "Каждая Сторона незамедлительно и в письменной форме уведомляет другие Стороны о любом учении; "
    "уведомление содержит цель, район и продолжительность учения, а также 9 000 человек.",
    "ar": "يخطر كل طرف الأطراف الأخرى كتابة ودون تأخير بأي تمرين تتجاوز مدته ثلاثين يوما، ويبين الإخطار "
    "الغرض منه ومنطقته ومدته.",
    "zh": "各方应以书面形式毫不迟延地将任何超过三十天的演习通知其他各方，通知应说明演习的目的、地区和期限。",
}
ARTICLE = {"en": "Article {}", "fr": "Article {}", "ru": "Статья {}", "ar": "المادة {}", "zh": "第{}条"}
HAN = "零一二三四五六七八九"
CODES = tuple(PartyCode(code) for code in ("ARD", "BOR", "CEL", "KES", "VEL"))
AWKWARD = (
    "[",
    "]",
    "/",
    "\\",
    " / ",
    "ARD: ",
    "no text",
    "\u00a0",
    "  ",
    "\n",
    "«",
    "’",
    "[tabled]",
    "[a / b]",
    "[a][b]",
)


@dataclass(frozen=True, kw_only=True)
class Negotiation:
    """A draft, and replies to it."""

    draft: Text
    replies: tuple[Reply, ...]


def numbered(language: str, number: int) -> str:
    return ARTICLE[language].format(HAN[number] if language == "zh" else number)


def built(rows: Sequence[tuple[Kind, int, str, str]], language: str) -> Text:
    """Build a text from kind, depth, label and words of each provision."""
    labels = [read_label(label) if label else None for _, _, label, _ in rows]
    numbers = [label.number if label else None for label in labels]
    stands = [
        Stand(kind=kind, depth=depth, number=number)
        for (kind, depth, _, _), number in zip(rows, numbers, strict=True)
    ]
    return Text(
        title="Agreement",
        draft="First draft",
        language=language,
        provisions=tuple(
            Provision(
                wid=WId(eid), eid=eid, kind=kind, depth=depth, label=label, number=number, words=parse(words)
            )
            for (kind, depth, label, words), number, eid in zip(rows, numbers, addresses(stands), strict=True)
        ),
    )


@st.composite
def phrases(draw: st.DrawFn, language: str) -> str:
    """Some words of the language, cut anywhere between two of them, sometimes with awkward ones."""
    pieces = list(WORDS[language]) if language == "zh" else WORDS[language].split(" ")
    start = draw(st.integers(0, len(pieces) - 2))
    chosen = pieces[start : start + draw(st.integers(1, 14))]
    if draw(st.integers(0, 5)) == 0:
        chosen.insert(draw(st.integers(0, len(chosen))), draw(st.sampled_from(AWKWARD)))
    return ("" if language == "zh" else " ").join(chosen)


def exact(words: str) -> str:
    """Write words as the notation prints them, so that they are what reading them back gives."""
    return show(parse(words))


@st.composite
def rewordings(draw: st.DrawFn, words: str, language: str) -> str:
    """Other words for *words*: some cut, some put in, some doubled spaces; or other words altogether."""
    if draw(st.integers(0, 6)) == 0:
        return exact(draw(phrases(language)))
    pieces = list(words) if language == "zh" else words.split(" ")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(pieces)))
        stop = min(len(pieces), at + draw(st.integers(0, 3)))
        pieces[at:stop] = draw(st.one_of(st.just([]), phrases(language).map(lambda new: [new])))
    return exact(("" if language == "zh" else " ").join(pieces))


@st.composite
def drafts(draw: st.DrawFn, language: str) -> Text:
    rows: list[tuple[Kind, int, str, str]] = [(Kind.TITLE, 0, "", exact(draw(phrases(language))))]
    for number in range(1, draw(st.integers(1, 4)) + 1):
        rows.append((Kind.ARTICLE, 0, numbered(language, number), exact(draw(phrases(language)))))
        count = draw(st.integers(1, 3))
        for paragraph in range(1, count + 1):
            label = f"{paragraph}." if count > 1 else ""
            rows.append((Kind.PARAGRAPH, 1, label, exact(draw(phrases(language)))))
            rows.extend(
                (Kind.POINT, 2, f"({letter})", exact(draw(phrases(language))))
                for letter in draw(st.sampled_from(("", "", "ab")))
            )
    return built(rows, language)


@st.composite
def redrafts(draw: st.DrawFn, draft: Text) -> Text:
    """The draft as a party would have it: reworded, cut, added to, moved about and numbered anew."""
    rows = [(one.kind, one.depth, one.label, show(one.words)) for one in draft.provisions]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(rows) - 1)))
        what = draw(st.sampled_from(("reword", "reword", "delete", "insert", "move", "label", "article")))
        if what == "reword" and rows:
            kind, depth, label, words = rows[at]
            rows[at] = (kind, depth, label, draw(rewordings(words, draft.language)))
        elif what == "delete" and len(rows) > 1:
            del rows[at]
        elif what == "insert":
            rows.insert(
                at + 1,
                (
                    Kind.PARAGRAPH,
                    1,
                    draw(st.sampled_from(("", "4 bis."))),
                    exact(draw(phrases(draft.language))),
                ),
            )
        elif what == "article":
            rows.append(
                (
                    Kind.ARTICLE,
                    0,
                    f"{numbered(draft.language, 1)} bis" if draft.language != "zh" else "",
                    exact(draw(phrases(draft.language))),
                )
            )
            rows.append((Kind.PARAGRAPH, 1, "", exact(draw(phrases(draft.language)))))
        elif what == "move" and len(rows) > 1:
            row = rows.pop(at)
            rows.insert(draw(st.integers(0, len(rows))), row)
        elif what == "label" and rows:
            kind, depth, _, words = rows[at]
            rows[at] = (kind, depth, draw(st.sampled_from(("7.", "(c)", ""))), words)
    return built(rows, draft.language)


def _new(kind: Kind, label: str, words: str) -> NewProvision:
    return NewProvision(kind=kind, label=label, words=parse(words))


@st.composite
def positions(draw: st.DrawFn, draft: Text, at: int, party: PartyCode) -> Position:
    provision = draft.provisions[at]
    own = show(provision.words)
    language = draft.language
    other = draw(st.sampled_from([one.eid for one in draft.provisions]))
    some = st.deferred(lambda: phrases(language)).map(exact)
    pieces = [piece for piece in own.split(" ") if piece]
    makers: list[Callable[[], Position]] = [
        Accepts,
        lambda: Amends(words=parse(draw(rewordings(own, language)))),
        lambda: Editorial(words=parse(draw(rewordings(own, language)))),
        lambda: AcceptsExcept(words=parse(draw(rewordings(own, language)))),
        lambda: AcceptsExcept(exception=draw(st.sampled_from(pieces or ["?"]))),
        lambda: AmendsWords(edits=(Edit(old=draw(st.sampled_from(pieces or ["?"])), new=draw(some)),)),
        lambda: Adds(provisions=(_new(Kind.PARAGRAPH, draw(st.sampled_from(("", "1 bis."))), draw(some)),)),
        lambda: Adds(provisions=(_new(Kind.POINT, "(c)", draw(some)),), inside=True),
        lambda: Adds(
            provisions=(
                _new(Kind.ARTICLE, numbered(language, 9), draw(some)),
                replace(_new(Kind.PARAGRAPH, "", draw(some)), depth=1),
            )
        ),
        Deletes,
        lambda: Moves(after=other),
        lambda: Merges(others=(other,), words=parse(draw(some))),
        lambda: Splits(
            parts=(_new(provision.kind, provision.label, draw(some)), _new(provision.kind, "", draw(some)))
        ),
        Opposes,
        lambda: Opposes(words=draw(st.sampled_from(pieces or ["?"]))),
        lambda: Opposes(proposal_of=draw(st.sampled_from([code for code in CODES if code != party]))),
        lambda: Holds(kind=draw(st.sampled_from(list(HoldKind)))),
        lambda: Asks(question="?"),
        lambda: Supports(party=draw(st.sampled_from([code for code in CODES if code != party]))),
    ]
    return draw(st.sampled_from(makers))()


@st.composite
def sheets(draw: st.DrawFn, draft: Text, party: PartyCode) -> Reply:
    answers = []
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(draft.provisions) - 1))
        position = draw(positions(draft, at, party))
        answers.append(Answer(provision=draft.provisions[at].eid, position=position, reason="because"))
    return Reply(party=party, answers=tuple(answers), source=f"{party}.md")


@st.composite
def negotiations(draw: st.DrawFn) -> Negotiation:
    draft = draw(st.sampled_from(sorted(WORDS)).flatmap(drafts))
    replies = [
        Reply(party=party, text=draw(redrafts(draft)), source=f"{party}.docx")
        if draw(st.booleans())
        else draw(sheets(draft, party))
        for party in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=len(CODES)))
    ]
    return Negotiation(draft=draft, replies=tuple(replies))
