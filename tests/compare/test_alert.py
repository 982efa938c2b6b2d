"""Which words on which an obligation turns are seen to change, and which changes are none."""

import pytest

from tests.builders import provision, text
from travaux.compare.alert import Alert, alerts
from travaux.compare.comparison import Merged, Moved, Split, compare
from travaux.text.kind import Kind
from travaux.text.provision import Provision

Shown = tuple[str, str, str, str]
"""The class, what happened, the old words, the new."""


def shown(found: tuple[Alert, ...]) -> list[Shown]:
    return [(one.kind.value, one.what, one.old_words, one.new_words) for one in found]


def reworded(language: str, old: str, new: str) -> list[Shown]:
    """The alerts where one paragraph is reworded, and the one beside it is not."""
    beside = provision(Kind.PARAGRAPH, "2.", "Ports, ports, 港口, порты, موانئ.", eid="para_2")
    return shown(
        alerts(
            compare(
                text(provision(Kind.PARAGRAPH, "1.", old, eid="para_1"), beside, language=language),
                text(provision(Kind.PARAGRAPH, "1.", new, eid="para_1"), beside, language=language),
            )
        )
    )


CHANGES: dict[str, tuple[str, str, list[Shown]]] = {
    # The shape of a change made in the last hours of a climate conference, in other words.
    "en, one word of obligation": (
        "Parties with large economies shall go on leading, with targets in absolute terms.",
        "Parties with large economies should go on leading, with targets in absolute terms.",
        [("modal", "changed", "shall", "should")],
    ),
    "en, may not": (
        "No vessel may enter.",
        "Vessels may not enter, unless the State decides otherwise.",
        [
            ("negation", "changed", "No", "not"),
            ("qualifier", "gained", "", "unless"),
        ],
    ),
    "en, numbers": (
        "within thirty days, by 1 May 2030, of 5 per cent or two-thirds of 9,000 tonnes",
        "within thirty months, by 1 June 2030, of 15 per cent or two-thirds of 90,000 tonnes",
        [
            ("number", "changed", "thirty days", "thirty months"),
            ("number", "changed", "1 May 2030", "1 June 2030"),
            ("number", "changed", "5", "15"),
            ("number", "changed", "9,000", "90,000"),
        ],
    ),
    "en, qualifiers": (
        "Each Party shall, as appropriate, inform it, subject to Article 3. It may, inter alia, visit it.",
        "Each Party shall, in principle, inform it. It may, to the extent possible, visit it.",
        [
            ("qualifier", "changed", "as appropriate", "in principle"),
            ("qualifier", "lost", "subject to", ""),
            ("reference", "lost", "Article 3", ""),
            ("qualifier", "changed", "inter alia", "to the extent possible"),
        ],
    ),
    "en, in brackets": (
        "Each Party [shall] inform the Board.",
        "Each Party [shall][should] inform the Board.",
        [("modal", "gained", "", "should")],
    ),
    "fr": (
        "Les Parties doivent notifier dans les trente jours.",
        "Les Parties devraient, le cas échéant, notifier dans les soixante jours.",
        [
            ("modal", "changed", "doivent", "devraient"),
            ("qualifier", "gained", "", "le cas échéant"),
            ("number", "changed", "trente jours", "soixante jours"),
        ],
    ),
    "fr, negation": (
        "La Partie peut saisir le Comité.",
        "La Partie ne peut saisir le Comité qu’en cas de besoin, sans préjudice de l’article 4.",
        [
            ("negation", "gained", "", "ne"),
            ("qualifier", "gained", "", "sans préjudice de"),
            ("reference", "gained", "", "article 4"),
        ],
    ),
    "es": (
        "Las Partes deberán notificar en un plazo de treinta días.",
        "Las Partes deberían notificar, según proceda, en un plazo de noventa días.",
        [
            ("modal", "changed", "deberán", "deberían"),
            ("qualifier", "gained", "", "según proceda"),
            ("number", "changed", "treinta días", "noventa días"),
        ],
    ),
    "ru": (
        "Стороны должны уведомить Секретариат в течение тридцати дней.",
        "Стороны могут, в соответствующих случаях, уведомить Секретариат в течение шестидесяти дней.",
        [
            ("modal", "changed", "должны", "могут"),
            ("qualifier", "gained", "", "в соответствующих случаях"),
            ("number", "changed", "тридцати дней", "шестидесяти дней"),
        ],
    ),
    "ru, negation": (
        "Стороны применяют силу.",
        "Стороны не применяют силу.",
        [("negation", "gained", "", "не")],
    ),
    "ar": (
        "يجب على الأطراف أن تخطر الأمانة في غضون ثلاثين يوما.",
        "ينبغي للأطراف أن تخطر الأمانة، حسب الاقتضاء، في غضون ستين يوما.",
        [
            ("modal", "changed", "يجب", "ينبغي"),
            ("qualifier", "gained", "", "حسب الاقتضاء"),
            ("number", "changed", "ثلاثين يوما", "ستين يوما"),
        ],
    ),
    "ar, negation": (
        "ويجوز للطرف أن ينسحب.",
        "ولا يجوز للطرف أن ينسحب.",
        [("negation", "gained", "", "ولا")],
    ),
    "zh": (
        "缔约方应在三十天内通知秘书处。",
        "缔约方可酌情在六十天内通知秘书处。",
        [
            ("modal", "changed", "应", "可"),
            ("qualifier", "gained", "", "酌情"),
            ("number", "changed", "三十天", "六十天"),
        ],
    ),
    "zh, negation": (
        "缔约方应使用该水道。",
        "缔约方不得使用该水道。",
        [("negation", "gained", "", "不得"), ("modal", "changed", "应", "不得")],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed(name: str) -> None:
    old, new, expected = CHANGES[name]
    assert reworded(name[:2], old, new) == expected


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_gained_one_way_was_lost_the_other(name: str) -> None:
    old, new, expected = CHANGES[name]
    back = reworded(name[:2], new, old)
    assert sorted((kind, before, after) for kind, _, after, before in back) == sorted(
        (kind, before, after) for kind, _, before, after in expected
    )


NO_CHANGE = {
    "en, figures for words": ("en", "within thirty days", "within 30 days"),
    "en, another number of the verb": (
        "en",
        "Each Party undertakes to pay.",
        "The Parties undertake to pay.",
    ),
    "en, the month": ("en", "It opens on 1 May 2030.", "It is opened on 1 May 2030."),
    "en, the will": ("en", "the will of the people", "the free will of all peoples"),
    "en, only": ("en", "not only ports", "ports and also ports"),
    "en, moved with its words": (
        "en",
        "Each Party shall report, where appropriate, on its ports, and its lakes.",
        "On its lakes and its ports, each Party shall report, where appropriate.",
    ),
    "fr, singular and plural": ("fr", "La Partie doit payer.", "Les Parties doivent payer."),
    "es, singular and plural": ("es", "La Parte deberá pagar.", "Las Partes deberán pagar."),
    "ru, another case": ("ru", "Сторона может платить.", "Стороны могут платить."),
    "ar, hamza and stroke": ("ar", "في غضون أربعين يوما", "في غضون اربعين يوماً"),
    "zh, within words": ("zh", "适用可持续的办法", "应用可靠的办法"),
    "zh, a": ("zh", "一个港口", "一切港口"),
    "no text": ("en", "in [ports / no text]", "in [ports]"),
    "a footnote": ("en", "in ports[^1]", "in ports[^2]"),
    "an unknown language": ("de", "Die Partei soll zahlen.", "Die Partei muss zahlen."),
}


@pytest.mark.parametrize("name", NO_CHANGE)
def test_what_is_no_change(name: str) -> None:
    language, old, new = NO_CHANGE[name]
    assert reworded(language, old, new) == []


RIVERS = "Each Party shall protect the rivers that cross its borders from waste of any kind"
LAKES = "The Board may visit the lakes of the Parties within ninety days of a request"
FLOODS = "Floods of all rivers are reported to the Secretariat of the Agreement"


def paragraphs(*said: str) -> tuple[Provision, ...]:
    return tuple(
        provision(Kind.PARAGRAPH, f"{at}.", words, eid=f"para_{at}") for at, words in enumerate(said, start=1)
    )


def test_moved_text_is_shown_as_moved_and_its_changed_modal_is_found() -> None:
    comparison = compare(
        text(*paragraphs(RIVERS, LAKES, FLOODS), language="en"),
        text(*paragraphs(LAKES, FLOODS, RIVERS.replace("shall", "should")), language="en"),
    )
    (found,) = alerts(comparison)
    assert isinstance(comparison.changes[2], Moved)
    assert (found.old.eid, found.new.eid) == ("para_1", "para_3")
    assert shown((found,)) == [("modal", "changed", "shall", "should")]
    assert (found.before, found.after) == ("Each Party ", " protect the rivers that")


def test_text_that_only_moved_has_no_alert() -> None:
    comparison = compare(
        text(*paragraphs(RIVERS, LAKES, FLOODS), language="en"),
        text(*paragraphs(LAKES, FLOODS, RIVERS), language="en"),
    )
    assert comparison.figures["moved"] == 1
    assert alerts(comparison) == ()


def test_a_split_names_the_part_where_the_words_stand() -> None:
    comparison = compare(
        text(*paragraphs(f"{RIVERS}. {LAKES}."), language="en"),
        text(*paragraphs(f"{RIVERS}.", f"{LAKES.replace('may', 'shall')}."), language="en"),
    )
    (found,) = alerts(comparison)
    assert isinstance(comparison.changes[0], Split)
    assert (found.old.eid, found.new.eid) == ("para_1", "para_2")
    assert shown((found,)) == [("modal", "changed", "may", "shall")]


def test_a_merger_names_the_provision_where_the_words_stood() -> None:
    comparison = compare(
        text(*paragraphs(f"{RIVERS}.", f"{LAKES}."), language="en"),
        text(*paragraphs(f"{RIVERS}. {LAKES.replace('ninety', 'sixty')}."), language="en"),
    )
    (found,) = alerts(comparison)
    assert isinstance(comparison.changes[0], Merged)
    assert (found.old.eid, found.new.eid) == ("para_2", "para_1")
    assert shown((found,)) == [("number", "changed", "ninety days", "sixty days")]


def articles(*said: str) -> tuple[Provision, ...]:
    return tuple(
        one
        for at, words in enumerate(said, start=1)
        for one in (
            provision(Kind.ARTICLE, f"Article {at}", "", eid=f"art_{at}"),
            provision(Kind.PARAGRAPH, "", words, 1, eid=f"art_{at}__para_1"),
        )
    )


CITING = "A Party that has acted under Article 1 informs the Board of its reasons"


def test_a_reference_that_only_follows_a_renumbering_is_no_alert() -> None:
    comparison = compare(
        text(*articles(RIVERS, CITING), language="en"),
        text(*articles(FLOODS, RIVERS, CITING.replace("Article 1", "Article 2")), language="en"),
    )
    assert alerts(comparison) == ()


def test_a_reference_to_another_provision_is_an_alert() -> None:
    comparison = compare(
        text(*articles(RIVERS, CITING), language="en"),
        text(*articles(RIVERS, CITING.replace("Article 1", "Article 7")), language="en"),
    )
    assert shown(alerts(comparison)) == [("reference", "changed", "Article 1", "Article 7")]


def test_what_was_added_or_removed_as_a_whole_is_no_alert() -> None:
    comparison = compare(
        text(*paragraphs(RIVERS, FLOODS), language="en"), text(*paragraphs(FLOODS, LAKES), language="en")
    )
    assert alerts(comparison) == ()


def test_without_a_language_it_is_guessed() -> None:
    comparison = compare(
        text(*paragraphs(RIVERS, FLOODS)), text(*paragraphs(RIVERS.replace("shall", "may"), FLOODS))
    )
    assert shown(alerts(comparison)) == [("modal", "changed", "shall", "may")]


def test_no_mark_of_a_footnote_is_cut_in_the_words_around_a_change() -> None:
    for old, new, around in (
        (
            "more than 25 vessels[^1], at least",
            "more than 20 vessels[^1], at least",
            ("more than ", " vessels[^1]"),
        ),
        ("vessels[^1] 25 at sea", "vessels[^1] 20 at sea", ("[^1] ", " at sea")),
    ):
        (found,) = alerts(
            compare(
                text(provision(Kind.PARAGRAPH, "1.", old, eid="para_1"), language="en"),
                text(provision(Kind.PARAGRAPH, "1.", new, eid="para_1"), language="en"),
            )
        )
        assert (found.before[-len(around[0]) :], found.after[: len(around[1])]) == around
