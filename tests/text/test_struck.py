"""Which space goes with struck words."""

import pytest

from travaux.text.struck import struck_with


@pytest.mark.parametrize(
    ("words", "struck", "left"),
    [
        (
            "A reply for repair within ten days of the request.",
            "within ten days of the request",
            "A reply for repair.",
        ),
        ("Each Party shall promptly notify.", "promptly", "Each Party shall notify."),
        ("Promptly notify it.", "Promptly", "notify it."),
        ("a term (within ten days)", "within", "a term (ten days)"),
        ("a term (within ten days)", "ten days", "a term (within)"),
        ("a term, if any, of days", ", if any", "a term, of days"),
        ("to notify and repair", "and repair", "to notify"),
        ("réparer dans dix jours\u00a0; notifier", "dans dix jours", "réparer\u00a0; notifier"),
        ("le mot «\u00a0sans délai aucun\u00a0» est", "sans délai", "le mot «\u00a0aucun\u00a0» est"),
        ("le mot «\u00a0aucun délai\u00a0» est", "délai", "le mot «\u00a0aucun\u00a0» est"),
        ("各方应在十日内通知。", "在十日内", "各方应通知。"),
        ("各方应通知，在十日内。", "，在十日内", "各方应通知。"),
        ("تُخطر كل دولة خلال عشرة أيام، وتعلن.", "خلال عشرة أيام", "تُخطر كل دولة، وتعلن."),
        ("уведомляет незамедлительно.", "незамедлительно", "уведомляет."),
        ("keep two  spaces here", "two", "keep  spaces here"),
        ("its own space goes", "own ", "its space goes"),
        ("[first / second] choice", "first", "[ / second] choice"),
        ("[first / second] choice", "second", "[first / ] choice"),
        ("a head\nand a line", "and", "a head\na line"),
        ("non-binding rules", "non-", "binding rules"),
    ],
)
def test_one_space_that_is_over_goes_with_the_words(words: str, struck: str, left: str) -> None:
    first = words.index(struck)
    start, stop = struck_with(words, first, first + len(struck))
    assert words[:start] + words[stop:] == left
