from tests.record.views.meridian import ARD, BOR, KES, Meridian, meridian, second_reading
from tests.record.views.room import Room, amends
from tests.record.writing import at
from travaux.compare.comparison import Kept, Moved, Removed, Reworded
from travaux.compile.fate import Withdrawn
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.since import Since, since
from travaux.render.record_lines import told_lines
from travaux.render.since import TO_IT_RULE, since_told
from travaux.render.telling import Teller
from travaux.render.told import words_of
from travaux.render.two_pages import PAGE, PAGES, numbers, printed_lines
from travaux.text.wording import PartyCode

AT = "2026-04-28T10:00:00Z"


def looked(m: Meridian, party: str, size: int) -> Since:
    known = disclosed(m.writer.negotiation, everything)
    kept = m.writer.documents
    library = Library(lambda h: kept[h].data if h in kept else None, known.order)
    return since(known, party, size, library, at=AT)  # type: ignore[arg-type]


def test_every_entry_since_is_in_one_list() -> None:
    m = meridian()
    second_reading(m)
    for party in (ARD, BOR, KES):
        for size in range(m.writer.negotiation.size + 1):
            found = looked(m, party, size)
            listed = [
                *(one.draft.tabled for one in found.drafts),
                *dict.fromkeys(one.entered for one in found.touched),
                *(one.entered for one in found.said_for_it),
                *(*found.in_its_name, *found.to_it, *found.for_all, *found.others, *found.own),
            ]
            assert sorted(one.index for one in listed) == list(range(size, found.upto))


def test_a_new_draft_tells_what_became_of_the_partys_provisions() -> None:
    m = meridian()
    second_reading(m)
    (new,) = looked(m, ARD, 30).drafts
    assert [type(one) for one in new.changes] == [Reworded, Removed, Removed, Kept, Moved]
    assert new.kept == ("art_2__para_1",)


def test_what_is_about_its_provisions_is_found_in_the_new_draft_too() -> None:
    m = meridian()
    second_reading(m)
    found = looked(m, KES, 30)
    assert [(one.draft.number, one.provisions, one.entered.author) for one in found.touched] == [
        (2, ("art_3__para_1",), BOR),
        (2, ("art_3__para_1",), ARD),
    ]


def test_what_somebody_else_wrote_down_in_its_name_is_shown_to_it_first() -> None:
    m = meridian()
    assert [one.entry.actor for one in looked(m, BOR, 28).in_its_name] == ["SEC"]
    assert looked(m, BOR, 28).own == ()


def test_what_another_says_in_its_name_is_told_first() -> None:
    """One reply stays one reply: it is told as said in the name of each that it lists."""
    m = meridian()
    (draft,) = m.writer.negotiation.drafts.values()
    size = m.writer.negotiation.size
    reply = m.writer.answers(ARD, draft.tabled, "art_2", principals=(ARD, KES))
    found = looked(m, KES, size)
    assert [one.entered for one in found.said_for_it] == [reply]
    told = since_told(found, Teller(known=m.writer.negotiation))
    assert told.sections[0].title == "Said in its name"
    assert looked(m, BOR, size).said_for_it == ()


def told_in(room: Room, party: PartyCode, size: int) -> list[str]:
    """Give what changed for *party* in *room* since it had *size* entries, line by line."""
    known, library = room.known, room.library
    found = since(known, party, size, library, at=AT)
    lines = told_lines(since_told(found, Teller(known=known, texts=library.texts(known))), width=240)
    return [" ".join(one.split()) for one in lines]


def part(told: list[str], title: str) -> list[str]:
    """Give the lines of a part, up to the empty line after it."""
    at = told.index(title)
    return told[at + 1 : told.index("", at)] if "" in told[at:] else told[at + 1 :]


class InOne:
    """Boreal gives words to two paragraphs, and Kestrel joins those of one."""

    def __init__(self) -> None:
        self.room = Room()
        self.first = self.room.answers("BOR", amends("Theirs."), "Article 2", "Article 1, paragraph 1")
        self.joined = self.room.w.joins("KES", self.first, "art_1__para_1")

    def told(self, party: PartyCode, size: int) -> list[str]:
        return told_in(self.room, party, size)


def test_words_that_one_joined_and_that_are_gone_are_told_first() -> None:
    it = InOne()
    size = it.room.w.negotiation.size
    gone = it.room.answers("BOR", amends("Others."), "Article 1, paragraph 1")
    told = it.told(KES, size)
    at = told.index("Changed or withdrawn by others, of what it supports or opposes")
    assert told[at - 1 : at + 4] == [
        "",
        "Changed or withdrawn by others, of what it supports or opposes",
        f"Article 1, paragraph 1 of draft 1: supports BOR, entry {it.joined.index}",
        "said of what BOR proposed then: amends: “Theirs.”",
        f"BOR has changed that since (entry {gone.index}); this says nothing of its new words",
    ]
    assert told.index("In its provisions") > at
    assert "Changed or withdrawn by others, of what it supports or opposes" not in it.told(
        KES, it.room.w.negotiation.size
    )
    assert "Changed or withdrawn by others, of what it supports or opposes" not in it.told(BOR, size)


def test_each_answer_of_an_entry_on_several_provisions_is_told_with_its_own_in_reading_order() -> None:
    it = InOne()
    it.room.answers("ARD", "Position: accepts", "Article 2", "Article 1, paragraph 1")
    told = it.told(ARD, 0)
    at = told.index("Article 1, paragraph 1; Article 2 of draft 1")
    assert told[at + 2 : at + 4] == [
        "Article 1, paragraph 1: amends: “Theirs.”",
        "Article 2: amends: “Theirs.”",
    ]


def test_it_is_told_on_two_pages_whatever_happened() -> None:
    m = meridian()
    draft = second_reading(m)
    for number in range(300):
        m.writer.holds(("ARD", "KES")[number % 2], draft, f"art_{number % 3 + 1}")
        m.writer.asks("SEC", f"What of it, {number}?" * 20, to=("BOR",))
    known = disclosed(m.writer.negotiation, everything)
    told = since_told(looked(m, BOR, 0), Teller(known=known))
    lines = sum(printed_lines(one) for section in told.sections for one in section.lines)
    assert lines + len(told.head) + 3 * len(told.sections) <= PAGES * PAGE


def test_an_answer_withdrawn_meanwhile_is_told_as_withdrawn() -> None:
    m = meridian()
    back = m.writer.answers("ARD", m.draft, "art_1__para_1", docs=m.ard.entry.docs)
    m.writer.holds("KES", m.draft, "art_1__para_1")
    m.writer.withdraws("ARD", back)
    (one,) = [it for it in looked(m, KES, back.index).touched if it.entered == back and it.answers]
    assert one.became == Withdrawn()
    known = disclosed(m.writer.negotiation, everything)
    told = since_told(looked(m, KES, back.index), Teller(known=known))
    words = [it for part in told.sections for row in part.lines for it in words_of(row)]
    assert [it for it in words if "answers; since withdrawn:" in it] != []


def test_of_an_answer_to_two_provisions_what_stands_is_told_apart_from_what_was_withdrawn() -> None:
    m = meridian()
    both = m.writer.answers("ARD", m.draft, docs=m.ard.entry.docs)
    m.writer.holds("KES", m.draft, "art_1__para_1")
    m.writer.withdraws("ARD", both, "art_1__para_1")
    found = looked(m, KES, both.index)
    told = [(it.provisions, it.became) for it in found.touched if it.entered == both and it.answers]
    assert told == [(("art_1__para_1",), Withdrawn()), (("art_3",), None)]


def test_entry_numbers_are_listed_in_runs() -> None:
    assert numbers([]) == "no entry"
    assert numbers([4]) == "entry 4"
    assert numbers([4, 7, 8, 9]) == "entries 4, 7–9"
    assert numbers(list(range(0, 60, 2))) == "30 entries between 0 and 58; the log lists them"


def test_what_is_done_to_an_answer_belongs_to_the_provisions_that_it_is_on() -> None:
    m = meridian()
    w, size = m.writer, m.writer.negotiation.size
    corrected = w.corrects("BOR", m.bor)
    taken_back = w.withdraws("BOR", m.bor)
    found = looked(m, KES, size)
    assert [(one.provisions, one.entered) for one in found.touched] == [
        (("art_1__para_1",), corrected),
        (("art_1__para_1",), taken_back),
    ]
    assert [bool(one.taken_back) for one in found.touched] == [False, True]
    assert found.others == ()


def when(entry: Entered) -> str:
    """Write by whom and when an entry was made, as it is told."""
    hour = entry.received_at[11:16]
    return f"{entry.author}, 2 March 2026, {hour} UTC, entry {entry.index}"


def test_in_whose_name_an_answer_is_given_is_said_wherever_it_is_told() -> None:
    """One reply stays one reply: it is not its party's alone."""
    room = Room()
    room.answers("ARD", amends("Ours."), "Article 1, paragraph 1")
    size = room.w.negotiation.size
    sheet = f"In answer to: First draft\n\n## Article 1, paragraph 1\n\n{amends('Of both.')}"
    document = room.w.document(sheet, name="both.md")
    both = room.w.answers("BOR", room.draft, docs=[document], principals=(BOR, KES))
    told = part(told_in(room, ARD, size), "In its provisions")
    assert told[-2:] == [f"{when(both)}, in the name of BOR, KES answers:", "amends: “Of both.”"]
    size = room.w.negotiation.size
    gone = room.w.withdraws("BOR", both)
    told = part(told_in(room, ARD, size), "In its provisions")
    assert told[-3:] == [
        f"{when(gone)}: withdraws entry {both.index}",
        "amends: “Of both.”",
        "given in the name of BOR, KES",
    ]


def test_in_whose_name_is_said_where_the_document_alone_says_it() -> None:
    room = Room()
    room.answers("ARD", amends("Ours."), "Article 1, paragraph 1")
    size = room.w.negotiation.size
    sheet = (
        "# Answer of Boreland (BOR)\n\nOn behalf of: Boreland (BOR), Kestrel (KES)\n\n"
        f"In answer to: First draft\n\n## Article 1, paragraph 1\n\n{amends('Of both.')}"
    )
    both = room.w.answers("BOR", room.draft, docs=[room.w.document(sheet, name="both.md")])
    told = part(told_in(room, ARD, size), "In its provisions")
    assert told[-2:] == [f"{when(both)}, in the name of BOR, KES answers:", "amends: “Of both.”"]


def test_what_is_said_of_its_proposals_by_its_name_is_told_before_what_others_say_there() -> None:
    room = Room()
    room.answers("BOR", amends("Theirs."), "Article 1, paragraph 1")
    size = room.w.negotiation.size
    joined = room.answers("KES", "Position: supports BOR", "Article 1, paragraph 1")
    against = room.answers("ARD", "Position: opposes BOR", "Article 1, paragraph 1")
    other = room.w.holds("KES", room.draft, "art_1__para_1")
    asked = room.w.asks("KES", "Why?", *at(room.draft, "art_1__para_1"), to=("BOR",))
    told = told_in(room, BOR, size)
    assert part(told, "Of its proposals, and to it") == [
        TO_IT_RULE,
        "Article 1, paragraph 1 of draft 1",
        f"{when(joined)} answers:",
        "supports BOR",
        f"{when(against)} answers:",
        "opposes BOR's proposal",
        f"{when(asked)}: asks BOR on Article 1, paragraph 1 of draft 1, “First draft”: “Why?”",
    ]
    assert part(told, "In its provisions")[1:] == [
        "Article 1, paragraph 1 of draft 1",
        f"{when(other)}: enters a hold (scrutiny) on Article 1, paragraph 1 of draft 1, “First draft”",
    ]
    assert told.index("Of its proposals, and to it") < told.index("In its provisions")


def test_who_withdraws_its_support_says_that_to_whose_words_they_are() -> None:
    room = Room()
    room.answers("BOR", amends("Theirs."), "Article 1, paragraph 1")
    joined = room.answers("KES", "Position: supports BOR", "Article 1, paragraph 1")
    size = room.w.negotiation.size
    gone = room.w.withdraws("KES", joined)
    assert part(told_in(room, BOR, size), "Of its proposals, and to it")[1:] == [
        "Article 1, paragraph 1 of draft 1",
        f"{when(gone)}: withdraws entry {joined.index}",
        "supports BOR",
    ]


def test_a_crowded_provision_hides_no_other_of_the_party() -> None:
    """What has no room is told at its provision, with its count, and each entry is counted there once."""
    room = Room()
    room.answers("BOR", "Position: accepts", "Article 1, paragraph 1", "Article 2", "Article 3")
    size = room.w.negotiation.size
    crowd = [
        room.answers(("ARD", "KES")[number % 2], amends(f"Words {number}. " * 12), "Article 1, paragraph 1")
        for number in range(60)
    ]
    late = room.answers("ARD", "Position: deletes", "Article 3")
    told = part(told_in(room, BOR, size), "In its provisions")
    shown = [one for one in crowd if any(line.startswith(f"{when(one)} answers") for line in told)]
    assert shown == crowd[: len(shown)]
    assert 0 < len(shown) < len(crowd)
    first = told.index("Article 1, paragraph 1 of draft 1")
    assert told[first + 1 : first + 2] == [
        (
            f"60 entries since, {len(shown)} of them shown here; not shown: "
            f"entries {crowd[len(shown)].index}–{crowd[-1].index}"
        ),
    ]
    assert told[-3:] == ["Article 3 of draft 1", f"{when(late)} answers:", "deletes"]


def test_the_draft_on_the_table_comes_before_the_earlier_ones() -> None:
    m = meridian()
    second = second_reading(m)
    size = m.writer.negotiation.size
    m.writer.holds("BOR", m.draft, "art_1__para_1")
    m.writer.holds("BOR", second, "art_3__para_1")
    m.writer.holds("ARD", m.draft, "art_1__para_1")
    found = looked(m, KES, size)
    assert [(one.draft.number, one.provisions[0], one.entered.author) for one in found.touched] == [
        (2, "art_3__para_1", BOR),
        (1, "art_1__para_1", BOR),
        (1, "art_1__para_1", ARD),
    ]


def test_what_became_of_its_provisions_in_a_draft_before_it_last_looked_is_its_own() -> None:
    """It has said nothing to the second draft, which it has seen: what others say there is told to it."""
    m = meridian()
    second = second_reading(m)
    size = m.writer.negotiation.size
    m.writer.holds("KES", second, "art_2")
    found = looked(m, ARD, size)
    assert [(one.draft.number, one.provisions) for one in found.touched] == [(2, ("art_2",))]


def test_the_page_that_lists_what_is_owed_itself_is_cut_at_the_same_place() -> None:
    m = meridian()
    draft = second_reading(m)
    for number in range(200):
        m.writer.holds(("ARD", "KES")[number % 2], draft, f"art_{number % 3 + 1}")
        m.writer.asks("SEC", f"What of it, {number}?" * 20, to=("BOR",))
    teller = Teller(known=disclosed(m.writer.negotiation, everything))
    found = looked(m, BOR, 0)
    whole = since_told(found, teller).sections
    assert since_told(found, teller, owed=False).sections == tuple(
        one for one in whole if one.title != "What it owes, and is owed"
    )


def test_the_words_of_an_answer_withdrawn_meanwhile_are_told_once() -> None:
    room = Room()
    room.answers("BOR", "Position: accepts", "Article 1, paragraph 1")
    size = room.w.negotiation.size
    said = room.answers("KES", amends("Theirs."), "Article 1, paragraph 1")
    gone = room.w.withdraws("KES", said)
    assert part(told_in(room, BOR, size), "In its provisions")[1:] == [
        "Article 1, paragraph 1 of draft 1",
        f"{when(said)} answers; since withdrawn:",
        "amends: “Theirs.”",
        f"{when(gone)}: withdraws entry {said.index}",
    ]


def test_what_is_withdrawn_of_its_proposal_and_beside_it_is_told_at_each_once() -> None:
    room = Room()
    room.answers("BOR", amends("Theirs."), "Article 1, paragraph 1", "Article 2")
    size = room.w.negotiation.size
    sheet = (
        "In answer to: First draft\n\n## Article 1, paragraph 1\n\nPosition: supports BOR\n\n"
        "## Article 2\n\nPosition: deletes\n"
    )
    said = room.w.answers("KES", room.draft, docs=[room.w.document(sheet, name="kes.md")])
    gone = room.w.withdraws("KES", said)
    told = told_in(room, BOR, size)
    above = part(told, "Of its proposals, and to it")
    below = part(told, "In its provisions")
    assert [one for one in above if one in {"supports BOR", "deletes"} or f"entry {gone.index}:" in one] == [
        "supports BOR",
        f"{when(gone)}: withdraws entry {said.index}",
    ]
    assert [one for one in below if one.endswith("deletes") or f"entry {gone.index}:" in one] == [
        "Article 2: deletes",
        f"{when(gone)}: withdraws entry {said.index}",
    ]
