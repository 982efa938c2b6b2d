"""What is at issue: only the words in which wordings differ, and who holds which."""

from dataclasses import replace

import pytest

from tests.builders import provision, text
from travaux.compile.disagreement import (
    NEW_RULE,
    OTHERS_RULE,
    WHOLE_RULE,
    Disagreement,
    Opposition,
    Relocation,
    disagreements,
    figures,
)
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.provision import ORDINARY, Address, Move, Standing
from travaux.text.wording import Alternative, Choice, PartyCode, Wording

ARD, BOR, CEL = PartyCode("ARD"), PartyCode("BOR"), PartyCode("CEL")


def paragraph(words: str, *, standing: Standing = ORDINARY, label: str = "1.", eid: str = "para_1") -> Text:
    return text(provision(Kind.PARAGRAPH, label, words, eid=eid, standing=standing))


def told(one: Disagreement) -> list[str]:
    """Each place with what is wanted there: "shall / should ARD"."""
    return [
        " / ".join(f"{held.words or 'no text'} {' '.join(held.parties)}".rstrip() for held in place.wanted)
        for place in one.differences
    ]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("A Party [base: shall / ARD, BOR: should] notify.", ["shall / should ARD BOR"]),
        ("A Party [base, CEL: shall / ARD: should] notify.", ["shall CEL / should ARD"]),
        (
            "A Party [base: shall / ARD: may] notify the depositary[base: no text / BOR: , if possible].",
            ["shall / may ARD", "no text / , if possible BOR"],
        ),
        (
            "A Party notifies the others [base: forty-two / ARD: thirty / BOR: sixty / CEL: thirty] days",
            ["forty-two / thirty ARD CEL / sixty BOR"],
        ),
        ("Стороны всегда [base: уведомляют / ARD: информируют]", ["уведомляют / информируют ARD"]),
        ("يخطر كل [base: طرف / ARD: دولة] الأطراف الأخرى", ["طرف / دولة ARD"]),
        ("各缔约方[base: 应 / ARD: 宜]通知其他缔约方", ["应 / 宜 ARD"]),
    ],
)
def test_only_the_words_that_differ_are_told_with_who_holds_them(words: str, places: list[str]) -> None:
    (one,) = disagreements(paragraph(words))
    assert told(one) == places
    assert one.rewrites == ()


def test_a_wording_that_replaces_most_of_the_drafts_is_told_as_a_whole() -> None:
    (one,) = disagreements(
        paragraph("[base: A Party shall notify the others in good time. / ARD: Nothing is notified.]")
    )
    assert told(one) == []
    assert [(held.words, held.parties) for held in one.rewrites] == [("Nothing is notified.", (ARD,))]
    assert one.others == 1


def test_tabled_brackets_are_words_and_no_disagreement() -> None:
    assert disagreements(paragraph("A Party [shall / ARD: should] notify.")) == ()


def test_a_provision_is_told_with_who_would_delete_or_opposes_it() -> None:
    standing = Standing(deleted_by=(ARD,), opponents=(BOR,))
    (one,) = disagreements(paragraph("A Party notifies.", standing=standing))
    assert (one.deleted_by, one.opposed_by, one.others) == ((ARD,), (BOR,), 0)


def test_words_that_are_opposed_are_told_with_who_opposes_them() -> None:
    (one,) = disagreements(paragraph("It meets [base; CEL, BOR oppose: twice] a year."), (CEL, BOR))
    assert [(held.words, held.parties) for held in one.opposed] == [(("twice",), (CEL, BOR))]
    assert (one.others, one.differences) == (0, ())


def test_opposition_to_a_proposal_of_no_words_names_the_proposal() -> None:
    (one,) = disagreements(paragraph("It meets[base:  twice / ARD; BOR opposes: no text] a year."))
    assert one.opposed == (Opposition(parties=(BOR,), proposed_by=(ARD,)),)


def test_who_joins_a_proposal_is_told_apart_from_who_makes_it() -> None:
    alternative = Alternative(words=Wording(("may",)), sponsors=(CEL,), supporters=(ARD, BOR))
    base = Alternative(words=Wording(("shall",)), base=True)
    of = paragraph("A Party shall notify.")
    choice = Wording(("A Party ", Choice(alternatives=(base, alternative), tabled=False), " notify."))
    (one,) = disagreements(replace(of, provisions=(replace(of.provisions[0], words=choice),)))
    assert [(held.words, held.parties, held.joined) for held in one.differences[0].wanted] == [
        ("shall", (), ()),
        ("may", (ARD, BOR, CEL), (ARD, BOR)),
    ]


def test_a_move_says_after_which_provision() -> None:
    there = Standing(moved_to=(Move(parties=(ARD,), other=Address("para_2")),))
    first = Standing(moved_to=(Move(parties=(BOR,), other=Address("start")),))
    of = text(
        provision(Kind.PARAGRAPH, "1.", "They meet.", eid="para_1", standing=there),
        provision(Kind.PARAGRAPH, "2.", "They part.", eid="para_2", standing=first),
    )
    assert [one.moves for one in disagreements(of)] == [
        (Relocation(parties=(ARD,), place=Address("para_2"), citation="paragraph 2"),),
        (Relocation(parties=(BOR,), place=None, citation=""),),
    ]


def test_edits_that_overlap_in_many_words_are_told_one_by_one() -> None:
    ships, boats = "with more than nine large ships or", "small boats"
    (one,) = disagreements(
        paragraph(
            f"A Party shall notify the others in good time[base: , {ships} ten {boats}, / "
            f"ARD: , {ships} six {boats}, / BOR: , as a rule,] and the notice shall state the purpose, the "
            "length and the reach of it in full."
        )
    )
    assert told(one) == [f"{ships} ten {boats} / as a rule BOR", "ten / six ARD"]


def test_what_goes_along_with_the_provision_above_is_told_with_it() -> None:
    standing = Standing(base=False, sponsors=(ARD,))
    article = provision(Kind.ARTICLE, "Article 5 bis", "Locks", eid="art_5bis", standing=standing)
    inside = provision(Kind.PARAGRAPH, "1.", "A lock closes.", 1, eid="art_5bis__para_1", standing=standing)
    (one,) = disagreements(text(article, inside))
    assert (one.address, one.proposed, one.within) == ("art_5bis", True, 1)


def test_provisions_are_counted_by_how_many_other_wordings_they_have() -> None:
    wording = " / ".join(["base: one", *(f"P{at}: {at} and {at}" for at in range(6))])
    whole = Standing(deleted_by=(ARD,))
    new = Standing(base=False, sponsors=(ARD,))
    of = text(
        provision(Kind.PARAGRAPH, "1.", "They [base: shall / ARD: may] meet.", eid="para_1"),
        provision(Kind.PARAGRAPH, "2.", f"They meet in [{wording}] years.", eid="para_2"),
        provision(Kind.PARAGRAPH, "3.", "They part.", eid="para_3", standing=whole),
        provision(Kind.PARAGRAPH, "4.", "They sing.", eid="para_4", standing=new),
    )
    assert [(one.name, one.value, one.rule, one.opens) for one in figures(disagreements(of))] == [
        ("provisions with one other wording", 1, OTHERS_RULE, ("para_1",)),
        ("provisions with two to four", 0, OTHERS_RULE, ()),
        ("provisions with five to eight", 1, OTHERS_RULE, ("para_2",)),
        ("provisions with more", 0, OTHERS_RULE, ()),
        ("only to be deleted, moved, merged or opposed", 1, WHOLE_RULE, ("para_3",)),
        ("provisions proposed", 1, NEW_RULE, ("para_4",)),
    ]
