"""``travaux verbs``: what each verb is for."""

from __future__ import annotations

import argparse

from travaux.cli import exit_codes
from travaux.cli.usage.verbs import GROUPS, VERBS


def verbs(options: argparse.Namespace) -> int:
    """List the verbs, group by group, each with its line."""
    wide = max(map(len, VERBS))
    named = [
        verb
        for verb in VERBS
        if not options.words or any(word.lower() in said(verb) for word in options.words)
    ]
    for group, members in GROUPS.items():
        listed = [verb for verb in members if verb in named]
        if listed:
            print(f"{group}:")
            for verb in listed:
                print(f"    {verb:<{wide}}  {VERBS[verb].short}")
    return exit_codes.DONE


def said(verb: str) -> str:
    """Give all that is said of a verb in the list, in small letters."""
    return f"{verb} {VERBS[verb].short}".lower()
