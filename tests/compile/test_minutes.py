"""Minutes give back the hearing they were written of."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given

from tests.builders import provision, text
from tests.properties.negotiations import Negotiation, negotiations
from travaux.answers.answer import Reply
from travaux.compile.base import base_of
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.compile.minutes import Minutes, MinutesError, Stretch, from_json, minutes, recalled, to_json
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode

DRAFT = text(*(provision(Kind.PARAGRAPH, f"{number}.", f"Words of {number}.") for number in range(1, 5)))
OWN = text(
    provision(Kind.PARAGRAPH, "1.", "Words of 1."),
    provision(Kind.PARAGRAPH, "2.", "Words of 2."),
    provision(Kind.PARAGRAPH, "3.", "Other words of 3."),
    provision(Kind.PARAGRAPH, "4.", "Words of 4."),
)


def of_own() -> Minutes:
    heard = hear(Reply(party=PartyCode("ARD"), text=OWN), base_of(DRAFT))
    assert isinstance(heard, Hearing)
    return minutes(heard)


def test_what_is_the_drafts_own_is_only_pointed_to() -> None:
    first, changed, last = of_own().items

    assert (first, last) == (Stretch(start=0, stop=2), Stretch(start=3, stop=4))
    assert not isinstance(changed, Stretch)
    assert changed.words == "Other words of 3."


def test_minutes_of_another_base_are_refused() -> None:
    shorter = base_of(text(*DRAFT.provisions[:3]))

    with pytest.raises(MinutesError) as refused:
        recalled(of_own(), shorter)
    assert str(refused.value) == (
        "The minutes of ARD speak of the provisions 3 to 4; the draft has 3. "
        "They are not of this draft: hear the reply again."
    )


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"{}", b'{"minutes": {"reply": 1}}', b"\xff"])
def test_what_is_damaged_is_refused(damaged: bytes) -> None:
    with pytest.raises(MinutesError):
        from_json(damaged)


class TestOneTruth:
    """One truth. Delete every derived table, fold again: the same pages."""

    @given(negotiations())
    def test_minutes_come_back_from_a_file_and_from_another_process(self, negotiation: Negotiation) -> None:
        base = base_of(negotiation.draft)
        for reply in negotiation.replies:
            heard = hear(reply, base)
            if isinstance(heard, LeftOut):
                assert from_json(to_json(heard, [heard.finding])) == (heard, (heard.finding,))
                continue
            heard = replace(
                heard, named=tuple(f"{reply.party}/21.{at}" for at, _ in enumerate(heard.names, 1))
            )
            written = minutes(heard)
            assert from_json(to_json(written, ())) == (written, ())
            assert recalled(pickle.loads(pickle.dumps(written)), base) == heard  # noqa: S301  our own bytes
