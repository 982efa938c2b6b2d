"""At what opposition stands: a proposal, words of the draft, a provision."""

from __future__ import annotations

from tests.compile.restraint import DRAFT, laid, new, said
from travaux.answers.position import (
    Adds,
    Amends,
    Opposes,
    Supports,
)
from travaux.compile.compiling import compiled
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.wording import PartyCode


def test_opposition_is_to_whose_proposal_it_names() -> None:
    words_ = "No exercise shall be held within {} kilometres of the line of contact, at any time."
    replies = [
        said(code, ("Article 1(1)", Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", words_.format(far)),))))
        for code, far in (("ARD", "fifty"), ("BOR", "thirty"))
    ]
    against_one = said("CEL", ("Article 1(1)", Opposes(proposal_of=PartyCode("ARD"))))
    nothing = said("KES", ("Article 2", Opposes(proposal_of=PartyCode("ARD"))))

    compilation = compiled(DRAFT, [*replies, against_one, nothing])

    assert characters(compilation.text.provisions[2]) == (
        "[ARD, BOR: 1 bis. No exercise shall be held within [ARD only; CEL opposes: fifty / "
        "BOR only: thirty] kilometres of the line of contact, at any time.]"
    )
    assert [finding.message for finding in compilation.findings] == ['ARD proposes nothing on "Article 2".']


def test_opposition_to_words_that_others_propose_too_stands_at_the_head() -> None:
    own = Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", "Restraint is mutual."),))
    proposing = [said(code, ("Article 1(1)", own)) for code in ("ARD", "BOR")]
    supporting = said("VEL", ("Article 1(1)", Supports(party=PartyCode("BOR"))))
    for author in ("ARD", "BOR", "VEL"):
        against = said("CEL", ("Article 1(1)", Opposes(proposal_of=PartyCode(author))))
        assert laid(*proposing, supporting, against)[2] == (
            "[ARD, BOR; VEL supports; CEL opposes: 1 bis. Restraint is mutual.]"
        )


def test_who_opposes_a_proposal_does_not_oppose_that_words_of_others_are_left_out() -> None:
    words_ = "Each Party shall mark each line of contact with a stone{}."
    wanted = {
        code: new(Kind.PARAGRAPH, "1 bis.", words_.format(more))
        for code, more in (("ARD", ""), ("BOR", " or a post"))
    }
    proposing = [said(code, ("Article 1(1)", Adds(provisions=(own,)))) for code, own in wanted.items()]

    def against(author: str) -> str:
        opposing = said("CEL", ("Article 1(1)", Opposes(proposal_of=PartyCode(author))))
        return laid(*proposing, opposing)[2]

    stone = "1 bis. Each Party shall mark each line of contact with a stone"
    assert against("ARD") == (f"[ARD, BOR; CEL opposes: {stone}[ARD only: no text / BOR only:  or a post].]")
    assert against("BOR") == (f"[ARD, BOR: {stone}[ARD only: no text / BOR only; CEL opposes:  or a post].]")


def test_who_backs_a_provision_is_not_an_opponent_at_its_head() -> None:
    own = Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", "Restraint is mutual."),))
    found = laid(
        said("ARD", ("Article 1(1)", own)),
        said("BOR", ("Article 1(1)", own), ("Article 1(1)", Opposes(proposal_of=PartyCode("ARD")))),
    )

    assert found[2] == "[ARD, BOR: 1 bis. Restraint is mutual.]"


def test_opposition_to_other_words_for_the_draft_s_stands_at_them_also_where_others_want_them() -> None:
    should = Amends(words=parse("Each Party should exercise restraint."))
    found = laid(
        said("ARD", ("Article 1(1)", should)),
        said("BOR", ("Article 1(1)", should)),
        said("CEL", ("Article 1(1)", Opposes(proposal_of=PartyCode("BOR")))),
    )

    assert found[1] == "1. Each Party [base: shall / ARD, BOR; CEL opposes: should] exercise restraint."


def test_opposition_to_striking_words_of_the_draft_stands_at_no_text() -> None:
    found = laid(
        said("ARD", ("Article 1(1)", Amends(words=parse("Each Party shall exercise.")))),
        said("CEL", ("Article 1(1)", Opposes(proposal_of=PartyCode("ARD")))),
    )

    assert found[1] == "1. Each Party shall exercise[base:  restraint / ARD; CEL opposes: no text]."
