"""What the core has written, put into a page: it is escaped already, by `travaux.render.element`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from travaux.cli.asking import teller_of, zone_of
from travaux.cli.machine import stamp
from travaux.record.act import TYPES
from travaux.record.nouns import noun
from travaux.render import element as h
from travaux.render import record_page, tongue
from travaux.render.acts import act_line
from travaux.render.found import found as found_in
from travaux.render.markup import characters, raised
from travaux.render.times import moment
from travaux.render.told import words_of
from travaux.render.tongue import apart, colon, say, ways_of_writing
from travaux.web.around.given_back import FOR_SEAT
from travaux.web.shows.clock import in_own, own_zone
from travaux.web.shows.steps import steps_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from travaux.record.entry import Entered
    from travaux.render.record_page import Ways
    from travaux.render.told import Line, Section, Told
    from travaux.text.finding import Finding
    from travaux.web.seat import Seat

register = template.Library()
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
LONG: Final = 40
"""Lines of a section from which on it is folded."""


@register.simple_tag(takes_context=True)
def told(context: Mapping[str, Any], page: Told) -> SafeString:
    """Write a page about the record where it stands."""
    return written(h.div(**ways_of_writing())[record_page.told_body(page, _ways(context))])


@register.simple_tag(takes_context=True)
def told_section(context: Mapping[str, Any], section: Section) -> SafeString:
    """Write a section of such a page."""
    return section_shown(section, _ways(context))


def section_shown(section: Section, ways: Ways | None) -> SafeString:
    """Write a section with its links; of a long one, what is told below a line is folded."""
    long = sum(len(tuple(words_of(one))) for one in section.lines) > LONG
    return written(h.div(**ways_of_writing())[record_page.section(section, ways, fold=long)])


@register.simple_tag(takes_context=True)
def told_lines(context: Mapping[str, Any], lines: Iterable[Line]) -> SafeString:
    """Write lines as a list."""
    found = record_page.lines_told(tuple(lines), _ways(context))
    return written(h.div(**ways_of_writing())[found] if found else None)


@register.simple_tag(takes_context=True)
def told_line(context: Mapping[str, Any], line: Line) -> SafeString:
    """Write what a line says, in the line it stands in."""
    return written(h.span(**ways_of_writing())[record_page.said(line, _ways(context))])


@register.simple_tag(takes_context=True)
def told_entry(context: Mapping[str, Any], entered: Entered) -> SafeString:
    """Write who did what, when, in which words."""
    seat: Seat = context["seat"]
    line = act_line(entered, teller_of(seat.known, seat.room.desk(seat.known)))
    return written(h.p(".told-entry", **ways_of_writing())[record_page.said(line, seat.leading)])


@register.inclusion_tag("web/steps.html", takes_context=True)
def steps(context: Mapping[str, Any], entered: Entered) -> dict[str, object]:
    """Offer what the reader can do of an entry."""
    return {"steps": steps_on(entered, context["seat"])}


@register.filter
def in_tongue(message: str) -> SafeString:
    """Say a message of the core's."""
    return written(h.span[record_page.ours(say(message))])


@register.filter
def found(finding: Finding) -> SafeString:
    """Tell what was found in a document."""
    return written(h.span[record_page.ours(found_in(finding))])


@register.filter
def in_order(said: str) -> SafeString:
    """Write what is said in one string, in the order of a page from right to left."""
    if apart(said) != [said] and _ARABIC.search(said) is None:
        return written(h.bdi[raised(said)])
    return written(record_page.in_order(said))


@register.filter
def listed(names: Iterable[object]) -> str:
    """Write names one after the other, as the language of the page parts them."""
    return tongue.comma().join(str(one) for one in names)


@register.simple_tag
def comma() -> str:
    """Write what parts the items of a list."""
    return tongue.comma()


@register.simple_tag(name="colon")
def colon_tag() -> str:
    """Write what stands between a name and what is said of it."""
    return colon()


@register.simple_tag
def called_type(name: str) -> str:
    """Say what an act of this type is."""
    return say(noun(TYPES[name]))


@register.filter
def instant(at: str) -> SafeString:
    """Write an instant in UTC, whole, in whichever direction the sentence around it runs."""
    return written(h.bdi[moment(at, None)])


@register.simple_tag(takes_context=True)
def told_moment(context: Mapping[str, Any], at: datetime) -> str:
    """Write an instant in the conference's time and in UTC."""
    return moment(stamp(at), zone_of(context["seat"].known))


@register.simple_tag(takes_context=True)
def told_time(context: Mapping[str, Any], at: datetime | str) -> SafeString:
    """Write an instant, whole, in the conference's time and in UTC, and where its reader is."""
    utc = at if isinstance(at, str) else stamp(at)
    zone = zone_of(context["seat"].known)
    own = in_own(utc, own_zone(context["request"]), zone)
    beside = [" ", h.span(".own")[_("Where you are: %(time)s") % {"time": own}]] if own else None
    return written([h.time(datetime=utc)[moment(utc, zone)], beside])


def _ways(context: Mapping[str, Any]) -> Ways | None:
    """Find where the page leads: as it says itself, else as its reader's seat has it."""
    if (leading := context.get("leading")) is not None:
        return cast("Ways", leading)
    request = context.get("request")
    seat = getattr(request, "seat", None)
    return None if seat is None else seat.leading


@register.simple_tag
def style_address() -> str:
    """Give the address of the style."""
    from travaux.web.views.door import style_digest  # noqa: PLC0415  views need templates first

    return reverse("style", args=[style_digest()])


@register.filter
def in_style(words: str) -> SafeString:
    """Write words for between the quotation marks of a style: letters and digits, all else by number."""
    found = "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in words)
    return mark_safe(found)  # noqa: S308  letters, digits and escapes are all that is left


@register.filter
def exactly(words: str) -> SafeString:
    """Write what somebody wrote, to the character: what cannot be seen in it is marked."""
    return written(characters(words))


@register.filter
def noted(words: str) -> SafeString:
    """Write what somebody wrote, as `exactly`, the marks of footnotes raised as in the text."""
    return written(raised(words))


@register.simple_tag(takes_context=True)
def for_seat(context: Mapping[str, Any]) -> SafeString:
    """Have a form say for which seat it is filled in; that of the public needs no saying."""
    party = getattr(context.get("seat"), "party", None)
    return written(None if party is None else h.input_(type="hidden", name=FOR_SEAT, value=party))


@register.filter
def written(node: h.Node) -> SafeString:
    """Write elements of the core."""
    return mark_safe(h.written(node))  # noqa: S308  escaped when each element was closed
