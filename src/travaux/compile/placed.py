"""Where in the draft an answer is meant: the provision that it names, the words that it quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.heard import not_followed
from travaux.text.kind import Kind
from travaux.text.phrase import Phrase, listed, phrase, phrase_count
from travaux.text.provision_name import cite
from travaux.text.quoted import quoted_in
from travaux.text.resolve import resolve
from travaux.text.whose import party_named, without_party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.version import Item
    from travaux.text.instrument import Text


def _contents(draft: Text) -> Phrase:
    articles = [provision.label for provision in draft.provisions if provision.kind is Kind.ARTICLE]
    if not articles:
        return phrase_count(
            "{count} provision and no articles", "{count} provisions and no articles", len(draft.provisions)
        )
    return phrase_count(
        "{count} article, {first}",
        "{count} articles, from {first} to {last}",
        len(articles),
        first=articles[0],
        last=articles[-1],
    )


def named_in(name: str, draft: Text) -> tuple[int, ...]:
    """List the places in *draft* of what an answer names: as `resolve` does, and nothing that is a party's.

    "Article 13 (CEL)" is what CEL adds under that number, though the draft has an Article 13.
    """
    found = resolve(name, draft)
    bare = without_party(name)
    return () if bare != name and found == resolve(bare, draft) else found


def not_the_drafts(name: str, draft: Text) -> tuple[str, str] | None:
    """Say, with a hint, that a party's addition is named and not the draft's provision of that number.

    None where *name* names no party, or the draft has no such provision.
    """
    party, found = party_named(name), resolve(without_party(name), draft)
    if party is None or len(found) != 1:
        return None
    own = cite(draft, found[0])
    return (
        phrase(
            '"{name}" is read as what {party} adds under that number, not as "{own}" of the draft.',
            name=name,
            party=party,
            own=own,
        ),
        phrase('Name "{own}" where the draft\'s provision, or what is proposed for it, is meant.', own=own),
    )


def placed(answer: Answer, draft: Text) -> int:
    """Find the provision of the draft that *answer* names. Raises an internal fault with a finding."""
    found = named_in(answer.provision, draft)
    if not found and (told := not_the_drafts(answer.provision, draft)) is not None:
        raise not_followed(answer, "unknown-provision", *told)
    if not found:
        raise not_followed(
            answer,
            "unknown-provision",
            phrase(
                '"{name}" is not in the draft, which has {contents}.',
                name=answer.provision,
                contents=_contents(draft),
            ),
            phrase(
                'Name a provision of the draft, such as "{example}"; to propose a new one, answer the one '
                'before it with "adds".',
                example=cite(draft, _example(draft)),
            ),
        )
    if len(found) > 1:
        names = listed((f"{cite(draft, index)} ({draft.provisions[index].eid})" for index in found), "; ")
        raise not_followed(
            answer,
            "ambiguous-provision",
            phrase_count(
                '"{name}" names {count} provision of the draft: {names}.',
                '"{name}" names {count} provisions of the draft: {names}.',
                len(found),
                name=answer.provision,
                names=names,
            ),
            phrase("Use the address in brackets of the one that is meant."),
        )
    return found[0]


def _example(draft: Text) -> int:
    for index, provision in enumerate(draft.provisions):
        if provision.kind is Kind.PARAGRAPH:
            return index
    return 0


def quoted_place(
    answer: Answer, quoted: str, index: int, draft: Text, items: Sequence[Item]
) -> tuple[int, int, int]:
    """Find where words quoted from a provision stand, in it or in one that stands in it.

    Gives back the provision, and from and to in its printed words. White space counts as white space
    of any length. Raises an internal fault with a finding where the words stand nowhere, or twice.
    """
    place, start, end = place_among(
        answer, quoted, [items[at].words for at in range(index, draft.end(index))]
    )
    return index + place, start, end


def place_among(answer: Answer, quoted: str, candidates: Sequence[str]) -> tuple[int, int, int]:
    """Find which of *candidates* has the quoted words in it, and from where to where.

    Raises an internal fault with a finding where none has them, or they stand there twice.
    """
    found = quoted_in(quoted, candidates)
    if len(found) == 1:
        return found[0]
    reads = "\n".join(words for words in candidates if words)
    if not found:
        raise not_followed(
            answer,
            "words-not-found",
            phrase(
                'The quoted words "{quoted}" do not stand in the provision, which reads: "{reads}"',
                quoted=quoted,
                reads=reads,
            ),
            phrase("Quote the words exactly as they stand in the draft."),
        )
    raise not_followed(
        answer,
        "words-not-unique",
        phrase_count(
            'The quoted words "{quoted}" stand {count} time in the provision, which reads: "{reads}"',
            'The quoted words "{quoted}" stand {count} times in the provision, which reads: "{reads}"',
            len(found),
            quoted=quoted,
            reads=reads,
        ),
        phrase(
            "Quote the words exactly as they stand in the draft, with enough of their neighbours to tell the "
            "place."
        ),
    )
