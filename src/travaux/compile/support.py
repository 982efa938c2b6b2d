"""Support: the words that a party joins, taken from the version of the party that proposed them."""

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
    from collections.abc import Container, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


CONTRADICTS: Final = "contradicts-itself"
PART: Final = "part-of-an-addition"


def joined(
    version: Version,
    heard: Sequence[Heard],
    *,
    versions: Mapping[PartyCode, Version],
    unmerged: Mapping[PartyCode, Version],
    replies: Mapping[PartyCode, tuple[Heard, ...]],
    draft: Text,
    items: Sequence[Item],
) -> tuple[Version, tuple[Heard, ...]]:
    """Give a version the words of the proposals its party supports.

    *versions* and *replies* are those of all parties before any support was followed. Support for
    someone who itself supports another leads to that other's words. What the supporter has proposed
    itself stays: where the two differ, the support is not followed. Nor is it where it is for a part of what
    is added, and the whole is not joined: a part cannot stand without what it stands in. Who has not
    consented to a merger of what it supports has the words of before the merger (*unmerged*); who has
    consented itself has the merged ones, though their author be at others.
    """
    own = list(version.items)
    after = list(heard)
    waiting = [*enumerate(heard)]
    tried: set[int] = set()
    gone: dict[int, tuple[PartyCode, int | None]] = {}
    while waiting:
        number, one = waiting.pop(0)
        if not isinstance(one.answer.position, Supports) or one.fault is not None:
            continue
        taken = list(own)
        try:
            removed: tuple[int, ...] = ()
            if not (one.into and not one.still):
                author, _ = led(one, version.party, replies, versions, draft, items)[-1]
                theirs = unmerged[author] if one.before_merger else versions[author]
                removed = Support(one, number, theirs, items).followed(taken, draft)
                into = merged_into(theirs, draft)
                with_it = {base: (author, into.get(base)) for base in removed}
                _of_one_mind(one, with_it, gone)
                gone |= with_it
            _consented(one, number, taken, items)
        except NotFollowed as fault:
            after[number] = replace(one, fault=fault.finding)
            if fault.finding.code == PART and number not in tried:
                # Another answer may join the whole.
                tried.add(number)
                waiting.append((number, one))
        else:
            own = taken
            after[number] = replace(one, removed=removed)
    rank = {party: place for place, party in enumerate(versions)}
    return Version(party=version.party, items=_by_author(own, version.party, rank)), tuple(after)


def _by_author(own: Sequence[Item], party: PartyCode, rank: Mapping[PartyCode, int]) -> tuple[Item, ...]:
    """Put what several parties add at one place in their order, for nobody has said another.

    Everybody who has the same additions has them in the same order then, and stands with each of them.
    What one party adds stays in the order in which it has it, and what stands in it stays with it. What is
    added in a provision comes before what is added beside it.
    """
    items: list[Item] = []
    run: list[list[Item]] = []

    def place(block: list[Item]) -> tuple[int, int]:
        return -block[0].depth, rank.get(block[0].joined or party, len(rank))

    for one in (*own, None):
        if one is not None and one.base is None:
            if run and one.depth > run[-1][0].depth:
                run[-1].append(one)
            else:
                run.append([one])
            continue
        items += (each for block in sorted(run, key=place) for each in block)
        run = []
        if one is not None:
            items.append(one)
    return tuple(items)


def led(
    one: Heard,
    party: PartyCode,
    replies: Mapping[PartyCode, tuple[Heard, ...]],
    versions: Mapping[PartyCode, Version],
    draft: Text,
    items: Sequence[Item],
) -> tuple[tuple[PartyCode, int | None], ...]:
    """Follow support of support, in *one* of *party*, to the party that has words of its own.

    Each party on the way, and by its place in the reply which of its answers leads on; the last has None.
    Raises an internal fault where it leads to nobody.
    """

    def followed(
        supported: PartyCode, seen: tuple[PartyCode, ...]
    ) -> tuple[tuple[PartyCode, int | None], ...]:
        if supported not in versions:
            raise not_followed(
                one.answer,
                "supports-nobody",
                phrase(
                    "{party} has not answered this draft (answers came from {parties}).",
                    party=supported,
                    parties=listed(sorted(versions)),
                ),
                phrase("Name a party whose proposal is to be joined."),
            )
        if supported in seen:
            circle = _circle([*seen, supported])
            if any(_offers(one, versions[code], draft, items) for code in seen):
                raise not_followed(
                    one.answer,
                    "supports-in-a-circle",
                    phrase(
                        "{circle}: that leads back to where it began, and whose words are meant is not said.",
                        circle=circle,
                    ),
                    phrase("One of them has to propose words and support none of the others there."),
                )
            raise not_followed(
                one.answer,
                "supports-in-a-circle",
                phrase("{circle}: nobody in the circle offers words of its own.", circle=circle),
                phrase("One of them has to propose words."),
            )
        for number, other in enumerate(replies[supported]):
            position = other.answer.position
            if not isinstance(position, Supports) or not covers(other, one, draft):
                continue
            if position.party in versions and stays_beside(
                one, versions[supported], versions[position.party], draft, items
            ):
                continue
            if position.party in (*seen, supported) and only_adds(one, versions[supported], draft, items):
                # What leads back joins words of one who has them already: what is added beside them is meant.
                continue
            way = followed(position.party, (*seen, supported))
            end, _ = way[-1]
            if contradiction(other, versions[supported], versions[end], draft, items) is None:
                return ((supported, number), *way)
        return ((supported, None),)

    position = one.answer.position
    return followed(position.party, (party,)) if isinstance(position, Supports) else ((party, None),)


def _circle(parties: Sequence[PartyCode]) -> str:
    """Say who supports whom, who supports whom."""
    *before, last = parties
    said: str = last
    for one in reversed(before):
        said = phrase("{party} supports {other}", party=one, other=said)
    return said


def covers(wider: Heard, one: Heard, draft: Text) -> bool:
    """Whether the support in *wider* is for the provision of *one*, or for one that it stands in."""
    if wider.provision is None or one.provision is None:
        return wider.answer.provision.strip() in ("", one.answer.provision.strip())
    return wider.provision <= one.provision < draft.end(wider.provision)


def stays_beside(one: Heard, own: Version, theirs: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether *theirs* only adds something where *one* speaks, and *own* proposes something there too.

    What is added is in the place of nothing: who supports it has not left its *own* words for it.
    """
    return _offers(one, own, draft, items) and only_adds(one, theirs, draft, items)


def _offers(one: Heard, own: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether *own* proposes something where *one* speaks."""
    return any(Support(replace(one, still=None), 0, own, items).offered(draft))


def only_adds(one: Heard, theirs: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether *theirs* proposes something where *one* speaks, and nothing but additions."""
    chosen, gone = Support(replace(one, still=None), 0, theirs, items).offered(draft)
    return bool(chosen) and not gone and all(theirs.items[at].base is None for at in chosen)


def contradiction(
    one: Heard, own: Version, theirs: Version, draft: Text, items: Sequence[Item]
) -> Finding | None:
    """Say why *own*, what a party proposes itself, leaves no place for what it supports of *theirs*.

    None: it leaves one.
    """
    span = range(len(items))
    if one.provision is not None:
        span = range(one.provision, draft.end(one.provision))
    unchanged = {item.base for item in own.items if item.base is not None and item is items[item.base]}
    if all(base in unchanged for base in span):
        return None
    try:
        Support(one, 0, theirs, items).followed(list(own.items), draft)
    except NotFollowed as fault:
        return fault.finding if fault.finding.code == CONTRADICTS else None
    return None


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
        return _place_in(own, base, self.items, self.answer, self.theirs.party)

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


def _consented(one: Heard, number: int, own: list[Item], items: Sequence[Item]) -> None:
    """Put into *own* the merged wordings that the party of *one* has consented to by itself."""
    position = one.answer.position
    author = position.party if isinstance(position, Supports) else None
    for base, words in one.into:
        at = None if author is None else _place_in(own, base, items, one.answer, author)
        if at is not None:
            own[at] = replace(items[base], words=words, joined=author, supports=author, said=(number,))


def _place_in(
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


def _of_one_mind(
    one: Heard,
    now: Mapping[int, tuple[PartyCode, int | None]],
    before: Mapping[int, tuple[PartyCode, int | None]],
) -> None:
    """Check that all who are supported merge each provision that goes into the same, or none does.

    By the provision: who takes it away, and into which the party merges it. Raises an internal fault.
    """
    for base, (author, into) in now.items():
        other, before_into = before.get(base, (author, into))
        if before_into != into:
            raise not_followed(
                one.answer,
                CONTRADICTS,
                phrase(
                    'The reply supports {party} on "{name}", and {other} too, who would have something else '
                    "done with a provision in it.",
                    party=author,
                    name=one.answer.provision,
                    other=other,
                ),
                phrase("Support one of them there, and withdraw the support of the other."),
            )


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
