"""Answers compiled onto a small draft: what the consolidated text says, and what became of each unit."""

from __future__ import annotations

from dataclasses import replace

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
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
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
from travaux.text.provision import Address, Standing
from travaux.text.wording import PartyCode

DRAFT = built(
    [
        (Kind.ARTICLE, 0, "Article 1", "Restraint"),
        (Kind.PARAGRAPH, 1, "1.", "Each Party shall exercise restraint."),
        (Kind.PARAGRAPH, 1, "2.", "Nothing in this Agreement limits self-defence."),
        (Kind.ARTICLE, 0, "Article 2", "Notification"),
        (Kind.PARAGRAPH, 1, "", "Each Party shall notify the others of any exercise."),
    ],
    "en",
)

PARAGRAPH_1, PARAGRAPH_2 = Address("art_1__para_1"), Address("art_1__para_2")


def said(party: str, *answers: tuple[str, Position], reason: str = "Because.") -> Reply:
    return Reply(
        party=PartyCode(party),
        answers=tuple(
            Answer(provision=where, position=position, reason=reason) for where, position in answers
        ),
        source=f"{party}.md",
    )


def laid(*replies: Reply, order: tuple[str, ...] = ()) -> list[str]:
    text = compiled(DRAFT, replies, order=tuple(map(PartyCode, order))).text
    return [characters(provision) for provision in text.provisions]


def new(kind: Kind, label: str, words: str, depth: int = 0) -> NewProvision:
    return NewProvision(kind=kind, label=label, words=parse(words), depth=depth)


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


def test_an_article_s_only_paragraph_is_meant_where_the_article_is_named() -> None:
    found = laid(
        said("ARD", ("Article 2", Amends(words=parse("Each Party may notify the others of any exercise."))))
    )

    assert found[3:] == [
        "Article 2: Notification",
        "Each Party [base: shall / ARD: may] notify the others of any exercise.",
    ]


def test_a_new_article_given_in_one_paragraph_has_its_text_below_it() -> None:
    addition = Adds(
        provisions=(new(Kind.ARTICLE, "Article 1 bis", "The Parties shall meet every year to review it."),)
    )

    found = laid(said("ARD", ("Article 1", addition)))

    assert found[3:5] == ["[ARD: Article 1 bis]", "[ARD: The Parties shall meet every year to review it.]"]


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


def test_a_number_typed_again_before_merged_words_is_not_taken_for_words() -> None:
    merging = Merges(others=("Article 1(2)",), words=parse("1. Restraint does not limit self-defence."))

    found = laid(said("ARD", ("Article 1(1)", merging)))

    assert found[1] == (
        "[base; ARD merges with art_1__para_2: "
        "1. [base: Each Party shall exercise restraint / ARD: Restraint does not limit self-defence].]"
    )


def test_merged_and_split() -> None:
    found = laid(
        said(
            "ARD",
            (
                "Article 1(1)",
                Merges(others=("Article 1(2)",), words=parse("Restraint does not limit self-defence.")),
            ),
        ),
        said(
            "BOR",
            (
                "Article 2",
                Splits(
                    parts=(
                        new(Kind.ARTICLE, "Article 2", "Notice"),
                        new(Kind.ARTICLE, "Article 3", "Exercises"),
                    )
                ),
            ),
        ),
    )

    assert found == [
        "Article 1: Restraint",
        (
            "[base; ARD merges with art_1__para_2: "
            "1. [base: Each Party shall exercise restraint / ARD: Restraint does not limit self-defence].]"
        ),
        "[base; ARD merges into art_1__para_1: 2. Nothing in this Agreement limits self-defence.]",
        "Article 2: [base: Notification / BOR: Notice]",
        "Each Party shall notify the others of any exercise.",
        "[BOR: Article 3: Exercises]",
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


def test_two_wordings_for_one_provision_in_one_reply_are_not_both_followed() -> None:
    compilation = compiled(
        DRAFT,
        [
            said(
                "ARD",
                ("Article 1(1)", Amends(words=parse("One."))),
                ("Article 1(1)", Amends(words=parse("Other."))),
            )
        ],
    )

    assert [type(unit.fate) for unit in compilation.units] == [InText, NotUnderstood]
    assert [finding.code for finding in compilation.findings] == ["answered-twice"]


def test_an_answer_on_the_whole_text() -> None:
    should = Amends(words=parse("Each Party should exercise restraint."))
    compilation = compiled(
        DRAFT,
        [
            said("ARD", ("Article 1(1)", should)),
            said("BOR", ("", Accepts())),
            said("CEL", ("", Supports(party=PartyCode("ARD")))),
            said("KES", ("", Holds()), ("", Deletes())),
        ],
    )

    assert characters(compilation.text.provisions[1]) == (
        "1. Each Party [base, BOR: shall / ARD; CEL supports: should] exercise restraint."
    )
    assert [finding.message for finding in compilation.findings] == [
        '"deletes" is said of the whole text; it needs the provision it is meant for.'
    ]


def test_what_a_party_moves_is_what_moves() -> None:
    found = laid(said("ARD", ("Article 1", Moves(after="Article 2"))))

    assert found == [
        "[base; ARD moves after art_2__para_1: Article 1: Restraint]",
        "[base; ARD moves after art_2__para_1: 1. Each Party shall exercise restraint.]",
        "[base; ARD moves after art_2__para_1: 2. Nothing in this Agreement limits self-defence.]",
        "Article 2: Notification",
        "Each Party shall notify the others of any exercise.",
        "[ARD; ARD moves from art_1: Article 1: Restraint]",
        "[ARD; ARD moves from art_1__para_1: 1. Each Party shall exercise restraint.]",
        "[ARD; ARD moves from art_1__para_2: 2. Nothing in this Agreement limits self-defence.]",
    ]


def test_who_accepts_an_article_and_amends_a_paragraph_of_it_accepts_the_rest() -> None:
    found = laid(
        said(
            "ARD",
            ("Article 1", Accepts()),
            ("Article 1(1)", Amends(words=parse("Each Party should exercise restraint."))),
        ),
        said("BOR", ("Article 1(2)", Amends(words=parse("Nothing in this Agreement limits rights.")))),
    )

    assert found[1:3] == [
        "1. Each Party [base: shall / ARD: should] exercise restraint.",
        "2. Nothing in this Agreement limits [base, ARD: self-defence / BOR: rights].",
    ]


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
