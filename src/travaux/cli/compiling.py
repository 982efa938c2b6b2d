"""``travaux compile``, ``project`` and ``brief``: the consolidated text, and what is taken out of it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from travaux.answers.party import PartyCodeError, party_code
from travaux.cli import exit_codes
from travaux.cli.cache import cache_in
from travaux.cli.files import FileFault, content, written
from travaux.cli.intake import Given, Intake
from travaux.cli.progress import Progress
from travaux.cli.texts import NoTextError, draft_of, opened, refused
from travaux.compile.base import base_of
from travaux.compile.carrier import CarrierError, from_json, to_json
from travaux.compile.collective import speakers
from travaux.compile.compiling import compiled_from
from travaux.compile.fate import NotUnderstood
from travaux.compile.project import project as projected
from travaux.compile.proof import LossError
from travaux.read.known import Known
from travaux.render.brief import brief as briefed
from travaux.render.docx import text_document
from travaux.render.plain import text_lines
from travaux.render.profile import Profile
from travaux.render.proved import ENDINGS, UnknownEndingError, proved
from travaux.render.terminal import summary_lines
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import listed, phrase

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from travaux.answers.party import Party
    from travaux.cli.cache import Cache
    from travaux.compile.compilation import Compilation, LeftOut
    from travaux.compile.hearing import Hearing
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


class UsageError(Exception):
    """The command line cannot be understood: what was given, what was expected."""


def compile(options: argparse.Namespace) -> int:
    """Compile a draft and the answers to it; write and prove all that was asked for."""
    # Nothing that a compile makes goes in circles. The collector would walk millions of values for them,
    # again and again, and finds none.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _from_record(options) if options.base is None else _from_files(options)
    finally:
        if collecting:
            gc.enable()


def _from_files(options: argparse.Namespace) -> int:
    progress = Progress(quiet=options.quiet or options.json)
    try:
        _check_record_unused(options, options.base, "BASE")
        order = _order(options.order)
        given = [_given(argument) for argument in options.answers]
        _check_outputs(options.output, [options.base, *(one.name for one in given)])
        known = Known()
        base = opened(options.base, parties=order, known=known)
        draft = draft_of(base, options.base)
        compilation = _compilation(
            given,
            order or tuple(party.code for party in base.parties),
            base.parties,
            progress,
            draft=draft,
            known=known,
            cache=None if options.cache is None else cache_in(options.cache, draft),
        )
        progress.step("Proving")
        outputs = {
            name: proved(compilation, PurePath(name).suffix, Profile(options.profile))
            for name in options.output
        }
        written(outputs)
        _warn_of_names(options)
    except (UsageError, PartyCodeError, UnknownEndingError) as fault:
        print(f"travaux compile: {fault}", file=sys.stderr)
        return exit_codes.USAGE
    except (FileFault, NoTextError) as fault:
        return refused(fault)
    except LossError as fault:
        print(f"travaux compile: the proof failed and nothing was written. {fault}", file=sys.stderr)
        return exit_codes.UNPROVED
    finally:
        progress.end()
    return _summed_up(compilation, options)


def _summed_up(compilation: Compilation, options: argparse.Namespace) -> int:
    """Print what came of it, and give the exit code."""
    if options.json:
        sys.stdout.buffer.write(to_json(compilation))
    elif not options.quiet:
        print("\n".join(summary_lines(compilation, written=options.output)))
    if options.json or options.quiet:
        for one in compilation.left_out:
            print(f"travaux compile: {one.party} is left out. {one.finding}", file=sys.stderr)
    return exit_codes.INCOMPLETE if _incomplete(compilation) else exit_codes.DONE


def _check_record_unused(options: argparse.Namespace, file: str, called: str) -> None:
    for name in ("record", "at", "reader", "draft"):
        if getattr(options, name) is not None:
            msg = f"--{'as' if name == 'reader' else name} is of the record, and {file} is a file."
            raise UsageError(f"{msg} Leave {called} out to take the text of the record.")


def _from_record(options: argparse.Namespace) -> int:
    """Compile the draft on the table, and all that the record has on it."""
    from travaux.record.library import NotHere  # noqa: PLC0415  only where there is a record

    progress = Progress(quiet=options.quiet or options.json)
    try:
        for name in ("order", "cache"):
            if getattr(options, name):
                raise UsageError(f"--{name} is not needed: the record has it. Leave it out, or give BASE.")  # noqa: TRY301
        _check_outputs(options.output, [])
        compilation = _recorded(options, progress)
        progress.step("Proving")
        outputs = {
            name: proved(compilation, PurePath(name).suffix, Profile(options.profile))
            for name in options.output
        }
        written(outputs)
        _warn_of_names(options)
        warn_of_readers(compilation, options.reader, options.output)
    except (UsageError, UnknownEndingError) as fault:
        print(f"travaux compile: {fault}", file=sys.stderr)
        return exit_codes.USAGE
    except (FileFault, NotHere) as fault:
        return refused(fault)
    except LossError as fault:
        print(f"travaux compile: the proof failed and nothing was written. {fault}", file=sys.stderr)
        return exit_codes.UNPROVED
    finally:
        progress.end()
    return _summed_up(compilation, options)


def _recorded(options: argparse.Namespace, progress: Progress) -> Compilation:
    """Give the compilation of a draft in the record, as the reader may know it at the moment asked of."""
    from travaux.cli.asking import reader  # noqa: PLC0415  only where there is a record
    from travaux.cli.desk import at_desk  # noqa: PLC0415  as above
    from travaux.record.consolidation import consolidation  # noqa: PLC0415  as above

    with at_desk(options) as desk:
        known, then = reader(options, desk)
        progress.step("Compiling")
        return consolidation(
            known, then.library, None if options.draft is None else then.draft(options.draft)
        ).compilation


def _warn_of_names(options: argparse.Namespace) -> None:
    """Say that JSON carries every name, where a profile without names was asked for."""
    carriers = [name for name in options.output if name.lower().endswith(".json")]
    if carriers and options.profile != Profile.ATTRIBUTED:
        print(
            f"travaux compile: {', '.join(carriers)} carries every name, whatever the profile: "
            "whoever has it can take out each party's text. Keep it where the attributed text is kept.",
            file=sys.stderr,
        )


def warn_of_readers(compilation: Compilation, reader: str | None, outputs: Sequence[str]) -> None:
    """Say what is not for all members, where no reader was named and something is written out."""
    said = [one for one in compilation.findings if one.code == "not-for-all"]
    if said and reader is None and outputs:
        print(f"{', '.join(outputs)}: {said[0].message} {said[0].hint}", file=sys.stderr)


def _incomplete(compilation: Compilation) -> bool:
    return (
        bool(compilation.left_out)
        or any(isinstance(unit.fate, NotUnderstood) for unit in compilation.units)
        or any(finding.severity is Severity.ERROR for finding in compilation.findings)
    )


def _order(listed: str) -> tuple[PartyCode, ...]:
    codes = tuple(party_code(code.strip()) for code in listed.replace(",", " ").split())
    twice = [code for at, code in enumerate(codes) if code in codes[:at]]
    if twice:
        msg = f"--order names {twice[0]} twice. Expected each code once, in protocol order."
        raise UsageError(msg)
    return codes


def _given(argument: str) -> Given:
    code, equals, name = argument.partition("=")
    if not equals or not name:
        msg = (
            f'"{argument}" is not PARTY=FILE. Expected a party\'s code, "=" and the name of its answer, '
            "such as ARD=ardenia.md."
        )
        raise UsageError(msg)
    return Given(party=party_code(code), name=name)


def _check_outputs(outputs: Sequence[str], inputs: Sequence[str]) -> None:
    """Refuse an output of no format, or in the place of the draft or of an answer."""
    read = {Path(name).resolve() for name in inputs if name != "-"}
    for name in outputs:
        if PurePath(name).suffix.lower() not in ENDINGS:
            raise UnknownEndingError(name)
        if Path(name).resolve() in read:
            msg = f"{name} is read, and would be overwritten. Give the output another name."
            raise UsageError(msg)


def _compilation(
    given: Sequence[Given],
    order: Sequence[PartyCode],
    named: Sequence[Party],
    progress: Progress,
    *,
    draft: Text,
    known: Known,
    cache: Cache | None,
) -> Compilation:
    """Read the answers and compile those that can be read; the others are left out and say why."""
    codes = dict.fromkeys([*order, *(party.code for party in named), *(one.party for one in given)])
    intake = Intake(base=base_of(draft), parties=tuple(codes), known=known, cache=cache)
    heard: list[Hearing | LeftOut] = []
    findings: list[Finding] = []
    for number, received in enumerate(intake.received(given), start=1):
        progress.step("Reading answers:", number, len(given))
        heard.append(received.heard)
        findings += received.findings
    known.let_go()
    progress.step("Compiling")
    listed = {party.code for party in named}
    findings += [
        _not_listed(one.party, one.name, named) for one in given if listed and one.party not in listed
    ]
    names = [(party.code, party.name) for party in named]
    return compiled_from(intake.base, heard, order=order, names=names, findings=findings)


def _not_listed(code: PartyCode, name: str, named: Sequence[Party]) -> Finding:
    return Finding(
        code="party-not-listed",
        message=phrase(
            "{party} is not among the parties that the draft lists: {parties}. It is taken for one more.",
            party=code,
            parties=listed(party.code for party in named),
        ),
        place=Place(source=PurePath(name).name),
        hint=phrase("Check the code on the command line."),
    )


def project(options: argparse.Namespace) -> int:
    """Take a party's own text, or the draft, out of a compilation."""
    try:
        compilation = _carried(options.compilation)
        party = _whose(options, compilation)
        text = projected(compilation.text, party)
        outputs = {name: _text_as(text, name, front=party is None) for name in options.output}
        written(outputs)
    except (UsageError, PartyCodeError) as fault:
        print(f"travaux project: {fault}", file=sys.stderr)
        return exit_codes.USAGE
    except FileFault as fault:
        return refused(fault)
    if not options.output:
        sys.stdout.buffer.write(text_lines(text, front=party is None))
    return exit_codes.DONE


def brief(options: argparse.Namespace) -> int:
    """Write what is at issue in a compilation, or in the text of the record, and what could be merged."""
    from travaux.record.library import NotHere  # noqa: PLC0415  only where there is a record

    output = options.output or "-"
    progress = Progress(quiet=True)
    try:
        _check_brief(output)
        if options.compilation is None:
            compilation = _recorded(options, progress)
        else:
            _check_record_unused(options, options.compilation, "COMPILATION.json")
            compilation = _carried(options.compilation)
        written({output: briefed(compilation, Profile(options.profile))})
        if options.compilation is None:
            warn_of_readers(compilation, options.reader, [options.output or "the brief"])
    except UsageError as fault:
        print(f"travaux brief: {fault}", file=sys.stderr)
        return exit_codes.USAGE
    except (FileFault, NotHere) as fault:
        return refused(fault)
    except LossError as fault:
        print(f"travaux brief: the proof failed and nothing was written. {fault}", file=sys.stderr)
        return exit_codes.UNPROVED
    return exit_codes.DONE


def _check_brief(name: str) -> None:
    """Refuse an ending that promises another format than Markdown."""
    ending = PurePath(name).suffix
    if ending.lower() not in {".md", ".txt", ""}:
        msg = f'{name}: a brief cannot be written as "{ending}". Expected .md or .txt.'
        raise UsageError(msg)


def _carried(name: str) -> Compilation:
    """Read the compilation in the file *name*. Raises FileFault."""
    try:
        return from_json(content(name))
    except CarrierError as fault:
        msg = f"{name}: {fault}"
        raise FileFault(msg) from fault


def _whose(options: argparse.Namespace, compilation: Compilation) -> PartyCode | None:
    if options.base == (options.party is not None):
        msg = "Expected either a party's code or --base."
        raise UsageError(msg)
    if options.base:
        return None
    party = party_code(options.party)
    if party in compilation.parties:
        return party
    answered = ", ".join(compilation.parties) or "nobody"
    for speaker in speakers(compilation).get(party, ()):
        msg = (
            f"{party} has given no answer of its own; it is named in {speaker}'s reply, "
            f"which stays one reply. Take the text of {speaker}."
        )
        raise UsageError(msg)
    if party in compilation.order:
        msg = f"{party} has not answered, and no answer is not a text. Those who have: {answered}."
        raise UsageError(msg)
    meant = next((code for code in compilation.parties if code.casefold() == party.casefold()), None)
    hint = f" Did you mean {meant}?" if meant else ""
    msg = f"{party} is not a party to this compilation. Those who have answered: {answered}.{hint}"
    raise UsageError(msg)


def _text_as(text: Text, name: str, *, front: bool) -> bytes:
    match PurePath(name).suffix.lower():
        case ".docx":
            return text_document(text)
        case ".md" | ".txt" | "":
            return text_lines(text, front=front)
        case ending:
            msg = f'{name}: a text cannot be written as "{ending}". Expected .md, .txt or .docx.'
            raise FileFault(msg)
