"""What is counted in a text, each figure by the rule it prints."""

from tests.builders import provision, text
from travaux.compile.convergence import (
    ALTERNATIVES_RULE,
    CHOICES_RULE,
    DELETED_RULE,
    DEPTH_RULE,
    MOVED_RULE,
    OPEN_RULE,
    OPPOSED_RULE,
    PROPOSED_RULE,
    UNMATED_RULE,
    WORDINGS_RULE,
    WORDS_RULE,
    convergence,
    wordings,
)
from travaux.compile.figure import Figure
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.provision import ORDINARY, Address, Move, Renumbering, Standing
from travaux.text.wording import PartyCode

ARD, BOR = PartyCode("ARD"), PartyCode("BOR")


def figure(of: Text, rule: str) -> Figure:
    (found,) = [one for one in convergence(of).figures if one.rule == rule]
    return found


def paragraph(words: str, *, standing: Standing = ORDINARY, eid: str = "para_1") -> Text:
    return text(provision(Kind.PARAGRAPH, "1.", words, eid=eid, standing=standing))


def test_a_choice_inside_an_alternative_counts_for_itself() -> None:
    of = paragraph("They [base: shall / ARD, BOR: [ARD only: may / BOR only: might] each] meet [again].")
    assert figure(of, CHOICES_RULE).value == 3
    assert figure(of, ALTERNATIVES_RULE).value == 5
    assert figure(of, DEPTH_RULE).value == 2


def test_words_in_brackets_of_words_in_all() -> None:
    of = paragraph("They [base: shall, at once, / ARD: should] meet.")
    assert (figure(of, WORDS_RULE).value, figure(of, WORDS_RULE).of) == (4, 6)


WORDS = (
    ("en", "The Parties [shall / should] meet.", 2, 5),
    ("fr", "Les Parties [se réunissent / délibèrent] chaque année.", 3, 7),
    ("ru", "Стороны [проводят / могут проводить] встречи.", 3, 5),
    ("ar", "[يجتمع / يتشاور] الأطراف كل سنة.", 2, 5),
    ("zh", "各方[每年/每月]举行会议。", 5, 11),
)


def test_words_are_counted_in_every_script() -> None:
    for _, words, bracketed, everything in WORDS:
        found = figure(paragraph(words.replace("[每年/每月]", "[每年 / 每月里]")), WORDS_RULE)
        assert (found.value, found.of) == (bracketed, everything)


def test_a_provision_bracketed_as_a_whole_has_all_its_words_in_brackets() -> None:
    for standing, rule in (
        (Standing(base=False, sponsors=(ARD,)), PROPOSED_RULE),
        (Standing(deleted_by=(ARD,)), DELETED_RULE),
        (Standing(moved_to=(Move(parties=(ARD,), other=Address("art_9")),)), MOVED_RULE),
        (Standing(opponents=(ARD,)), OPPOSED_RULE),
    ):
        of = paragraph("They meet [again].", standing=standing)
        assert figure(of, rule).opens == ("para_1",)
        assert (figure(of, WORDS_RULE).value, figure(of, WORDS_RULE).of) == (3, 3)
        assert figure(of, DEPTH_RULE).value == 2


def test_what_is_open_and_what_is_not_make_up_all_provisions() -> None:
    renumbered = provision(Kind.PARAGRAPH, "2.", "They part.", eid="para_2")
    of = text(
        provision(Kind.ARTICLE, "Article 1", "Meetings", eid="art_1"),
        provision(Kind.PARAGRAPH, "1.", "They [may] meet.", 1, eid="art_1__para_1"),
        provision(Kind.BLOCK, "", "[Signatures]", eid="block_1"),
        type(renumbered)(
            wid=renumbered.wid,
            eid=renumbered.eid,
            kind=renumbered.kind,
            depth=0,
            label="2.",
            words=renumbered.words,
            renumberings=(Renumbering(parties=(ARD,), label="3."),),
        ),
    )
    found = figure(of, OPEN_RULE)
    assert (found.value, found.of, found.opens) == (2, 3, ("art_1__para_1", "para_2"))


def test_a_bracket_without_its_mate_is_counted_and_leaves_its_provision_open() -> None:
    of = paragraph("They [may meet.")
    assert figure(of, UNMATED_RULE) == Figure(
        name="brackets without a mate", value=1, rule=UNMATED_RULE, opens=(Address("para_1"),)
    )
    assert figure(of, OPEN_RULE).value == 1


def test_wordings_are_those_of_the_draft_and_of_the_parties() -> None:
    of = paragraph("They [base: shall / ARD: may / BOR: might] meet [base, ARD: soon / BOR: later].")
    assert wordings(of.provisions[0]) == (
        "They shall meet soon.",
        "They may meet soon.",
        "They might meet later.",
    )
    assert figure(of, WORDINGS_RULE).value == 3


def test_a_proposal_has_no_wording_of_the_draft() -> None:
    of = paragraph("They meet.", standing=Standing(base=False, sponsors=(ARD, BOR)))
    assert wordings(of.provisions[0]) == ("They meet.",)


def test_an_empty_text_counts_to_nought() -> None:
    assert [one.value for one in convergence(text()).figures] == [0] * 13
