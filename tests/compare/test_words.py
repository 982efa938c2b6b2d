from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.compare.words import Change, changes, tokenised
from travaux.text.language import words

# Each row: the change as a reader would mark it, [old/new]. What is outside the brackets is common.
MARKED = [
    # One word, one number, one negation.
    "Each Party [shall/should] notify the Secretariat.",
    "Chaque Partie [doit/devrait] notifier le Secrétariat.",
    "Каждая Сторона [направляет/направила] уведомление.",
    "Cada Parte [deberá/podrá] notificar a la Secretaría.",
    "[تتخذ/اتخذت] الأطراف التدابير اللازمة.",
    "at least [9,000/13,000] tonnes a year",
    "une indemnité de [9 000/13 000] francs",
    "缔约国应在[三十/六十]日内发出通知。",
    "خلال [٣٠/٦٠] يوماً من تاريخ الإخطار",
    "[not/no] later than 30 days",
    "Parties shall[/ not] apply this Protocol.",
    "Les Parties [/n']appliquent[/ pas] le présent Protocole.",
    "Каждая Сторона[/ не] применяет настоящий Протокол.",
    "Las Partes[/ no] aplicarán el presente Protocolo.",
    "缔约国[/不]得适用本议定书。",
    "على الأطراف[/ ألا] تطبيق هذا البروتوكول",
    # A tail, before the full stop.
    "Each Party shall report[/, as far as possible].",
    "Chaque Partie présente un rapport[/, dans la mesure du possible].",
    "Каждая Сторона представляет доклад[/, насколько это возможно].",
    "Cada Parte presentará un informe[/, en la medida de lo posible].",
    "各缔约国应提交报告[/，以可行为限]。",
    "تقدم الأطراف تقريراً[/، قدر الإمكان].",
    # An item of a list, with the comma that brings it in.
    "rivers, lakes[/, ice] and seas",
    "rivers[/, ice], lakes and seas",
    "les fleuves[, les lacs/] et les mers",
    "реки, озёра[/, ледники] и моря",
    "los ríos[, los lagos/] y los mares",
    "河流、湖泊[、冰川/]和海洋",
    "لحماية البيئة والصحة[/ والمياه].",
    "cooperate in[ the exchange of data, the transfer of technology and/] the building of capacity",
    # A sentence at the start, in the middle, at the end.
    "[/A new one in front. ]Here is the first. There is the last.",
    "Here is the first.[/ A new one in between.] There is the last.",
    "Here is the first. There is the last.[/ A new one behind.]",
    "缔约国应合作。[/秘书处应提供协助。]缔约国应提交报告。",
    "Стороны сотрудничают.[/ Секретариат оказывает помощь.] Стороны представляют доклады.",
    "The sea is [open/closed].[/ A new one behind.]",
    "The sea is [open/closed].[/ A new one in between.] There is the last.",
    "The sea is [open/closed].[ Gone from in between./] There is the last.",
    # A defined term, whole.
    "The [High Contracting Parties/Contracting Parties] shall meet.",
    "The [Parties/States Parties] shall meet every year.",
    "[Высокие Договаривающиеся Стороны/Договаривающиеся Стороны] проводят встречи.",
    "submit to the [Conference of the Parties/Meeting of the Parties] a report",
    "présente à la [Conférence des Parties/Réunion des Parties] un rapport",
    "informed by the [Executive Secretary/Secretary] every year",
    "at least [9 000/9 500] personnel and observers, within [90/60] days",
    # A heading is no term, whatever its capitals.
    "Mutual [Thresholds/Inspections] and Data",
    # Several changes, each by itself where the words between them carry the sentence.
    "Chaque Partie [notifie l'Organe/informe le comité] dans un délai de [30/60] jours.",
    (
        "Each Party shall[/, as far as possible and as appropriate,] take[/ effective] measures"
        " to protect[/ and restore] the sea."
    ),
    "Развитые страны[/, насколько это возможно,] оказывают помощь, передают[ технологии и/] данные.",
    "各缔约国应采取[/有效]措施，保护[/和养护]海洋环境。",
    # Words that say nothing by themselves do not part two changes.
    "notify the [Board of the Fund/Chair of the Committee] without delay",
    "缔约[方应通知/国可通报]秘书处。",
    # Nor does one noun, or boilerplate beside something long.
    "shall [adopt amendments to the lists/review entries in the register] by consensus",
    (
        "Each Party undertakes [to notify national trade, no later than two years after its entry into"
        " force, for this Convention/to mobilise financing in a transparent manner, consistent with the"
        " objective of this Convention, through it]."
    ),
    # What is only added repeats nothing, however near to each other.
    "shall[/ promptly] notify[/ in writing] the other Parties",
    # An article goes into the bracket with a long change, and stays outside a short one.
    "by the [Board/Committee] without delay",
    # A list replaced; a replacement that grows to its clause; a paragraph rewritten.
    (
        "measures including [releases, hazardous capacity and education for the recovery of data"
        " and mutual standards/workers for the review of action plans, awareness and transfer of"
        " indicators] with a view to the protection of health"
    ),
    (
        "Each Party [shall, in accordance with its capabilities/may, subject to domestic law],"
        " take legislative measures for the purposes of this Convention and [report/review]."
    ),
    (
        "[A Party should notify effective disposal for the treatment of markets, as set out in the Annex."
        " States Parties are encouraged to take measures"
        "/For the purposes of this Article, the Parties shall cooperate for the exchange of action plans"
        " and work together in the relevant forums. Developed countries may designate an authority to"
        " consider measures]."
    ),
    # All of it.
    "[/Quite new.]",
    "[Quite gone./]",
]


def sides(marked: str) -> tuple[str, str]:
    """Take "a [b/c] d" apart: "a b d", "a c d"."""
    old, new = "", ""
    for at, piece in enumerate(marked.replace("]", "[").split("[")):
        before, _, after = piece.partition("/") if at % 2 else (piece, "", piece)
        old, new = old + before, new + after
    return old, new


def marked(old: str, new: str) -> str:
    before, after = tokenised(old), tokenised(new)
    shown, at = "", 0
    for change in changes(before, after):
        gone = "".join(before.tokens[change.old_start : change.old_end])
        come = "".join(after.tokens[change.new_start : change.new_end])
        shown += "".join(before.tokens[at : change.old_start]) + f"[{gone}/{come}]"
        at = change.old_end
    return shown + "".join(before.tokens[at:])


@pytest.mark.parametrize("expected", MARKED)
def test_a_change_is_cut_where_a_reader_would_cut(expected: str) -> None:
    old, new = sides(expected)
    assert marked(old, new) == expected


def test_brackets_are_marks_like_others() -> None:
    old, new = tokenised("notify [the] Party"), tokenised("notify [a] Party")
    assert changes(old, new) == (Change(3, 4, 3, 4),)


def test_white_space_alone_is_no_change() -> None:
    assert changes(tokenised("the  High\nSeas"), tokenised("the High\u00a0Seas")) == ()


WORDS = words(
    "shall should not the of and a in Party Parties States High 30 9,000 , . ; ( ) sea soil notify report "
    "les l' et да не и Стороны море 应 不 缔 约 方 三 十 ، و الأطراف والصحة"
)
SENTENCES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(("", " ", " ", "  ", "\u00a0", "\n"))), max_size=24
).map(lambda said: "".join(word + gap for word, gap in said))


@given(SENTENCES, SENTENCES)
def test_changes_lead_from_old_to_new(old: str, new: str) -> None:
    """Putting each change's new side for its old side in *old* gives *new*, up to white space."""
    before, after = tokenised(old), tokenised(new)
    built: list[str] = []
    at = 0
    for change in changes(before, after):
        built += before.keys[at : change.old_start]
        built += after.keys[change.new_start : change.new_end]
        at = change.old_end
    assert [*built, *before.keys[at:]] == list(after.keys)


@given(SENTENCES, SENTENCES)
def test_changes_stand_apart(old: str, new: str) -> None:
    """No change is empty on both sides, no two touch; outside them the keys are equal one to one."""
    found = changes(tokenised(old), tokenised(new))
    for change in found:
        assert change.old_end - change.old_start + change.new_end - change.new_start > 0
    for before, after in pairwise(found):
        kept = after.old_start - before.old_end
        assert kept > 0
        assert kept == after.new_start - before.new_end


@given(SENTENCES)
def test_nothing_changed_in_the_same_words(text: str) -> None:
    assert changes(tokenised(text), tokenised(text)) == ()


@given(SENTENCES)
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokenised(text).tokens) == text


@given(SENTENCES, SENTENCES)
def test_no_choice_glues_words_or_doubles_white_space(old: str, new: str) -> None:
    """Whichever side of each change is chosen, words stand side by side only as they do in a text."""
    before, after = tokenised(old), tokenised(new)
    found = changes(before, after)
    known = {pair for keys in (before.keys, after.keys) for pair in pairwise(keys)}
    for odd in (0, 1):
        built: list[str] = []
        at = 0
        for number, change in enumerate(found):
            built += before.keys[at : change.old_start]
            if number % 2 == odd:
                built += before.keys[change.old_start : change.old_end]
            else:
                built += after.keys[change.new_start : change.new_end]
            at = change.old_end
        built += before.keys[at:]
        assert set(pairwise(built)) <= known
