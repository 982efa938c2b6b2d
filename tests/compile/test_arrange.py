"""Wordings of one provision, arranged: legible in bracket notation, every party's words in them."""

import pytest

from travaux.compile.arrange import Variant, arranged, divided
from travaux.compile.operation import Backers
from travaux.compile.project import chosen
from travaux.compile.stances import Stances
from travaux.text.notation import show
from travaux.text.wording import PartyCode


def variants(own: dict[str, str]) -> list[Variant]:
    by_words: dict[str, list[PartyCode]] = {}
    for code, words in own.items():
        by_words.setdefault(words, []).append(PartyCode(code))
    return [Variant(words=words, backers=Backers(sponsors=tuple(codes))) for words, codes in by_words.items()]


CASES = {
    "one word": (
        "Each Party shall notify the others.",
        {"BOR": "Each Party should notify the others."},
        "Each Party [base: shall / BOR: should] notify the others.",
    ),
    "the same words from two": (
        "Each Party shall notify the others.",
        {"BOR": "Each Party should notify the others.", "VEL": "Each Party should notify the others."},
        "Each Party [base: shall / BOR, VEL: should] notify the others.",
    ),
    "two words for one": (
        "at least forty-two days in advance",
        {"BOR": "at least thirty days in advance", "VEL": "at least sixty days in advance"},
        "at least [base: forty-two / BOR: thirty / VEL: sixty] days in advance",
    ),
    "words added": (
        "at least thirty days in advance.",
        {"VEL": "at least thirty days in advance, as far as possible."},
        "at least thirty days in advance[base: no text / VEL: , as far as possible].",
    ),
    "two additions at one place": (
        "The Parties shall meet.",
        {"ARD": "The Parties shall meet every year.", "BOR": "The Parties shall meet when one of them asks."},
        "The Parties shall meet[base: no text / ARD:  every year / BOR:  when one of them asks].",
    ),
    "words struck": (
        "in writing and without delay",
        {"CEL": "in writing"},
        "in writing[base:  and without delay / CEL: no text]",
    ),
    "brackets on the table": (
        "The Parties [shall [promptly] notify / should inform] each other.",
        {"ARD": "The Parties [shall [forthwith] notify / should inform] each other."},
        "The Parties [shall [[base: promptly / ARD: forthwith]] notify / should inform] each other.",
    ),
    "a bracket on the table taken away": (
        "The Parties [shall / should] notify each other.",
        {"ARD": "The Parties shall notify each other."},
        "The Parties [base: [shall / should] / ARD: shall] notify each other.",
    ),
    "French": (
        "Chaque Partie notifie sans délai tout exercice.",
        {"ARD": "Chaque Partie notifie par écrit et sans délai tout exercice."},
        "Chaque Partie notifie[base: no text / ARD:  par écrit et] sans délai tout exercice.",
    ),
    "Russian": (
        "Каждая Сторона уведомляет другие Стороны за тридцать дней.",
        {"ARD": "Каждая Сторона уведомляет другие Стороны за сорок дней."},
        "Каждая Сторона уведомляет другие Стороны за [base: тридцать / ARD: сорок] дней.",
    ),
    "Arabic": (
        "يخطر كل طرف الأطراف الأخرى قبل ثلاثين يوما.",
        {"ARD": "يخطر كل طرف الأطراف الأخرى قبل أربعين يوما."},
        "يخطر كل طرف الأطراف الأخرى قبل [base: ثلاثين / ARD: أربعين] يوما.",
    ),
    "Chinese": (
        "各方应至少提前四十二天通知其他各方。",
        {"ARD": "各方应至少提前三十天通知其他各方。", "BOR": "各方应至少提前四十二天书面通知其他各方。"},
        "各方应至少提前[base: 四十二 / ARD: 三十]天[base: no text / BOR: 书面]通知其他各方。",
    ),
}


@pytest.mark.parametrize(("draft", "own", "expected"), CASES.values(), ids=CASES)
def test_wordings_are_arranged_around_the_draft(draft: str, own: dict[str, str], expected: str) -> None:
    wording = arranged(draft, variants(own))

    assert show(wording) == expected
    assert show(chosen(wording, None)) == draft
    assert {code: show(chosen(wording, PartyCode(code))) for code in own} == own


def test_a_paragraph_rewritten_stands_beside_the_small_changes_of_others() -> None:
    draft = (
        "A Party that has not been notified may ask for an explanation, which shall be given without delay."
    )
    own = {
        "ARD": draft.replace("without delay", "within two days"),
        "CEL": "The Parties shall meet every year to review how this Article is applied.",
    }

    wording = arranged(draft, variants(own))

    assert show(wording) == (
        "[base: A Party that has not been notified may ask for an explanation, which shall be given "
        "[base: without delay / ARD: within two days]. / "
        "CEL: The Parties shall meet every year to review how this Article is applied.]"
    )
    assert {code: show(chosen(wording, PartyCode(code))) for code in own} == own


def test_near_identical_wordings_stand_together_with_their_differences_inside() -> None:
    own = {
        "BOR": "No exercise shall be held within fifty kilometres of the line of contact.",
        "VEL": "No exercise shall be held within thirty kilometres of the line of contact.",
        "ARD": "No exercise shall be held within fifty kilometres of the line of contact.",
    }

    wording = divided(variants(own))

    assert show(wording) == (
        "No exercise shall be held within [ARD, BOR only: fifty / VEL only: thirty] kilometres "
        "of the line of contact."
    )
    assert {code: show(chosen(wording, PartyCode(code))) for code in own} == own


def test_who_accepts_and_who_opposes_is_named_at_the_words() -> None:
    stances = Stances(
        accepting=(PartyCode("CEL"),),
        opposing=((11, 16, (PartyCode("KES"),)),),
        against=((PartyCode("BOR"), (PartyCode("TAL"),)),),
    )

    wording = arranged("Each Party shall notify.", variants({"BOR": "Each Party should notify."}), stances)

    assert show(wording) == "Each Party [base, CEL; KES opposes: shall / BOR; TAL opposes: should] notify."


def test_a_part_that_one_party_rewrites_does_not_swallow_the_small_changes_of_others() -> None:
    draft = (
        "Each Party shall notify the other Parties of any activity that involves more than 9,000 personnel, "
        "at least forty days before it begins, through the office established under this Agreement."
    )
    own = {
        "ARD": draft.replace("forty", "sixty"),
        "BOR": draft.replace(
            "that involves more than 9,000 personnel, at least forty days",
            "in which, as a rule, 13,000 personnel or more take part, some thirty days",
        ),
        "VEL": draft.replace("9,000", "13,000"),
    }

    wording = arranged(draft, variants(own))

    assert {code: show(chosen(wording, PartyCode(code))) for code in own} == own
    assert show(wording) == (
        "Each Party shall notify the other Parties of any activity "
        "[base: that involves more than [base: 9,000 / VEL: 13,000] personnel, "
        "at least [base: forty / ARD: sixty] / "
        "BOR: in which, as a rule, 13,000 personnel or more take part, some thirty] "
        "days before it begins, through the office established under this Agreement."
    )


def arrangement(draft: str, own: dict[str, str]) -> str:
    """Arrange, see to it that everybody's words come back, and show."""
    wording = arranged(draft, variants(own))
    assert show(chosen(wording, None)) == draft
    assert {code: show(chosen(wording, PartyCode(code))) for code in own} == own
    return show(wording)


def test_who_only_strikes_a_sentence_stands_at_the_sentence() -> None:
    kept = "Each Party shall report once a year."
    struck = (
        " The report shall be made in writing, in a working language of the Conference, on the form that"
        " the Secretariat keeps."
    )
    shown = arrangement(
        kept + struck,
        {
            "ARD": kept,
            "BOR": (kept + struck).replace("in writing", "on paper"),
            "CEL": (kept + struck).replace("form", "sheet"),
        },
    )
    assert shown == (
        "Each Party shall report once a year.[base:  The report shall be made [base: in writing / BOR: on"
        " paper], in a working language of the Conference, on the [base: form / CEL: sheet] that the"
        " Secretariat keeps. / ARD: no text]"
    )


def test_a_heading_is_listed_in_full() -> None:
    shown = arrangement(
        "Transparent Registers and Inventories",
        {
            "ARD": "Transparent Registers and Lists",
            "BOR": "Registers and Lists",
            "CEL": "Transparent Records and Data",
        },
    )
    assert shown == (
        "[base: Transparent Registers and Inventories / ARD: Transparent Registers and Lists / "
        "BOR: Registers and Lists / CEL: Transparent Records and Data]"
    )


def test_near_wordings_share_four_words_for_each_place_in_which_they_differ() -> None:
    draft = "The Parties shall meet every year; they shall vote."
    near = "The list of vessels of more than {} tonnes is kept in the port for ten years and is {} to all"
    apart = "costs are {} and {} by all"
    shown = arrangement(
        draft,
        {
            "ARD": f"{near.format('fifty', 'open')}; they shall vote.",
            "BOR": f"{near.format('ninety', 'shown')}; they shall vote.",
            "CEL": f"The Parties shall meet every year; {apart.format('borne', 'shared')}.",
            "KES": f"The Parties shall meet every year; {apart.format('met', 'split')}.",
        },
    )
    assert shown == (
        "[base: The Parties shall meet every year / ARD, BOR: The list of vessels of more than [ARD only:"
        " fifty / BOR only: ninety] tonnes is kept in the port for ten years and is [ARD only: open / BOR"
        " only: shown] to all]; [base: they shall vote / CEL: costs are borne and shared by all"
        " / KES: costs are met and split by all]."
    )


def test_a_hundred_wordings_of_one_paragraph_come_back_and_each_difference_is_printed_once() -> None:
    draft = (
        "Each Party shall notify the Secretariat of its stockpiles, of the measures it takes to reduce them "
        "and of the experience it has gained, within ninety days of the end of each year."
    )
    places = ("stockpiles", "measures", "experience", "ninety", "year")
    own = {
        f"P{number:02}": draft.replace(places[number % 5], f"{places[number % 5]} or {number}")
        for number in range(100)
    }
    own["ZED"] = "The Conference shall decide at its first meeting what the Parties report, and when."

    shown = arrangement(draft, own)

    assert shown.count("the experience it has gained") == 0
    assert [shown.count(f" or {number}") for number in range(100)].count(0) == 0
    assert shown.count("notify the Secretariat") == 1
    assert shown.endswith(
        " / ZED: The Conference shall decide at its first meeting what the Parties report, and when.]"
    )
