"""A draft looked at before it is tabled: whether it is one, and whether it was tabled before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.carrying import open_changes
from travaux.cli.reading import text_of
from travaux.cli.refusal import NotRecorded
from travaux.record.entry import Reference
from travaux.record.views.disclosed import disclosed, everything
from travaux.render.columns import harmless
from travaux.text.kind import Kind
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.cli.desk import Desk
    from travaux.cli.reading import Read
    from travaux.record.act import TablesDraft
    from travaux.text.instrument import Text


def followed(desk: Desk, given: str | None, *, beside: bool = False) -> tuple[Reference, ...]:
    """Refer to the draft that a new one follows: the one *given*, else the latest, or none *beside* it."""
    if given is not None:
        return (Reference(leaf=desk.draft(given).tabled.leaf),)
    latest = desk.state.latest_draft()
    return () if latest is None or beside else (Reference(leaf=latest.tabled.leaf),)


def told_beforehand(
    files: Sequence[Read], desk: Desk, follows: Sequence[Reference], act: TablesDraft
) -> Iterator[str]:
    """Say what whoever tables these files has to know of them first."""
    yield from _called_otherwise(files, act.title)
    yield from tabled_before(files, desk)
    latest = desk.state.latest_draft()
    if latest is not None and not follows:
        yield f"Answers go to draft {latest.number}, unless this one is named: it stands beside."
    if act.taken_over:
        yield _shown_in(files, desk)
    for one in follows:
        made = _made_of(files, desk, one, taken=act.taken_over)
        if made is not None:
            yield made


def _called_otherwise(files: Sequence[Read], title: str) -> Iterator[str]:
    """Say where the text calls itself otherwise than it is tabled; a translation of it may."""
    texts = [(one, text_of(one.reading)) for one in files if one.reading is not None]
    named = [(one.brought.name, text.draft) for one, text in texts if text is not None and text.draft]
    if any(draft.split() == title.split() for _, draft in named):
        return
    for name, draft in named:
        yield (
            f"{name} calls itself “{harmless(draft)}”, and is tabled as “{harmless(title)}”. Both stand "
            "in the record, and it is listed under the second: see that it is the right file."
        )


def _shown_in(files: Sequence[Read], desk: Desk) -> str:
    """Say whom a text that is about to be taken over names, and what that is worth."""
    from travaux.compile.taken_over import taken_over  # noqa: PLC0415  slow to load

    texts = (text_of(one.reading) for one in files if one.reading is not None)
    named = next((taken_over(text).parties for text in texts if text is not None), ())
    if not named:
        return "It names nobody: it is the base that is answered, and shows no party's position."
    codes = (harmless(one) if one in desk.state.members else f"{harmless(one)} (no member)" for one in named)
    return (
        f"It names {', '.join(codes)}. Each has for its position what the text shows, marked so,\n"
        "until it answers for itself; nothing of it counts as its answer. Answered is the base."
    )


def _made_of(files: Sequence[Read], desk: Desk, follows: Reference, *, taken: bool) -> str | None:
    """Say what the new draft makes of the answers to the one it follows, where both can be read."""
    from travaux.cli.succeeding import sums_of  # noqa: PLC0415  slow to load

    old = desk.state.drafts[follows.leaf]
    texts = [text_of(one.reading) for one in files if one.reading is not None]
    new = next((text for text in texts if text is not None), None)
    if taken and new is not None:
        from travaux.compile.taken_over import taken_over  # noqa: PLC0415  as above

        new = taken_over(new).base
    said = None if new is None else sums_of(disclosed(desk.state, everything), desk, old, new)
    if said is None:
        return None
    return (
        f"What it makes of what was said on “{harmless(old.title)}”: {said}.\n"
        "Only its party's word gives an answer again."
    )


def faults_of(files: Sequence[Read], desk: Desk, follows: Sequence[Reference]) -> tuple[str, ...]:
    """Say in which files there is no draft, or changes are open, or no article is seen where there were some.

    Raises NotRecorded for a file with nothing in it.
    """
    before = next((desk.state.drafts[one.leaf] for one in follows), None)
    old = None if before is None else desk.text(before)
    had = 0 if old is None else _articles(old)
    found: list[str] = []
    for one in files:
        name = one.brought.name
        if not one.brought.data.strip():
            raise NotRecorded(
                phrase("nothing was recorded: {name} is empty. Expected the text of a draft.", name=name)
            )
        if one.reading is None:
            continue
        text = text_of(one.reading)
        if text is None:
            found.append(
                phrase(
                    "{name} was read as {format}, and no provision was found in it. Expected the text of a "
                    "draft, such as “## Article 1” and its words below.",
                    name=name,
                    format=one.reading.format,
                )
            )
            continue
        if changes := open_changes(name, one.brought.data):
            found.append(changes)
        if before is not None and had and not _articles(text):
            found.append(
                phrase(
                    "{name}: no article was recognised in it, and draft {number} before it had {had}. Every "
                    "answer would have to be given anew. Headings are lines or paragraphs such as "
                    "“Article 1”, without marks before them in a Word document.",
                    name=name,
                    number=before.number,
                    had=had,
                )
            )
    return tuple(found)


def tabled_before(files: Iterable[Read], desk: Desk) -> Iterator[str]:
    """Say of which drafts the text is word for word the same."""
    texts = [text for one in files if one.reading is not None and (text := text_of(one.reading)) is not None]
    for leaf, old in desk.texts().items():
        draft = desk.state.drafts[leaf]
        if any(one.identity == old.identity for one in texts):
            yield f"This is word for word draft {draft.number} (entry {draft.tabled.index})."


def _articles(text: Text) -> int:
    return sum(one.kind is Kind.ARTICLE for one in text.provisions)
