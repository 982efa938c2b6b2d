from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import provision, text
from tests.compare.redrafts import TONGUES, Author, hard, printed, truth
from travaux.compare.align import Pair, align, index
from travaux.text.instrument import Text
from travaux.text.kind import Kind

KINDS = {"#": Kind.CHAPTER, "§": Kind.ARTICLE, "-": Kind.PARAGRAPH, "*": Kind.POINT}
DEPTHS = {"#": 0, "§": 0, "-": 1, "*": 2}


def written(lines: str) -> Text:
    """Write a text: "§ Article 1 | heading", "- 1. | words", "* (a) | words", a line each."""
    found = []
    for line in lines.strip().splitlines():
        sign, _, rest = line.strip().partition(" ")
        label, _, said = rest.partition("|")
        found.append(provision(KINDS[sign], label.strip(), said.strip(), DEPTHS[sign]))
    return text(*found)


def same(*places: tuple[int, int]) -> tuple[Pair, ...]:
    return tuple(Pair((old,), (new,)) for old, new in places)


RIVERS = """
    § Article 1 | Scope
    - 1. | This Convention applies to rivers, lakes and the water below ground.
    - 2. | It does not apply to ships of war.
    § Article 2 | Duty to notify
    - 1. | Each Party shall notify the Secretariat of floods within thirty days.
    - 2. | The Secretariat shall inform all other Parties without delay."""

CASES = {
    "renumbering is not seen": (
        RIVERS,
        RIVERS.replace("Article 2", "Article 9").replace("1.", "(i)"),
        same((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)),
    ),
    "reworded, in Chinese": (
        "- 一、 | 各缔约国应在三十日内将洪水情况通知秘书处。\n- 二、 | 秘书处应毫不迟延地通知其他缔约国。",
        "- 一、 | 各缔约国应在六十日内将洪水情况通报秘书处。\n- 二、 | 秘书处应毫不迟延地通知其他缔约国。",
        same((0, 0), (1, 1)),
    ),
    "one added in front of all, in Arabic": (
        "- ١ | يخطر كل طرف الأمانة بالفيضانات.\n- ٢ | تبلغ الأمانة سائر الأطراف.",
        (
            "- ١ | تتعاون الأطراف في رصد الأنهار.\n- ٢ | يخطر كل طرف الأمانة بالفيضانات.\n"
            "- ٣ | تبلغ الأمانة سائر الأطراف."
        ),
        (Pair((), (0,)), *same((0, 1), (1, 2))),
    ),
    "one removed keeps its place, in Russian": (
        (
            "- 1. | Стороны сотрудничают в наблюдении за реками.\n"
            "- 2. | Каждая Сторона сообщает о паводках.\n"
            "- 3. | Секретариат ведёт реестр."
        ),
        "- 1. | Стороны сотрудничают в наблюдении за реками.\n- 2. | Секретариат ведёт реестр.",
        (Pair((0,), (0,)), Pair((1,), ()), Pair((2,), (1,))),
    ),
    "a moved paragraph, in French": (
        (
            "- 1. | Les Parties coopèrent à l'observation des fleuves.\n"
            "- 2. | Le Secrétariat tient un registre.\n"
            "- 3. | Chaque Partie notifie les crues.\n- 4. | Le présent article est réexaminé chaque année."
        ),
        (
            "- 1. | Le Secrétariat tient un registre.\n- 2. | Chaque Partie notifie les crues.\n"
            "- 3. | Le présent article est réexaminé chaque année.\n"
            "- 4. | Les Parties coopèrent à l'observation des fleuves."
        ),
        (*same((1, 0), (2, 1), (3, 2)), Pair((0,), (3,), moved=True)),
    ),
    "moved and reworded": (
        (
            "- 1. | The Parties shall cooperate in observing floods of rivers and lakes.\n"
            "- 2. | The Secretariat keeps a register.\n- 3. | Each Party shall appoint a national authority."
        ),
        (
            "- 1. | The Secretariat keeps a register.\n"
            "- 2. | Each Party shall appoint a national authority.\n"
            "- 3. | The Parties should cooperate in observing floods of great rivers and lakes."
        ),
        (*same((1, 0), (2, 1)), Pair((0,), (2,), moved=True)),
    ),
    "an article moves with all that stands in it": (
        RIVERS + "\n§ Article 3 |\n- 1. | The Conference meets every second year in the capital.",
        "§ Article 1 |\n- 1. | The Conference meets every second year in the capital.\n" + RIVERS.strip(),
        (
            Pair((6,), (0,), moved=True),
            Pair((7,), (1,), moved=True),
            *same((0, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 7)),
        ),
    ),
    "a paragraph moves to the next article: the article itself stays": (
        (
            "§ Article 1 |\n- 1. | Rivers are protected from waste.\n- 2. | Lakes are kept open to fishing.\n"
            "§ Article 2 |\n- 1. | Floods are reported in thirty days."
        ),
        (
            "§ Article 1 |\n- 1. | Rivers are protected from waste.\n§ Article 2 |\n"
            "- 1. | Lakes are kept open to fishing.\n- 2. | Floods are reported in thirty days."
        ),
        (*same((0, 0), (1, 1), (3, 2)), Pair((2,), (3,), moved=True), *same((4, 4))),
    ),
    "split": (
        "- 1. | Each Party shall appoint a national authority. The authority shall report floods every year.",
        (
            "- 1. | Each Party shall appoint a national authority.\n"
            "- 2. | The authority shall report floods every year."
        ),
        (Pair((0,), (0, 1)),),
    ),
    "split in three": (
        "- 1. | Jede Partei benennt eine Behörde. Die Behörde meldet Hochwasser. Das Sekretariat führt Buch.",
        (
            "- 1. | Jede Partei benennt eine Behörde.\n- 2. | Die Behörde meldet Hochwasser.\n"
            "- 3. | Das Sekretariat führt Buch."
        ),
        (Pair((0,), (0, 1, 2)),),
    ),
    "merged, in Spanish": (
        "- 1. | Cada Parte designará una autoridad nacional.\n- 2. | La autoridad informará de las crecidas.",
        "- 1. | Cada Parte designará una autoridad nacional. La autoridad informará de las crecidas.",
        (Pair((0, 1), (0,)),),
    ),
    "articles that are a number alone go where their contents went": (
        (
            "§ Article 1 |\n- 1. | Rivers are protected from waste.\n"
            "§ Article 2 |\n- 1. | Floods are reported in thirty days."
        ),
        (
            "§ Article 1 |\n- 1. | Words that nobody had before.\n§ Article 2 |\n"
            "- 1. | Rivers are protected from waste.\n"
            "§ Article 3 |\n- 1. | Floods are reported in thirty days."
        ),
        (Pair((), (0,)), Pair((), (1,)), *same((0, 2), (1, 3), (2, 4), (3, 5))),
    ),
    "the same heading twice": (
        (
            "# I | General provisions\n- 1. | Rivers are protected from waste.\n"
            "# II | General provisions\n- 1. | Floods are reported in thirty days."
        ),
        "# I | General provisions\n- 1. | Floods are reported in thirty days.",
        (Pair((0,), ()), Pair((1,), ()), *same((2, 0), (3, 1))),
    ),
    "the same paragraph twice, one of them gone": (
        (
            "- 1. | Rivers are protected.\n- 2. | This is reviewed every year.\n"
            "- 3. | Floods are reported.\n- 4. | This is reviewed every year."
        ),
        "- 1. | Rivers are protected.\n- 2. | Floods are reported.\n- 3. | This is reviewed every year.",
        (Pair((0,), (0,)), Pair((1,), ()), *same((2, 1), (3, 2))),
    ),
    "a heading reworded from end to end is known by what stands below": (
        RIVERS,
        RIVERS.replace("Duty to notify", "Communication"),
        same((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)),
    ),
    "a paragraph rewritten from end to end in its place": (
        RIVERS,
        RIVERS.replace("It does not apply to ships of war.", "Naval vessels remain outside."),
        same((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)),
    ),
    "another article under the number of one that went": (
        RIVERS + "\n§ Article 3 | Costs\n- 1. | Each Party bears its expenses.",
        RIVERS + "\n§ Article 3 | Languages\n- 1. | Six texts are equally authentic.",
        (
            *same((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)),
            *(Pair((6,), ()), Pair((7,), ()), Pair((), (6,)), Pair((), (7,))),
        ),
    ),
    "a stranger in the place of what moved and was reworded": (
        RIVERS,
        RIVERS.replace("It does not apply to ships of war.", "Rules of procedure are adopted by consensus.")
        + "\n    - 3. | It should not apply to ships of war and their crews.",
        (
            *same((0, 0), (1, 1)),
            Pair((), (2,)),
            *same((3, 3), (4, 4), (5, 5)),
            Pair((2,), (6,), moved=True),
        ),
    ),
    "split, and either half reworded": (
        (
            "- 1. | Each Party shall appoint a national authority within a year. The authority shall report "
            "floods of rivers and lakes to the Secretariat."
        ),
        (
            "- 1. | Each Party should appoint a national authority within two years.\n"
            "- 2. | That authority shall report floods of great rivers to the Secretariat without delay."
        ),
        (Pair((0,), (0, 1)),),
    ),
    "merged with what followed one that moved away": (
        (
            "- 1. | Each Party shall appoint an authority.\n- 2. | Ships of war are left out of this.\n"
            "- 3. | The Secretariat keeps a public register.\n- 4. | Floods are reported in thirty days."
        ),
        (
            "- 1. | Each Party shall appoint an authority. The Secretariat keeps a public register.\n"
            "- 2. | Floods are reported in thirty days.\n- 3. | Ships of war are left out of this."
        ),
        (Pair((0, 2), (0,)), *same((3, 1)), Pair((1,), (2,), moved=True)),
    ),
    "nothing of it": ("- 1. | Rivers are protected.", "", (Pair((0,), ()),)),
}


@pytest.mark.parametrize("case", CASES)
def test_provisions_are_paired_by_their_words(case: str) -> None:
    old, new, expected = CASES[case]
    assert align(written(old), written(new)) == expected
    assert align(index(written(old)), written(new)) == expected


LINES = st.lists(
    st.sampled_from(
        (
            *("# I | General provisions", "§ Article 1 |", "§ Article 2 |", "§ المادة 3 | تعاريف"),
            *("- 1. | Rivers are protected from all kinds of waste.", "- 1. | Reviewed.", "- 2. |"),
            *(
                "- 2. | Rivers are protected from most kinds of waste, and lakes.",
                "- ٣ | تبلغ الأمانة سائر الأطراف",
            ),
            *(
                "* (a) | Lakes are kept open to fishing.",
                "* а) | Секретариат ведёт реестр рек и озёр.",
                "- 一、 | 应通知秘书处",
            ),
            "- 5. | Rivers are protected from all kinds of waste. Lakes are kept open to fishing.",
        )
    ),
    max_size=14,
).map(lambda lines: written("\n".join(lines)))


@given(LINES, LINES)
def test_every_provision_is_in_exactly_one_pair(old: Text, new: Text) -> None:
    """Every provision of either text is in exactly one pair, and one side of it has one provision."""
    pairs = align(old, new)
    assert sorted(at for pair in pairs for at in pair.old) == list(range(len(old.provisions)))
    assert sorted(at for pair in pairs for at in pair.new) == list(range(len(new.provisions)))
    assert all(min(len(pair.old), len(pair.new)) <= 1 and (pair.old or pair.new) for pair in pairs)


@given(LINES, LINES)
def test_what_did_not_move_keeps_its_order(old: Text, new: Text) -> None:
    """In the order of *new*; ``moved`` is set on (1, 1) pairs without which the others keep their order."""
    pairs = align(old, new)
    firsts = [pair.new[0] for pair in pairs if pair.new]
    assert firsts == sorted(firsts)
    still = [pair.old[0] for pair in pairs if len(pair.old) == len(pair.new) == 1 and not pair.moved]
    assert all(one < other for one, other in pairwise(still))
    assert all(len(pair.old) == len(pair.new) == 1 for pair in pairs if pair.moved)


@given(LINES)
def test_a_text_is_aligned_with_itself_as_it_stands(draft: Text) -> None:
    assert align(draft, draft) == tuple(Pair((at,), (at,)) for at in range(len(draft.provisions)))


def shares(tongue: str, seeds: range) -> dict[str, float]:
    """Count pairs that are right, among those found (precision) and those there are (recall)."""
    found: Counter[str] = Counter()
    for seed in seeds:
        author = Author(seed + 1000 * list(TONGUES).index(tongue), TONGUES[tongue])
        draft = author.draft(30)
        old = printed(draft, TONGUES[tongue])
        for _ in range(2):
            redraft = author.redraft(draft, 0.125)
            new = printed(redraft, TONGUES[tongue])
            pairs = align(old, new)
            made, seen = truth(draft, redraft), frozenset((pair.old, pair.new) for pair in pairs)
            unmoved = [pair.new[0] for pair in pairs if pair.new and not pair.moved]
            difficult = hard(made, old, new, unmoved)
            found.update(made=len(made), seen=len(seen), right=len(made & seen))
            found.update(
                hard_made=len(difficult),
                hard_right=len(difficult & seen),
                hard_seen=len(hard(seen, old, new, unmoved)),
            )
    return {
        "precision": found["right"] / found["seen"],
        "recall": found["right"] / found["made"],
        "hard precision": found["hard_right"] / found["hard_seen"],
        "hard recall": found["hard_right"] / found["hard_made"],
    }


FLOORS = {"precision": 0.995, "recall": 0.995, "hard precision": 0.95, "hard recall": 0.96}


@pytest.mark.parametrize("tongue", TONGUES)
def test_generated_redrafts_are_aligned_as_they_were_made(tongue: str) -> None:
    """By content, not by number: what a redraft did is found again.

    Drafts of some 230 provisions, an eighth of them changed in eleven ways (`redrafts.WAYS`), among
    them 3 % rewritten from end to end and 4 % moved and reworded. "Hard" leaves out what stayed as
    and where it was. Over seeds 500 to 519, not used in setting any figure: precision 0.996 to
    0.998, recall 0.996 to 0.998, hard precision 0.971 to 0.983, hard recall 0.973 to 0.985, in each
    language. The same generator made both sets, so they are not independent of each other.
    """
    found = shares(tongue, range(500, 505))
    assert {name: share for name, share in found.items() if share < FLOORS[name]} == {}
