"""Words that one party strikes and another supports being struck: each is named for what it does."""

from __future__ import annotations

import re

from tests.compile.restraint import DRAFT, said
from travaux.answers.position import AmendsWords, Edit, Supports
from travaux.compile.compiling import compiled
from travaux.render.html import compilation_page
from travaux.text.wording import PartyCode


def test_who_supports_a_deletion_of_words_is_not_said_to_delete_them() -> None:
    strike = AmendsWords(edits=(Edit(old="in this Agreement ", new=""),))
    compilation = compiled(
        DRAFT,
        (
            said("ARD", ("Article 1(2)", strike)),
            said("BOR", ("Article 1(2)", Supports(party=PartyCode("ARD")))),
        ),
    )
    page = compilation_page(compilation).decode()
    assert re.findall(r'class="who [^>]*>([^<]*)<', page) == ["ARD deletes · BOR supports the deletion"]
