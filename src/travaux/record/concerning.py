"""Whether an entry names what its act may concern: what is there, of the right kind, as many as it takes."""

from __future__ import annotations

from typing import Final

from travaux.record import act as acts
from travaux.record.act import Act
from travaux.record.audience import is_for
from travaux.record.concerns import CONCERNS, DIVISIBLE, REDACTABLE
from travaux.record.entry import Entered, Entry, Reference
from travaux.record.negotiation import Negotiation, stands_beside
from travaux.record.nouns import either, named
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase

_OF_ONE_DRAFT: Final = (
    acts.GivesAnswer,
    acts.EntersHold,
    acts.ValidatesPosition,
    acts.AgreesAdReferendum,
    acts.ClosesProvisionally,
    acts.ReopensProvision,
    acts.OpensSilence,
    acts.TiesPackage,
    acts.RectifiesError,
    acts.Withdraws,
)
"""Acts that name one entry: in whole once, or each provision of it once."""

_LONGEST_ADDRESS: Final = 200


def check_concerns(entry: Entry, state: Negotiation) -> tuple[Entered, ...]:
    """List what the entry concerns, one for each of its references. Raises Refused."""
    concerns = CONCERNS[type(entry.act)]
    count = len(entry.re)
    if count < concerns.least or (concerns.most is not None and count > concerns.most):
        raise Refused(
            Code.CONCERNS,
            phrase(
                "{act} names {count} earlier entries or provisions; expected {least} at least."
                if concerns.most is None
                else "{act} names {count} earlier entries or provisions; expected {least} at least and "
                "{most} at most.",
                act=named(entry.act),
                count=count,
                least=concerns.least,
                most=concerns.most,
            ),
        )
    if len(set(entry.re)) != count:
        raise Refused(
            Code.CONCERNS, phrase("{act} names the same thing twice; name it once.", act=named(entry.act))
        )
    targets = tuple(_target(one, entry, state) for one in entry.re)
    for place, (one, target) in enumerate(zip(entry.re, targets, strict=True)):
        _check_kind(entry, target, concerns.kinds, place)
        _check_address(entry, one, target, addressed=concerns.addressed)
        _check_document(one, target)
        _check_redactable(entry, one, target)
    _check_together(entry)
    return targets


def _target(one: Reference, entry: Entry, state: Negotiation) -> Entered:
    """The entry meant. One that the author may not read is refused like one that is not there."""
    target = state.at(one.leaf)
    if target is None or not (is_for(entry.author, target, state) and is_for(entry.actor, target, state)):
        raise Refused(
            Code.UNKNOWN_ENTRY,
            phrase(
                "{act} names the entry {leaf}, and {author} can read no such entry in this record. "
                "Name one that was shown to it.",
                act=named(entry.act),
                leaf=one.leaf,
                author=entry.author,
            ),
        )
    return target


def _check_kind(entry: Entry, target: Entered, kinds: tuple[type[Act], ...], place: int) -> None:
    if isinstance(entry.act, acts.ReportsPromise) and place == 0:
        kinds = (acts.MakesPromise,)
    if kinds and type(target.act) not in kinds:
        raise Refused(
            Code.CONCERNS,
            phrase(
                "entry {index} is {other}, and {act} can only be about {kinds}. Name such an entry.",
                index=target.index,
                other=named(target.act),
                act=named(entry.act),
                kinds=either(kinds),
            ),
        )


def _check_address(entry: Entry, one: Reference, target: Entered, *, addressed: bool | None) -> None:
    if one.article and addressed is False:
        raise Refused(
            Code.CONCERNS,
            phrase(
                "{act} concerns entry {index} in whole; leave out {article}.",
                act=named(entry.act),
                index=target.index,
                article=one.article,
            ),
        )
    if not one.article and addressed is True:
        raise Refused(
            Code.CONCERNS,
            phrase(
                "{act} concerns provisions of entry {index}; say which, such as Article 4.",
                act=named(entry.act),
                index=target.index,
            ),
        )
    if len(one.article) > _LONGEST_ADDRESS or any(it.isspace() for it in one.article):
        raise Refused(
            Code.CONCERNS,
            phrase("{article!r} is no address; expected such as art_14__para_2.", article=one.article[:40]),
        )
    answered = target.entry.addresses if isinstance(target.act, DIVISIBLE) else ()
    joins = isinstance(entry.act, acts.JoinsSponsors | acts.LeavesSponsors)
    if joins and answered and stands_beside(one.article, answered):
        return  # whether something is added there, its words decide
    if one.article and answered and one.article not in answered:
        raise not_spoken_to(entry, one.article, target)
    if isinstance(entry.act, acts.Withdraws) and one.article and not isinstance(target.act, DIVISIBLE):
        raise Refused(
            Code.CONCERNS,
            phrase(
                "{other} is withdrawn in whole; leave out {article}.",
                other=named(target.act),
                article=one.article,
            ),
        )


def not_spoken_to(entry: Entry, article: str, target: Entered) -> Refused:
    """Say of an entry that it names a provision to which what it concerns does not speak."""
    return Refused(
        Code.CONCERNS,
        phrase(
            "{act} names {article} in entry {index}, which speaks to {answered}; name one of these.",
            act=named(entry.act),
            article=article,
            index=target.index,
            answered=tuple(target.entry.addresses),
        ),
    )


def _check_redactable(entry: Entry, one: Reference, target: Entered) -> None:
    """Raise Refused where taking the entry out would change what others have done."""
    if isinstance(entry.act, acts.Redacts) and not one.doc and not isinstance(target.act, REDACTABLE):
        raise Refused(
            Code.CONCERNS,
            phrase(
                "entry {index} is {other}, on which other entries depend; redact the documents "
                "that go with it, one by one.",
                index=target.index,
                other=named(target.act),
            ),
        )


def _check_document(one: Reference, target: Entered) -> None:
    if one.doc and all(one.doc != it.h for it in target.entry.docs):
        raise Refused(
            Code.CONCERNS,
            phrase(
                "it names document {doc}…, which entry {index} has not; name one it has.",
                doc=one.doc[:16],
                index=target.index,
            ),
        )


def _check_together(entry: Entry) -> None:
    if not isinstance(entry.act, _OF_ONE_DRAFT):
        return
    if len({one.leaf for one in entry.re}) > 1:
        raise Refused(
            Code.CONCERNS,
            phrase("{act} names several entries; make one entry for each of them.", act=named(entry.act)),
        )
    if len(entry.re) > 1 and not all(one.article for one in entry.re):
        raise Refused(
            Code.CONCERNS,
            phrase(
                "{act} names an entry in whole and provisions of it; do one or the other.",
                act=named(entry.act),
            ),
        )
