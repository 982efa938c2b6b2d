"""One library, read by several: at the same time, and each as it may read the record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, RLock
from typing import TYPE_CHECKING

import pytest

from tests.record.views.meridian import ARD, BOR, KES, SEC
from tests.record.views.room import Room
from tests.record.writing import Writer
from travaux.answers.answer import title
from travaux.answers.position import Amends
from travaux.compile.base import base_of
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing
from travaux.record import library as module
from travaux.record.consolidation import consolidation
from travaux.record.library import Library
from travaux.record.may import Verb, may
from travaux.record.views.disclosed import disclosed

if TYPE_CHECKING:
    from travaux.compile.base import Base
    from travaux.record.entry import Entered
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def test_what_is_heard_at_the_same_time_belongs_to_one_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that counts what was answered, while the text is compiled beside it."""
    room = Room()
    given = room.answers("ARD", "Position: accepts", "Article 1")
    library = Library(lambda h: room.w.documents[h].data, room.known.order, alone=RLock())
    draft = room.known.latest_draft()
    assert draft is not None
    answer = room.known.answers[given.leaf]
    begun, asked = Event(), Event()

    def slowly(text: Text, named: tuple[str, ...] = ()) -> Base:
        begun.set()
        asked.wait(0.2)  # the other thread asks as well, as far as it comes
        return base_of(text, named)

    monkeypatch.setattr(module, "base_of", slowly)
    with ThreadPoolExecutor(2) as threads:
        counted = threads.submit(library.heard, room.known, answer, draft)
        begun.wait()
        compiled = threads.submit(library.base, draft)
        heard, base = counted.result(), compiled.result()
        asked.set()
    assert isinstance(heard, Hearing)
    assert heard.base is base
    assert [one.party for one in consolidation(room.known, library).compilation.voices] == ["ARD"]


def test_a_document_asked_for_at_the_same_time_is_read_once() -> None:
    room = Room()
    asked: list[str] = []
    begun, go_on = Event(), Event()

    def document(h: str) -> bytes:
        asked.append(h)
        begun.set()
        go_on.wait(0.2)
        return room.w.documents[h].data

    library = Library(document, room.known.order, alone=RLock())
    draft = room.known.latest_draft()
    assert draft is not None
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(library.text, draft)
        begun.wait()
        other = threads.submit(library.text, draft)
        texts = one.result(), other.result()
        go_on.set()
    assert texts[0] is texts[1]
    assert asked == [draft.tabled.entry.docs[0].h]


SHEET = "# Answer of {}\n\n{}## Article 1\n\nPosition: opposes\n\nReason: Ours.\n"
TEXT = """---
draft: Text of June
---

# Convention

## Article 1

The Parties shall meet every year.

## Article 2

The Parties shall keep minutes.
"""
PUBLIC, KEEPER = None, SEC


class Sharing:
    """A record of which its readers may read more and less, and the library that all of them share."""

    def __init__(self) -> None:
        self.w = Writer()
        self.w.opens("SEC")
        for code, name in (("ARD", "Ardenia"), ("BOR", "Borduria"), ("KES", "Kesh")):
            self.w.adds(code, name=name)

    def sketch(self, *readers: str) -> Entered:
        """Table a draft for these alone, beside those on the table."""
        doc = self.w.document(TEXT.replace("June", "April"), name="sketch.md")
        return self.w.tables("SEC", "Sketch", basis=False, vis=f"to:{','.join(readers)}", docs=[doc])

    def tables(self, vis: str = "") -> Entered:
        return self.w.tables("SEC", "Text of May", vis=vis, docs=[self.w.document(TEXT, name="may.md")])

    def answers(
        self, draft: Entered, *, of: str = "ARD", claim: str = "", vis: str = "", by: str | None = None
    ) -> Entered:
        sheet = SHEET.format(of, f"In answer to: {claim}\n\n" if claim else "")
        docs = [self.w.document(sheet, name="ARD.md")]
        if by is None:
            return self.w.answers("ARD", draft, "art_1", vis=vis, docs=docs)
        return self.w.answers(by, draft, "art_1", vis=vis, docs=docs, on_behalf="ARD")

    def library(self) -> Library:
        state = self.w.negotiation
        return Library(
            lambda h: self.w.documents[h].data, state.members, state.redactions, whole=lambda: state
        )

    def told(self, draft: Entered, *readers: PartyCode | None) -> list[list[str]]:
        """Give what is heard on a draft when these ask one after the other."""
        state, library = self.w.negotiation, self.library()
        told = []
        for who in readers:
            known = disclosed(state, lambda one, who=who: may(who, Verb.READ, one, state).allowed)  # type: ignore[misc]
            found = consolidation(known, library, known.drafts[draft.leaf]).compilation
            told.append(
                [f"{one.party} {title(one.answer.position)}" for one in found.stances]
                + [f"{one.party} {one.finding.code}" for one in found.left_out]
            )
        return told


HEARD, ANOTHER = ["ARD opposes"], ["ARD another-draft"]


class TestWhoAsksFirst:
    """What is heard of an answer does not depend on who asked first."""

    def test_a_member_is_called_by_its_name_though_the_public_does_not_know_it(self) -> None:
        room = Sharing()
        draft = room.tables(vis="public")
        room.answers(draft, of="Ardenia", vis="public")
        assert room.told(draft, PUBLIC, BOR) == [HEARD, HEARD]
        assert room.told(draft, BOR, PUBLIC) == [HEARD, HEARD]

    @pytest.mark.parametrize(
        ("readers", "claim", "told"),
        [
            (("BOR",), "Draft 1", HEARD),
            (("BOR",), "Draft 2", ANOTHER),
            (("ARD",), "Draft 1", ANOTHER),
            (("ARD",), "Draft 2", HEARD),
            (("ARD",), "Draft 3", ANOTHER),
            (("BOR",), "Text of May", HEARD),
            (("BOR",), "Sketch", ANOTHER),
        ],
    )
    def test_a_draft_has_the_number_that_it_has_for_who_answers(
        self, readers: tuple[str, ...], claim: str, told: list[str]
    ) -> None:
        """A number that others alone know it by is none: by trying it a party would learn of their draft."""
        room = Sharing()
        room.sketch(*readers)
        draft = room.tables()
        room.answers(draft, claim=claim)
        assert room.told(draft, KES, KEEPER, ARD) == [told] * 3
        assert room.told(draft, KEEPER, ARD, KES) == [told] * 3

    @pytest.mark.parametrize(
        ("claim", "told"), [("Draft 1", HEARD), ("Draft 2", HEARD), ("Draft 3", ANOTHER)]
    )
    def test_who_writes_it_down_may_count_as_well(self, claim: str, told: list[str]) -> None:
        room = Sharing()
        room.sketch("BOR")
        draft = room.tables()
        room.answers(draft, claim=claim, by="SEC")
        assert room.told(draft, KES, KEEPER) == [told] * 2
        assert room.told(draft, KEEPER, KES) == [told] * 2

    @pytest.mark.parametrize(
        ("claim", "told"), [("Draft 1", HEARD), ("Draft 2", HEARD), ("Draft 3", ANOTHER)]
    )
    def test_a_draft_that_was_redacted_counted_until_then(self, claim: str, told: list[str]) -> None:
        room = Sharing()
        sketch = room.sketch("ARD", "BOR", "KES")
        draft = room.tables()
        room.answers(draft, claim=claim)
        room.w.redacts("SEC", sketch)
        assert room.told(draft, KES, KEEPER) == [told] * 2
        assert room.told(draft, KEEPER, KES) == [told] * 2

    def test_one_document_given_twice_is_named_after_each_entry(self) -> None:
        room = Sharing()
        draft = room.tables()
        doc = room.w.document(b"\x00\xff", name="ARD.bin")
        first, second = (
            room.w.answers("ARD", draft, "art_1", docs=[doc]),
            room.w.answers("BOR", draft, "art_2", docs=[doc]),
        )
        state, library = room.w.negotiation, room.library()
        heard = [
            library.heard(state, state.answers[one.leaf], state.drafts[draft.leaf]) for one in (first, second)
        ]
        assert [
            f"ARD.bin (entry {one.index}) cannot be read." in each.finding.message
            for one, each in zip((first, second), heard, strict=True)
            if isinstance(each, LeftOut)
        ] == [True, True]

    def test_one_document_given_on_two_drafts_is_read_for_each(self) -> None:
        """Brackets in the answer to a text taken over may name whom that names; elsewhere they are words."""
        room = Sharing()
        over = room.w.tables(
            "SEC",
            "Taken over",
            taken_over=True,
            docs=[room.w.document(TEXT.replace("every year", "[AUR: every year]"), name="over.md")],
        )
        draft = room.tables()
        doc = room.w.document(
            "# Answer of ARD\n\n## Article 1\n\nPosition: amends\n\nWords:\n\n"
            "> The Parties shall meet [AUR: now and then].\n\nReason: Ours.\n",
            name="ARD.md",
        )
        given = {one.leaf: room.w.answers("ARD", one, docs=[doc]) for one in (over, draft)}
        state = room.w.negotiation

        def named(*order: Entered) -> list[tuple[PartyCode, ...]]:
            library = room.library()
            found = []
            for one in order:
                heard = library.heard(state, state.answers[given[one.leaf].leaf], state.drafts[one.leaf])
                assert isinstance(heard, Hearing)
                position = heard.reply.answers[0].position
                assert isinstance(position, Amends)
                (choice,) = position.words.choices()
                found.append(choice.alternatives[0].sponsors)
            return found

        assert named(over, draft) == [("AUR",), ()]
        assert named(draft, over) == [(), ("AUR",)]
