"""One article: its words with everybody's, every position on it, what depends on it; and its history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from travaux.answers.shown import is_shown
from travaux.cli.additions_named import history_named
from travaux.cli.refusal import Refused
from travaux.record.act import (
    AnswersMerger,
    AsksQuestion,
    BreaksSilence,
    Corrects,
    EntersHold,
    GivesAnswer,
    JoinsSponsors,
    RectifiesError,
)
from travaux.record.library import NotHere
from travaux.record.views.depending import depending
from travaux.record.views.positions import silent_on
from travaux.render import element as h
from travaux.render.agreed import agreed_lines
from travaux.render.apparatus import Known, apparatus
from travaux.render.choice import Words
from travaux.render.contents import concerned, contents
from travaux.render.depending import depending_told
from travaux.render.follow import controls, follow_style
from travaux.render.gone import gone_told, is_proposed
from travaux.render.history import history_told
from travaux.render.html import section_words
from travaux.render.markup import quoted
from travaux.render.place import place
from travaux.render.positions import silence_lines
from travaux.render.provisions import heading
from travaux.render.record_page import in_order, lines_told, written
from travaux.render.redacted import unread_words
from travaux.render.side_by_side import side_by_side
from travaux.text.kind import Kind
from travaux.text.phrase import said_by
from travaux.text.provision_name import cite, cite_address
from travaux.text.whose import without_party
from travaux.web.acts.proposals import is_to_join
from travaux.web.reads.docketed import docketed
from travaux.web.reads.reading import NotThen, reading_of, told_where_not_there
from travaux.web.shows.links import address as link
from travaux.web.shows.links import ways
from travaux.web.shows.step import Step
from travaux.web.shows.steps import is_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.taken_over import TakenOver
    from travaux.record.consolidation import Submitted
    from travaux.record.entry import Entered
    from travaux.record.views.depending import Depending
    from travaux.render.sections import Section
    from travaux.render.setting import Setting
    from travaux.text.wording import PartyCode
    from travaux.web.reads.reading import Laid, Reading
    from travaux.web.seat import Seat, Seated


OFFERED: Final = {
    "answer": GivesAnswer,
    "join": JoinsSponsors,
    "ask": AsksQuestion,
    "hold": EntersHold,
    "rectify": RectifiesError,
}
"""What is offered beside an article to whoever may do it."""


@require_safe
@told_where_not_there
def article(request: Seated, address: str) -> HttpResponse:
    """Show an article, or whatever section of the text the address is in."""
    reading = reading_of(request)
    laid = reading.laid
    section = laid.section(address)
    if section is None:
        return _gone(request, reading, address)
    if laid.eid(section) != address:
        return HttpResponseRedirect(laid.address(address))
    told = _with_the_whole(laid, section)
    return render(
        request,
        "web/article.html",
        {
            "reading": reading,
            "may": _offered(reading, section),
            **_words(laid, told, reading.desk.library.taken_over(reading.draft)),
            **_around(reading, told),
            **_ways(laid, section),
        },
    )


def _gone(request: Seated, reading: Reading, address: str) -> HttpResponse:
    """Tell what was proposed at an address at which the text has nothing, and what became of it.

    Raises Http404 and NotThen, where nothing was, as far as this reader may know.
    """
    name = cite_address(address) if "@" in address else address
    try:
        found = history_named(reading.known, reading.desk, reading.draft, name)
    except (Refused, NotHere) as fault:
        raise _not_there(reading) from fault
    lines = gone_told(found, reading.teller)
    if not found.called or not lines:
        raise _not_there(reading)
    shown = {
        "reading": reading,
        "address": address,
        "called": place(found.called),
        "lines": lines,
        "proposed": is_proposed(found),
        "stands": _standing(reading.laid, found.called),
    }
    return render(request, "web/gone.html", shown, status=404)


def _standing(laid: Laid, called: str) -> list[tuple[str, str]]:
    """Lead to whatever the text has under a name, whose it is in brackets behind it."""
    text = laid.setting.text
    names = ((one.eid, laid.setting.cite(at)) for at, one in enumerate(text.provisions))
    return [(place(name), laid.address(eid)) for eid, name in names if without_party(name) == called]


def _not_there(reading: Reading) -> Exception:
    """Say that the draft has nothing at an address; of a past moment, that it had nothing there then."""
    if reading.past is None:
        return Http404()
    return NotThen(
        _("Draft %(number)s had nothing at this place when the record had %(size)s entries.")
        % {"number": reading.draft.number, "size": reading.past}
    )


def _offered(reading: Reading, section: Section) -> dict[str, bool]:
    """Say what the reader may do here; join a wording, where another proposes one."""
    may = {name: reading.seat.has_right(act) for name, act in OFFERED.items()}
    found, text = reading.compiled.found, reading.laid.setting.text
    within = {one.eid for one in text.provisions[section.start : section.end]}
    return may | {"join": may["join"] and is_to_join(found, within, reading.seat.party)}


def _with_the_whole(laid: Laid, section: Section) -> Section:
    """Give the section as it is told: what is said of the whole text stands with its title."""
    if laid.setting.text.provisions[section.start].kind is not Kind.TITLE:
        return section
    stances = (*laid.setting.stances.get(None, ()), *section.stances)
    return replace(section, stances=tuple(dict.fromkeys(stances)))


@require_safe
@told_where_not_there
def history(request: Seated, address: str) -> HttpResponse:
    """Tell all that was recorded of a provision, draft by draft; or of what parties add under a name."""
    reading = reading_of(request)
    try:
        found = history_named(reading.known, reading.desk, reading.draft, _named_there(reading, address))
    except Refused as fault:
        raise NotHere(said_by(fault)) from fault
    told = history_told(found, reading.teller, at=reading.at)
    called = reading.teller.provision(reading.draft.tabled.leaf, found.address)
    return render(
        request,
        "web/history.html",
        {
            "reading": reading,
            "told": told,
            "address": address if found.called else found.address,
            "called": place(found.called) if found.called else called,
        },
    )


def _named_there(reading: Reading, address: str) -> str:
    """Give the name of what is added, where its address is one of the consolidated text alone.

    What is moved there is the provision of the draft that it is.
    """
    if reading.desk.in_draft(reading.draft, address):
        return address
    text = reading.laid.setting.text
    at = reading.laid.index(address)
    if at is None:
        return address
    moved = text.provisions[at].standing.moved_from
    return moved[0].other if moved else cite(text, at)


def _words(laid: Laid, section: Section, taken: TakenOver | None) -> dict[str, Any]:
    """Write the words of the section, as the consolidated text has them."""
    setting = laid.setting
    words = Words(setting)
    first = setting.text.provisions[section.start]
    head: h.Node = h.h1(".title", lang=setting.language, dir="auto")[setting.cite(section.start)]
    if section.heading:
        head = h.div(".named", lang=setting.language, dir=setting.direction)[
            heading(setting, words, section.start, 1)
        ]
    return {
        "section": section,
        "address": first.eid,
        "called": _("The text as a whole")
        if first.kind is Kind.TITLE
        else place(setting.cite(section.start)),
        "head": head,
        "words": section_words(setting, words, section),
        "sides": side_by_side(setting, section, taken),
        "of_all": first.kind is Kind.TITLE,
        "proposed": not first.standing.base,
        "stands_after": _stands_after(laid, section),
        "added": tuple(_added_after(laid, section)),
    }


def _added_after(laid: Laid, section: Section) -> Iterator[tuple[str, str]]:
    """Lead to what parties would add right after a section that the draft has."""
    setting = laid.setting
    at = laid.sections.index(section) if section in laid.sections else -1
    if at < 0 or not setting.text.provisions[section.start].standing.base:
        return
    for one in laid.sections[at + 1 :]:
        if setting.text.provisions[one.start].standing.base:
            return
        yield laid.address(laid.eid(one)), place(setting.cite(one.start))


def _stands_after(laid: Laid, section: Section) -> tuple[str, str] | None:
    """Lead to the last section before this one that the draft has."""
    setting = laid.setting
    before = [
        one
        for one in laid.sections
        if one.start < section.start and setting.text.provisions[one.start].standing.base
    ]
    return (laid.address(laid.eid(before[-1])), place(setting.cite(before[-1].start))) if before else None


def _around(reading: Reading, section: Section) -> dict[str, Any]:
    """Write what the record knows of the section: positions, silence, what depends on it."""
    setting, found = reading.laid.setting, reading.compiled.found
    owed = docketed(reading).found
    asked, silent = silent_on(owed, reading.draft)
    leading = ways(reading.known)
    here = _around_it(setting, section)
    hanging_on = (setting.conditions.get(at, ()) for at in range(section.start, section.end))
    told = {one.reference for one in section.stances}
    told |= {one.reference for those in hanging_on for one, _ in those}
    answered = _answered(reading)
    named = {one.party for one in section.stances if is_shown(one.answer)}
    spoke = {one.party for one in section.stances if not is_shown(one.answer)}
    known = Known(
        silence={one.party: lines_told(silence_lines(one, reading.teller), leading) for one in silent},
        entries={
            one.unit.reference: _given(one, reading, here)
            for one in found.submitted
            if one.unit.reference in told
        },
        redacted=_redacted(reading, section),
        answered=answered,
        whole=True,
    )
    first = setting.text.provisions[section.start]
    hanging = depending(
        reading.known,
        reading.draft,
        setting.text,
        first.eid,
        docket=owed,
        cited=reading.laid.citations,
        library=reading.seat.room.library(reading.known),
    )
    whole = _("the text as a whole") if first.kind is Kind.TITLE else ""
    return {
        "agreed": lines_told(
            agreed_lines(reading.laid.agreed_in(section), reading.teller, rectified=False), leading
        ),
        "positions": apparatus(setting, section, whole, known),
        "depends": depending_told(setting, hanging, reading.teller, leading),
        "steps": () if reading.past is not None else tuple(_steps(hanging, reading.seat)),
        "asked": asked,
        "spoke": len(spoke),
        "taken": [code for code in setting.compilation.order if code in named - spoke],
        "among": len(setting.compilation.order),
        "silent": _silent(setting, answered),
        "of_whole": _of_whole(reading.laid, section),
        "proved": setting.compilation.parties,
        "rectified": any(
            at in places for _, places in setting.rectified.made for at in range(section.start, section.end)
        ),
        "head_of_record": reading.seat.room.head,
    }


def _answered(reading: Reading) -> frozenset[PartyCode]:
    """List who has answered the draft: what a text taken over shows of a party is no answer of its own."""
    leaf = reading.draft.tabled.leaf
    given = reading.known.answers.values()
    return frozenset(one.party for one in given if one.draft == leaf and one.shown is None)


def _silent(setting: Setting, answered: frozenset[PartyCode]) -> list[PartyCode]:
    """List who has given no answer to the draft, and in whose name nobody has."""
    none = {*setting.silent, *(setting.shown_only - setting.spoken_for.keys())} - answered
    return [code for code in setting.compilation.order if code in none]


def _steps(hanging: Depending, seat: Seat) -> Iterator[Step]:
    """Go through what the reader can do of the silences and mergers that concern the section."""
    if seat.has_right(BreaksSilence):
        for silence in hanging.silences:
            if not silence.broken and silence.entered.author != seat.party:
                place = silence.entered.index
                label = _("Break the silence of entry %(entry)d") % {"entry": place}
                yield Step(label=label, address=link("break_silence", place))
    if seat.has_right(AnswersMerger):
        for one in hanging.mergers:
            if one.merger.entered.author != seat.party and is_asked(one.merger.entered, seat):
                place = one.merger.entered.index
                label = _("Consent or not to the merger of entry %(entry)d") % {"entry": place}
                yield Step(label=label, address=link("consent", place))


def _redacted(reading: Reading, section: Section) -> dict[PartyCode, tuple[str, ...]]:
    """Tell of answers on the section, or on all of the text, whose words were redacted: no silence."""
    text = reading.laid.setting.text
    here = {one.eid for one in text.provisions[section.start : section.end]}
    told: dict[PartyCode, tuple[str, ...]] = {}
    for one in reading.compiled.found.unread:
        if not one.provisions or here & set(one.provisions):
            told[one.party] = (*told.get(one.party, ()), unread_words(one))
    return told


def _of_whole(laid: Laid, section: Section) -> str:
    """Lead to what is said of the text as a whole; "" where nothing is, or this is the page of it."""
    title = laid.sections[0]
    kind = laid.setting.text.provisions[title.start].kind
    if section.start == title.start or kind is not Kind.TITLE or None not in laid.setting.stances:
        return ""
    return laid.address(laid.eid(title))


def _around_it(setting: Setting, section: Section) -> frozenset[str]:
    """Give the addresses of a section, of all in it, and of what it stands in."""
    text = setting.text
    inside = text.provisions[section.start : section.end]
    above = text.path(inside[0].eid)
    return frozenset(one.eid for one in (*above, *inside))


def _given(one: Submitted, reading: Reading, here: frozenset[str]) -> h.Node:
    """Lead to the entry by which an answer was given, with when it came and who wrote it down.

    What stands in a merged wording is of the merger and of its party's consent: these come first. What its
    party has said since of a mistake in it comes last; both stand.
    """
    told = _entry(one.entered, reading)
    corrected = [
        h.p(".by-entry")[
            _("Corrected:"),
            " ",
            quoted(each.act.words) if isinstance(each.act, Corrects) else None,
            " ",
            _entry(each, reading),
        ]
        for each in reading.teller.corrections(one.entered, here)
    ]
    if one.merger is None or one.consent is None:
        return [h.p(".by-entry")[told], *corrected]
    return [
        h.p(".by-entry")[_("The merged wording:"), " ", _entry(one.merger, reading)],
        h.p(".by-entry")[_("Consent to it:"), " ", _entry(one.consent, reading)],
        h.p(".by-entry")[_("Its own words and its reason:"), " ", told],
        *corrected,
    ]


def _entry(entered: Entered, reading: Reading) -> h.Node:
    teller = reading.teller
    given = {"entry": h.a(href=reverse("entry", args=[entered.index]))[teller.entry(entered)]}
    when = in_order(f"{teller.when(entered)}{teller.clerk(entered)}")
    return written("{entry}, {what}", given | {"what": when})


def _ways(laid: Laid, section: Section) -> dict[str, Any]:
    """Give the contents of the draft, and the sections before and after."""
    setting = laid.setting
    among = concerned(setting, section)
    before, after = (
        None if one is None else (laid.address(laid.eid(one)), place(setting.cite(one.start)))
        for one in laid.beside(section)
    )
    return {
        "contents": contents(setting, laid.sections, (), section),
        "controls": controls(setting, among=among, sections=False),
        "style": h.Written(follow_style(setting, among)),
        "before": before,
        "after": after,
    }
