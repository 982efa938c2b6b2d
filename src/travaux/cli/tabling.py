"""A draft looked at before it is tabled: whether it is one, and whether it was tabled before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.reading import text_of
from travaux.cli.refusal import NotRecorded
from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.cli.desk import Desk
    from travaux.cli.reading import Read
    from travaux.record.entry import Reference
    from travaux.text.instrument import Text


def faults_of(files: Sequence[Read], desk: Desk, follows: Sequence[Reference]) -> tuple[str, ...]:
    """Say in which files there is no draft, or one in which no article is seen where there were some.

    Raises NotRecorded for a file with nothing in it.
    """
    before = next((desk.state.drafts[one.leaf] for one in follows), None)
    old = None if before is None else desk.text(before)
    had = 0 if old is None else _articles(old)
    found: list[str] = []
    for one in files:
        name = one.brought.name
        if not one.brought.data.strip():
            raise NotRecorded(f"nothing was recorded: {name} is empty. Expected the text of a draft.")
        if one.reading is None:
            continue
        text = text_of(one.reading)
        if text is None:
            found.append(
                f"{name} was read as {one.reading.format}, and no provision was found in it. Expected the "
                "text of a draft, such as “## Article 1” and its words below; see travaux read."
            )
        elif before is not None and had and not _articles(text):
            found.append(
                f"{name}: no article was recognised in it, and draft {before.number} before it had {had}. "
                "Every answer would have to be given anew. See travaux read; headings are lines or "
                "paragraphs such as “Article 1”, without marks before them in a Word document."
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
