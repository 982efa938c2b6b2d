"""A compilation in brief, as Markdown: what is at issue, who holds what, and what could be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.compile.disagreement import DIFFERENCES_RULE, Disagreement, disagreements, figures
from travaux.compile.merger import MERGER_RULE, Merger, mergers
from travaux.render.nameless import nameless
from travaux.render.phrases import shortened
from travaux.render.profile import Profile
from travaux.text.notation import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.compilation import Compilation
    from travaux.compile.held import Held
    from travaux.text.wording import PartyCode

BRIEF: Final = 120
"""Characters of a wording told here."""


def brief(compilation: Compilation, profile: Profile = Profile.ATTRIBUTED) -> bytes:
    """Write the brief: counts with their rules, then a line for each contested provision, in reading order.

    Provisions proposed in one wording are counted only. Parties are named but in the unattributed profile.
    """
    named = profile is not Profile.UNATTRIBUTED
    text = compilation.text if named else nameless(compilation.text)
    found = disagreements(text, compilation.order)
    near = mergers(text, compilation.order)
    title = " · ".join(part for part in (compilation.draft.title, compilation.draft.draft) if part)
    lines = [f"# {title or 'Consolidated text'}: what is at issue", "", f"Draft {compilation.base}.", ""]
    counted = [figure for figure in figures(found) if figure.value]
    rules = dict.fromkeys(figure.rule for figure in counted)
    lines += [f"- {figure.value:,} {figure.name}" for figure in counted]
    lines += ["", *(line for rule in (*rules, DIFFERENCES_RULE) for line in (rule, ""))]
    lines += [_told(one, named=named) for one in found if not one.proposed or one.others > 1]
    if near:
        lines += ["", "## Proposals to merge", "", MERGER_RULE, ""]
        lines += [_merger(one, named=named) for one in near]
    return ("\n".join(lines) + "\n").encode()


def _told(one: Disagreement, *, named: bool) -> str:
    parts = [" / ".join(_held(held, named=named) for held in place.wanted) for place in one.differences]
    parts += [f"written anew: {_held(held, named=named)}" for held in one.rewrites]
    parts += [f"opposed: {_held(held, named=named)}" for held in one.opposed]
    parts += list(_whole(one, named=named))
    what = "wording" if one.proposed else "other wording"
    count = f" ({one.others} {what}{'' if one.others == 1 else 's'})" if one.others else ""
    return f"- **{one.citation}**{count}: {'; '.join(parts)}"


def _whole(one: Disagreement, *, named: bool) -> Iterator[str]:
    for done, parties in (("deleted", one.deleted_by), ("moved", one.moved_by), ("opposed", one.opposed_by)):
        if parties:
            yield f"{done}{_by(parties, named=named)}"


def _held(held: Held, *, named: bool) -> str:
    words = f"“{shortened(held.words, BRIEF)}”" if held.words else NO_TEXT
    return words + _by(held.parties, named=named)


def _by(parties: Sequence[PartyCode], *, named: bool) -> str:
    return f" ({' '.join(parties)})" if parties and named else ""


def _merger(one: Merger, *, named: bool) -> str:
    wanted = " / ".join(_held(held, named=named) for held in one.wanted)
    before, after = (f"{one.before} " if one.before else ""), (f" {one.after}" if one.after else "")
    return f"- **{one.citation}**: … {before}[{wanted}]{after} …"
