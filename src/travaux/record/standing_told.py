"""What is told of an answer on another party's proposal, where that is not proposed as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Opposes
from travaux.compile.fate import Withdrawn
from travaux.text.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.before import Before
    from travaux.compile.fate import Fate
    from travaux.compile.heard import Heard
    from travaux.record.entry import Entered
    from travaux.text.wording import PartyCode


def _entry(index: int) -> str:
    return f"entry {index}"


def told(party: PartyCode, author: PartyCode, one: Heard, said: Heard, entered: Entered) -> Iterator[Finding]:
    """Tell what an answer does not say of what its author proposes now, where it is no fault of its own."""
    if one.fault is not None:
        return
    if isinstance(said.answer.position, Opposes):
        if one.before is not None:
            yield _opposed_before(party, one.before, said, entered, part=one.still is not None)
    elif one.still is not None and one.before is not None:
        yield joined_no_more(party, author, said, entered, one.before, part=True)
    elif one.still is not None and not one.into:
        yield Finding(
            code="joined-before-more",
            message=f"{party} joined what {author} proposed at {_where(one)}, and {author} has proposed more "
            f"there since. {party} is not taken to have joined that.",
            severity=Severity.NOTE,
            place=Place(
                source=_entry(entered.index), address=one.answer.place.address or one.answer.provision
            ),
            hint="It can join that too.",
        )


def _where(one: Heard) -> str:
    return one.answer.provision.strip() or "the whole text"


def joined_no_more(
    party: PartyCode,
    author: PartyCode,
    one: Heard,
    entered: Entered,
    before: Before | None = None,
    gone: Fate | None = None,
    *,
    part: bool = False,
) -> Finding:
    """Say that what a party joined, or a part of it, is not proposed as it was."""
    if isinstance(gone, Withdrawn) and (before is None or before.by is None):
        how = "withdrawn"
    else:
        how = "out of time" if before is None else _became(before)
    since = "" if before is None or before.since is None else f" since ({_entry(before.since)})"
    return Finding(
        code="joined-no-more",
        message=f"{party} joined what {author} proposed at {_where(one)}; "
        f"{'a part of ' if part else ''}that is {how}{since}. It is not taken to have joined anything else.",
        severity=Severity.ERROR,
        place=Place(source=_entry(entered.index), address=one.answer.place.address or one.answer.provision),
        hint="Join the later proposal, or propose the words of the earlier one.",
    )


def _became(before: Before) -> str:
    return before.became if before.by is None else f"no longer supported by {before.by}"


def _opposed_before(party: PartyCode, before: Before, one: Heard, entered: Entered, *, part: bool) -> Finding:
    since = "" if before.since is None else f" ({_entry(before.since)})"
    return Finding(
        code="opposed-before",
        message=f"{party} opposed what {before.party} proposed at {_where(one)}; "
        f"{'a part of ' if part else ''}that is "
        f"{_became(before)} since{since}. It is not taken to oppose anything else.",
        severity=Severity.NOTE,
        place=Place(source=_entry(entered.index), address=one.answer.place.address or one.answer.provision),
        hint="Its opposition is shown with the words it spoke of. It can answer what stands there now.",
    )
