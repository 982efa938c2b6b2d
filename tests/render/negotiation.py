"""A small negotiation for the pages: six articles, six replies, one of them for three, one party silent.

All of it is invented.
"""

from collections.abc import Sequence

from travaux.answers.answer import Answer, Condition, Reply
from travaux.answers.position import (
    Accepts,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Edit,
    HoldKind,
    Holds,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Supports,
)
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.wording import PartyCode, words

ARD, CEL, BOR, KES, TAL, VEL, THA, AUR = (
    PartyCode(code) for code in ("ARD", "CEL", "BOR", "KES", "TAL", "VEL", "THA", "AUR")
)
ORDER = (ARD, AUR, BOR, CEL, KES, TAL, THA, VEL)
NAMES = (
    (ARD, "Republic of Ardenmoor"),
    (BOR, "Boreal Union"),
    (CEL, "Kingdom of Celadon"),
    (THA, "Thalassa"),
    (VEL, "Velmark"),
)

DRAFT = """\
# Agreement on the Hours of the Upper Lakes

## Preamble

The Parties to this Agreement,

Aware that a lock worked at an hour nobody expects endangers those above it and those below it,

Have agreed as follows:

## Article 1 – Use of terms

For the purposes of this Agreement:

   (a) "lock" means any work by which vessels pass from one water level to another;

   (b) "working day" means a day on which the locks are manned.

## Article 2 – Restraint

1. The Parties shall refrain from working the locks in a way that lowers the lakes below the winter mark.

2. Nothing in this Agreement affects the carriage of medicines.

## Article 3 – Contacts

Each Party shall name an officer who can be reached on working days.

## Article 4 – Notification of closures

1. Each Party shall notify the other Parties of any closure of more than twelve hours at least forty-two \
days in advance.

2. The notification shall state the purpose, the duration and the reach of the closure.

3. A Party that has not been notified may ask for an explanation, which shall be given within forty-eight \
hours by the authority that ordered the closure.

4. Closures caused by ice are not subject to notification.

## Article 5 – Records

The record of each lock shall be kept for ten years and shall be open to the other Parties.

## Article 6 – Visits

1. Each Party shall receive one visit a year at each of its locks.

2. Visitors shall be given the record of the lock.
"""


def draft() -> Text:
    """The draft that is answered."""
    text = read_plain(DRAFT.encode()).text
    assert text is not None
    return text


def answer(provision: str, position: Position, reason: str = "", *conditions: Condition) -> Answer:
    return Answer(provision=provision, position=position, reason=reason, conditions=conditions)


def edit(*changes: tuple[str, str]) -> AmendsWords:
    return AmendsWords(edits=tuple(Edit(old=old, new=new) for old, new in changes))


def replies() -> tuple[Reply, ...]:
    """What five parties answer, one of them for three; AUR says nothing."""
    return (
        Reply(
            party=ARD,
            names=NAMES,
            source="ard.md",
            answers=(
                answer(
                    "Article 1(b)",
                    Asks(question="Is a day on which a lock is manned by night a working day?"),
                ),
                answer("Article 2(1)", Accepts()),
                answer("Article 4(1)", Accepts()),
                answer(
                    "Article 4(3)",
                    Amends(
                        words=words(
                            "A Party that has not been notified may ask for an explanation, which shall be "
                            "given without delay and in any case within twelve hours by the authority that "
                            "ordered the closure."
                        )
                    ),
                    "A duty without a short time is no duty.",
                ),
                answer(
                    "Article 4(4)",
                    Adds(
                        provisions=(
                            NewProvision(
                                kind="paragraph",
                                label="4 bis.",
                                words=words(
                                    "No lock shall be closed within three days before a public holiday."
                                ),
                            ),
                        )
                    ),
                    "Our markets are supplied by water.",
                ),
                answer(
                    "Article 5",
                    Accepts(),
                    "The record is what the visits rest on.",
                    Condition(words="if Article 6(2) stays", references=("Article 6(2)",)),
                ),
            ),
        ),
        Reply(
            party=CEL,
            source="cel.docx",
            answers=(
                answer("Article 4(3)", Supports(party=ARD)),
                answer(
                    "Article 2(1)",
                    edit(("winter mark", "summer mark")),
                    "The winter mark has not been surveyed.",
                ),
                answer("Article 3", edit((" on working days", " at any hour")), "Ice keeps no office hours."),
                answer(
                    "Article 5", Holds(kind=HoldKind.PARLIAMENTARY), "Our archives act is before parliament."
                ),
            ),
        ),
        Reply(
            party=BOR,
            principals=(BOR, KES, TAL),
            source="bor.md",
            answers=(
                answer(
                    "Article 4(1)",
                    edit(("shall notify", "should notify"), ("twelve hours", "thirty-six hours")),
                    "Small harbours have no staff to write notices.",
                ),
                answer(
                    "Article 4(3)",
                    Amends(
                        words=words(
                            "A Party that has not been notified may ask for an explanation, which shall be "
                            "given as soon as the state of the ice allows by the authority that ordered the "
                            "closure."
                        )
                    ),
                    "",
                ),
                answer(
                    "Article 4(4)",
                    Opposes(proposal_of=ARD),
                    "Which holidays, and whose?",
                ),
                answer("Article 3", Holds(kind=HoldKind.SCRUTINY)),
            ),
        ),
        Reply(
            party=VEL,
            source="vel.md",
            answers=(
                answer(
                    "Article 4(1)",
                    edit(
                        ("twelve hours", "thirty-six hours"),
                        ("forty-two days", "thirty days"),
                        ("in advance", "in advance, as far as possible"),
                    ),
                    "Ice is not announced six weeks ahead.",
                ),
                answer("Article 4(2)", edit((", the duration", "")), "Nobody knows how long ice lasts."),
                answer(
                    "Article 4(4)",
                    Moves(after="Article 2(2)", label="3."),
                    "It is an exception of principle.",
                ),
                answer("Article 6(2)", Deletes(), "The record is open under Article 5 already."),
            ),
        ),
        Reply(
            party=THA,
            source="tha.md",
            answers=(
                answer(
                    "Article 4(1)",
                    edit(("forty-two days", "sixty days")),
                    "Our timetable is printed two months ahead.",
                ),
                answer("Article 2(2)", Opposes(), "Medicines are carried by air."),
                answer("Article 6(1)", Asks(question="May a visit be made under ice?")),
            ),
        ),
    )


def negotiation(given: Sequence[Reply] | None = None) -> Compilation:
    """The compilation of these replies, or of others, in protocol order."""
    return compiled(draft(), replies() if given is None else given, order=ORDER)
