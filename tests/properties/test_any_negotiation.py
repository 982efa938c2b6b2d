"""However parties move, merge, delete, add and support, the text is compiled; and every answer has a fate.

"Nothing is lost": what each has in the end is taken out of the text again, which is proved each time.
"""

from hypothesis import given
from hypothesis import strategies as st

from tests.compile.by_hand import compiling

DRAFT = """Article 1

1. A council.

(a) A chair.

(b) A clerk.

2. A vote.

Article 2

1. A seat.

2. A year.

Article 3

Fish.
"""
PARTIES = ("ALD", "BRI", "COR", "DEN")
ARTICLES = ("Article 1", "Article 2", "Article 3")
PARAGRAPHS = tuple(f"Article {article}, paragraph {number}" for article in "12" for number in "12")
POINTS = ("Article 1, paragraph 1, point (a)", "Article 1, paragraph 1, point (b)")
WITHIN = (*PARAGRAPHS, *POINTS)
ANYWHERE = (*ARTICLES, *WITHIN)
ADDED = ("Article 1 bis", "Article 2 bis", "Article 1, paragraph 3", "Article 1, paragraph 1 bis")


def says(position: str, on: str, words: str = "", more: str = "") -> str:
    quoted = "Words:\n\n" + "\n".join(f"> {one}".rstrip() for one in words.split("\n")) if words else ""
    return "\n\n".join(one for one in (f"## {on}", f"Position: {position}", more, quoted) if one) + "\n\n"


def answers() -> st.SearchStrategy[str]:
    anywhere, articles = st.sampled_from(ANYWHERE), st.sampled_from(ARTICLES)
    paragraphs = st.sampled_from(PARAGRAPHS)
    after = st.builds("After: {}".format, anywhere)
    together = st.builds("With: {}".format, st.sampled_from(WITHIN))
    others = st.sampled_from(PARTIES)
    named = st.sampled_from((*ANYWHERE, *ADDED))
    return st.one_of(
        st.builds(says, st.just("adds"), paragraphs, st.sampled_from(("3. A host.", "3. A guest."))),
        st.builds(says, st.just("adds"), paragraphs, st.just("1 bis. A bell.\n\n(a) A rope.")),
        st.builds(
            says, st.just("adds"), articles, st.just("Article 1 bis\n\n1. An archive.\n\n2. Its keeper.")
        ),
        st.builds(says, st.just("moves"), anywhere, st.just(""), after),
        st.builds(says, st.just("deletes"), anywhere),
        st.builds(says, st.just("merges"), st.sampled_from(WITHIN), st.just("Both."), together),
        st.builds(says, st.just("splits"), paragraphs, st.just("A first.\n\nA second.")),
        st.builds(says, st.just("amends"), st.sampled_from(WITHIN), st.sampled_from(("One.", "Another."))),
        st.builds(says, st.builds("opposes {}".format, others), named),
        st.builds(says, st.builds("supports {}".format, others), named),
        st.builds(says, st.builds("supports {}".format, others), named),
    )


@given(st.dictionaries(st.sampled_from(PARTIES), st.lists(answers(), min_size=1, max_size=5), min_size=2))
def test_the_text_is_compiled_and_every_answer_has_a_fate(sheets: dict[str, list[str]]) -> None:
    compilation = compiling(DRAFT, **{party: "".join(each) for party, each in sheets.items()})
    given_ = {party: len(each) for party, each in sheets.items()}
    told = {party: sum(unit.party == party for unit in compilation.units) for party in sheets}
    assert told == given_
