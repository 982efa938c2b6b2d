"""What a new draft makes of the answers to the one before it, told outcome by outcome; and as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.answer import title
from travaux.compile.lineage import news, olds
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.render.records import Record, alert_record
from travaux.render.told import Line, Section, Theirs, Told, line
from travaux.text.kind import Kind
from travaux.text.notation import parse, plain_characters
from travaux.text.reference import cite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compare.alert import Alert
    from travaux.compile.outcome import EarlierAnswer, Outcome
    from travaux.compile.succession import Succession
    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Provision

LISTED: Final = 30
"""Of the provisions that changed so many are listed at an answer on the whole text; more are counted."""
RULE: Final = (
    "Every answer to the earlier draft is listed once. Each stands on the earlier draft and on no other: it "
    "is in no compilation of the new one until its own party tables it again."
)
_SECTIONS: Final[tuple[tuple[type[Outcome], str, str], ...]] = (
    (
        NeedsConfirmation,
        "To be confirmed by their parties",
        "What they answer, name or need has changed.",
    ),
    (Relocated, "Moved", "The words they answer are the same, under another number or in another place."),
    (Unchanged, "Unchanged", "The words they answer are the same, in the same place."),
    (Void, "Void", "They have nothing left to answer."),
)


def succession_told(found: Succession) -> Told:
    """Tell what became of each answer, those in need of their party's word first; in the order of replies."""
    old, new = found.lineage.old, found.lineage.new
    counts = {kind: sum(isinstance(one.outcome, kind) for one in found.outcomes) for kind, _, _ in _SECTIONS}
    return Told(
        title=("Answers to ", _called(old), ", now that ", _called(new), " is on the table"),
        head=(
            line(", ".join(f"{name.lower()} {counts[kind]:,}" for kind, name, _ in _SECTIONS)),
            line(RULE),
        ),
        sections=(
            *(
                Section(
                    title=f"{name}: {counts[kind]:,}",
                    rule=rule,
                    lines=tuple(
                        _answer(one, found) for one in found.outcomes if isinstance(one.outcome, kind)
                    ),
                )
                for kind, name, rule in _SECTIONS
                if counts[kind]
            ),
            *_left_out(found),
        ),
    )


def succession_record(found: Succession) -> Record:
    """Give the outcomes answer by answer, in their order, the unions of identities and what was left out."""
    return {
        "old": found.lineage.old.identity,
        "new": found.lineage.new.identity,
        "rule": RULE,
        "outcomes": [
            {
                "unit": one.reference,
                "party": one.party,
                "provision": one.answer.provision,
                "position": title(one.answer.position),
                **_outcome(one.outcome),
            }
            for one in found.outcomes
        ],
        "identities": {one.eid: one.wid for one in found.text.provisions},
        "unions": [{"identity": one.wid, "ended": list(one.ended)} for one in found.unions],
        "left_out": [
            {"party": one.party, "source": one.source, "code": one.finding.code} for one in found.left_out
        ],
    }


def _outcome(outcome: Outcome) -> Record:
    match outcome:
        case Unchanged(provision=provision):
            return {"is": "unchanged", "at": provision}
        case Relocated(old=old, provision=provision):
            return {"is": "moved", "from": old, "at": provision}
        case Void(reason=reason, provisions=provisions):
            return {"is": "void", "reason": reason.value, "at": list(provisions)}
        case NeedsConfirmation(because=because, provisions=provisions):
            return {
                "is": "needs-confirmation",
                "because": because.value,
                "at": list(provisions),
                "old_words": outcome.old_words,
                "new_words": outcome.new_words,
                "alerts": [alert_record(one) for one in outcome.alerts],
            }
        case _:
            assert_never(outcome)


def _called(text: Text) -> Theirs | str:
    return Theirs(text.draft) if text.draft else f"the draft {text.identity}"


def _answer(one: EarlierAnswer, found: Succession) -> Line:
    old, new = found.lineage.old, found.lineage.new
    where = cite(old, one.place) if one.place is not None else one.answer.provision or "the whole text"
    said = f"{one.reference}, on {where}: {title(one.answer.position)}"
    match one.outcome:
        case Unchanged():
            return line(said)
        case Relocated(provision=provision):
            return line(f"{said}. Now {_cited(provision, new)}")
        case Void(reason=reason, provisions=provisions):
            places = "; ".join(_cited(each, new) for each in provisions)
            return line(f"{said}. Void: {reason}" + (f", at {places}" if places else ""))
        case NeedsConfirmation() as outcome:
            whole = one.place is None and not one.answer.provision
            below = changed_provisions(outcome, old, new) if whole else _changed(outcome)
            return line(f"{said}. {outcome.because.capitalize()}", below=tuple(below))
        case outcome:
            assert_never(outcome)


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
        were = "; ".join(_cited(each, old) for each in before) or "not in it before"
        are = "; ".join(_cited(each, new) for each in after) or "not in it any more"
        listed.append(f"{were}: changed" if were == are else f"{were} → {are}")
    for said in listed[:LISTED]:
        yield line(said)
    if len(listed) > LISTED:
        yield line(f"and {len(listed) - LISTED:,} more provisions")


def _is_title(provision: Provision, text: Text) -> bool:
    """Whether it is a line above the text that says what it is called: no sentence, nor a part of one."""
    if provision.kind is not Kind.BLOCK:
        return False
    index = text.index(provision.eid) or 0
    above = all(one.kind is Kind.BLOCK for one in text.provisions[:index])
    return above and not plain_characters(provision.words).rstrip().endswith((".", ",", ";", ":"))


def _changed(outcome: NeedsConfirmation) -> Iterator[Line]:
    if outcome.fates:
        yield line("The words were ", _words(outcome.old_words))
        now = outcome.new_words
        yield line("and are ", _words(now)) if now.strip() else line("and are no longer there")
    for one in outcome.alerts:
        yield line(*_alert(one))


def _alert(one: Alert) -> Sequence[str | Theirs]:
    match one.what:
        case "gained":
            return f"{one.kind} gained: ", Theirs(one.new_words)
        case "lost":
            return f"{one.kind} lost: ", Theirs(one.old_words)
        case "changed":
            return f"{one.kind} changed: ", Theirs(one.old_words), " became ", Theirs(one.new_words)


def _words(words: str) -> Theirs:
    return Theirs(plain_characters(parse(words)))


def _cited(address: Address, text: Text) -> str:
    index = text.index(address)
    return address if index is None else cite(text, index)


def _left_out(found: Succession) -> Iterator[Section]:
    if found.left_out:
        yield Section(
            title=f"Replies that are none to the earlier draft: {len(found.left_out):,}",
            lines=tuple(line(f"{one.party}: {one.finding.message}") for one in found.left_out),
        )
