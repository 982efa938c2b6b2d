"""What changed under an answer on the whole text, told provision by provision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.compile.lineage import news, olds
from travaux.render.place import place
from travaux.render.told import Line, line
from travaux.render.tongue import figure, say, semicolon
from travaux.text.kind import Kind
from travaux.text.notation import plain_characters
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.outcome import NeedsConfirmation
    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Provision

LISTED: Final = 30
"""So many provisions are listed; more are counted."""


def changed_provisions(outcome: NeedsConfirmation, old: Text, new: Text) -> Iterator[Line]:
    """List the provisions that changed, for an answer that is on the whole text.

    Lines above it that say what it is called are none of them.
    """
    listed: list[str] = []
    for fate in outcome.fates:
        before = [one.eid for one in olds(fate) if not _is_title(one, old)]
        after = [one.eid for one in news(fate) if not _is_title(one, new)]
        if not before and not after:
            continue
        were = semicolon().join(_cited(each, old) for each in before) or say("not in it before")
        are = semicolon().join(_cited(each, new) for each in after) or say("not in it any more")
        listed.append(say("{provision}: changed", provision=were) if were == are else f"{were} → {are}")
    for told in listed[:LISTED]:
        yield line(told)
    if len(listed) > LISTED:
        yield line(say("and {count} more provisions", count=figure(len(listed) - LISTED)))


def _is_title(provision: Provision, text: Text) -> bool:
    """Whether it is a line above the text that says what it is called: no sentence, nor a part of one."""
    words = plain_characters(provision.words).strip()
    if words and words == text.draft.strip():
        return True
    if provision.kind not in {Kind.BLOCK, Kind.TITLE} or words.endswith((".", ",", ";", ":")):
        return False
    index = text.index(provision.eid) or 0
    return all(one.kind in {Kind.BLOCK, Kind.TITLE} for one in text.provisions[:index])


def _cited(address: Address, text: Text) -> str:
    index = text.index(address)
    return address if index is None else place(cite(text, index))
