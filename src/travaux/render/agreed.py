"""What is agreed, told: nothing is shown as agreed without the package it is tied in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.position import HoldKind
from travaux.record.act import EntersHold
from travaux.render.telling import Teller, codes, is_told_all, none, parted
from travaux.render.told import Line, Said, Section, Theirs, line
from travaux.render.tongue import comma, joined, said, say, say_count, sayable, semicolon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft, Hold, Package
    from travaux.record.views.agreed import Agreed, SaidToAgree, Settled, Tied
    from travaux.record.views.mergers import Consents
    from travaux.record.views.otherwise import Otherwise
    from travaux.record.views.standing import Standing

AGREED, HELD, OPEN = "✓", "◐", "○"
"""Shapes beside the words: agreed, held, open."""

AGREED_RULE: Final = sayable(
    "Agreed means that the chair or the secretariat recorded it. It is never counted from what parties said."
)


def agreed_section(found: Agreed, teller: Teller) -> Section:
    lines: list[Line] = []
    several = len(found.on_table) > 1
    for draft in found.on_table:
        lines.append(
            line(
                *said(
                    "On the table: {draft}; tabled by {who}.",
                    draft=teller.draft(draft),
                    who=teller.by(draft.tabled),
                )
            )
        )
        own = [_settled(one, teller, named=several) for one in found.settled if one.draft is draft]
        if draft in found.adopted:
            lines += [*_adopted(draft, teller), *_rectified(draft, teller), *own]
            continue
        lines += own or [
            none(
                say("Nothing in it has been recorded as agreed or provisionally closed.")
                if is_told_all(teller)
                else say(
                    "Nothing that this reader may read records any of it as agreed or provisionally closed."
                )
            )
        ]
    if not found.on_table:
        lines.append(
            none(
                say("No draft is on the table.")
                if is_told_all(teller)
                else say("No draft that this reader may read is on the table.")
            )
        )
    for draft in found.adopted:
        if draft not in found.on_table:
            lines += [*_adopted(draft, teller), *_rectified(draft, teller)]
    lines += [_open_again(one, found, teller) for one in found.open_again]
    lines += _said(found, teller)
    if found.before:
        before = tuple(_settled(one, teller, named=True) for one in found.before)
        gone = say("Recorded on a draft that is on the table no more, and not said again of one that is:")
        lines.append(line(gone, below=before))
    if found.packages:
        packages = tuple(line(*package_words(one, teller)) for one in found.packages)
        lines.append(line(say("Packages that have not been untied:"), below=packages))
    return Section(title=say("1. What is agreed now"), rule=say(AGREED_RULE), lines=tuple(lines))


def agreed_lines(
    found: Agreed, teller: Teller, *, parties: bool = True, settled: bool = True, rectified: bool = True
) -> list[Line]:
    """Tell what is adopted, settled and agreed of one draft, or of a provision of it; no line for nothing.

    *parties*: what they have said themselves; *settled*: what was recorded provision by provision;
    *rectified*: the errors in the adopted text, wherever in it they were.
    """
    lines = [line for draft in found.adopted for line in _adopted(draft, teller)]
    if rectified:
        lines += [line for draft in found.adopted for line in _rectified(draft, teller)]
    if settled:
        lines += [_settled(one, teller) for one in (*found.settled, *found.before)]
        lines += [_open_again(one, found, teller) for one in found.open_again]
    return [*lines, *(_said(found, teller) if parties else ())]


def _said(found: Agreed, teller: Teller) -> list[Line]:
    """Tell what parties have said that they agree to: nobody's agreement is anybody else's."""
    if not found.said:
        return []
    below = tuple(
        line(
            *said(
                "{provision}: {who}",
                provision=_place(one.draft, one.provision, found, teller),
                who=parted(_by(entered, teller) for entered in one.said),
            ),
            below=(*(each for it in one.said for each in teller.corrected(it)), *_beside(one, teller)),
            of=teller.way_to(one.draft.tabled.leaf, one.provision),
        )
        for one in found.said
    )
    return [
        line(say("Parties have said that they agree, and nobody has recorded these as agreed:"), below=below)
    ]


def _by(entered: Entered, teller: Teller) -> tuple[Said, ...]:
    return joined(teller.by(entered), *teller.words(entered))


def _beside(one: SaidToAgree, teller: Teller) -> Iterator[Line]:
    """Tell what stands beside the draft's words: apart for each that agreed, where they saw not the same."""
    first, *rest = one.otherwise
    if all(each == first for each in rest):
        yield from _otherwise(first, one.said, teller)
        return
    for entered, seen in zip(one.said, one.otherwise, strict=True):
        below = tuple(_otherwise(seen, (entered,), teller))
        if below:
            yield line(*_by(entered, teller), below=below)


def _otherwise(
    found: Otherwise, by: Sequence[Entered], teller: Teller, *, closed_in: Draft | None = None
) -> Iterator[Line]:
    """Tell what stands beside the draft's words, and what the entries say of which are agreed: no more.

    *closed_in*: nobody recorded it as agreed, and it is closed. That settles no wording; the entry names
    a provision of this draft, and what this has there is what it was closed in.
    """
    if found.before:
        yield line(
            say_count(
                "{count} answer that would have it otherwise stood then, and stands still: {given}",
                "{count} answers that would have it otherwise stood then, and stand still: {given}",
                len(found.before),
                given=_given(found.before, teller),
            )
        )
    if found.bracketed:
        yield line(say("the draft itself has words in brackets, or options, in it"))
    without = [one for one in by if not getattr(one.act, "words", "")]
    if found.open and closed_in is not None:
        yield line(_closed_in(closed_in, words=len(without) < len(by)))
    elif found.open and len(without) == len(by):
        yield line(say("which words were agreed is not recorded: the entry names the provision and no words"))
    elif found.open:
        yield line(say("which words were agreed is recorded only as far as the words quoted here say it"))
        if without:
            entries = comma().join(teller.entry(one) for one in without)
            yield line(say("the provision is named, and no words, in {entries}", entries=entries))
    if found.since:
        yield line(
            say_count(
                "{count} answer that would have it otherwise came since: {given}",
                "{count} answers that would have it otherwise came since: {given}",
                len(found.since),
                given=_given(found.since, teller),
            )
        )


def _closed_in(draft: Draft, *, words: bool) -> str:
    if words:
        return say(
            "no words are recorded as agreed; in which it was closed is recorded only as far as those quoted "
            "here say it"
        )
    return say(
        "no words are recorded as agreed: it was closed as it stands in draft {number}", number=draft.number
    )


def _given(those: Iterable[Standing], teller: Teller) -> str:
    return semicolon().join(
        f"{one.party}, {teller.entry(one.entered)}" if one.given.shown is None else teller.shown(one.party)
        for one in those
    )


def _place(draft: Draft, address: str, found: Agreed, teller: Teller) -> str:
    name = teller.provision(draft.tabled.leaf, address)
    return name if found.on_table == (draft,) else _of_draft(name, draft)


def _of_draft(name: str, draft: Draft) -> str:
    return say("{provision} of draft {number}", provision=name, number=draft.number)


def _settled(one: Settled, teller: Teller, *, named: bool = False) -> Line:
    leaf = one.draft.tabled.leaf
    where = teller.provision(leaf, one.provision)
    told = said(
        "{provision} is {state}",
        provision=_of_draft(where, one.draft) if named else where,
        state=say(one.state),
    )
    for tied in one.tied:
        told += _tied(tied, one, teller)
    below = [
        line(
            *said("recorded by {who}{words}", who=teller.by(it), words=teller.words(it)),
            below=teller.corrected(it),
        )
        for it in one.agreed
    ]
    below += [
        line(
            *said("provisionally closed by {who}{words}", who=teller.by(it), words=teller.words(it)),
            below=teller.corrected(it),
        )
        for it in one.closed
    ]
    closed_in = None if one.agreed else one.draft
    below += _otherwise(one.otherwise, one.by, teller, closed_in=closed_in)
    below += [
        line(*hold_words(it, teller), below=teller.corrected(it.entered), mark=HELD) for it in one.holds
    ]
    below += [
        line(
            *said(
                "{provision} in it was reopened since: {who}{words}",
                provision=teller.provision(leaf, at),
                who=teller.by(it),
                words=teller.words(it),
            ),
            below=teller.corrected(it),
        )
        for at, it in one.reopened
    ]
    return line(*joined(*told), below=tuple(below), mark=AGREED, of=teller.way_to(leaf, one.provision))


def _tied(tied: Tied, one: Settled, teller: Teller) -> tuple[Said, ...]:
    """Say of which provision a package is, which it ties that to, by whom and in which words."""
    leaf = one.draft.tabled.leaf
    if tied.at == one.provision:
        message = sayable(", tied to {provisions} by {who}{words}")
        alone = sayable(", tied in a package by {who}{words}")
    else:
        message = sayable("; {here} is tied to {provisions} by {who}{words}")
        alone = sayable("; {here} is tied in a package by {who}{words}")
    return said(
        message if tied.others else alone,
        here=teller.provision(leaf, tied.at),
        provisions=teller.provisions(leaf, tied.others),
        who=teller.who(tied.package.entered),
        words=teller.words(tied.package.entered),
    )


def _open_again(one: Settled, found: Agreed, teller: Teller) -> Line:
    """Tell what was settled, and is open since what it stands in was reopened."""
    leaf = one.draft.tabled.leaf
    if one.reopened_with is None:
        return _settled(one, teller)
    above, entered = one.reopened_with
    below = [
        line(*said("recorded by {who}{words}", who=teller.by(it), words=teller.words(it)))
        for it in one.agreed
    ]
    below += [
        line(*said("provisionally closed by {who}{words}", who=teller.by(it), words=teller.words(it)))
        for it in one.closed
    ]
    return line(
        *said(
            "{provision} was {state}, and is open since {above} was reopened: {who}{words}",
            provision=_place(one.draft, one.provision, found, teller),
            state=say(one.state),
            above=teller.provision(leaf, above),
            who=teller.by(entered),
            words=teller.words(entered),
        ),
        below=tuple(below),
        mark=OPEN,
        of=teller.way_to(leaf, one.provision),
    )


def _adopted(draft: Draft, teller: Teller) -> list[Line]:
    lines: list[Line] = []
    for what, entered in (
        (sayable("{draft}: the text was adopted, {how}; recorded by {who}{words}"), draft.adopted),
        (
            sayable("{draft}: the text was authenticated, {how}; recorded by {who}{words}"),
            draft.authenticated,
        ),
    ):
        if entered is not None:
            how = getattr(entered.act, "how", "")
            lines.append(
                line(
                    *said(
                        what,
                        draft=teller.draft(draft),
                        how=Theirs(how) if how else (),
                        who=teller.by(entered),
                        words=teller.words(entered),
                    ),
                    below=teller.corrected(entered),
                    mark=AGREED,
                )
            )
    return lines


def _rectified(draft: Draft, teller: Teller) -> list[Line]:
    return [rectified_line(entered, teller) for entered in draft.rectified]


def rectified_line(entered: Entered, teller: Teller) -> Line:
    """Tell of an error in an adopted text that was rectified: how it reads, by whom, in which entry."""
    return line(
        *said(
            "An error was rectified in {provisions}: {old} reads {new} from the beginning; {who}",
            provisions=teller.concerning_provisions(entered),
            old=Theirs(getattr(entered.act, "defective", "")),
            new=Theirs(getattr(entered.act, "corrected", "")),
            who=(teller.by(entered), *teller.words(entered)),
        ),
        below=teller.corrected(entered),
    )


def package_words(one: Package, teller: Teller) -> tuple[Said, ...]:
    """Say what is tied, by whom, and in which words; the draft, where it is not the one on the table."""
    named = teller.provisions(one.draft, one.provisions)
    draft = teller.known.drafts.get(one.draft)
    if draft is not None and draft is not teller.known.latest_draft():
        named = _of_draft(named, draft)
    return said(
        "{provisions}, tied by {who}{words}",
        provisions=named,
        who=teller.by(one.entered),
        words=teller.words(one.entered),
    )


def hold_words(one: Hold, teller: Teller) -> tuple[Said, ...]:
    """Say of which kind a hold is, by whom and when it was entered and maintained."""
    kind = one.entered.act.kind if isinstance(one.entered.act, EntersHold) else HoldKind.GENERAL
    told = said(
        "hold ({kind}) entered by {who}{words}",
        kind=say(kind),
        who=teller.by(one.entered),
        words=teller.words(one.entered),
    )
    for entered in one.maintained:
        told += said(
            "; maintained {when}, {entry}{words}",
            when=teller.when(entered),
            entry=teller.entry(entered),
            words=teller.words(entered),
        )
    return joined(*told)


def consents(one: Consents) -> tuple[str, ...]:
    """Say who consents to a merger, who refuses, and who has not said."""
    return tuple(
        say(message, parties=codes(parties))
        for message, parties in (
            (sayable("consent: {parties}"), one.consenting),
            (sayable("refuse: {parties}"), one.refusing),
            (sayable("have not said: {parties}"), one.silent),
        )
        if parties
    )
