"""Answers compiled onto a small draft: what the consolidated text says, and what became of each unit."""

from __future__ import annotations

from dataclasses import replace

from tests.compile.restraint import DRAFT, PARAGRAPH_1, PARAGRAPH_2, laid, new, said
from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Condition, Reply, Unread
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Deletes,
    Edit,
    Holds,
    Moves,
    Opposes,
    Supports,
    Withdraws,
)
from travaux.compile.compiling import compiled
from travaux.compile.fate import InText, Joined, NotUnderstood, Recorded, Withdrawn
from travaux.compile.project import project
from travaux.text.finding import Finding, Severity
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.printed import characters
from travaux.text.provision import Standing
from travaux.text.wording import PartyCode


def test_no_answers_leave_the_draft_as_it_is() -> None:
    assert laid() == [
        "Article 1: Restraint",
        "1. Each Party shall exercise restraint.",
        "2. Nothing in this Agreement limits self-defence.",
        "Article 2: Notification",
        "Each Party shall notify the others of any exercise.",
    ]


def test_each_kind_of_change_is_written_where_it_is_made() -> None:
    found = laid(
        said("ARD", ("Article 1(1)", Amends(words=parse("Each Party should exercise restraint.")))),
        said("BOR", ("Article 1(2)", Deletes())),
        said(
            "CEL", ("Article 1(1)", Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", "Restraint is mutual."),)))
        ),
        said("KES", ("Article 1(2)", Moves(after="Article 2"))),
        said("VEL", ("Article 2", AmendsWords(edits=(Edit(old="any exercise", new="any major exercise"),)))),
    )

    assert found == [
        "Article 1: Restraint",
        "1. Each Party [base: shall / ARD: should] exercise restraint.",
        "[CEL: 1 bis. Restraint is mutual.]",
        (
            "[base; BOR deletes; KES moves after art_2__para_1: "
            "2. Nothing in this Agreement limits self-defence.]"
        ),
        "Article 2: Notification",
        "Each Party shall notify the others of any[base: no text / VEL:  major] exercise.",
        "[KES; KES moves from art_1__para_2: 2. Nothing in this Agreement limits self-defence.]",
    ]


def test_support_makes_the_words_the_supporter_s_own() -> None:
    replies = (
        said("ARD", ("Article 1(1)", Amends(words=parse("Each Party should exercise restraint.")))),
        said("BOR", ("Article 1(1)", Supports(party=PartyCode("ARD")))),
        said("CEL", ("Article 1(1)", Supports(party=PartyCode("BOR")))),
    )

    assert (
        laid(*replies)[1] == "1. Each Party [base: shall / ARD; BOR, CEL support: should] exercise restraint."
    )
    compilation = compiled(DRAFT, replies)
    own = [show(one.words) for one in project(compilation.text, PartyCode("CEL")).provisions]
    assert own[1] == "Each Party should exercise restraint."


def test_support_for_a_provision_that_only_a_party_proposes() -> None:
    addition = Adds(
        provisions=(new(Kind.ARTICLE, "Article 1 bis", "Review"), new(Kind.PARAGRAPH, "", "They meet.", 1))
    )

    found = laid(
        said("ARD", ("Article 1", addition)), said("BOR", ("Article 1 bis", Supports(party=PartyCode("ARD"))))
    )

    assert found[3:5] == ["[ARD; BOR supports: Article 1 bis: Review]", "[ARD; BOR supports: They meet.]"]


def test_near_identical_insertions_share_a_place() -> None:
    own = "No exercise shall be held within {} kilometres of the line of contact, at any time."
    found = laid(
        said("ARD", ("Article 1(1)", Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", own.format("fifty")),)))),
        said(
            "BOR", ("Article 1(1)", Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", own.format("thirty")),)))
        ),
    )

    assert found[2] == (
        "[ARD, BOR: 1 bis. No exercise shall be held within [ARD only: fifty / BOR only: thirty] "
        "kilometres of the line of contact, at any time.]"
    )


def test_who_accepts_and_who_opposes() -> None:
    found = laid(
        said("ARD", ("Article 1(1)", Amends(words=parse("Each Party should exercise restraint.")))),
        said("BOR", ("Article 1", Accepts())),
        said("CEL", ("Article 1(1)", Opposes(proposal_of=PartyCode("ARD")))),
        said("KES", ("Article 1(2)", Opposes())),
        said("VEL", ("Article 2", AcceptsExcept(exception="any"))),
    )

    assert found == [
        "Article 1: Restraint",
        "1. Each Party [base, BOR: shall / ARD; CEL opposes: should] exercise restraint.",
        "[base; KES opposes: 2. Nothing in this Agreement limits self-defence.]",
        "Article 2: Notification",
        "Each Party shall notify the others of [base; VEL accepts except: any] exercise.",
    ]


def test_names_stand_in_the_declared_protocol_order() -> None:
    replies = [
        said(code, ("Article 1(1)", Amends(words=parse("Each Party may rest."))))
        for code in ("ARD", "BOR", "VEL")
    ]

    assert laid(*replies, order=("VEL", "BOR", "ARD"))[1] == (
        "1. Each Party [base: shall exercise restraint / VEL, BOR, ARD: may rest]."
    )


def test_every_unit_has_its_fate() -> None:
    finding = Finding(code="unread", message="Not understood.", severity=Severity.ERROR)
    should = Amends(words=parse("Each Party should exercise restraint."))
    compilation = compiled(
        DRAFT,
        [
            said("ARD", ("Article 1(1)", should), ("Article 1(2)", Deletes()), ("Article 2", Holds())),
            said(
                "BOR",
                ("Article 1(1)", should),
                ("Article 9", Deletes()),
                ("Article 1(2)", Deletes()),
                ("Article 1(2)", Withdraws()),
            ),
            Reply(party=PartyCode("CEL"), unread=(Unread(words="?!", finding=finding),)),
        ],
    )

    fates = {unit.reference: unit.fate for unit in compilation.units}
    unknown = fates.pop("BOR/2")
    assert fates == {
        "ARD/1": Joined(at=(PARAGRAPH_1,), parties=(PartyCode("BOR"),)),
        "ARD/2": InText(at=(PARAGRAPH_2,)),
        "ARD/3": Recorded(),
        "BOR/1": Joined(at=(PARAGRAPH_1,), parties=(PartyCode("ARD"),)),
        "BOR/3": Withdrawn(),
        "BOR/4": Recorded(),
        "CEL/1": NotUnderstood(finding=finding),
    }
    assert isinstance(unknown, NotUnderstood)
    assert unknown.finding.message == (
        '"Article 9" is not in the draft, which has 2 articles, from Article 1 to Article 2.'
    )


def test_a_condition_is_known_at_both_ends() -> None:
    answer = Answer(
        provision="Article 1",
        position=Accepts(),
        conditions=(Condition(words="if Article 2 stays", references=("Article 2",)),),
    )

    compilation = compiled(DRAFT, [Reply(party=PartyCode("ARD"), answers=(answer,))])

    assert [(one.provision, one.conditions_on) for one in compilation.stances] == [("art_1", ("art_2",))]


def test_a_reply_to_another_draft_is_left_out_with_both_identities() -> None:
    reply = Reply(party=PartyCode("ARD"), in_answer_to="Second draft, 0123-4567-89ab", source="ard.md")

    compilation = compiled(DRAFT, [reply, said("BOR", ("Article 1(2)", Deletes()))])

    assert [(one.party, one.finding.code) for one in compilation.left_out] == [("ARD", "another-draft")]
    assert compilation.left_out[0].finding.message == (
        f'ARD answers 0123-4567-89ab; the draft being compiled is "First draft", {DRAFT.identity}.'
    )
    assert compilation.parties == ("BOR",)


def test_a_party_named_twice_is_left_out() -> None:
    compilation = compiled(
        DRAFT, [said("ARD", ("Article 1(2)", Deletes())), said("ARD", ("Article 1(1)", Deletes()))]
    )

    assert [one.finding.code for one in compilation.left_out] == ["party-named-twice", "party-named-twice"]
    assert compilation.text.provisions == DRAFT.provisions


def test_support_does_not_take_away_what_the_supporter_proposes_itself() -> None:
    should = Amends(words=parse("Each Party should exercise restraint."))
    rights = Amends(words=parse("Nothing in this Agreement limits rights."))
    replies = [
        said("ARD", ("Article 1(2)", rights), ("Article 1", Supports(party=PartyCode("BOR")))),
        said("BOR", ("Article 1(1)", should)),
        said(
            "CEL",
            ("Article 1(1)", Amends(words=parse("None."))),
            ("Article 1", Supports(party=PartyCode("BOR"))),
        ),
    ]

    compilation = compiled(DRAFT, replies)

    assert [characters(one) for one in compilation.text.provisions[1:3]] == [
        ("1. [base: Each Party [base: shall / BOR; ARD supports: should] exercise restraint. / CEL: None.]"),
        "2. Nothing in this Agreement limits [base: self-defence / ARD: rights].",
    ]
    assert {unit.reference: unit.fate for unit in compilation.units if unit.party == "ARD"} == {
        "ARD/1": InText(at=(PARAGRAPH_2,)),
        "ARD/2": Joined(at=(PARAGRAPH_1,), parties=(PartyCode("BOR"),)),
    }
    assert [finding.code for finding in compilation.findings] == ["contradicts-itself"]


def test_a_conditional_acceptance_is_no_plain_one() -> None:
    answer = Answer(
        provision="Article 1", position=Accepts(), conditions=(Condition(words="if Article 2 stays"),)
    )
    replies = [
        Reply(party=PartyCode("ARD"), answers=(answer,)),
        said("BOR", ("Article 1(1)", Amends(words=parse("Each Party should exercise restraint.")))),
    ]

    text = compiled(DRAFT, replies).text

    assert characters(text.provisions[1]) == "1. Each Party [base: shall / BOR: should] exercise restraint."


def test_a_draft_called_by_more_than_its_name_is_taken_for_it_with_a_warning() -> None:
    replies = [
        replace(said("ARD", ("Article 1(2)", Deletes())), in_answer_to="First draft"),
        replace(said("BOR", ("Article 1(2)", Deletes())), in_answer_to="First draft, revised"),
        replace(said("CEL", ("Article 1(2)", Deletes())), in_answer_to="draft"),
    ]

    compilation = compiled(DRAFT, replies)

    assert compilation.parties == ("ARD", "BOR")
    assert [one.party for one in compilation.left_out] == ["CEL"]
    assert [(one.code, one.message) for one in compilation.findings] == [
        (
            "draft-uncertain",
            (
                'BOR answers "First draft, revised"; the draft being compiled is "First draft", '
                f"{DRAFT.identity}. They are taken for the same."
            ),
        )
    ]


def test_a_document_that_lacks_most_of_the_draft_deletes_nothing() -> None:
    letter = built([(Kind.BLOCK, 0, "", "We have no comments at this stage.")], "en")
    replies = [
        Reply(party=PartyCode("ARD"), text=letter, source="letter.md"),
        Reply(party=PartyCode("BOR"), text=built([], "en"), source="empty.md"),
        said("CEL", ("Article 1(2)", Deletes())),
    ]

    compilation = compiled(DRAFT, replies)

    assert [(one.party, one.finding.code) for one in compilation.left_out] == [
        ("ARD", "no-redraft"),
        ("BOR", "no-redraft"),
    ]
    assert compilation.parties == ("CEL",)
    assert compilation.left_out[0].finding.message == (
        "ARD's document is no answer sheet, and is no redraft either: 5 of the draft's 5 provisions are not "
        "in it. Nobody is taken to delete them."
    )


def test_brackets_around_a_whole_provision_are_not_passed_over() -> None:
    provisions = list(DRAFT.provisions)
    provisions[2] = replace(provisions[2], standing=Standing(tabled=True))
    bracketed = replace(DRAFT, provisions=tuple(provisions))

    compilation = compiled(DRAFT, [Reply(party=PartyCode("ARD"), text=bracketed, source="ARD.md")])

    assert bracketed.identity != DRAFT.identity
    assert [(one.code, one.severity) for one in compilation.findings] == [
        ("brackets-not-carried", Severity.ERROR)
    ]
