"""Support: one answer that joins the words of a proposal, taken from the version of its author."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.position import Supports
from travaux.compile.additions import AMBIGUOUS, added_by, cited_in
from travaux.compile.footnote import going_with
from travaux.compile.heard import Heard, NotFollowed, not_followed
from travaux.compile.placed import not_the_drafts
from travaux.compile.version import Item, Version, merged_into
from travaux.text.phrase import listed, phrase, phrase_count

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


CONTRADICTS: Final = "contradicts-itself"
PART: Final = "part-of-an-addition"


def stands_apart(at: int, theirs: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether what a version adds, at this place in it, is not meant by the provision it is proposed for."""
    anchor = theirs.items[at].anchor
    if anchor is None:
        return False
    asked = Answer(provision=draft.provisions[anchor].eid, position=Supports(party=theirs.party))
    there, _ = Support(Heard(answer=asked, provision=anchor), 0, theirs, items).offered(draft)
    return at not in there


def told_apart(items: Sequence[Item], at: int, steady: Container[int]) -> tuple[object, ...]:
    """Give all of a proposed provision by which it is another than one that was proposed before."""
    one = items[at]
    follows = None
    if one.base is None or one.base not in steady:
        follows = next((each.base for each in reversed(items[:at]) if each.base is not None), None)
    return one.kind, one.depth, one.label, one.words, one.base, one.anchor, follows


def numbered_proposal(answer: Answer, theirs: Version) -> int | None:
    """Find for which provision of the draft a version adds what *answer* names by its number."""
    found = added_by(answer.provision, theirs)
    return found[0].anchor if len(found) == 1 else None


def of_one_addition(answer: Answer, theirs: Version) -> None:
    """Check that *answer* does not name several provisions that a version adds. Raises an internal fault."""
    found = added_by(answer.provision, theirs)
    if len(found) > 1:
        named = listed((f'"{one.cited}"' for one in found), "; ")
        raise not_followed(
            answer,
            AMBIGUOUS,
            phrase_count(
                '{party} adds {count} provision that "{name}" can name: {names}.',
                '{party} adds {count} provisions that "{name}" can name: {names}.',
                len(found),
                party=theirs.party,
                name=answer.provision,
                names=named,
            ),
            phrase("Name the one that is meant in full, with all that it stands in."),
        )


def _alike(one: Item, other: Item) -> bool:
    return (one.words, one.label) == (other.words, other.label)


def _above(items: Sequence[Item], at: int) -> int | None:
    """Find the addition in which the one at this place stands; None where it stands in none."""
    above = next((each for each in range(at - 1, -1, -1) if items[each].depth < items[at].depth), None)
    return None if above is None or items[above].base is not None else above


class Support:
    """One answer that joins a proposal, and the version of the party that made it."""

    def __init__(self, one: Heard, number: int, theirs: Version, items: Sequence[Item]) -> None:
        self.answer = one.answer
        self.provision = one.provision
        self.number = number
        self.earlier = one.before_merger
        self.still = one.still
        self.theirs = theirs
        self.items = items
        self.steady = theirs.steady

    def offered(self, draft: Text) -> tuple[list[int], tuple[int, ...]]:
        """List, by their place in the author's version, what is joined; and the draft's that go."""
        if self.provision is not None:
            span = range(self.provision, draft.end(self.provision))
        else:
            span = range(len(self.items)) if not self.answer.provision.strip() else range(0)
        chosen = self._changed(span) if span else self._added()
        present = {item.base for item in self.theirs.items}
        merged = self._merged(span)
        chosen = sorted({*chosen, *merged})
        with_them = merged_into(self.theirs, draft)
        into = {self.theirs.items[at].base for at in merged}
        notes = {*going_with(self.items, span.start, span.stop)} if span else set()
        around = {*span, *notes}
        gone = tuple(
            base
            for base in range(len(self.items))
            if base not in present and (base in notes if base in around else with_them.get(base) in into)
        )
        if self.still is None:
            return chosen, gone
        return (
            [at for at in chosen if told_apart(self.theirs.items, at, self.steady) in self.still],
            tuple(base for base in gone if base in self.still),
        )

    def _added(self) -> list[int]:
        """List what the author adds under the number that the answer gives, with all that stands in it."""
        found = added_by(self.answer.provision, self.theirs)
        return list(found[0].items) if len(found) == 1 else []

    def followed(self, own: list[Item], draft: Text) -> tuple[int, ...]:
        """Put the author's provisions into *own*; give back the draft's that go."""
        chosen, gone = self.offered(draft)
        if self.provision is None and self.answer.provision.strip():
            of_one_addition(self.answer, self.theirs)
        told = None if self.provision is not None else not_the_drafts(self.answer.provision, draft)
        if not chosen and not gone and told is not None:
            raise not_followed(self.answer, "supports-nothing", *told)
        if not chosen and not gone:
            raise not_followed(
                self.answer,
                "supports-nothing",
                phrase(
                    '{party} proposes nothing on "{name}".',
                    party=self.theirs.party,
                    name=self.answer.provision,
                ),
                phrase("Name the provision on which {party} has made a proposal.", party=self.theirs.party),
            )
        if self._leaves_behind(own, chosen):
            raise _contradicts(self.answer, self.theirs.party)
        alike = self._own_too(own)
        self._with_what_it_stands_in(own, {*chosen} | alike)
        for base in gone:
            at = self._own_place(own, base)
            if at is not None:
                del own[at]
        for at in chosen:
            if at in alike:
                continue
            there = self._joined_already(own, at)
            if there is None:
                self._take(own, at)
            else:
                own[there] = replace(own[there], said=(*own[there].said, self.number))
        return gone

    def _leaves_behind(self, own: Sequence[Item], chosen: Sequence[int]) -> bool:
        """Whether *own* adds something in what the author moves: it would stay behind, in another article."""
        those = [self.theirs.items[at] for at in chosen]
        moved = {one.base for one in those if one.base is not None and one.base not in self.steady}
        above: list[Item] = []
        for one in own:
            while above and above[-1].depth >= one.depth:
                above.pop()
            if one.base is None and above and above[-1].base in moved:
                return True
            above.append(one)
        return False

    def _with_what_it_stands_in(self, own: Sequence[Item], chosen: AbstractSet[int]) -> None:
        """Check that nothing that is added is joined without the addition in which it stands.

        Raises an internal fault where it is, and *own* has not joined that either.
        """
        items = self.theirs.items
        for at in sorted(chosen):
            if items[at].base is not None:
                continue
            above = _above(items, at)
            if above is None or above in chosen or self._joined_already(own, above) is not None:
                continue
            while (outer := _above(items, above)) is not None and outer not in chosen:
                above = outer
            raise not_followed(
                self.answer,
                PART,
                phrase(
                    '"{name}" is part of what {party} adds as "{whole}", and cannot be joined without it.',
                    name=self.answer.provision,
                    party=self.theirs.party,
                    whole=cited_in(self.theirs, above),
                ),
                phrase(
                    'Support {party} on "{whole}", the provision added as a whole.',
                    party=self.theirs.party,
                    whole=cited_in(self.theirs, above),
                ),
            )

    def _joined_already(self, own: Sequence[Item], at: int) -> int | None:
        """Find in *own* what *at* adds in the author's version, where another answer has joined it."""
        item = self.theirs.items[at]
        for place, one in enumerate(own):
            same = one.base is None and one.joined == self.theirs.party and self.number not in one.said
            if same and _alike(one, item) and (one.depth, one.anchor) == (item.depth, item.anchor):
                return place
        return None

    def _own_too(self, own: Sequence[Item]) -> frozenset[int]:
        """List the places of what *own* adds word for word as the author does, with all in it."""

        def added(items: Sequence[Item]) -> Iterator[tuple[range, tuple[object, ...]]]:
            at = 0
            while at < len(items):
                stop = at + 1
                if items[at].base is None and not items[at].joined:
                    while (
                        stop < len(items) and items[stop].base is None and items[stop].depth > items[at].depth
                    ):
                        stop += 1
                    block = items[at:stop]
                    told = ((one.kind, one.depth, one.label, one.words) for one in block)
                    yield range(at, stop), (block[0].anchor, *told)
                at = stop

        mine = {told for _, told in added(own)}
        return frozenset(at for block, told in added(self.theirs.items) if told in mine for at in block)

    def _changed(self, span: range) -> list[int]:
        """List the places of what the author changed, moved or added on the provisions of *span*."""
        beside = set() if self.provision is None else set(self.beside(span))
        return [at for at in self._there(span) if at not in beside]

    def _there(self, span: range) -> list[int]:
        """List all that the author changed, moved or added on the provisions of *span*, its notes with it."""
        notes = {*going_with(self.items, span.start, span.stop)} if span else set()
        return [
            at
            for at, item in enumerate(self.theirs.items)
            if (item.base is None and item.anchor in span)
            or (
                item.base is not None
                and (item.base in span or (item.moved and item.base in notes))
                and (item is not self.items[item.base] or item.base not in self.steady)
            )
        ]

    def beside(self, span: range) -> list[int]:
        """List what the author adds after the provisions of *span*, where it has other words for them too.

        That was added by an answer of its own, and has a name of its own: who names the provision does not
        mean it. Where nothing else is proposed there, it is what is meant.
        """
        items, depth = self.theirs.items, self.items[span.start].depth
        there = self._there(span)
        after: list[int] = []
        for at in there:
            # What stands in an addition comes right behind it.
            if items[at].base is None and (items[at].depth <= depth or after[-1:] == [at - 1]):
                after.append(at)
        by = {number for at in there if at not in after for number in items[at].said}
        return [at for at in after if not by & {*items[at].said}] if by else []

    def added(self, draft: Text) -> tuple[str, ...] | None:
        """Say, as `Heard.added`, which of what the author adds beside a provision is meant."""
        items = self.theirs.items
        if self.provision is None:
            found = added_by(self.answer.provision, self.theirs)
            if len(found) != 1 or found[0].anchor is None:
                return None
            label = items[found[0].items[0]].label
            return (label,) if label else None
        span = range(self.provision, draft.end(self.provision))
        if self.beside(span):
            return ("",)
        meant, others = self._behind(span)
        labels = tuple(dict.fromkeys(items[at].label for at in meant))
        return None if not others or "" in labels else ("", *labels)

    def _behind(self, span: range) -> tuple[list[int], list[int]]:
        """List what the author adds for the provisions of *span*, and what stands with that for others."""
        items = self.theirs.items
        last: int | None = None
        meant: dict[int, int | None] = {}
        others: dict[int, int | None] = {}
        within = -1
        for at, item in enumerate(items):
            if item.base is not None:
                last, within = item.base, -1
            elif within < 0 or item.depth <= within:
                within = item.depth
                (meant if item.anchor in span else others)[at] = last
        where = {*span, *meant.values()}
        return list(meant), [at for at, place in others.items() if place in where]

    def _merged(self, span: range) -> list[int]:
        """List the places of the author's mergers of a provision of *span*: each is one proposal."""
        return [
            at
            for at, item in enumerate(self.theirs.items)
            if len(item.origin) > 1 and item.base is not None and any(one in span for one in item.origin)
        ]

    def _own_place(self, own: Sequence[Item], base: int) -> int | None:
        return place_in(own, base, self.items, self.answer, self.theirs.party)

    def _take(self, own: list[Item], at: int) -> None:
        item = self.theirs.items[at]
        position = self.answer.position
        mark = replace(
            item,
            joined=self.theirs.party,
            supports=position.party if isinstance(position, Supports) else self.theirs.party,
            earlier=self.earlier,
            said=(self.number,),
        )
        if item.base is not None:
            already = next((one for one in own if one.base == item.base), None)
            if (
                already is not None
                and already.said
                and (already.words, already.label, already.moved) == (item.words, item.label, item.moved)
            ):
                return
            place = self._own_place(own, item.base)
            if place is None:  # its party has it taken away, or merged into another
                raise _contradicts(self.answer, self.theirs.party)
            del own[place]
            if item.base in self.steady and not item.moved:
                own.insert(place, mark)
                return
        place = self._after(own, at)
        within = self._within(at)
        while place < len(own) and own[place].depth > item.depth and own[place].base not in within:
            place += 1
        own.insert(place, mark)

    def _within(self, at: int) -> frozenset[int]:
        """List what of the draft stands in the provision at this place in the author's version.

        All else that stands deeper behind where that is put is in something before it, and stays there.
        """
        items = self.theirs.items
        stop = next(
            (each for each in range(at + 1, len(items)) if items[each].depth <= items[at].depth), None
        )
        return frozenset(one.base for one in items[at + 1 : stop] if one.base is not None)

    def _after(self, own: Sequence[Item], at: int) -> int:
        """Find the place in *own* after what *at* follows in the author's version."""
        for before in range(at - 1, -1, -1):
            wanted = self.theirs.items[before]
            for place, item in enumerate(own):
                if wanted.base is not None and item.base == wanted.base:
                    return place + 1
                mine = item.base is None and (item.joined == self.theirs.party or item.said == (self.number,))
                if wanted.base is None and mine and _alike(item, wanted):
                    return place + 1
        return 0


def place_in(
    own: Sequence[Item], base: int, items: Sequence[Item], answer: Answer, author: PartyCode
) -> int | None:
    """Find the draft's provision in the supporter's version, where it has to stand as in the draft."""
    for at, item in enumerate(own):
        if item.base == base:
            if item is items[base]:
                return at
            break
    else:
        return None
    raise _contradicts(answer, author)


def _contradicts(answer: Answer, author: PartyCode) -> NotFollowed:
    """Say that what a reply supports leaves no place for what it proposes itself."""
    return not_followed(
        answer,
        CONTRADICTS,
        phrase(
            'The reply supports {party} on "{name}" and proposes other words or another place for a '
            "provision in it.",
            party=author,
            name=answer.provision,
        ),
        phrase(
            "Support {party} on the provisions on which nothing else is proposed, one by one.", party=author
        ),
    )
