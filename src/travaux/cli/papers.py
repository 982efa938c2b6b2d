"""``travaux table``, ``send``, ``receive``, ``answer`` …: drafts, papers, and what is said to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from travaux.answers.position import HoldKind
from travaux.cli.desk import Desk, at_desk
from travaux.cli.questions import named
from travaux.cli.reading import Read, brought_from, read_file, text_of, worth_telling
from travaux.cli.recording import Proposed, in_whose_name, record
from travaux.cli.refusal import NotRecorded, Refused
from travaux.cli.settling import in_answer
from travaux.cli.tabling import faults_of, tabled_before
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
from travaux.record.views.disclosed import disclosed, everything
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
        latest = desk.state.latest_draft()
        follows: tuple[Reference, ...] = ()
        if options.follows is not None:
            follows = (Reference(leaf=desk.draft(options.follows).tabled.leaf),)
        elif latest is not None and not options.beside:
            follows = (Reference(leaf=latest.tabled.leaf),)
        faults = faults_of(files, desk, follows)
        errors = look(files) + len(faults)
        tell(faults)
        refuse(errors, options)
        act = TablesDraft(
            title=options.title,
            status=DraftStatus(options.status),
            taken_over=options.taken_over,
            basis=not options.not_a_basis,
            understanding=options.understanding,
        )
        if not options.json:
            for told in tabled_before(files, desk):
                say(told)
            if latest is not None and not follows:
                say(f"Answers go to draft {latest.number}, unless --draft names this one: it stands beside.")
        if options.taken_over and not options.json:
            _tell_shown(desk, files)
        if follows and not options.json:
            _tell_succession(desk, follows[0], files, taken=options.taken_over)
        brought = tuple(one.brought for one in files)
        return record(options, desk, Proposed(act=act, re=follows, brought=brought))


def _tell_shown(desk: Desk, files: Sequence[Read]) -> None:
    """Tell whom a text that is about to be taken over names, and what that is worth."""
    from travaux.compile.taken_over import taken_over  # noqa: PLC0415  slow to load

    texts = (text_of(one.reading) for one in files if one.reading is not None)
    named = next((taken_over(text).parties for text in texts if text is not None), ())
    if not named:
        say("It names nobody: it is the base that is answered, and shows no party's position.")
        return
    codes = (harmless(one) if one in desk.state.members else f"{harmless(one)} (no member)" for one in named)
    say(f"It names {', '.join(codes)}. Each has for its position what the text shows, marked so,")
    say("until it answers for itself; nothing of it counts as its answer. Answered is the base.")


def _tell_succession(desk: Desk, follows: Reference, files: Sequence[Read], *, taken: bool = False) -> None:
    """Tell what the new draft makes of the answers to the one it follows, where both can be read."""
    from travaux.cli.succeeding import sums_of  # noqa: PLC0415  slow to load

    old = desk.state.drafts[follows.leaf]
    texts = [text_of(one.reading) for one in files if one.reading is not None]
    new = next((text for text in texts if text is not None), None)
    if taken and new is not None:
        from travaux.compile.taken_over import taken_over  # noqa: PLC0415  as above

        new = taken_over(new).base
    said = None if new is None else sums_of(disclosed(desk.state, everything), desk, old, new)
    if said is not None:
        say(f"What it makes of what was said on “{harmless(old.title)}”: {said}.")
        say("Only its party's word gives an answer again: travaux standing, travaux retable.")


def look(files: Sequence[Read]) -> int:
    """Tell what was found in the files, and give the number of errors."""
    for one in files:
        found = [str(finding) for finding in one.findings if worth_telling(finding)]
        tell([*([one.fault] if one.fault else []), *found])
    return sum(len(one.errors) for one in files)


def tell(said: Sequence[str]) -> None:
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
        act = SendsNote(
            kind=NoteKind(options.kind),
            to=desk.members(options.to),
            reference=options.reference,
            subject=options.subject,
            sealing=Sealing(options.sealing),
            status=options.status,
            principals=desk.members(options.principals),
            sent=options.dated,
        )
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
                concerns = desk.concerning(desk.draft(options.draft), options.provisions)
                act = EntersHold(kind=HoldKind(options.kind), words=options.words)
                return record(options, desk, Proposed(act=act, re=concerns))
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
    return tuple(Reference(leaf=entry.leaf, article=desk.address(about[0], one)) for one in provisions)
