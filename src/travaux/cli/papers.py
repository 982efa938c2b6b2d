"""``travaux table``, ``send``, ``receive``, ``answer`` …: drafts, papers, and what is said to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

from travaux.answers.position import HoldKind
from travaux.cli.additions_named import additions_held, answered_beside, placed
from travaux.cli.desk import Desk, at_desk
from travaux.cli.groups_named import groups_told, members_meant
from travaux.cli.questions import named
from travaux.cli.reading import Read, brought_from, found_in, read_file
from travaux.cli.recording import Proposed, in_whose_name, record
from travaux.cli.refusal import NotRecorded, Refused
from travaux.cli.settling import in_answer
from travaux.cli.tabling import faults_of, followed, told_beforehand
from travaux.cli.voice import say
from travaux.record.act import (
    AcknowledgesReceipt,
    Act,
    Corrects,
    DraftStatus,
    EntersHold,
    JoinsSponsors,
    LeavesSponsors,
    LiftsHold,
    MaintainsHold,
    NoteKind,
    Sealing,
    SendsNote,
    TablesDraft,
    ValidatesPosition,
    ViewsCollectiveReply,
    Withdraws,
)
from travaux.record.entry import Document, Entered, Reference
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.text.wording import PartyCode


def table(options: argparse.Namespace) -> int:
    """Record that a draft is on the table."""
    with at_desk(options) as desk:
        parties = tuple(desk.state.members)
        files = [read_file(name, parties, taken_over=options.taken_over) for name in options.files]
        for name, one in zip(options.files, files, strict=True):
            if one.reading is not None and one.reading.reply is not None:
                raise Refused(
                    f"{name} was read as an answer ({one.reading.format}). Expected a draft; record an "
                    "answer with travaux answer."
                )
        follows = followed(desk, options.follows, beside=options.beside)
        faults = faults_of(files, desk, follows)
        errors = look(files, drafts=True) + len(faults)
        tell(faults)
        if faults:
            tell(["travaux read shows how a file is read."])
        refuse(errors, options)
        act = TablesDraft(
            title=options.title,
            status=DraftStatus(options.status),
            taken_over=options.taken_over,
            basis=not options.not_a_basis,
            understanding=options.understanding,
        )
        if not options.json:
            for told in told_beforehand(files, desk, follows, act):
                say(told)
            if follows:
                say("See travaux standing and travaux retable for what was said on the draft before.")
        brought = tuple(one.brought for one in files)
        return record(options, desk, Proposed(act=act, re=follows, brought=brought))


def look(files: Sequence[Read], *, drafts: bool = False) -> int:
    """Tell what was found in the files, and give the number of errors."""
    for one in files:
        tell(found_in(one, draft=drafts))
    return sum(len(one.errors) for one in files)


def tell(said: Iterable[str]) -> None:
    for one in said:
        print("\n".join(wrapped(harmless(one), WIDTH, indent="  ")), file=sys.stderr)


def refuse(errors: int, options: argparse.Namespace) -> None:
    """Record nothing where there are errors, unless it is to be recorded anyway. Raises NotRecorded."""
    if errors and not options.anyway:
        raise NotRecorded(
            f"nothing was recorded: there {'is an error' if errors == 1 else f'are {errors} errors'} in what "
            "was given; see above. Have it mended, or record it as it is with --anyway."
        )


def send(options: argparse.Namespace) -> int:
    """Record a paper."""
    with at_desk(options) as desk:
        sends = in_whose_name(options, desk)
        to = desk.members(options.to, groups=True)
        principals = desk.members(options.principals, groups=True)
        act = SendsNote(
            kind=NoteKind(options.kind),
            to=members_meant(to, desk.state, but=sends),
            reference=options.reference,
            subject=options.subject,
            sealing=Sealing(options.sealing),
            status=options.status,
            principals=members_meant(principals, desk.state),
            sent=options.dated,
        )
        tell((*groups_told(to, desk.state, but=sends), *groups_told(principals, desk.state)))
        brought = tuple(brought_from(name) for name in options.files)
        return record(options, desk, Proposed(act=act, re=named(desk, options.re), brought=brought))


def receive(options: argparse.Namespace) -> int:
    """Record that a paper has come."""
    with at_desk(options) as desk:
        entry = desk.entry(options.entry)
        doc = document_of(entry, options.document)
        act = AcknowledgesReceipt(on=options.on, channel=options.channel, words=options.words)
        reference = Reference(leaf=entry.leaf, doc="" if doc is None else doc.h)
        receives = in_whose_name(options, desk)
        to = entry.act.to if isinstance(entry.act, SendsNote) else ()
        if to and receives not in {member for code in to for member in (code, *_group(desk, code))}:
            tell([f"Entry {entry.index} was sent to {', '.join(to)}, not to {receives}."])
        return record(options, desk, Proposed(act=act, re=(reference,)))


def _group(desk: Desk, code: PartyCode) -> tuple[PartyCode, ...]:
    group = desk.state.groups.get(code)
    return () if group is None else group.members


def document_of(entry: Entered, name: str | None) -> Document | None:
    """Find the document of an entry that is meant; None where it has none. Raises Refused."""
    docs = entry.entry.docs
    fitting = [one for one in docs if name is None or name == one.name or one.h.startswith(name)]
    match fitting:
        case [one]:
            return one
        case [] if name is None:
            return None
        case _:
            listed = ", ".join(f"{harmless(one.name)} ({one.h[:8]})" for one in docs) or "none"
            raise Refused(
                f"Entry {entry.index} has these documents: {listed}. Say which is meant with --document, by "
                "its name or the beginning of its hash."
            )


def collective(options: argparse.Namespace) -> int:
    """Record whether whoever asked takes a reply for several as an answer."""
    act = ViewsCollectiveReply(accepts=options.view == "accept", words=options.words)
    return _on_entry(options, act)


def _on_entry(options: argparse.Namespace, act: Act) -> int:
    with at_desk(options) as desk:
        return record(options, desk, Proposed(act=act, re=named(desk, [options.entry])))


def sponsor(options: argparse.Namespace) -> int:
    """Record that a party joins a proposal, or leaves it."""
    with at_desk(options) as desk:
        joins = options.what == "join"
        act = JoinsSponsors(words=options.words) if joins else LeavesSponsors(words=options.words)
        concerns = in_answer(desk, options.entry, options.provisions)
        return record(options, desk, Proposed(act=act, re=concerns))


def hold(options: argparse.Namespace) -> int:
    """Record that a hold is entered, maintained or lifted."""
    match options.what:
        case "enter":
            with at_desk(options) as desk:
                party = in_whose_name(options, desk)
                draft = desk.draft(options.draft)
                concerns = placed(desk, draft, options.provisions, party)
                about = additions_held(desk, draft, options.provisions, party)
                act = EntersHold(kind=HoldKind(options.kind), words=options.words)
                return record(options, desk, Proposed(act=act, re=concerns, about=about))
        case "maintain":
            return _on_entry(options, MaintainsHold(words=options.words))
        case _:
            return _on_entry(options, LiftsHold(words=options.words))


def validate(options: argparse.Namespace) -> int:
    """Record whether a party finds its position rightly shown."""
    with at_desk(options) as desk:
        act = ValidatesPosition(
            rightly=options.rightly,
            words=options.wrongly or "",
            size=desk.state.size if options.size is None else options.size,
        )
        concerns = desk.concerning(desk.draft(options.draft), options.provisions)
        return record(options, desk, Proposed(act=act, re=concerns))


def correct(options: argparse.Namespace) -> int:
    """Record that an entry has a mistake, and what it should say."""
    with at_desk(options) as desk:
        concerns = _part_of(desk, options.entry, options.provisions)
        brought = tuple(brought_from(name) for name in options.files)
        return record(
            options, desk, Proposed(act=Corrects(words=options.words), re=concerns, brought=brought)
        )


def withdraw(options: argparse.Namespace) -> int:
    """Record that an entry, or a part of it, is taken back."""
    with at_desk(options) as desk:
        concerns = _part_of(desk, options.entry, options.provisions)
        return record(options, desk, Proposed(act=Withdraws(words=options.words), re=concerns))


def _part_of(desk: Desk, given: str, provisions: Sequence[str]) -> tuple[Reference, ...]:
    """Refer to an entry, or to provisions in it, as the draft has them that it is about. Raises Refused."""
    entry = desk.entry(given)
    if not provisions:
        return (Reference(leaf=entry.leaf),)
    about = [desk.state.drafts[one.leaf] for one in entry.entry.re if one.leaf in desk.state.drafts]
    if entry.leaf in desk.state.drafts:
        about = [desk.state.drafts[entry.leaf]]
    if not about:
        raise Refused(f"Entry {entry.index} ({entry.entry.type}) is about no draft, so it has no provisions.")
    answer = desk.state.answers.get(entry.leaf)
    return tuple(
        Reference(leaf=entry.leaf, article=answered_beside(desk, answer, one) or desk.address(about[0], one))
        for one in provisions
    )
