"""A document with tracked changes is aligned by its own paragraphs; words decide what those leave open."""

from dataclasses import replace

import pytest

from tests.builders import provision, text
from travaux.compare.align import Pair, align, index
from travaux.compare.tracked import Tracked, align_tracked
from travaux.text.kind import Kind
from travaux.text.provision import Provision


def document(lines: str, *moves: tuple[int, int]) -> Tracked:
    """Write a document, a paragraph a line: "  words" in both views, "- " rejected only, "+ " accepted only.

    "~ old → new" is a paragraph that keeps its mark and changes its words.
    """
    before: list[Provision] = []
    after: list[Provision] = []
    olds, news = [], []
    for line, written in enumerate(lines.strip("\n").splitlines(), 1):
        sign, words = written[0], written[2:]
        old, _, new = words.partition(" → ") if sign == "~" else (words, "", words)
        if sign != "+":
            before.append(provision(Kind.PARAGRAPH, f"{len(before) + 1}.", old))
            olds.append(line)
        if sign != "-":
            after.append(provision(Kind.PARAGRAPH, f"{len(after) + 1}.", new))
            news.append(line)
    return Tracked(
        underneath=text(*before),
        own=text(*after),
        underneath_lines=olds,
        own_lines=news,
        moves=moves,
    )


def same(*places: tuple[int, int]) -> tuple[Pair, ...]:
    return tuple(Pair((old,), (new,)) for old, new in places)


CASES = {
    "rewritten from end to end, and its number too": (
        """
  Each Party shall notify floods.
+ The Parties meet every year in the capital of one of them.
~ Ships of war are left out. → Aucun navire n'est exempté.
""",
        (*same((0, 0)), Pair((), (1,)), *same((1, 2))),
    ),
    "a paragraph typed anew beside the one taken out is that one, reworded": (
        """
  各缔约国应通报洪水。
- 秘书处应保存登记册。
+ 秘书处应公布登记册。
  本条每年审查一次。
""",
        same((0, 0), (1, 1), (2, 2)),
    ),
    "another paragraph under the number of the one taken out": (
        """
  各缔约国应通报洪水。
- 秘书处应保存登记册。
+ 军舰不受本公约约束，但应遵守其宗旨。
  本条每年审查一次。
""",
        (*same((0, 0)), Pair((1,), ()), Pair((), (1,)), *same((2, 2))),
    ),
    "split: the first half has a new mark": (
        """
+ Каждая Сторона назначает национальный орган.
~ Каждая Сторона назначает национальный орган. Орган сообщает о паводках. → Орган сообщает о паводках.
""",
        (Pair((0,), (0, 1)),),
    ),
    "merged: the first mark is gone": (
        """
- تعين كل دولة طرف هيئة وطنية.
~ تبلغ الهيئة عن الفيضانات. → تعين كل دولة طرف هيئة وطنية. تبلغ الهيئة عن الفيضانات.
""",
        (Pair((0, 1), (0,)),),
    ),
    "a new paragraph begun at the end of one has the old mark": (
        """
+ La Secretaría lleva un registro.
~ La Secretaría lleva un registro. → Toda Parte puede consultarlo.
""",
        (*same((0, 0)), Pair((), (1,))),
    ),
    "moved": (
        """
- Les Parties coopèrent à l'observation des fleuves.
  Le Secrétariat tient un registre.
  Chaque Partie notifie les crues.
+ Les Parties coopèrent à l'observation des fleuves.
""",
        (*same((1, 0), (2, 1)), Pair((0,), (2,), moved=True)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_paragraph_marks_say_which_is_which(case: str) -> None:
    written, expected = CASES[case]
    tracked = document(written)
    assert align_tracked(index(tracked.underneath), tracked) == expected


MOVED = """
- Ships of war are left out.
  Each Party shall notify floods.
  The Secretariat keeps a register.
+ Naval vessels remain outside.
"""


def test_what_the_document_says_moved_need_not_be_recognised() -> None:
    told, untold = document(MOVED, (1, 4)), document(MOVED)
    draft = index(told.underneath)
    assert align_tracked(draft, told) == (*same((1, 0), (2, 1)), Pair((0,), (2,), moved=True))
    assert align_tracked(draft, untold) == (Pair((0,), ()), *same((1, 0), (2, 1)), Pair((), (2,)))


def test_a_note_stands_with_the_paragraph_that_calls_it() -> None:
    tracked = document(REWRITTEN)
    noted = replace(tracked, underneath_lines=[1, 0, 3], own_lines=[1, 0, 3])
    assert align_tracked(index(tracked.underneath), noted) == same((0, 0), (1, 1), (2, 2))


REWRITTEN = """
~ Ships of war are left out. → Naval vessels remain outside.
  Each Party shall notify floods.
~ The Secretariat keeps a register. → Books are open to all.
"""


def test_a_document_on_another_draft_is_aligned_by_its_words() -> None:
    tracked = document(MOVED)
    another = index(text(provision(Kind.PARAGRAPH, "1.", "Each Party shall notify floods.")))
    assert align_tracked(another, tracked) == align(another, tracked.own)


def test_a_document_whose_paragraphs_are_not_known_is_aligned_by_its_words() -> None:
    tracked = document(REWRITTEN)
    draft = index(tracked.underneath)
    for lines in ((), (3, 1, 2)):
        assert align_tracked(draft, replace(tracked, own_lines=lines)) == align(draft, tracked.own)
