"""Real drafts with an oracle beside them: a bill at nine stages, a licence in nineteen versions.

Of the bill it is known what became of each article at each stage. Of the licence nothing is known but
its lines, so that a line diff stands beside the comparison: a provision none of whose lines changed
must be kept, and one with another line changed, or was only wrapped or numbered anew.
"""

from __future__ import annotations

import json
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split, compare
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.provision import Address, Provision, WId
from travaux.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure.case import Case, Figures
    from travaux.compare.comparison import Comparison

DRAFTS: Final = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "drafts"
ABSENT: Final = f"{DRAFTS} is absent: it is handed out apart from the repository."
BETWEEN: Final = " · "
SORTS: Final = ("kept", "reworded", "added", "removed")


def measured(_case: Case | None = None) -> Figures:
    """Give "ROW · COLUMN" for both; nothing where the drafts are absent.

    "kept, though the words differ" are articles that the oracle says were kept and whose words are not
    the same: it passes over small changes, and over references that follow a renumbering.
    """
    if not DRAFTS.is_dir():
        return {}
    return {**_bill(DRAFTS / "fr_pjl09-200"), **_licence(DRAFTS / "copyleft-next")}


def main() -> None:
    """Print the figures, a row each."""
    figures = measured()
    rows: dict[str, list[str]] = {}
    for name, figure in figures.items():
        row, _, column = name.partition(BETWEEN)
        rows.setdefault(row, []).append(f"{column} {figure:g}")
    print("\n".join(f"{row}: {', '.join(cells)}" for row, cells in rows.items()) or ABSENT)


# The bill.


def _bill(folder: Path) -> Figures:
    known = json.loads((folder / "articles_etapes.json").read_text(encoding="utf-8"))["articles"].values()
    stages = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("0*.json"))]
    names = [path.stem for path in sorted(folder.glob("0*.json"))]
    counted: Counter[str] = Counter()
    for (old, new), name in zip(pairwise(stages), names[1:], strict=True):
        true = _truth(known, name, {_called(article) for article in old["articles"] if article["alineas"]})
        found = _found(compare(_text(old), _text(new)))
        stage = name[:2]
        said = [
            {_called(one): "".join(one["alineas"].values()) for one in text["articles"]}
            for text in (old, new)
        ]
        for sort in SORTS:
            counted[f"bill to stage {stage}: {sort}{BETWEEN}there are"] = sum(
                it == sort for it in true.values()
            )
            counted[f"bill to stage {stage}: {sort}{BETWEEN}found"] = sum(it == sort for it in found.values())
            counted[f"bill to stage {stage}: {sort}{BETWEEN}right"] = sum(
                it == sort == found.get(one) for one, it in true.items()
            )
        counted[f"bill to stage {stage}: kept{BETWEEN}kept, though the words differ"] = sum(
            it == "kept" and said[0][one] != said[1][one] for one, it in true.items()
        )
    return dict(counted)


def _called(article: dict[str, Any]) -> str:
    return str(article["titre"]).replace(" ", "_")


def _truth(known: Any, stage: str, before: set[str]) -> dict[str, str]:  # noqa: ANN401 - JSON as it comes
    """Say what the oracle says of each article; a stage that it leaves out is the one before it."""
    steps = {article["id"]: {step["id_step"]: step for step in article["steps"]} for article in known}
    if not any(stage in own for own in steps.values()):
        return dict.fromkeys(before, "kept")
    true: dict[str, str] = {}
    for one, own in steps.items():
        step = own.get(stage)
        if step is None or step["status"] == "sup":
            if one in before:
                true[one] = "removed"
        elif one not in before:
            true[one] = "added"
        else:
            true[one] = "kept" if step["diff"] == "none" else "reworded"
    return true


def _text(stage: dict[str, Any]) -> Text:
    """Give one stage: an article that was struck has no paragraphs and is not in it."""
    found: list[Provision] = []
    for article in stage["articles"]:
        if not article["alineas"]:
            continue
        called = _called(article)
        found.append(_provision(Kind.ARTICLE, called, f"Article {article['titre']}", "", 0))
        found += [
            _provision(Kind.PARAGRAPH, f"{called} {at}", "", said, 1)
            for at, said in article["alineas"].items()
        ]
    return Text(language="fr", provisions=tuple(found))


def _provision(kind: Kind, address: str, label: str, said: str, depth: int) -> Provision:
    return Provision(
        wid=WId(address), eid=Address(address), kind=kind, depth=depth, label=label, words=words(said)
    )


def _found(comparison: Comparison) -> dict[str, str]:
    """Say what became of each article by ours: kept only if all that stands in it is, where it was.

    An article under another name is two entries: it is removed, and added.
    """
    article: dict[str, str] = {}
    touched: set[str] = set()
    for change in comparison.changes:
        match change:
            case Kept(old=old, new=new) | Moved(old=old, new=new) | Reworded(old=old, new=new):
                if new.kind is Kind.ARTICLE:
                    article[new.eid] = "kept" if old.eid == new.eid else "added"
                    if old.eid != new.eid:
                        article.setdefault(old.eid, "removed")
                elif not isinstance(change, Kept):
                    touched |= {_article(old), _article(new)}
            case Added(new=new):
                article.update({new.eid: "added"} if new.kind is Kind.ARTICLE else {})
                touched.add(_article(new))
            case Removed(old=old):
                if old.kind is Kind.ARTICLE:
                    article.setdefault(old.eid, "removed")
                touched.add(_article(old))
            case Split(old=old, new=parts):
                touched |= {_article(one) for one in (old, *parts)}
            case Merged(old=parts, new=new):
                touched |= {_article(one) for one in (*parts, new)}
    return {one: "reworded" if sort == "kept" and one in touched else sort for one, sort in article.items()}


def _article(provision: Provision) -> str:
    return provision.eid.partition(" ")[0]


# The licence.


def _licence(folder: Path) -> Figures:
    counted: Counter[str] = Counter()
    for old, new in _versions(folder):
        (before, _), (after, starts) = _read(old), _read(new)
        lines = old.read_text(encoding="utf-8").splitlines(), new.read_text(encoding="utf-8").splitlines()
        matcher = SequenceMatcher(None, *lines, autojunk=False)
        same = {at for block in matcher.get_matching_blocks() for at in range(block.b, block.b + block.size)}
        still = [change for change in compare(before, after).changes if isinstance(change, Kept)]
        anew = {it.new.eid for it in still if it.is_respaced or it.is_renumbered}
        kept = {it.new.eid for it in still}
        for provision, (start, end) in zip(
            after.provisions, pairwise([*starts, len(lines[1]) + 1]), strict=True
        ):
            one = provision.eid
            is_same = same.issuperset(at for at in range(start - 1, end - 1) if lines[1][at].strip())
            what = f"licence to {new.stem}: {'the same lines' if is_same else 'other lines'}{BETWEEN}"
            counted[f"{what}there are"] += 1
            counted[f"{what}found"] += (one in kept) if is_same else (one not in kept)
            if not is_same:
                counted[f"{what}wrapped or numbered anew"] += one in anew
    return dict(counted)


def _versions(folder: Path) -> Iterator[tuple[Path, Path]]:
    for kind in ("draft", "release"):
        yield from pairwise(sorted(folder.glob(f"{kind}_*.txt")))


def _read(path: Path) -> tuple[Text, tuple[int, ...]]:
    """Give the text, and the line at which each provision begins, from 1."""
    reading = read_plain(path.read_bytes(), name=path.name)
    if reading.text is None:
        raise TypeError(path)
    return reading.text, reading.lines


if __name__ == "__main__":
    main()
