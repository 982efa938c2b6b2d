import pytest

from tests.builders import provision
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.printed import characters, printed
from travaux.text.provision import Address, Against, Joining, Layout, Move, Provision, Standing
from travaux.text.wording import PartyCode

ARD, CEL, KES, VEL = (PartyCode(code) for code in ("ARD", "CEL", "KES", "VEL"))


def test_the_canonical_layout_indents_what_stands_in_an_article() -> None:
    text = Text(
        provisions=(
            provision(Kind.TITLE, "", "Accord", 0),
            provision(Kind.CHAPTER, "Глава I", "Цели", 0),
            provision(Kind.ARTICLE, "第一条", "", 1),
            provision(Kind.PARAGRAPH, "1.", "Chaque Partie :", 2),
            provision(Kind.POINT, "(أ)", "تخطر؛", 3),
            provision(Kind.ALTERNATIVE, "Option 1", "", 2),
            provision(Kind.PARAGRAPH, "", "No text", 3),
        )
    )
    assert printed(text) == (
        "# Accord\n\n## Глава I: Цели\n\n### 第一条\n\n1. Chaque Partie :\n\n    (أ) تخطر؛\n\n"
        "Option 1:\n\n    No text\n"
    )


@pytest.mark.parametrize(
    ("kind", "label", "expected"),
    [
        (Kind.ARTICLE, "第一条", "第一条：使用"),
        (Kind.CHAPTER, "第一章", "第一章：使用"),
        (Kind.PARAGRAPH, "一、", "一、使用"),
        (Kind.POINT, "（一）", "（一）使用"),
        (Kind.PARAGRAPH, "1.", "1. 使用"),
    ],
)
def test_a_chinese_number_is_parted_from_the_words_as_in_chinese(
    kind: Kind, label: str, expected: str
) -> None:
    assert characters(provision(kind, label, "使用")) == expected


def test_rows_of_a_table_stand_one_below_the_other() -> None:
    text = Text(
        provisions=(
            provision(Kind.ARTICLE, "Article 1", "Rates"),
            provision(Kind.TABLE, "", "| Zone | Rate |", 1),
            provision(Kind.TABLE, "", "|---|---|", 1),
            provision(Kind.TABLE, "", "| A\n\nand B | 1 |", 1),
            provision(Kind.TABLE, "", "| C | 2 |", 1),
            provision(Kind.PARAGRAPH, "1.", "So it is.", 1),
        )
    )
    assert printed(text) == (
        "### Article 1: Rates\n\n| Zone | Rate |\n|---|---|\n\n| A\n\nand B | 1 |\n\n| C | 2 |\n\n"
        "1. So it is.\n"
    )


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(), "3. x"),
        (Standing(tabled=True), "[3. x]"),
        (Standing(tabled=True, sponsors=(ARD,)), "[ARD: 3. x]"),
        (Standing(tabled=True, sponsors=(ARD,), printed="ARD/ "), "[ARD/ 3. x]"),
        (Standing(base=False, sponsors=(ARD,), supporters=(KES,)), "[ARD; KES supports: 3. x]"),
        (Standing(deleted_by=(VEL,)), "[base; VEL deletes: 3. x]"),
        (Standing(opponents=(VEL,)), "[base; VEL opposes: 3. x]"),
        (
            Standing(deleted_by=(ARD,), against=(Against(parties=(VEL,), author=ARD),)),
            "[base; ARD deletes; VEL opposes ARD: 3. x]",
        ),
        (
            Standing(
                deleted_by=(VEL,),
                joining=(Joining(parties=(KES,), author=VEL), Joining(parties=(ARD,), author=KES)),
                against=(Against(parties=(CEL,), author=VEL),),
            ),
            "[base; VEL deletes; KES supports VEL; ARD supports KES; CEL opposes VEL: 3. x]",
        ),
        (
            Standing(merged_into=(Move(parties=(VEL,), other=Address("art_1__para_1")),)),
            "[base; VEL merges into art_1__para_1: 3. x]",
        ),
        (
            Standing(merged_from=(Move(parties=(ARD, VEL), other=Address("art_1__para_4")),)),
            "[base; ARD, VEL merge with art_1__para_4: 3. x]",
        ),
        (
            Standing(moved_to=(Move(parties=(KES,), other=Address("art_9")),)),
            "[base; KES moves after art_9: 3. x]",
        ),
        (
            Standing(base=False, moved_from=(Move(parties=(KES, VEL), other=Address("art_9")),)),
            "[KES, VEL move from art_9: 3. x]",
        ),
        (
            Standing(tabled=True, sponsors=(ARD,), printed="ARD: ", deleted_by=(VEL,)),
            "[base; VEL deletes: [ARD: 3. x]]",
        ),
    ],
)
def test_a_standing_is_printed_around_the_provision(standing: Standing, expected: str) -> None:
    assert characters(provision(Kind.PARAGRAPH, "3.", "x", standing=standing)) == expected


def with_layout(layout: Layout) -> Provision:
    plain = provision(Kind.ARTICLE, "Article 1", "Scope")
    return Provision(
        wid=plain.wid,
        eid=plain.eid,
        kind=plain.kind,
        depth=0,
        label=plain.label,
        number=plain.number,
        words=plain.words,
        layout=layout,
    )


def test_a_layout_is_printed_as_it_was() -> None:
    text = Text(
        provisions=(with_layout(Layout(before="\n**", between=" – ", after="**\r\n")),),
        head="---\n---\n",
        tail="\n",
    )
    assert printed(text) == "---\n---\n\n**Article 1 – Scope**\r\n\n"


def test_a_spelling_of_the_source_is_printed_only_while_the_provision_is_unchanged() -> None:
    kept = with_layout(Layout(between=" ", spelled=("Article 1 Scope", "Article\\ 1 Scope")))
    changed = with_layout(Layout(between=" ", spelled=("Article 1 Aim", "Article\\ 1 Aim")))
    assert (characters(kept), characters(changed)) == ("Article\\ 1 Scope", "Article 1 Scope")
