from tests.builders import provision, text
from travaux.text.figures import Brackets, figures
from travaux.text.kind import Kind
from travaux.text.provision import Standing


def test_figures_follow_their_rule() -> None:
    found = figures(
        text(
            provision(Kind.ARTICLE, "Article 1", "Портфель"),
            provision(Kind.PARAGRAPH, "1.", "[a][b [c]] [d] e[^1] \\[f\\] g] [h", 1),
            provision(Kind.PARAGRAPH, "2.", "各方应 notify, l'État", 1, standing=Standing(tabled=True)),
            provision(Kind.ALTERNATIVE, "Option 1", "تخطر", 1),
        )
    )
    assert found.provisions == ((Kind.ARTICLE, 1), (Kind.PARAGRAPH, 2), (Kind.ALTERNATIVE, 1))
    assert found.brackets == Brackets(opening=6, closing=6, pairs=5, depth=2, unclosed=1, stray=1, adjacent=3)
    assert (found.marks.opening, found.marks.closing) == (8, 8)
    assert (found.options, found.choices) == (1, 3)
    assert found.words == 1 + 8 + 6 + 1


def test_an_empty_text_has_no_figures() -> None:
    none = Brackets(opening=0, closing=0, pairs=0, depth=0, unclosed=0, stray=0, adjacent=0)
    found = figures(text())
    assert (found.provisions, found.words, found.brackets, found.marks) == ((), 0, none, none)
