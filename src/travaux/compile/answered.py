"""A reply's single answers → its version of the draft; what could not be followed comes back with why."""

from __future__ import annotations

from dataclasses import replace
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
from travaux.compile.filled import read
from travaux.compile.heading import like_a_heading, with_headings_apart, without_label
from travaux.compile.heard import Heard, NotFollowed, not_followed
from travaux.compile.placed import named_in, place_among, placed, quoted_place
from travaux.compile.rearranged import Change, Rearranged
from travaux.compile.version import Item, Version
from travaux.text.kind import HEADED, RANK, Kind
from travaux.text.notation import show
from travaux.text.number import numbered_like, read_label
from travaux.text.phrase import cited, phrase, phrase_count
from travaux.text.provision_name import cite
from travaux.text.resolve import resolve

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
    now = Rearranged(draft=draft, original=items, items=list(items if start is None else start))
    heard: list[Heard] = []
    for number, answer in enumerate(reply.answers):
        if number in withdrawn:
            heard.append(Heard(answer=answer))
            continue
        before, kept = list(now.items), now.kept()
        try:
            provision = _follow(now, answer)
        except NotFollowed as fault:
            now.items = before
            now.reworded, now.changes = kept
            heard.append(Heard(answer=answer, fault=fault.finding))
        else:
            heard.append(
                Heard(answer=answer, provision=provision, removed=now.marked(numbered_from + number, before))
            )
    return Version(party=reply.party, items=tuple(now.items)), tuple(heard)


def taken_for(answer: Answer, draft: Text, items: Sequence[Item]) -> frozenset[int] | None:
    """Give the provisions that *answer* would speak of, were it all that its party says of *draft*.

    Those that it would change or take away; for quoted words, the one in which they stand; else the one it
    names with all that stands in it. None where it could not be followed, or speaks of the whole.
    """
    now = Rearranged(draft=draft, original=items, items=list(items))
    try:
        at = _follow(now, answer)
        if at is None:
            return None
        match answer.position:
            case AcceptsExcept(exception=quoted, words=None) | Opposes(words=quoted) if quoted:
                return frozenset({quoted_place(answer, quoted, at, draft, items)[0]})
            case Adds():
                return frozenset({at})
            case _:
                left = {item.base for item in now.items if item.base is not None and item is items[item.base]}
                changed = frozenset(range(len(items))) - left
                return changed or frozenset(range(at, draft.end(at)))
    except NotFollowed:
        return None


def rearranged_by(answer: Answer, draft: Text, items: Sequence[Item]) -> tuple[Item, ...] | None:
    """Give *draft* as *answer* alone would have it; None where it cannot be followed."""
    now = Rearranged(draft=draft, original=items, items=list(items))
    try:
        _follow(now, answer)
    except NotFollowed:
        return None
    return tuple(now.items)


def _follow(now: Rearranged, answer: Answer) -> int | None:  # noqa: C901  one row for each position
    """Do what *answer* says; give back the provision it speaks of."""
    position = answer.position
    if not answer.provision.strip():
        _on_the_whole(now, answer)
        return None
    if isinstance(position, Supports) or (isinstance(position, Opposes) and position.proposal_of):
        found = named_in(answer.provision, now.draft)
        return found[0] if len(found) == 1 else None
    index = placed(answer, now.draft)
    match position:
        case Amends(words=words, label=label):
            return _amend(now, answer, index, show(words), label)
        case Editorial(words=words):
            return _amend(now, answer, index, show(words), None, renumbers=False)
        case AcceptsExcept(words=words) if words is not None:
            return _amend(now, answer, index, show(words), None, renumbers=False)
        case AcceptsExcept(exception=quoted) | Opposes(words=quoted):
            if quoted:
                quoted_place(answer, quoted, index, now.draft, now.original)
        case AmendsWords():
            _edit(now, answer, index, position)
        case Adds():
            _add(now, answer, index, position)
        case Deletes():
            now.take_out(answer, index)
        case Moves():
            _move(now, answer, index, position)
        case Merges():
            _merge(now, answer, index, position)
        case Splits(parts=parts):
            _split(now, answer, index, parts)
        case Accepts() | Holds() | Asks() | Withdraws() | Supports():
            pass
        case _:
            assert_never(position)
    return index


def _on_the_whole(now: Rearranged, answer: Answer) -> None:
    """Follow an answer on the whole text: new words need a provision, the rest changes none."""
    match answer.position:
        case Adds(provisions=new):
            now.items[0:0] = [_item(one, depth=one.depth, anchor=None) for one in new]
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


def _amend(
    now: Rearranged, answer: Answer, index: int, words: str, label: str | None, *, renumbers: bool = True
) -> int:
    index = _meant(now, answer, index, words)
    at = now.at(answer, index)
    now.claim(answer, index, "words")
    item = _worded(now.items[at], words, label)
    if not renumbers and (number := _another_number(item)):
        raise not_followed(
            answer,
            "renumbers-too",
            phrase(
                'The words for {provision} begin with "{number}", and "{position}" gives no other number.',
                provision=cited(cite(now.draft, index)),
                number=number,
                position=phrase(title(answer.position)),
            ),
            phrase('Leave out the number; or answer "amends", which can give another one.'),
        )
    now.items[at] = item
    return index


def _another_number(item: Item) -> str:
    """Give the number at the head of the words of *item* that is set off as its own is; "" for none."""
    found, own = read_label(item.words), read_label(item.label)
    if found is None or found.number is None or not found.number.order:
        return ""
    return found.printed if own is None or own.form is found.form else ""


def _worded(item: Item, words: str, label: str | None) -> Item:
    """Give *item* with the words that a party gives for it, and with the number, if it gives another one."""
    if label is None:
        return replace(item, words=without_label(words, item.label))
    return replace(item, words=words, label=numbered_like(item.label, label))


def _meant(now: Rearranged, answer: Answer, index: int, words: str) -> int:
    """Tell which provision a new wording replaces: an article's only paragraph, not its heading."""
    provision = now.draft.provisions[index]
    if provision.kind not in HEADED:
        return index
    below = list(now.draft.children(index))
    if not below or like_a_heading(words, provision.label):
        return index
    if len(below) == 1 and now.draft.end(below[0]) == below[0] + 1:
        return below[0]
    raise not_followed(
        answer,
        "which-paragraph",
        phrase_count(
            "{provision} has {count} provision in it; one wording cannot be all.",
            "{provision} has {count} provisions in it; one wording cannot be all.",
            len(below),
            provision=cited(cite(now.draft, index)),
        ),
        phrase('Answer them one by one, the first as "{first}".', first=cite(now.draft, below[0])),
    )


def _edit(now: Rearranged, answer: Answer, index: int, position: AmendsWords) -> None:
    start, stop = now.span(answer, index)
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
        stood = [now.stood(item) for item in now.items[start:stop]]
        place, first, last = place_among(answer, edit.old, stood)
        item, whole = now.items[start + place], stood[place]
        if item.base is not None:
            now.claim(answer, item.base, "edits")
        new = show(read(edit.new))  # written as the draft's words are, a needless backslash among them
        change = Change(first=first, last=last, old=whole[first:last], new=new)
        words = show(read(now.changed(answer, item, change)))
        now.items[start + place] = replace(item, words=words)


def _item(new: NewProvision, *, depth: int, anchor: int | None) -> Item:
    return Item(kind=Kind(new.kind), depth=depth, label=new.label, words=show(new.words), anchor=anchor)


def _add(now: Rearranged, answer: Answer, index: int, position: Adds) -> None:
    first = position.provisions[0]
    kind = Kind(first.kind)
    anchor = index
    if position.inside:
        at, depth = now.at(answer, index) + 1, now.draft.provisions[index].depth + 1
    else:
        anchor = host_of(now.draft, index, kind)
        host = now.draft.provisions[anchor]
        if stands_in(kind, host.kind):
            at, depth = _in_number_order(now, answer, anchor, first.label), host.depth + 1
        else:
            at, depth = now.span(answer, anchor)[1], host.depth
    while at < len(now.items) and now.items[at].base is None and now.items[at].anchor == index:
        at += 1
    new = [_item(new, depth=depth + new.depth, anchor=index) for new in position.provisions]
    beside = now.draft.provisions[anchor]
    if new[0].kind is beside.kind and not position.inside:
        new[0] = replace(new[0], label=numbered_like(beside.label, new[0].label))
    now.items[at:at] = with_headings_apart(new)


def host_of(draft: Text, index: int, kind: Kind) -> int:
    """Climb from *index* to the provision of *draft* after which one of *kind* can stand."""
    rank = RANK.get(kind)
    host = index
    while rank is not None and RANK.get(draft.provisions[host].kind, 0) > rank:
        parent = draft.parent(host)
        if parent is None:
            break
        host = parent
    return host


def _in_number_order(now: Rearranged, answer: Answer, host: int, own: str) -> int:
    """Find the place for a paragraph in an article: after the last with a number before its *own*."""
    start, stop = now.span(answer, host)
    label = read_label(own) if own else None
    if label is None or label.number is None:
        return stop
    at = start + 1
    for place in range(start + 1, stop):
        item = now.items[place]
        if item.depth != now.items[start].depth + 1:
            continue
        other = read_label(item.label) if item.label else None
        if other is not None and other.number is not None and other.number.order > label.number.order:
            return place
        at = place + 1
    return stop if at > start + 1 else at


def _move(now: Rearranged, answer: Answer, index: int, position: Moves) -> None:
    targets = resolve(position.after, now.draft)
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
    now.at(answer, index)
    if index <= after < now.draft.end(index):
        raise not_followed(
            answer,
            "moves-into-itself",
            phrase(
                "{provision} cannot follow {other}, which is part of it.",
                provision=cited(cite(now.draft, index)),
                other=cited(cite(now.draft, after)),
            ),
            phrase("Name a provision outside it."),
        )
    block = now.take_up(answer, index)
    if position.words is not None:
        now.claim(answer, index, "words")
    words = block[0].words if position.words is None else show(position.words)
    block[0] = _worded(block[0], words, position.label)
    host = host_of(now.draft, after, block[0].kind)
    at, depth = now.span(answer, host)[1], now.draft.provisions[host].depth
    if stands_in(block[0].kind, now.draft.provisions[host].kind):
        depth += 1
        if position.label is not None:
            at = _in_number_order(now, answer, host, block[0].label)
    shift = depth - block[0].depth
    now.items[at:at] = [replace(item, depth=item.depth + shift, moved=True) for item in block]


def stands_in(kind: Kind, host: Kind) -> bool:
    """Whether what is to come after a provision of the kind *host* stands in it: a paragraph in an article.

    An article stands in no title or preamble.
    """
    rank = RANK.get(kind, 99)
    apart = host in (Kind.TITLE, Kind.PREAMBLE) and rank <= RANK[Kind.ARTICLE]
    return host in HEADED and not apart and rank > RANK.get(host, 99)


def _merge(now: Rearranged, answer: Answer, index: int, position: Merges) -> None:
    others: list[int] = []
    for other in position.others:
        found = named_in(other, now.draft)
        if len(found) != 1 or found[0] == index:
            raise not_followed(
                answer,
                "unknown-provision",
                phrase(
                    '"{other}", to be merged with {provision}, is not one of the draft.',
                    other=other,
                    provision=cited(cite(now.draft, index)),
                ),
                phrase('Say "With:" and the other provisions by their addresses, parted by commas.'),
            )
        others.append(found[0])
    index = _meant(now, answer, index, show(position.words))
    at = now.at(answer, index)
    now.claim(answer, index, "words")
    origin = tuple(sorted({index, *others}))
    now.items[at] = replace(_worded(now.items[at], show(position.words), position.label), origin=origin)
    for gone in others:
        now.take_out(answer, gone)
    now.at(answer, index)


def _split(now: Rearranged, answer: Answer, index: int, parts: Sequence[NewProvision]) -> None:
    if Kind(parts[0].kind) not in HEADED:
        index = _meant(now, answer, index, show(parts[0].words))
    start, stop = now.span(answer, index)
    depth, kind = now.items[start].depth, now.items[start].kind
    second = next((at for at, part in enumerate(parts) if at and not part.depth), len(parts))
    within = parts[1:second]
    if within and len(within) != stop - start - 1:
        raise not_followed(
            answer,
            "which-paragraph",
            phrase(
                "{provision} has {count} provisions in it, and the first part of the split has {others}. "
                "Which is which is not guessed.",
                provision=cited(cite(now.draft, index)),
                count=stop - start - 1,
                others=len(within),
            ),
            phrase("Send the draft as it should read, or answer the paragraphs one by one."),
        )
    now.items[stop:stop] = [
        replace(
            _item(part, depth=depth + part.depth, anchor=index),
            kind=Kind(part.kind) if part.depth else kind,
            origin=(index,),
        )
        for part in parts[second:]
    ]
    for at, part in enumerate(parts[: second if within else 1], start=start):
        item = now.items[at]
        if item.base is not None and (at == start or item.words != show(part.words)):
            now.claim(answer, item.base, "words")
        now.items[at] = replace(item, words=show(part.words), label=part.label or item.label)
    now.items[start] = replace(now.items[start], origin=(index,))
