"""Whatever is moved, deleted and joined around it, what a party adds in an article stands in that."""

from hypothesis import given
from hypothesis import strategies as st

from tests.compile.by_hand import compiling, own
from tests.compile.test_in_before_beside import ARCHIVE, HOST, MOVES, OF_BRI, OF_COR, WITH_TWO, says

PARTIES = ("ALD", "BRI", "COR")
DELETES = says("deletes", "Article 1, paragraph 2")
ANY = (ARCHIVE, HOST, MOVES, OF_BRI, OF_COR, DELETES, says("supports ALD", "Article 1"))


@given(
    st.permutations(PARTIES),
    st.fixed_dictionaries({party: st.lists(st.sampled_from(ANY), unique=True) for party in PARTIES}),
)
def test_a_paragraph_added_to_an_article_stands_before_the_article_added_behind_it(
    order: list[str], answers: dict[str, list[str]]
) -> None:
    compilation = compiling(WITH_TWO, **{party: "".join(answers[party]) for party in order if answers[party]})
    for party in compilation.parties:
        words = [one.strip() for one in own(compilation, party)]
        if "3. The host votes last." in words and "Article 1 bis" in words:
            assert words.index("3. The host votes last.") < words.index("Article 1 bis")
        if "2. Each Party has one vote." in words and "Article 1 bis" in words:
            assert words.index("2. Each Party has one vote.") < words.index("Article 1 bis")
