"""A consolidated text becomes the draft of the next round."""

import pytest

from tests.builders import provision, text
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.printed import characters
from travaux.text.provision import Address, Against, Joining, Move, Standing
from travaux.text.tabled import tabled
from travaux.text.wording import PartyCode

ARD, BOR = PartyCode("ARD"), PartyCode("BOR")


@pytest.mark.parametrize(
    ("compiled", "on_the_table"),
    [
        (
            "The Parties [base, ARD: shall / BOR: should] meet.",
            "The Parties [ARD: shall / BOR: should] meet.",
        ),
        ("The Parties [base: shall / BOR: no text] meet.", "The Parties [shall / BOR: no text] meet."),
        (
            "Within [base: two / ARD, BOR: [ARD only: ten / BOR only: six]] days.",
            "Within [two / ARD, BOR: [ARD: ten / BOR: six]] days.",
        ),
        ("The [shall / should] stay.", "The [shall / should] stay."),
        ("各方[base: 应 / ARD: 可]开会。", "各方[应 / ARD: 可]开会。"),
    ],
)
def test_choices_become_words_of_the_draft(compiled: str, on_the_table: str) -> None:
    (found,) = tabled(text(provision(Kind.PARAGRAPH, "1.", compiled))).provisions

    assert show(found.words) == on_the_table
    assert found.words == parse(on_the_table)
    assert all(choice.tabled for choice in found.words.choices())


def test_proposed_deleted_and_moved_provisions_stand_in_brackets() -> None:
    standings = [
        Standing(base=False, sponsors=(ARD,), supporters=(BOR,)),
        Standing(deleted_by=(ARD,)),
        Standing(moved_to=(Move(parties=(BOR,), other=Address("art_9")),)),
        Standing(base=False, sponsors=(BOR,), moved_from=(Move(parties=(BOR,), other=Address("art_3")),)),
        Standing(merged_into=(Move(parties=(ARD,), other=Address("art_3__para_1")),)),
        Standing(deleted_by=(ARD,), against=(Against(parties=(BOR,), author=ARD),)),
        Standing(opponents=(BOR,), deleted_by=(ARD,)),
        Standing(deleted_by=(ARD,), joining=(Joining(parties=(BOR,), author=ARD),)),
        Standing(
            moved_to=(Move(parties=(ARD,), other=Address("art_9")),),
            joining=(Joining(parties=(BOR,), author=ARD),),
        ),
        Standing(
            merged_from=(Move(parties=(ARD,), other=Address("art_9")),),
            joining=(Joining(parties=(BOR,), author=ARD),),
        ),
        Standing(),
    ]
    draft = text(*(provision(Kind.PARAGRAPH, "1.", "Words.", standing=one) for one in standings))

    assert [characters(one) for one in tabled(draft).provisions] == [
        "[ARD; BOR supports: 1. Words.]",
        "[ARD deletes: 1. Words.]",
        "[BOR opposes: 1. Words.]",
        "[BOR: 1. Words.]",
        "[ARD merges into art_3__para_1: 1. Words.]",
        "[ARD deletes; BOR opposes ARD: 1. Words.]",
        "[BOR opposes; ARD deletes: 1. Words.]",
        "[ARD deletes; BOR supports ARD: 1. Words.]",
        "[ARD, BOR oppose: 1. Words.]",
        "1. Words.",
        "1. Words.",
    ]
