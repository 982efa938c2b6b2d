"""A negotiation in which each thing is said to each circle by each of several: whose eyes see which words.

Every entry has a word in it that stands nowhere else, a canary: `CANARIES` says for whom it is, by whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from travaux.cli.demo_record import tell

DRAFT = """\
---
draft: First draft
language: en
---

# Agreement on Tides

First draft

## Article 1 – Scope

1. This Agreement applies to the Meridian Sea.

2. It does not apply to rivers.

## Article 2 – Notice

Each Party shall give notice forty days before.

## Article 3 – Costs

Each Party shall bear its own costs.
"""
SPEAKING = ("ARD", "BOR", "CEL")
"""ARD and BOR are the northern group; CEL and VEL the southern."""
LEVELS = {
    "public": "public",
    "all": "all",
    "party": "party",
    "north": "group:NORTH",
    "south": "group:SOUTH",
    "named": "to:ARD,VEL",
}


@dataclass(frozen=True)
class Canary:
    """A word that stands in one entry alone."""

    word: str
    level: str
    author: str


def _letters(number: int) -> str:
    """Write a number so that it is one word to whatever splits words."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


CANARIES = tuple(
    Canary(word=f"Canary{_letters(at)}", level=level, author=author)
    for at, (level, author, _) in enumerate(
        (level, author, kind)
        for level in LEVELS
        for author in SPEAKING
        for kind in ("note", "paper", "answer", "hold", "question")
    )
)


def _story(further: Sequence[str]) -> str:
    lines = [
        (
            'open meridian.travaux --title "Agreement on Tides" --keeper SEC=Secretariat '
            "--parties ARD=Ardane,BOR=Bordavia,CEL=Celandria,VEL=Velsund"
        ),
        'party add "OBS=Sea Observatory" --role observer',
        'party add "AUD=Auditors" --role auditor',
        'party add "CHR=Chair" --role chair',
        'party group "NORTH=The north" ARD BOR',
        'party group "SOUTH=The south" CEL VEL',
        *(f"key new {code} --enrol" for code in ("ARD", "BOR", "CEL", "VEL", "OBS", "CHR", "AUD")),
        'table draft.md --title "First draft" --audience public',
    ]
    at = iter(CANARIES)
    for audience in LEVELS.values():
        for author in SPEAKING:
            note, paper, answer, hold, question = (next(at).word for _ in range(5))
            tail = f"--as {author} --audience {audience}"
            asked = "SEC" if audience in {"party", "group:NORTH"} else "VEL"
            lines += [
                f'send --kind letter --subject "{note}" {tail}',
                f"send {paper}.txt --kind non-paper {tail}",
                (
                    f'answer "Article 2" --position amends --replace forty --with {answer} '
                    f'--reason "For {answer}." {tail}'
                ),
                f'hold enter "Article 3" --kind scrutiny --words "{hold}" {tail}',
                f'ask "{question}?" --to {asked} --on "Article 1(1)" {tail}',
            ]
    lines += further
    return "\n".join(f"2026-03-02 {8 + at // 60:02}:{at % 60:02}  {line}" for at, line in enumerate(lines))


def told_in(folder: Path, further: Sequence[str] = ()) -> None:
    """Record it in *folder*, as meridian.travaux; with *further* command lines at its end."""
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    for one in CANARIES:
        (folder / f"{one.word}.txt").write_text(f"A paper that says {one.word}.\n", encoding="utf-8")
    tell(_story(further), folder)


MEMBERS_OF = {"north": {"ARD", "BOR"}, "south": {"CEL", "VEL"}, "named": {"ARD", "VEL"}}


def is_for(canary: Canary, reader: str | None) -> bool:
    """Whether a reader sees it, by the rules as docs/concepts/confidentiality.md has them in words."""
    if canary.level == "public":
        return True
    if reader is None:
        return False
    if reader in {canary.author, "SEC"}:
        return True
    if canary.level == "all":
        return reader != "OBS"
    if canary.level == "party":
        return False
    return reader == "AUD" or reader in MEMBERS_OF[canary.level]
