"""The command ``travaux``: its verbs, their help, and how a run ends."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from travaux import __version__
from travaux.cli import exit_codes
from travaux.cli.machine import Machine
from travaux.cli.refusal import Refused
from travaux.cli.unquoted import unquoted
from travaux.cli.usage.verbs import GROUPS, VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ABOUT = """\
The written record of a negotiation, article by article.

A draft and the parties' answers become one consolidated text with brackets, alternatives and names, in
which nothing is lost; any party's own text can be taken out of it again, word for word. A record keeps
who said what, when, in answer to what, so that anyone can check it."""

_CODES = """\
The run ends with 0 when all is done; 3 when it is done but a reply was left out, an answer was not
understood or read found an error in a file (what is printed says which); 2 for a command line that
cannot be understood; 4 when a file cannot be read or written; 5 when the proof failed, something does
not verify, or the watch has an alarm; 6 when the record does not take the entry. After 2, 4, 5 and 6
nothing was written.

The examples with each verb are of the negotiation that travaux demo writes, and run in its folder."""


class _Parser(argparse.ArgumentParser):
    """Says what it does not understand, and repeats no password that was typed into an address."""

    def error(self, message: str) -> NoReturn:
        super().error(unquoted(message))


def main(arguments: Sequence[str] | None = None, machine: Machine | None = None) -> int:
    """Run one command line, on another *machine* where one is given, and give back its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    verb = given[0] if given and given[0] in VERBS else _asked_without(given)
    options = _options(verb, given[1:])
    options.verb = verb
    options.machine = machine or Machine()
    try:
        return _doing(verb)(options)
    except Refused as fault:
        print(f"travaux {verb}: {fault.told}", file=sys.stderr)
        return fault.code
    except BrokenPipeError:
        sys.stderr.close()
        return exit_codes.DONE
    except KeyboardInterrupt:
        print("\nStopped. Nothing was written.", file=sys.stderr)
        return exit_codes.STOPPED


def _options(verb: str, given: Sequence[str]) -> argparse.Namespace:
    """Read what stands after *verb*. A record is often given without saying that it is one."""
    parser = parser_of(verb)
    options, left = parser.parse_known_args(given)
    if left:
        record = next((one for one in left if one.endswith(".travaux")), None)
        parser.error(
            f"{' '.join(left)}: not expected here. `travaux {verb} --help` lists what is."
            + (f" A record is given as --record {record}" if record and hasattr(options, "record") else "")
        )
    return options


def _doing(verb: str) -> Callable[[argparse.Namespace], int]:
    """Fetch the verb's own file, and no other: the program starts as fast as the verb allows."""
    module, _, name = VERBS[verb].does.partition(":")
    module = module if module.startswith("travaux.") else f"travaux.cli.{module}"
    does: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
    return does


def parser_of(verb: str) -> argparse.ArgumentParser:
    """Give what reads the rest of the command line after *verb*."""
    short = VERBS[verb].short
    parser = _Parser(
        prog=f"travaux {verb}",
        description=f"{short[0].upper()}{short[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    usage = import_module(f"travaux.cli.usage.{VERBS[verb].usage}")
    takes: Callable[[argparse.ArgumentParser], None] = getattr(usage, verb)
    takes(parser)
    return parser


def _asked_without(given: Sequence[str]) -> str:
    """Deal with a command line that begins with no verb: say what there is, or what was meant."""
    wide = max(map(len, GROUPS))
    listed = "\n".join(
        f"  {group if not at else '':<{wide}}  {row}"
        for group, verbs in GROUPS.items()
        for at, row in enumerate(_rows(verbs))
    )
    parser = _Parser(
        prog="travaux",
        usage="travaux [-h] [--version] VERB ...",
        description=f"{_ABOUT}\n\n{listed}",
        epilog=f"`travaux verbs` says what each is for, `travaux VERB --help` what it takes.\n\n{_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"travaux {__version__}")
    parser.add_argument("verb", help=argparse.SUPPRESS, nargs="?")
    verb = parser.parse_known_args(given)[0].verb
    if verb is None:
        parser.error("a verb was expected. `travaux --help` lists them.")
    from difflib import get_close_matches  # noqa: PLC0415  only where somebody mistyped

    near = get_close_matches(verb, VERBS, n=1)
    parser.error(
        f'"{verb}" is no verb.{f" Did you mean {near[0]}?" if near else ""} `travaux --help` lists them.'
    )


_BREADTH = 60
"""Columns for the verbs of a group."""


def _rows(verbs: Sequence[str]) -> list[str]:
    rows = [""]
    for verb in verbs:
        if rows[-1] and len(rows[-1]) + len(verb) > _BREADTH:
            rows.append("")
        rows[-1] += f"{' ' if rows[-1] else ''}{verb}"
    return rows
