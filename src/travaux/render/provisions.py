"""A provision on a page: its number in the margin, its words, and who has it as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from travaux.answers.party import in_order
from travaux.compile.project import chosen
from travaux.render import element as h
from travaux.render.cells import BAR, cells, is_closed
from travaux.render.choice import Words, flat, in_line
from travaux.render.correction_told import rectified_line
from travaux.render.markup import characters, raised
from travaux.render.record_page import ours, written
from travaux.render.sections import inherits
from travaux.render.setting import Setting
from travaux.render.stance_told import words_told
from travaux.render.tongue import say, ways_of_writing
from travaux.text.kind import Kind
from travaux.text.notation import Attribution, attributed
from travaux.text.number import Number
from travaux.text.printed import told
from travaux.text.provision import ORDINARY, Against, Joining, Move, Provision, Standing
from travaux.text.wording import Choice, PartyCode, Wording

AS_SET: Final = frozenset({Kind.TABLE, Kind.UNREAD, Kind.BLOCK, Kind.TITLE})
"""Kinds whose line breaks are kept on the page; in the others they are where a line of the source ended."""


def heading(setting: Setting, words: Words, index: int, level: int) -> h.Element:
    """Write a headed provision as a heading of *level* (1 to 6)."""
    provision = setting.text.provisions[index]
    tag = {1: h.h1, 2: h.h2, 3: h.h3, 4: h.h4, 5: h.h5}.get(level, h.h6)
    said = _caption(setting, provision) if not inherits(setting.text, index) else []
    said += _rectified(setting, index)
    shape = ["head"] if provision.words or level == 1 else ["head", "bare"]
    spans = setting.rectified.spans.get(index, ())
    large = level > 1 and not all(in_line(part) for part in provision.words.parts if isinstance(part, Choice))
    return h.div(_classes(setting, provision, *shape), id=provision.eid, **_data(provision))[
        tag(".title")[
            _number(setting, provision),
            " " if provision.label and provision.words else None,
            h.span(".echo")[characters(_called(provision))]
            if large
            else h.span(".words")[words.line(provision.words, spans=spans)],
        ],
        h.div(".words")[words.body(provision.words)] if large else None,
        [h.p(".cap", **_ours())[line] for line in said],
        _respacings(setting, words, provision),
    ]


def _rectified(setting: Setting, index: int) -> list[list[h.Node]]:
    """Say of words that were rectified how they stood before, and in which entry: they are in bold."""
    made = setting.rectified.made
    return [
        [words_told(rectified_line(one, setting.compilation.text))] for one, places in made if index in places
    ]


def _called(provision: Provision) -> str:
    """Give the heading as the draft, or who comes first, has it: the others stand below it."""
    standing = provision.standing
    who = None if standing.base else next(iter((*standing.sponsors, *standing.supporters)), None)
    return flat(chosen(provision.words, who))


def paragraph(
    setting: Setting, words: Words, index: int, depth: int, *, quoted: bool = False, alone: bool = False
) -> h.Element:
    """Write a provision as a paragraph, *depth* steps in from the margin.

    *quoted*: it is shown beside something else, and no link leads to it here. *alone*: without what it
    stands in, of which nothing has been said.
    """
    provision = setting.text.provisions[index]
    said = _caption(setting, provision) if alone or not inherits(setting.text, index) else []
    new = not provision.standing.base
    wording, ahead = provision.words.body, Wording(provision.words.parts[: provision.words.ahead])
    opens, closes = (_AROUND if new else _tabled(setting, provision)) if provision.words else (None, None)
    corrected = setting.rectified.spans.get(index, ()) if wording.settled else ()
    body = [opens, words.line(wording, spans=corrected) if corrected else _body(words, provision), closes]
    kicker = h.p(".cap.kicker", **_ours())[_run(said)] if new and said else None
    captions = [h.p(".cap", **_ours())[line] for line in said] if not new else []
    captions += [h.p(".cap", **_ours())[line] for line in _rectified(setting, index)]
    respaced = _respacings(setting, words, provision)
    shape = ["p", f"in{min(depth, 4)}"] if depth else ["p"]
    anchor = None if quoted else provision.eid
    return h.div(_classes(setting, provision, *shape), id=anchor, **_data(provision))[
        _margin(setting, words, provision, ahead),
        h.div(".says")[kicker, h.div(".words")[body], captions, respaced]
        if kicker or captions or respaced
        else h.div(".says.words")[body],
    ]


def _body(words: Words, provision: Provision) -> h.Node:
    """Write the words; a row of a table in its cells, the bars between them kept but not seen."""
    wording = provision.words.body
    between = cells(wording) if provision.kind is Kind.TABLE and not is_rule(provision) else ()
    if not between:
        return words.body(wording)
    bar = h.span(".w.fs")[BAR]
    last = len(between) - (0 if is_closed(wording) else 1)
    return h.span(".cells")[
        [
            h.span(".cell")[bar if at == 0 else None, words.body(one), bar if at < last else None]
            for at, one in enumerate(between)
        ]
    ]


def _margin(setting: Setting, words: Words, provision: Provision, ahead: Wording) -> h.Node:
    if ahead or provision.renumberings:
        return h.div(".no")[words.line(ahead), _number(setting, provision)]
    return h.div(".no.num.l" if provision.label else ".no")[raised(provision.label)]


_AROUND: Final = tuple(h.span(".br", aria_hidden="true")[mark] for mark in "[]")


def _tabled(setting: Setting, provision: Provision) -> tuple[h.Node, h.Node]:
    """Write the bracket in which a provision was tabled as a whole; what else it says is in the captions."""
    standing = provision.standing
    if not standing.tabled:
        return None, None
    said = Attribution(
        sponsors=standing.sponsors, supporters=standing.supporters, opponents=standing.opponents
    )
    head = attributed(said) if setting.named else ""
    opens = [h.span(".gap")["["], h.span(".head")[characters(head)] if head else None]
    return opens, h.span(".gap")["]"]


def _ours() -> dict[str, str]:
    """What is said of a provision runs as the page does, not as the text."""
    return ways_of_writing()


def _classes(setting: Setting, provision: Provision, *classes: str) -> dict[str, h.Attribute]:
    standing = provision.standing
    found = [*classes, f"k-{provision.kind.value}"]
    if standing is ORDINARY:
        ruled = ["ruled"] if is_rule(provision) else []
        return {"class": [*found, *ruled, *_filled(provision)]}
    if not standing.base:
        found += ["new", *setting.followed((*standing.sponsors, *standing.supporters), "n")]
    gone = standing.leaving
    against = (code for one in standing.against for code in one.parties)
    saying_no = (*gone, *standing.opponents, *against)
    found += [*setting.followed(gone, "g"), *setting.followed(saying_no, "w")]
    if standing.deleted_by and provision.words.settled:
        found.append("deleted")
    if standing.moved_from:
        found.append("moved")
    return {"class": [*found, *_filled(provision)]}


def is_rule(provision: Provision) -> bool:
    """Whether it is the row under the head of a table that only says "a rule": ``|---|---|``."""
    row = "".join(part for part in provision.words.parts if isinstance(part, str))
    return provision.kind is Kind.TABLE and provision.words.settled and _RULE.fullmatch(row) is not None


_RULE: Final = re.compile(r"[|:\s-]*-[|:\s-]*")


def _filled(provision: Provision) -> list[str]:
    if provision.kind in AS_SET:
        return []
    own = (part for part in provision.words.parts if isinstance(part, str))
    return ["filled"] if any("\n" in part for part in own) else []


def _data(provision: Provision) -> dict[str, h.Attribute]:
    standing = provision.standing
    data: dict[str, h.Attribute] = {
        "data-eid": provision.eid,
        "data-kind": provision.kind.value,
        "data-depth": str(provision.depth),
        **_number_data(provision.number),
    }
    if str(provision.wid) != str(provision.eid):
        data["data-wid"] = provision.wid
    if standing is ORDINARY:
        return data
    data |= {
        "data-proposed": not standing.base,
        "data-tabled": standing.tabled,
        "data-printed": standing.printed,
        "data-moved-to": _moves(standing.moved_to),
        "data-moved-from": _moves(standing.moved_from),
        "data-merged-into": _moves(standing.merged_into),
        "data-merged-from": _moves(standing.merged_from),
        "data-against": " ".join(f"{one.author}={','.join(one.parties)}" for one in standing.against) or None,
        "data-joining": " ".join(f"{one.author}={','.join(one.parties)}" for one in standing.joining) or None,
    }
    for key, codes in (
        ("sponsors", standing.sponsors),
        ("supporters", standing.supporters),
        ("opponents", standing.opponents),
        ("deleted-by", standing.deleted_by),
    ):
        data[f"data-{key}"] = " ".join(codes) or None
    return data


def _number_data(number: Number | None) -> dict[str, h.Attribute]:
    """Keep how the number was read: what stands on the page does not tell letters from Roman numerals."""
    if number is None:
        return {}
    return {
        "data-number": number.printed,
        "data-style": number.style.value,
        "data-order": " ".join(f"{value}:{sort}" for value, sort in number.order) or None,
    }


def _moves(moves: Sequence[Move]) -> str | None:
    return " ".join(f"{move.other}={','.join(move.parties)}" for move in moves) or None


def _number(setting: Setting, provision: Provision) -> h.Node:
    own = h.span(".l")[raised(provision.label)] if provision.label else None
    if not provision.renumberings:
        return h.span(".num")[own] if own else None
    held = [code for one in provision.renumberings for code in one.parties]
    return h.span(".num.ch")[
        h.span({"class": ["alt", "base", *setting.followed(held, "x")]}, role="presentation")[own],
        [
            h.span(
                {"class": ["alt", "renumbered", *setting.followed(one.parties)]},
                role="presentation",
                data_parties=" ".join(one.parties),
            )[h.span(".l")[characters(one.label)]]
            for one in provision.renumberings
        ],
    ]


def _caption(setting: Setting, provision: Provision) -> list[list[h.Node]]:
    """Say who has the provision as a whole, one line for each thing done to it."""
    standing = told(provision.standing)
    lines: list[list[h.Node]] = []
    if (settled := _settled_here(setting, provision)) is not None:
        lines.append([settled])
    if not standing.base:
        lines.append(_proposed(setting, standing))
    moves = [(move, _moved(setting, move)) for move in standing.moved_to]
    moves += [(move, _merged(setting, move, into=True)) for move in standing.merged_into]
    moves += [(move, _merged(setting, move, into=False)) for move in standing.merged_from]
    lines += [[*line, *_joined(setting, standing, move.parties)] for move, line in moves]
    if standing.deleted_by:
        lines.append([*_deleted(setting, standing), *_joined(setting, standing, standing.deleted_by)])
    for one in provision.renumberings:
        number = h.bdi(".w")[characters(one.label)] if one.label else h.bdi(".w")[ours(say("not at all"))]
        numbers = _done(one.parties, "{parties} numbers this {number}", "{parties} number this {number}")
        renumbered: dict[str, h.Node] = {"parties": setting.parties(one.parties), "number": number}
        lines.append(written(numbers if setting.named else "Proposed number: {number}", renumbered))
    if setting.named:
        lines += [_supported(setting, one) for one in _elsewhere(standing)]
    lines += [_against(setting, one) for one in standing.against]
    if standing.opponents:
        lines.append(_opposed(setting, standing))
    return lines


def _deleted(setting: Setting, standing: Standing) -> list[h.Node]:
    if not setting.named:
        return written("Deletion proposed", {})
    deletes = _done(standing.deleted_by, "{parties} deletes this", "{parties} delete this")
    return written(deletes, {"parties": setting.parties(standing.deleted_by)})


def _joined(setting: Setting, standing: Standing, authors: Sequence[PartyCode]) -> list[h.Node]:
    """Say who has only joined what *authors* would do with it."""
    joined = in_order(standing.joined(authors), setting.place)
    if not joined or not setting.named:
        return []
    supports = _done(joined, "{parties} supports", "{parties} support")
    return [" · ", *written(supports, {"parties": setting.parties(joined)})]


def _elsewhere(standing: Standing) -> list[Joining]:
    """List who supports a party that is not named beside: in a side table each list has its own reference."""
    moves = (*standing.moved_to, *standing.merged_into, *standing.merged_from)
    doing = (*standing.deleted_by, *(code for move in moves for code in move.parties))
    joined = {*standing.joined(doing)}
    return [one for one in standing.joining if not joined.issuperset(one.parties)]


def _supported(setting: Setting, one: Joining) -> list[h.Node]:
    """Say who supports what a party would do with it as a whole."""
    supports = _done(
        one.parties,
        "{parties} supports what {party} proposes here",
        "{parties} support what {party} proposes here",
    )
    parts = {"parties": setting.parties(one.parties), "party": setting.party(one.author)}
    return written(supports, parts)


def _moved(setting: Setting, move: Move) -> list[h.Node]:
    """Say who moves it, and after what."""
    start = move.other == "start"
    parts = {"parties": setting.parties(move.parties), "place": None if start else setting.link(move.other)}
    if not setting.named:
        return written(
            "Proposed to be moved to the beginning" if start else "Proposed to be moved to after {place}",
            parts,
        )
    if start:
        return written(
            _done(
                move.parties,
                "{parties} moves this to the beginning",
                "{parties} move this to the beginning",
            ),
            parts,
        )
    return written(
        _done(
            move.parties,
            "{parties} moves this to after {place}",
            "{parties} move this to after {place}",
        ),
        parts,
    )


def _merged(setting: Setting, move: Move, *, into: bool) -> list[h.Node]:
    """Say who merges it, and into which, or which into it."""
    parts = {"parties": setting.parties(move.parties), "place": setting.link(move.other)}
    if into:
        merges = _done(
            move.parties, "{parties} merges this into {place}", "{parties} merge this into {place}"
        )
        return written(merges if setting.named else "Proposed to be merged into {place}", parts)
    merges = _done(move.parties, "{parties} merges {place} into this", "{parties} merge {place} into this")
    return written(merges if setting.named else "Proposed to be merged with {place}", parts)


def _against(setting: Setting, one: Against) -> list[h.Node]:
    """Say who opposes what a party would do with it as a whole."""
    if not setting.named:
        return written("That is opposed", {})
    parts = {"parties": setting.parties(one.parties), "party": setting.party(one.author)}
    opposes = _done(
        one.parties,
        "{parties} opposes what {party} proposes here",
        "{parties} oppose what {party} proposes here",
    )
    return written(opposes, parts)


def _opposed(setting: Setting, standing: Standing) -> list[h.Node]:
    if not setting.named:
        return written("Opposed", {})
    parts = {"parties": setting.parties(standing.opponents)}
    if not standing.base:
        return written(_done(standing.opponents, "{parties} opposes this", "{parties} oppose this"), parts)
    return written(
        _done(
            standing.opponents,
            "{parties} opposes this and offers no other words",
            "{parties} oppose this and offer no other words",
        ),
        parts,
    )


def _done(parties: Sequence[str], one: str, several: str) -> str:
    return one if len(parties) == 1 else several


def _settled_here(setting: Setting, provision: Provision) -> h.Node:
    """Say what a record has as settled of a provision, where what it stands in does not say it already."""
    said = setting.settled.get(provision.eid)
    if said is None:
        return None
    above = setting.text.path(provision.eid)[-2:-1]
    if above and setting.settled.get(above[0].eid) == said:
        return None
    return [h.span(aria_hidden="true")["✓ "], ours(say(said))]


def _run(lines: Sequence[Sequence[h.Node]]) -> list[h.Node]:
    return [node for at, line in enumerate(lines) for node in ((" · ", *line) if at else line)]


def _proposed(setting: Setting, standing: Standing) -> list[h.Node]:
    sources = [setting.link(move.other) for move in standing.moved_from]
    parts = {"place": sources, "parties": setting.parties(standing.sponsors)}
    if not setting.named or not standing.sponsors:
        line = written("Moved here from {place} (proposed)" if sources else "New, proposed", parts)
    else:
        line = written(
            "Moved here from {place} by {parties}" if sources else "New, proposed by {parties}", parts
        )
    if setting.named and standing.supporters:
        supports = _done(standing.supporters, "{parties} supports", "{parties} support")
        line += [" · ", *written(supports, {"parties": setting.parties(standing.supporters)})]
    return line


def _respacings(setting: Setting, words: Words, provision: Provision) -> h.Node:
    if not provision.respacings:
        return None
    return h.details(".cap.respaced")[
        h.summary(**_ours())[ours(say("White space differs"))],
        [
            h.div(".respacing", data_parties=" ".join(one.parties))[
                h.p(**_ours())[
                    written(
                        "{parties} has it with this white space:", {"parties": setting.parties(one.parties)}
                    )
                ]
                if setting.named
                else None,
                h.div(".words.exact")[words.line(one.words)],
            ]
            for one in provision.respacings
        ],
    ]
