"""The proof: every party's text, and the draft, are taken out of the consolidated text again and compared."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from travaux.compile.project import project
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision


class LossError(Exception):
    """A word was lost, moved to another party or changed: who, where, what was expected and found."""


def prove(text: Text, *, draft: Text, items: Sequence[Item], versions: Sequence[Version]) -> None:
    """Check that *text* gives back the draft and each of *versions*, number for number, word for word.

    *items* are the draft's own; white space counts. Raises LossError at the first difference.
    """
    _same("the draft", project(text, None).provisions, items, draft, items)
    for version in versions:
        _same(version.party, project(text, version.party).provisions, version.items, draft, items)


def _same(
    whose: str, found: Sequence[Provision], expected: Sequence[Item], draft: Text, items: Sequence[Item]
) -> None:
    for provision, item in zip_longest(found, expected):
        if provision is None:
            msg = f'{whose}: "{item.label} {item.words}" does not come back.'
            raise LossError(msg)
        if item is None:
            surplus = f"{provision.label} {show(provision.words)}"
            msg = f'{whose}: at {provision.eid}, "{surplus}" is not in its text.'
            raise LossError(msg)
        if item.base is not None and item is items[item.base] and provision is draft.provisions[item.base]:
            continue
        words = show(provision.words.body)
        # A party's brackets around a provision of the draft are reported, not carried.
        ahead = item.ahead if item.base is None else items[item.base].ahead
        if (provision.label, words, provision.words.ahead) != (item.label, item.words, ahead):
            msg = (
                f'{whose}: at {provision.eid}, expected "{item.label} {item.words}" '
                f'and found "{provision.label} {words}".'
            )
            raise LossError(msg)
