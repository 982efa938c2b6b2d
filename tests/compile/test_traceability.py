"""From each consolidated provision back to the draft, the parties and their reasons."""

from tests.properties.negotiations import built
from tests.render.negotiation import negotiation
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    Deletes,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
)
from travaux.compile.compiling import compiled
from travaux.compile.trace import (
    Contributor,
    Deleted,
    Excepted,
    Inserted,
    Merged,
    MovedFrom,
    MovedTo,
    Opposed,
    Reason,
    Renumbered,
    Reworded,
    Source,
    SplitUp,
    Step,
    Trace,
)
from travaux.compile.traceability import traceability
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

ARD, BOR, CEL = PartyCode("ARD"), PartyCode("BOR"), PartyCode("CEL")

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


def reply(party: PartyCode, *answers: tuple[str, Position, str]) -> Reply:
    return Reply(
        party=party,
        answers=tuple(Answer(provision=where, position=what, reason=why) for where, what, why in answers),
        source=f"{party}.md",
    )


def traces(*replies: Reply) -> dict[str, Trace]:
    return {trace.address: trace for trace in traceability(compiled(DRAFT, replies))}


def steps(trace: Trace) -> list[tuple[object, str, str, str, str]]:
    """Each step with sponsors, supporters, opponents and references of reasons, blank-separated."""
    return [
        (
            step.deed,
            codes(step.sponsors),
            codes(step.supporters),
            codes(step.opponents),
            " ".join(reason.reference for reason in step.reasons),
        )
        for step in trace.steps
    ]


def codes(parties: tuple[Contributor, ...]) -> str:
    return " ".join(one.party for one in parties)


def source(address: str, citation: str) -> Source:
    return Source(address=Address(address), citation=citation)


FIRST = source("art_1__para_1", "Article 1, paragraph 1")
SECOND = source("art_1__para_2", "Article 1, paragraph 2")


def test_other_words_are_traced_to_their_choice_their_parties_and_their_reasons() -> None:
    shall = "Each Party should exercise restraint."
    found = traces(
        reply(ARD, ("Article 1(1)", Amends(words=parse(shall)), "Softer.")),
        reply(BOR, ("Article 1(1)", Amends(words=parse(shall)), "")),
        reply(CEL, ("Article 1(1)", Supports(party=ARD), "")),
    )
    assert found == {
        "art_1__para_1": Trace(
            address=Address("art_1__para_1"),
            citation="Article 1, paragraph 1",
            sources=(FIRST,),
            steps=(
                Step(
                    deed=Reworded(old="shall", new="should"),
                    sponsors=(Contributor(party=ARD), Contributor(party=BOR)),
                    supporters=(Contributor(party=CEL),),
                    reasons=(
                        Reason(reference="ARD/1", words="Softer."),
                        Reason(reference="BOR/1", words=""),
                        Reason(reference="CEL/1", words=""),
                    ),
                ),
            ),
        )
    }


def test_what_nothing_was_done_to_has_no_trace() -> None:
    assert traces(reply(ARD, ("Article 1", Accepts(), ""))) == {}


def test_a_collective_reply_is_traced_with_its_principals() -> None:
    trace = next(one for one in traceability(negotiation()) if one.address == "art_4__para_1")
    first = trace.steps[0]
    assert first.deed == Reworded(old="shall", new="should")
    principals = (PartyCode("BOR"), PartyCode("KES"), PartyCode("TAL"))
    assert first.sponsors == (Contributor(party=PartyCode("BOR"), principals=principals),)


def test_what_is_new_has_no_source_and_names_who_opposes_it() -> None:
    new = NewProvision(kind="paragraph", label="3.", words=parse("Mines shall not be laid."))
    found = traces(
        reply(ARD, ("Article 1(2)", Adds(provisions=(new,)), "Safety.")),
        reply(BOR, ("Article 1(2)", Opposes(proposal_of=ARD), "Not here.")),
    )
    assert list(found) == ["art_1__para_3"]
    assert found["art_1__para_3"].sources == ()
    assert steps(found["art_1__para_3"]) == [
        (Inserted(label="3.", words="Mines shall not be laid."), "ARD", "", "BOR", "ARD/1 BOR/1")
    ]


def test_a_deleted_article_takes_its_paragraphs_along_in_one_line() -> None:
    found = traces(reply(ARD, ("Article 1", Deletes(), "Too vague.")))
    assert list(found) == ["art_1"]
    assert steps(found["art_1"]) == [(Deleted(below=2), "ARD", "", "", "ARD/1")]


def test_a_paragraph_deleted_by_others_too_has_a_line_of_its_own() -> None:
    found = traces(
        reply(ARD, ("Article 1", Deletes(), "Vague.")), reply(BOR, ("Article 1(2)", Deletes(), "Odd."))
    )
    assert steps(found["art_1"]) == [(Deleted(below=1), "ARD", "", "", "ARD/1")]
    assert steps(found["art_1__para_2"]) == [(Deleted(), "ARD BOR", "", "", "ARD/1 BOR/1")]


def test_a_move_is_traced_at_both_ends_with_its_new_number_and_words() -> None:
    moving = Moves(
        after=Address("art_2__para_1"),
        label="2.",
        words=parse("Nothing in this Agreement limits defence."),
    )
    found = traces(reply(ARD, ("Article 1(2)", moving, "Better there.")))
    new = source("art_2__para_2", "Article 2, paragraph 2")
    assert list(found) == ["art_1__para_2", "art_2__para_2"]
    assert steps(found["art_1__para_2"]) == [(MovedTo(to=new), "ARD", "", "", "ARD/1")]
    assert found["art_2__para_2"].sources == (SECOND,)
    assert steps(found["art_2__para_2"]) == [
        (MovedFrom(origin=SECOND), "ARD", "", "", "ARD/1"),
        (
            Reworded(
                old="Nothing in this Agreement limits self-defence.",
                new="Nothing in this Agreement limits defence.",
            ),
            "ARD",
            "",
            "",
            "ARD/1",
        ),
    ]


def test_an_article_moves_with_what_stands_in_it() -> None:
    draft = built(
        [
            (Kind.ARTICLE, 0, "Article 1", "Notification"),
            (Kind.PARAGRAPH, 1, "", "Each Party shall notify the others of any exercise."),
            *(
                (
                    one.kind,
                    one.depth,
                    one.label.replace("1", "2", 1) if not one.depth else one.label,
                    show(one.words),
                )
                for one in DRAFT.provisions[:3]
            ),
        ],
        "en",
    )
    own = reply(ARD, ("Article 1", Moves(after=Address("art_2"), label="Article 3"), "Order."))
    new = source("art_3", "Article 3")
    assert {trace.address: steps(trace) for trace in traceability(compiled(draft, [own]))} == {
        "art_1": [(MovedTo(to=new, below=1), "ARD", "", "", "ARD/1")],
        "art_3": [
            (MovedFrom(origin=source("art_1", "Article 1"), below=1), "ARD", "", "", "ARD/1"),
            (Renumbered(old="Article 1", new="Article 3"), "ARD", "", "", "ARD/1"),
        ],
    }


def test_what_moves_elsewhere_than_the_provision_above_it_has_a_line_of_its_own() -> None:
    """A paragraph goes to the end of the text and its point, parted from it, to the beginning."""
    rows = [
        (Kind.PARAGRAPH, 0, "1.", "Nothing in this Agreement limits self-defence."),
        (Kind.PARAGRAPH, 0, "2.", "Each Party shall exercise restraint in all that follows:"),
        (Kind.POINT, 1, "(a)", "by land, wherever its forces are stationed;"),
        (Kind.PARAGRAPH, 0, "3.", "Each Party shall notify the others of any exercise."),
        (Kind.PARAGRAPH, 0, "4.", "Questions are answered within two days."),
    ]
    draft = built(rows, "en")
    own = Reply(party=ARD, text=built([rows[2], rows[0], *rows[3:], rows[1]], "en"), source="ARD.docx")
    found = {trace.address: steps(trace) for trace in traceability(compiled(draft, [own]))}
    assert [[type(step[0]).__name__ for step in done] for done in found.values()] == [
        ["MovedFrom"],
        ["MovedTo"],
        ["MovedTo"],
        ["MovedFrom"],
    ]


def test_another_number_is_traced() -> None:
    words = DRAFT.provisions[1].words
    found = traces(reply(ARD, ("Article 1(1)", Amends(words=words, label="1 bis."), "Ours comes first.")))
    assert steps(found["art_1__para_1"]) == [(Renumbered(old="1.", new="1 bis."), "ARD", "", "", "ARD/1")]


def test_a_merger_is_traced_at_what_stays_and_at_what_goes() -> None:
    one = "Each Party shall exercise restraint; nothing limits self-defence."
    merging = Merges(others=(Address("art_1__para_2"),), words=parse(one))
    found = traces(
        reply(ARD, ("Article 1(1)", merging, "One thought.")),
        reply(BOR, ("Article 1(2)", Deletes(), "Obvious.")),
    )
    assert found["art_1__para_1"].sources == (FIRST, SECOND)
    assert steps(found["art_1__para_1"])[0] == (Merged(others=(SECOND,)), "ARD", "", "", "ARD/1")
    assert steps(found["art_1__para_2"]) == [
        (Deleted(merged_into=FIRST), "ARD", "", "", "ARD/1"),
        (Deleted(), "BOR", "", "", "BOR/1"),
    ]


def test_who_supports_a_merger_at_either_of_its_provisions_has_all_of_it() -> None:
    merging = Merges(others=(Address("art_1__para_2"),), words=parse("Each Party defends itself alone."))
    for where in ("Article 1(1)", "Article 1(2)"):
        found = traces(
            reply(ARD, ("Article 1(1)", merging, "One thought.")),
            reply(BOR, (where, Supports(party=ARD), "")),
        )
        assert steps(found["art_1__para_2"]) == [
            (Deleted(merged_into=FIRST), "ARD", "BOR", "", "ARD/1 BOR/1")
        ]
        assert all(codes(step.supporters) == "BOR" for step in found["art_1__para_1"].steps)


def test_what_stands_in_a_merged_provision_goes_with_it() -> None:
    merging = Merges(others=(Address("art_2"),), words=parse("Restraint and notice"))
    found = traces(reply(ARD, ("Article 1", merging, "One article.")))
    into = source("art_1", "Article 1")
    assert steps(found["art_2"]) == [(Deleted(below=1, merged_into=into), "ARD", "", "", "ARD/1")]
    assert set(found) == {"art_1", "art_2"}


def test_who_opposes_that_a_provision_goes_is_named_there() -> None:
    merging = Merges(others=(Address("art_1__para_2"),), words=parse("Each Party defends itself alone."))
    found = traces(
        reply(ARD, ("Article 1(1)", merging, "One thought."), ("Article 2", Deletes(), "")),
        reply(
            BOR, ("Article 1(2)", Opposes(proposal_of=ARD), "Two."), ("art_2", Opposes(proposal_of=ARD), "")
        ),
    )
    assert steps(found["art_1__para_2"]) == [(Deleted(merged_into=FIRST), "ARD", "", "BOR", "ARD/1 BOR/1")]
    assert steps(found["art_2"]) == [(Deleted(below=1), "ARD", "", "BOR", "ARD/2 BOR/2")]
    moving = Moves(after="Article 2")
    moved = traces(
        reply(ARD, ("Article 1(2)", moving, "")), reply(BOR, ("Article 1(2)", Opposes(proposal_of=ARD), ""))
    )
    assert [codes(step.opponents) for step in moved["art_1__para_2"].steps] == ["BOR"]


def test_a_split_is_traced_at_what_stays_and_at_what_is_new() -> None:
    parts = (
        NewProvision(kind="paragraph", label="1.", words=parse("Each Party shall exercise restraint.")),
        NewProvision(kind="paragraph", label="1 bis.", words=parse("Each does so at all times.")),
    )
    found = traces(reply(ARD, ("Article 1(1)", Splits(parts=parts), "Two thoughts.")))
    new = source("art_1__para_1bis", "Article 1, paragraph 1 bis")
    assert steps(found["art_1__para_1"]) == [(SplitUp(into=(new,)), "ARD", "", "", "ARD/1")]
    assert found["art_1__para_1bis"].sources == (FIRST,)
    assert steps(found["art_1__para_1bis"]) == [
        (
            Inserted(label="1 bis.", words="Each does so at all times.", split_from=FIRST),
            "ARD",
            "",
            "",
            "ARD/1",
        )
    ]


def test_opposition_is_traced_to_the_whole_or_to_the_words() -> None:
    found = traces(
        reply(ARD, ("Article 1(1)", Opposes(), "No.")),
        reply(BOR, ("Article 1(2)", AcceptsExcept(exception="self-defence"), "Undefined.")),
    )
    assert steps(found["art_1__para_1"]) == [(Opposed(), "", "", "ARD", "ARD/1")]
    assert steps(found["art_1__para_2"]) == [(Excepted(words="self-defence"), "BOR", "", "", "BOR/1")]


def test_opposed_and_excepted_words_are_traced_exactly_where_other_wordings_are_wider() -> None:
    wider = "Nothing here touches the right of States to defend themselves."
    found = traces(
        reply(ARD, ("Article 1(2)", Amends(words=parse(wider)), "Clearer.")),
        reply(BOR, ("Article 1(2)", AcceptsExcept(exception="self-defence"), "Undefined.")),
        reply(CEL, ("Article 1(2)", Opposes(words="this Agreement"), "Which?")),
    )
    refused = [step for step in steps(found["art_1__para_2"]) if not isinstance(step[0], Reworded)]
    assert refused == [
        (Opposed(words="this Agreement"), "", "", "CEL", "CEL/1"),
        (Excepted(words="self-defence"), "BOR", "", "", "BOR/1"),
    ]


WORDS = (
    ("en", "The Parties shall meet.", "shall", "should"),
    ("fr", "Les Parties se réunissent chaque année.", "chaque année", "tous les deux ans"),
    ("ru", "Стороны проводят встречи ежегодно.", "ежегодно", "регулярно"),
    ("ar", "يجتمع الأطراف كل سنة.", "سنة", "سنتين"),
    ("zh", "各方每年举行会议。", "年", "月"),
)


def test_words_are_traced_in_every_script() -> None:
    for language, words, old, new in WORDS:
        draft = built([(Kind.PARAGRAPH, 0, "1.", words)], language)
        own = reply(ARD, ("para_1", Amends(words=parse(words.replace(old, new))), "…"))
        (trace,) = traceability(compiled(draft, [own]))
        assert [step.deed for step in trace.steps] == [Reworded(old=old, new=new)]
