"""What is written into pages beside the words of the parties, and must not change how those are read."""

import pytest
from django.utils.translation import override

from travaux.render import element as h
from travaux.web.shows.marks import inserted, struck, theirs
from travaux.web.templatetags.told import in_style


def test_words_run_in_their_own_direction_whatever_language_the_marks_are_said_in() -> None:
    """HTML: what has a direction of its own is left out where `dir="auto"` is decided."""
    with override("ar"):
        assert h.written(theirs([struck("Each"), inserted("Every"), " Party"])) == (
            '<div class="words asis w" dir="auto">'
            '<del><span class="vh" dir="auto">[مشطوب:] </span>'
            'Each<span class="vh" dir="auto"> [انتهى]</span></del>'
            '<ins><span class="vh" dir="auto">[مُدرَج:] </span>'
            'Every<span class="vh" dir="auto"> [انتهى]</span></ins>'
            " Party</div>"
        )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tides", "Tides"),
        ("اتفاق", "اتفاق"),
        ('a"b', r"a\22 b"),
        ("</style>\n}", r"\3c \2f style\3e \a \7d "),
        ("\\22", r"\5c 22"),
    ],
)
def test_a_title_in_a_style_is_letters_digits_and_escapes(title: str, expected: str) -> None:
    assert in_style(title) == expected
