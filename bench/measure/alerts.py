"""What alerts find and miss: changes put into the Charter in six languages, and drafts that were negotiated.

Into every language version of one treaty changes of known kind are put (another modal verb, another number, a
negation, a qualifier), beside changes that are none: other words, paragraphs moved. What is not found is
missed, what is found besides is false. Of real successive drafts nothing is known beforehand: there, words of
a short list are counted before and after, and what the counts differ by must be what the alerts say.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from travaux.compare.alert import alerts
from travaux.compare.comparison import Moved, Reworded, compare
from travaux.read.plain import read_plain
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure.case import Figures
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

CORPORA: Final = Path(__file__).resolve().parents[3] / "shared" / "corpora"
ABSENT: Final = f"{CORPORA} is absent: it is handed out apart from the repository."
BETWEEN: Final = " · "

Swap = tuple[str, str, str]
"""The class, words as a pattern, and what is put for them."""

SWAPS: Final[dict[str, tuple[Swap, ...]]] = {
    "en": (
        ("modal", r"\bshall\b", "should"),
        ("modal", r"\bmay\b", "must"),
        ("negation", r"\bnot ", ""),
        ("negation", r"\bshall be\b", "shall not be"),
        ("number", r"\bfifteen\b", "eleven"),
        ("number", r"\btwo\b", "four"),
        ("number", r"\bone\b", "three"),
        ("qualifier", r"\bsubject to\b", "in line with"),
        ("qualifier", r"\bshall\b", "shall, where appropriate,"),
        ("qualifier", r"\bmay\b", "may, in principle,"),
    ),
    "fr": (
        ("modal", r"\bpeut\b", "devrait"),
        ("modal", r"\bdoivent\b", "peuvent"),
        ("negation", r"\bpeut\b", "ne peut"),
        ("number", r"\bquinze\b", "onze"),
        ("number", r"\bdeux\b", "quatre"),
        ("qualifier", r"\bsous réserve des?\b", "au vu des"),
        ("qualifier", r"\bpeut\b", "peut, le cas échéant,"),
        ("qualifier", r"\bdoit\b", "doit, en principe,"),
    ),
    "es": (
        ("modal", r"\bpodrá\b", "deberá"),
        ("modal", r"\bdeberán\b", "deberían"),
        ("negation", r"\bpodrá\b", "no podrá"),
        ("number", r"\bquince\b", "once"),
        ("number", r"\bdos\b", "cuatro"),
        ("qualifier", r"\bpodrá\b", "podrá, según proceda,"),
        ("qualifier", r"\bdeberá\b", "deberá, en principio,"),
    ),
    "ru": (
        ("modal", r"\bможет\b", "должен"),
        ("modal", r"\bмогут\b", "обязаны"),
        ("negation", r"\bможет\b", "не может"),
        ("number", r"\bдвух\b", "четырех"),
        ("number", r"\bпятнадцати\b", "одиннадцати"),
        ("qualifier", r"\bможет\b", "может, в соответствующих случаях,"),
        ("qualifier", r"\bдолжны\b", "должны, в принципе,"),
    ),
    "ar": (
        ("modal", r"\bيجوز\b", "يجب"),
        ("modal", r"\bيجب\b", "ينبغي"),
        ("negation", r"\bيجوز\b", "لا يجوز"),
        ("number", r"\bثلاث\b", "أربع"),
        ("number", r"\bسنتين\b", "خمس سنوات"),
        ("qualifier", r"\bيجوز\b", "يجوز، حسب الاقتضاء،"),
        ("qualifier", r"\bيجب\b", "يجب، من حيث المبدأ،"),
    ),
    "zh": (
        ("modal", r"应(?=[于由在经向有就])", "可"),
        ("modal", r"得(?=[设为由在以向])", "须"),
        ("negation", r"应(?=[于由在经向有就])", "不应"),
        ("number", r"三分之二", "四分之三"),
        ("number", r"二年", "三年"),
        ("qualifier", r"应(?=[于由在经向有就])", "应酌情"),
        ("qualifier", r"得(?=[设为由在以向])", "得原则上"),
    ),
}
"""What is put in; not taken from the lists that are measured, but words of the Charter."""

NOVEL: Final = {
    "en": "harbourside",
    "fr": "portuaire",
    "es": "portuario",
    "ru": "портовый",
    "ar": "ميناء",
    "zh": "港埠",
}
"""A word that is in no list, put in beside, at the end of a paragraph."""
SHARE: Final = 4
"""One paragraph in so many is left as it is, has another word put in, or is moved."""


def measured(_case: object = None, seeds: range = range(4)) -> Figures:
    """Give "ROW · COLUMN"; nothing where the corpora are absent. *seeds*: one set of changes for each."""
    if not CORPORA.is_dir():
        return {}
    figures: Figures = {}
    for language in SWAPS:
        figures |= _charter(language, seeds)
    for name, drafts in _negotiated():
        figures |= _counted(name, drafts)
    return figures


def main() -> None:
    """Print the figures, a row each."""
    rows: dict[str, list[str]] = {}
    for name, figure in measured().items():
        row, _, column = name.partition(BETWEEN)
        rows.setdefault(row, []).append(f"{column} {figure:g}")
    print("\n".join(f"{row}: {', '.join(cells)}" for row, cells in rows.items()) or ABSENT)


def _charter(language: str, seeds: range) -> Figures:
    read = read_plain((CORPORA / "treaties" / f"un_charter_{language}.txt").read_bytes()).text
    if read is None:
        return {}
    old = replace(read, language=language)
    counts: Counter[str] = Counter()
    for seed in seeds:
        new, put = _put_in(old, Random(seed))  # noqa: S311  nothing secret: the same from the same seed
        found = Counter((str(one.old.eid), one.kind.value) for one in alerts(compare(old, new)))
        right = found & put
        counts["put in"] += put.total()
        counts["missed"] += (put - right).total()
        counts["false"] += (found - right).total()
    return {f"the Charter, {language}{BETWEEN}{column}": count for column, count in counts.items()}


def _put_in(old: Text, dice: Random) -> tuple[Text, Counter[tuple[str, str]]]:
    put: Counter[tuple[str, str]] = Counter()
    provisions: list[Provision] = []
    for one in old.provisions:
        own = was = show(one.words)
        if one.kind in {Kind.PARAGRAPH, Kind.POINT} and "[" not in own:
            own, kind = _changed(own, old.language, dice)
            if kind:
                put[one.eid, kind] += 1
        provisions.append(replace(one, words=words(own)) if own != was else one)
    return replace(old, provisions=tuple(_moved(provisions, dice))), put


def _changed(own: str, language: str, dice: Random) -> tuple[str, str]:
    if dice.randrange(SHARE) == 0:
        return own, ""
    if dice.randrange(SHARE) == 0:
        gap = "" if language == "zh" else " "
        return f"{own[:-1]}{gap}{NOVEL[language]}{own[-1:]}", ""
    swaps = list(SWAPS[language])
    dice.shuffle(swaps)
    for kind, pattern, other in swaps:
        places = list(re.finditer(pattern, own))
        if len(places) == 1 or (places and "(?=" in pattern):
            return own[: places[0].start()] + other + own[places[0].end() :], kind
    return own, ""


def _moved(provisions: list[Provision], dice: Random) -> list[Provision]:
    """Exchange some neighbouring paragraphs, with their changes in them."""
    moved = list(provisions)
    for at in range(1, len(moved)):
        one, other = moved[at - 1], moved[at]
        if one.kind is other.kind is Kind.PARAGRAPH and one.depth == other.depth and dice.randrange(8) == 0:
            moved[at - 1], moved[at] = other, one
    return moved


def _negotiated() -> Iterator[tuple[str, list[Text]]]:
    climate = [CORPORA / "brackets" / f"unfccc_paris_{day}-2015.md" for day in ("23-oct", "9-dec", "12-dec")]
    licence = sorted((CORPORA / "drafts" / "copyleft-next").glob("draft_*.txt"))
    for name, files in (("climate agreement", climate), ("licence", licence)):
        yield name, [text for file in files if (text := read_plain(file.read_bytes()).text) is not None]


COUNTED: Final = re.compile(
    r"\b(?:shall|should|must|would|could|ought|not|nor|never|neither|unless|notwithstanding|inter alia|"
    r"as appropriate|where appropriate|without prejudice to|subject to|in principle|at least|"
    r"on a voluntary basis)\b",
    re.IGNORECASE,
)


def _counted(name: str, drafts: list[Text]) -> Figures:
    differing = missed = listed = 0
    for old, new in pairwise(drafts):
        comparison = compare(replace(old, language="en"), replace(new, language="en"))
        found = alerts(comparison)
        listed += len(found)
        said: dict[str, Counter[str]] = {}
        for one in found:
            net = said.setdefault(one.new.eid, Counter())
            net.update(_words(one.new_words))
            net.subtract(_words(one.old_words))
        for change in comparison.changes:
            if not isinstance(change, Reworded | Moved):
                continue
            net = Counter(_words(show(change.new.words)))
            net.subtract(_words(show(change.old.words)))
            heard = said.get(change.new.eid, Counter())
            differing += sum(map(abs, net.values()))
            missed += sum(max(0, abs(net[word]) - abs(heard[word])) for word in net)
    return {
        f"{name}{BETWEEN}alerts": listed,
        f"{name}{BETWEEN}words by which counts differ": differing,
        f"{name}{BETWEEN}of them not in an alert": missed,
    }


def _words(said: str) -> list[str]:
    return [" ".join(word.lower().split()) for word in COUNTED.findall(said)]


if __name__ == "__main__":
    main()
