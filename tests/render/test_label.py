"""Whose words are, beside them: where it is said from right to left, each verb stays with its parties."""

from __future__ import annotations

import re

import pytest

from tests.compile.restraint import DRAFT, said
from travaux.answers.position import AmendsWords, Edit, Supports
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.render.html import compilation_page
from travaux.render.tongue import say, speaking
from travaux.text.wording import PartyCode


@pytest.fixture
def struck() -> Compilation:
    """ARD strikes words, and BOR supports that."""
    strike = AmendsWords(edits=(Edit(old="in this Agreement ", new=""),))
    return compiled(
        DRAFT,
        (
            said("ARD", ("Article 1(2)", strike)),
            said("BOR", ("Article 1(2)", Supports(party=PartyCode("ARD")))),
        ),
    )


def label(compilation: Compilation) -> str:
    (found,) = re.findall(r'class="who [^>]*>(.*?)</span>', compilation_page(compilation).decode())
    return str(found)


def test_parts_stay_apart_from_right_to_left(struck: Compilation) -> None:
    with speaking("ar"):
        deletes = say("{parties} deletes", parties="<bdi>ARD</bdi>")
        supports = say("{parties} supports the deletion", parties="<bdi>BOR</bdi>")
        assert label(struck) == f"<bdi>{deletes}</bdi> · <bdi>{supports}</bdi>"


def test_nothing_is_set_apart_where_all_runs_one_way(struck: Compilation) -> None:
    assert label(struck) == "ARD deletes · BOR supports the deletion"


def test_who_hears_the_page_hears_the_comma_of_its_language(struck: Compilation) -> None:
    with speaking("ar"):
        page = compilation_page(struck).decode()
    told = re.findall(r'class="vh"[^>]*>(.*?)</span>', page)
    assert not [one for one in told if re.search(r"[\u0600-\u06ff>], ", one)]


def test_that_there_is_no_text_runs_as_the_page_does_among_words_that_do_not() -> None:
    compilation = compiled(
        DRAFT,
        (
            said("ARD", ("Article 1(2)", AmendsWords(edits=(Edit(old="in this Agreement ", new=""),)))),
            said("BOR", ("Article 1(2)", AmendsWords(edits=(Edit(old="in this Agreement ", new="here "),)))),
        ),
    )
    with speaking("ar"):
        none = say("no text")
        assert (
            f'<span class="none" lang="ar" dir="rtl">{none}</span>' in compilation_page(compilation).decode()
        )
    assert '<span class="none">no text</span>' in compilation_page(compilation).decode()
