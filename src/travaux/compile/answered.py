"""A reply's single answers → its version of the draft; what could not be followed comes back with why."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, assert_never

from travaux.answers.answer import title
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.compile.heard import Heard, NotFollowed, not_followed
from travaux.compile.version import Item, Version
from travaux.text.kind import HEADED, RANK, Kind
from travaux.text.notation import show
from travaux.text.number import read_label
from travaux.text.phrase import Phrase, cited, listed, phrase, phrase_count
from travaux.text.quoted import quoted_in
from travaux.text.reference import cite, resolve

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from travaux.answers.answer import Answer, Reply
    from travaux.text.instrument import Text


def answered(
    reply: Reply,
    *,
    draft: Text,
    items: Sequence[Item],
    withdrawn: Container[int] = (),
    start: Sequence[Item] | None = None,
    numbered_from: int = 0,
) -> tuple[Version, tuple[Heard, ...]]:
    """Make *reply*'s version of the draft from its single answers, in the order of the reply.

    *start*: what the answers rearrange, where that is not the draft's own *items* but a version of them,
    which *numbered_from* answers have made. Those *withdrawn* (by place in the reply) are heard and not
    followed. Support for other parties' proposals waits for `support.joined`: it needs their versions. An
    answer that cannot be followed changes nothing and is heard with its fault.
    """
    desk = _Desk(draft=draft, items=items)
    if start is not None:
        desk.list = list(start)
    heard: list[Heard] = []
    for number, answer in enumerate(reply.answers):
        if number in withdrawn:
            heard.append(Heard(answer=answer))
            continue
        before = list(desk.list)
        try:
            provision = desk.follow(answer)
        except NotFollowed as fault:
            desk.list = before
            heard.append(Heard(answer=answer, fault=fault.finding))
        else:
            heard.append(
                Heard(answer=answer, provision=provision, removed=desk.marked(numbered_from + number, before))
            )
    return Version(party=reply.party, items=tuple(desk.list)), tuple(heard)


def taken_for(answer: Answer, draft: Text, items: Sequence[Item]) -> frozenset[int] | None:
    """Give the provisions that *answer* would speak of, were it all that its party says of *draft*.

    Those that it would change or take away; for quoted words, the one in which they stand; else the one it
    names with all that stands in it. None where it could not be followed, or speaks of the whole.
    """
    desk = _Desk(draft=draft, items=items)
    try:
        at = desk.follow(answer)
        if at is None:
            return None
        match answer.position:
            case AcceptsExcept(exception=quoted, words=None) | Opposes(words=quoted) if quoted:
                return frozenset({quoted_place(answer, quoted, at, draft, items)[0]})
            case Adds():
                return frozenset({at})
            case _:
                left = {item.base for item in desk.list if item.base is not None and item is items[item.base]}
                changed = frozenset(range(len(items))) - left
                return changed or frozenset(range(at, draft.end(at)))
    except NotFollowed:
        return None


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


def placed(answer: Answer, draft: Text) -> int:
    """Find the provision of the draft that *answer* names. Raises an internal fault with a finding."""
    found = resolve(answer.provision, draft)
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


class _Desk:
    """The draft's provisions laid out as a list that one party's answers rearrange."""

    def __init__(self, *, draft: Text, items: Sequence[Item]) -> None:
        self.draft = draft
        self.original = items
        self.list = list(items)
        self.reworded: dict[int, str] = {}
        """Whose words this reply has changed already, and by which position."""

    def follow(self, answer: Answer) -> int | None:  # noqa: C901  one row for each position
        """Do what *answer* says; give back the provision it speaks of."""
        position = answer.position
        if not answer.provision.strip():
            self._on_the_whole(answer)
            return None
        if isinstance(position, Supports) or (isinstance(position, Opposes) and position.proposal_of):
            found = resolve(answer.provision, self.draft)
            return found[0] if len(found) == 1 else None
        index = placed(answer, self.draft)
        match position:
            case Amends(words=words, label=label):
                return self._amend(answer, index, show(words), label)
            case Editorial(words=words):
                return self._amend(answer, index, show(words), None)
            case AcceptsExcept(words=words) if words is not None:
                return self._amend(answer, index, show(words), None)
            case AcceptsExcept(exception=quoted) | Opposes(words=quoted):
                if quoted:
                    quoted_place(answer, quoted, index, self.draft, self.original)
            case AmendsWords():
                self._edit(answer, index, position)
            case Adds():
                self._add(answer, index, position)
            case Deletes():
                self._remove(answer, index)
            case Moves():
                self._move(answer, index, position)
            case Merges():
                self._merge(answer, index, position)
            case Splits(parts=parts):
                self._split(answer, index, parts)
            case Accepts() | Holds() | Asks() | Withdraws() | Supports():
                pass
            case _:
                assert_never(position)
        return index

    def marked(self, number: int, before: Sequence[Item]) -> tuple[int, ...]:
        """Note on what has changed since *before* that the answer *number* changed it; list what is gone."""
        if len(before) == len(self.list) and all(map(is_, before, self.list)):
            return ()
        known = {id(item) for item in before}
        for at, item in enumerate(self.list):
            if id(item) not in known:
                self.list[at] = replace(item, said=(*item.said, number))
        left = {item.base for item in self.list}
        return tuple(item.base for item in before if item.base is not None and item.base not in left)

    def _on_the_whole(self, answer: Answer) -> None:
        """Follow an answer on the whole text: new words need a provision, the rest changes none."""
        match answer.position:
            case Adds(provisions=new):
                self.list[0:0] = [self._item(one, depth=one.depth, anchor=None) for one in new]
            case Accepts() | Holds() | Asks() | Supports() | Withdraws() | Opposes(words=""):
                pass
            case position:
                raise not_followed(
                    answer,
                    "whole-text",
                    phrase(
                        '"{position}" is said of the whole text; it needs the provision it is meant for.',
                        position=phrase(title(position)),
                    ),
                    phrase("Answer the provisions one by one, or send the draft as it should read."),
                )

    def _at(self, answer: Answer, index: int) -> int:
        for at, item in enumerate(self.list):
            if item.base == index:
                return at
        raise not_followed(
            answer,
            "contradicts-itself",
            phrase(
                "{provision} is deleted or merged by another answer of the same reply.",
                provision=cited(cite(self.draft, index)),
            ),
            phrase("Give one of the two answers."),
        )

    def _span(self, answer: Answer, index: int) -> tuple[int, int]:
        start = self._at(answer, index)
        stop = start + 1
        while stop < len(self.list) and self.list[stop].depth > self.list[start].depth:
            stop += 1
        return start, stop

    def _remove(self, answer: Answer, index: int) -> None:
        """Take a provision away with what stands in it, unless the same reply has said otherwise of it."""
        start, stop = self._span(answer, index)
        if any(item.said for item in self.list[start:stop]):
            raise not_followed(
                answer,
                "contradicts-itself",
                phrase(
                    "{provision} has been given other words or another place by an earlier answer of the "
                    "same reply.",
                    provision=cited(cite(self.draft, index)),
                ),
                phrase("Give one of the two answers; the earlier one stands for now."),
            )
        del self.list[start:stop]

    def _claim(self, answer: Answer, index: int, by: str) -> None:
        if (earlier := self.reworded.get(index)) is not None and (earlier, by) != ("edits", "edits"):
            raise not_followed(
                answer,
                "answered-twice",
                phrase(
                    "{provision} is given other words by an earlier answer of the same reply.",
                    provision=cited(cite(self.draft, index)),
                ),
                phrase("Keep one wording for each provision; the earlier one stands for now."),
            )
        self.reworded[index] = by

    def _amend(self, answer: Answer, index: int, words: str, label: str | None) -> int:
        index = self._meant(answer, index, words)
        at = self._at(answer, index)
        self._claim(answer, index, "words")
        item = self.list[at]
        own = _without_label(words, item.label) if label is None else words
        self.list[at] = replace(item, words=own, label=item.label if label is None else label)
        return index

    def _meant(self, answer: Answer, index: int, words: str) -> int:
        """Tell which provision a new wording replaces: an article's only paragraph, not its heading."""
        provision = self.draft.provisions[index]
        if provision.kind not in HEADED:
            return index
        below = list(self.draft.children(index))
        if not below or _like_a_heading(words, provision.label):
            return index
        if len(below) == 1 and self.draft.end(below[0]) == below[0] + 1:
            return below[0]
        raise not_followed(
            answer,
            "which-paragraph",
            phrase_count(
                "{provision} has {count} provision in it; one wording cannot be all.",
                "{provision} has {count} provisions in it; one wording cannot be all.",
                len(below),
                provision=cited(cite(self.draft, index)),
            ),
            phrase('Answer them one by one, the first as "{first}".', first=cite(self.draft, below[0])),
        )

    def _edit(self, answer: Answer, index: int, position: AmendsWords) -> None:
        start, stop = self._span(answer, index)
        for edit in position.edits:
            if edit.old == edit.new:
                raise not_followed(
                    answer,
                    "changes-nothing",
                    phrase(
                        '"{words}" is to be replaced by the same words. Quotation marks around words in a '
                        "sheet show where they begin and end, and are not taken for words.",
                        words=edit.old,
                    ),
                    phrase('Where the marks are meant themselves, give the whole provision in "Words:".'),
                )
            own = [item.words for item in self.list[start:stop]]
            place, first, last = _place_among(answer, edit.old, own)
            item = self.list[start + place]
            if item.base is not None:
                self._claim(answer, item.base, "edits")
            words = item.words[:first] + edit.new + item.words[last:]
            self.list[start + place] = replace(item, words=words)

    def _item(self, new: NewProvision, *, depth: int, anchor: int | None) -> Item:
        return Item(kind=Kind(new.kind), depth=depth, label=new.label, words=show(new.words), anchor=anchor)

    def _add(self, answer: Answer, index: int, position: Adds) -> None:
        first = position.provisions[0]
        kind = Kind(first.kind)
        anchor = index
        if position.inside:
            at, depth = self._at(answer, index) + 1, self.draft.provisions[index].depth + 1
        else:
            anchor = self._host(index, kind)
            host = self.draft.provisions[anchor]
            if RANK.get(kind, 99) > RANK.get(host.kind, 99) and host.kind in HEADED:
                at, depth = self._in_number_order(answer, anchor, first), host.depth + 1
            else:
                at, depth = self._span(answer, anchor)[1], host.depth
        while at < len(self.list) and self.list[at].base is None and self.list[at].anchor == index:
            at += 1
        new = [self._item(new, depth=depth + new.depth, anchor=index) for new in position.provisions]
        self.list[at:at] = _with_headings_apart(new)

    def _host(self, index: int, kind: Kind) -> int:
        """Climb from *index* to the provision after which one of *kind* can stand."""
        rank = RANK.get(kind)
        host = index
        while rank is not None and RANK.get(self.draft.provisions[host].kind, 0) > rank:
            parent = self.draft.parent(host)
            if parent is None:
                break
            host = parent
        return host

    def _in_number_order(self, answer: Answer, host: int, new: NewProvision) -> int:
        """Find the place for a paragraph in an article: after the last with a number before its own."""
        start, stop = self._span(answer, host)
        label = read_label(new.label) if new.label else None
        if label is None or label.number is None:
            return stop
        at = start + 1
        for place in range(start + 1, stop):
            item = self.list[place]
            if item.depth != self.list[start].depth + 1:
                continue
            other = read_label(item.label) if item.label else None
            if other is not None and other.number is not None and other.number.order > label.number.order:
                return place
            at = place + 1
        return stop if at > start + 1 else at

    def _move(self, answer: Answer, index: int, position: Moves) -> None:
        targets = resolve(position.after, self.draft)
        if len(targets) != 1:
            raise not_followed(
                answer,
                "unknown-provision",
                phrase_count(
                    'The place to move to, "{place}", names {count} provision.',
                    'The place to move to, "{place}", names {count} provisions.',
                    len(targets),
                    place=position.after,
                )
                if targets
                else phrase('The place to move to, "{place}", is not in the draft.', place=position.after),
                phrase('Say "After:" and one provision of the draft.'),
            )
        after = targets[0]
        start, stop = self._span(answer, index)
        if index <= after < self.draft.end(index):
            raise not_followed(
                answer,
                "moves-into-itself",
                phrase(
                    "{provision} cannot follow {other}, which is part of it.",
                    provision=cited(cite(self.draft, index)),
                    other=cited(cite(self.draft, after)),
                ),
                phrase("Name a provision outside it."),
            )
        block = self.list[start:stop]
        del self.list[start:stop]
        shift = self.draft.provisions[after].depth - block[0].depth
        block = [replace(item, depth=item.depth + shift, moved=True) for item in block]
        if position.label is not None:
            block[0] = replace(block[0], label=position.label)
        if position.words is not None:
            self._claim(answer, index, "words")
            block[0] = replace(block[0], words=show(position.words))
        at = self._span(answer, after)[1]
        self.list[at:at] = block

    def _merge(self, answer: Answer, index: int, position: Merges) -> None:
        others: list[int] = []
        for other in position.others:
            found = resolve(other, self.draft)
            if len(found) != 1 or found[0] == index:
                raise not_followed(
                    answer,
                    "unknown-provision",
                    phrase(
                        '"{other}", to be merged with {provision}, is not one of the draft.',
                        other=other,
                        provision=cited(cite(self.draft, index)),
                    ),
                    phrase('Say "With:" and the other provisions by their addresses, parted by commas.'),
                )
            others.append(found[0])
        for gone in others:
            self._remove(answer, gone)
        at = self._at(answer, index)
        self._claim(answer, index, "words")
        origin = tuple(sorted({index, *others}))
        item = self.list[at]
        own = _without_label(show(position.words), item.label)
        self.list[at] = replace(item, words=own, origin=origin)

    def _split(self, answer: Answer, index: int, parts: Sequence[NewProvision]) -> None:
        start, stop = self._span(answer, index)
        self._claim(answer, index, "words")
        item = self.list[start]
        first, *rest = parts
        self.list[stop:stop] = [
            replace(
                self._item(part, depth=item.depth + part.depth, anchor=index), kind=item.kind, origin=(index,)
            )
            for part in rest
        ]
        self.list[start] = replace(
            item, words=show(first.words), label=first.label or item.label, origin=(index,)
        )


def _without_label(words: str, label: str) -> str:
    """Leave out the number a delegate typed again before the words of a provision that bears it."""
    if label and words.startswith(label):
        rest = words[len(label) :]
        if rest[:1].isspace():
            return rest.lstrip()
    return words


_HEADING_LENGTH = 90
"""Longer than any article heading met in the treaties of the corpus, shorter than their sentences."""


def _like_a_heading(words: str, label: str) -> bool:
    return (bool(label) and words.startswith(label)) or (
        len(words) <= _HEADING_LENGTH and words.rstrip()[-1:] not in ".;:。；：؛" and "\n" not in words
    )


def _with_headings_apart(new: list[Item]) -> list[Item]:
    """Put the text of a new article given without paragraphs into a paragraph of its own."""
    laid: list[Item] = []
    for at, item in enumerate(new):
        alone = at + 1 == len(new) or new[at + 1].depth <= item.depth
        if item.kind in HEADED and item.words and alone and not _like_a_heading(item.words, item.label):
            body = replace(item, kind=Kind.PARAGRAPH, label="", depth=item.depth + 1)
            laid += [replace(item, words=""), body]
        else:
            laid.append(item)
    return laid


def quoted_place(
    answer: Answer, quoted: str, index: int, draft: Text, items: Sequence[Item]
) -> tuple[int, int, int]:
    """Find where words quoted from a provision stand, in it or in one that stands in it.

    Gives back the provision, and from and to in its printed words. White space counts as white space
    of any length. Raises an internal fault with a finding where the words stand nowhere, or twice.
    """
    place, start, end = _place_among(
        answer, quoted, [items[at].words for at in range(index, draft.end(index))]
    )
    return index + place, start, end


def _place_among(answer: Answer, quoted: str, candidates: Sequence[str]) -> tuple[int, int, int]:
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
