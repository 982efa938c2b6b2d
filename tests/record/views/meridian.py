"""A small negotiation in the record: the Meridian Canal, three parties, something of everything."""

from __future__ import annotations

from dataclasses import dataclass

from tests.record.writing import Writer, at
from travaux.answers.position import HoldKind
from travaux.answers.round import Capacity, Rules, SilenceMeans
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.act import Role
from travaux.record.entry import Entered
from travaux.text.wording import PartyCode

ARD, BOR, KES = PartyCode("ARD"), PartyCode("BOR"), PartyCode("KES")
SEC, CHR = PartyCode("SEC"), PartyCode("CHR")

FIRST = """Treaty on the Meridian Canal

Article 1
1. The canal shall be open to all vessels.
2. Tolls shall be equal.

Article 2
The Parties shall consult each other.

Article 3
Disputes shall be settled by negotiation.
"""

ARDENIA = """# Answer of Ardenia (ARD)

In answer to: First draft

## Article 1, paragraph 1

Position: amends

Words:

> The canal shall be open to vessels of all flags.

Reason: Clearer.

## Article 3

Position: accepts
"""
BORELAND = """# Answer of Boreland (BOR)

In answer to: First draft

## Article 1, paragraph 1

Position: amends

Words:

> The canal shall be open to merchant vessels.

Reason: Safety.
"""

MARCH_20 = Due(local="2026-03-20T18:00", zone="Europe/Zurich", utc="2026-03-20T17:00:00Z")
MARCH_27 = Due(local="2026-03-27", zone="Europe/Zurich", utc="2026-03-27T23:00:00Z")
MEETING = Due(local="2026-04-02T10:00", zone="Europe/Zurich", utc="2026-04-02T08:00:00Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meridian:
    writer: Writer
    draft: Entered
    rules: Entered
    ard: Entered
    bor: Entered
    question: Entered
    promise: Entered


def meridian() -> Meridian:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"), observers=("OBS",))
    w.adds("CHR", Role.CHAIR, name="The Chair")
    draft = w.tables("SEC", "First draft", docs=[w.document(FIRST, name="first.md")])
    rules = w.declares(
        "SEC",
        Rules(
            name="first reading",
            asked=(BOR, ARD, KES),
            due=MARCH_20,
            silence=SilenceMeans.NOTHING,
            capacity=Capacity.NATIONAL,
        ),
        draft,
    )
    w.does("BOR", act.ContestsRules(rule="capacity", words="We answer as we see fit."), rules)
    ard = w.answers(
        "ARD",
        draft,
        docs=[w.document(ARDENIA, name="ardenia.md")],
    )
    bor = w.answers(
        "BOR",
        draft,
        "art_1__para_1",
        docs=[w.document(BORELAND, name="boreland.md")],
    )
    w.joins("KES", bor, "art_1__para_1")
    w.does(
        "KES",
        act.EntersHold(kind=HoldKind.PARLIAMENTARY, words="Our parliament sits in May."),
        *at(draft, "art_3"),
    )
    question = w.asks(
        "ARD", "Who collects the tolls?", *at(draft, "art_1__para_2"), to=("BOR", "KES"), due=MARCH_20
    )
    answered = w.does(
        "BOR",
        act.AnswersQuestion(words="An authority of the Union.", principals=(BOR, KES)),
        question,
    )
    w.does("ARD", act.ViewsCollectiveReply(accepts=False, words="We asked each of you."), answered)
    promise = w.promises("KES", "A national reply on tolls.", question, to=("ARD",), due=MARCH_20)
    w.extends("KES", promise, MARCH_27)
    w.does("ARD", act.ReportsPromise(met=False, words="Nothing has come."), promise)
    w.does("CHR", act.AgreesAdReferendum(words="After the second reading."), *at(draft, "art_2"))
    w.does("ARD", act.TiesPackage(words="Only if Article 3 stays."), *at(draft, "art_2", "art_3"))
    w.does("KES", act.AgreesAdReferendum(), *at(draft, "art_1__para_2"))
    w.does(
        "CHR",
        act.ConvenesMeeting(
            place="Geneva", forum="Working Group I", begins=MEETING, at_table=(BOR, ARD), words="Tolls only."
        ),
        *at(draft, "art_1"),
    )
    w.does("KES", act.ValidatesPosition(rightly=False, words="We did not join."), *at(draft, "art_1__para_1"))
    w.does("SEC", act.EntersHold(kind=HoldKind.LINGUISTIC), *at(draft, "art_1"), on_behalf="BOR")
    return Meridian(writer=w, draft=draft, rules=rules, ard=ard, bor=bor, question=question, promise=promise)


SECOND = """Treaty on the Meridian Canal

Article 1
1. The canal shall be open to vessels of all flags.

Article 2
Disputes shall be settled by negotiation.

Article 3
Tolls should be equal.
"""


def second_reading(m: Meridian) -> Entered:
    """Go on: a second draft with tolls in an article of their own, and what is said to it."""
    w = m.writer
    w.passes(days=40)
    draft = w.tables("SEC", "Second draft", follows=m.draft, docs=[w.document(SECOND, name="second.md")])
    w.declares("SEC", Rules(name="second reading", asked=(BOR, ARD, KES)), draft)
    w.answers(
        "BOR",
        draft,
        docs=[w.document(SECOND.replace("should be equal", "shall be equal"), name="boreland-2.md")],
    )
    w.answers("KES", draft, docs=[w.document(KESTEN, name="kesten.md")])
    w.does("ARD", act.EntersHold(kind=HoldKind.SUBSTANTIVE, words="We shall."), *at(draft, "art_3"))
    return draft


KESTEN = """# Answer of Kesten (KES)

In answer to: Second draft

## Article 2

Position: accepts
"""
