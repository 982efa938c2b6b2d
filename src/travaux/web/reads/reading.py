"""What somebody asked to read: which draft, as of which moment, and all that is on it, laid out."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from travaux.cli.asking import teller_of
from travaux.cli.machine import stamp
from travaux.compile.additions import added_in
from travaux.compile.proof import LossError
from travaux.record.library import NotHere
from travaux.record.views.agreed import Agreed, agreed, settled_at, touching
from travaux.record.views.depending import Citation, citations
from travaux.record.views.places import Places
from travaux.record.views.undecided import questions_on
from travaux.render.profile import Profile
from travaux.render.sections import Section, sections
from travaux.render.setting import Setting
from travaux.render.wordml import UnwritableCharacter
from travaux.text.kind import Kind
from travaux.text.provision_name import cite_address
from travaux.web.reads.past import moment_of
from travaux.web.room import Compiled, StillCompiling, on_closing
from travaux.web.shows.spot import draft_named
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.telling import Teller
    from travaux.web.seat import Seat, Seated

P = ParamSpec("P")
KEPT: Final = 8
"""Of the texts that were laid out, how many are kept."""
AGAIN: Final = 3
"""Seconds after which a page that waits for a text looks again."""


class NothingTabled(Exception):
    """There is no draft to read yet."""


class NotThen(Exception):
    """What was asked for is there for its reader, and was not at that moment: why."""


class NoSuchMoment(Exception):
    """What was asked for is no moment of the record: why, and what is expected."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A draft as one reader may know it, now or when the record was smaller."""

    seat: Seat
    known: Disclosed
    draft: Draft
    past: int | None = None
    """The size of the record that was asked for; None: as it is."""
    named: bool = False
    """Whether the draft was asked for by its number."""

    @cached_property
    def desk(self) -> Desk:
        return self.seat.room.desk(self.known)

    @cached_property
    def teller(self) -> Teller:
        return teller_of(self.known, self.desk)

    @property
    def at(self) -> str:
        """The instant at which time is judged: of a past moment, when its last entry came."""
        if self.past is None:
            return stamp(self.seat.room.machine.now())
        return self.known.entries[-1].received_at

    @cached_property
    def compiled(self) -> Compiled:
        """The draft with all that is on it. Raises StillCompiling, NotHere and LossError."""
        return self.compiled_of(self.draft)

    def compiled_of(self, draft: Draft) -> Compiled:
        """Give another draft with all that was on it, as `compiled` gives this one."""
        exactly = self.past is not None
        return self.seat.room.compiled(self.seat.party, self.known, draft, exactly=exactly)

    @property
    def older(self) -> int | None:
        """How many entries the text is drawn from, where newer ones are still being read."""
        return self.compiled.size if self.compiled.size != self.known.size else None

    @property
    def query(self) -> str:
        """What has to follow an address, so that it leads to the same draft at the same moment."""
        return self.asking()

    def asking(self, **more: str) -> str:
        given = {"draft": str(self.draft.number)} if self.named else {}
        given |= {"at": str(self.past)} if self.past is not None else {}
        given |= {name: value for name, value in more.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @cached_property
    def laid(self) -> Laid:
        """The text laid out, with links to the page of each article."""
        return _laid(self.compiled, self)


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A consolidated text, cut into the sections that have a page of their own."""

    setting: Setting
    sections: tuple[Section, ...]
    address: Callable[[str], str]
    compiled: Compiled = field(repr=False)
    known: Disclosed = field(repr=False)
    agreed: Agreed
    """What is agreed, adopted and settled of this draft, as the four questions have it."""

    def agreed_in(self, section: Section) -> Agreed:
        """Give what is agreed of a section; all of it, where the section is the title of the text."""
        first = self.setting.text.provisions[section.start]
        if first.kind is Kind.TITLE:
            return self.agreed
        return touching(self.agreed, first.eid, Places(self.setting.text))

    def section(self, address: str) -> Section | None:
        """Find the section in which a provision stands; None where the text does not have it."""
        at = self.index(address)
        return None if at is None else self.sections[self._place(at)]

    def index(self, address: str) -> int | None:
        """Find the place of a provision in the text; what a party would add, also by "art_2bis@ARD"."""
        text = self.setting.text
        at = text.index(address)
        if at is None and "@" in address:
            at = next(iter(added_in(cite_address(address), text)), None)
        return at

    def eid(self, section: Section) -> str:
        """Give the address by which the page of a section is named."""
        return self.setting.text.provisions[section.start].eid

    def beside(self, section: Section) -> tuple[Section | None, Section | None]:
        """Give the sections before and after one."""
        at = self.sections.index(section)
        before = self.sections[at - 1] if at else None
        return before, self.sections[at + 1] if at + 1 < len(self.sections) else None

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        return citations(self.setting.text)

    @cached_property
    def starts(self) -> list[int]:
        return [one.start for one in self.sections]

    def _place(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1


_kept: OrderedDict[tuple[int, int, str], Laid] = OrderedDict()
_lock = threading.Lock()
on_closing(_kept.clear)


def _laid(compiled: Compiled, reading: Reading) -> Laid:
    key = (id(compiled), id(reading.known), reading.query)
    with _lock:
        if (known := _kept.get(key)) is not None:
            _kept.move_to_end(key)
            return known
    compilation, query = compiled.found.compilation, reading.query

    def where(address: str) -> str:
        at, section = found.index(address), found.section(address)
        name = address if section is None else found.eid(section)
        place = address if at is None else found.setting.text.provisions[at].eid
        anchor = "" if name == place else f"#{place}"
        return f"{reverse('article', args=[name])}{query}{anchor}"

    setting = Setting(
        compilation=compilation,
        profile=Profile.ATTRIBUTED,
        where=where,
        settled=settled_at(reading.known, reading.draft, compilation.text),
        asked={
            at: [one.entered.leaf for one in those]
            for at, those in questions_on(reading.known, reading.draft.tabled.leaf).items()
        },
    )
    desk = reading.desk
    found = Laid(
        setting=setting,
        sections=sections(setting),
        address=where,
        compiled=compiled,
        known=reading.known,
        agreed=agreed(reading.known, texts=desk.texts(), library=desk.library, of=reading.draft),
    )
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def reading_of(request: Seated, number: int | None = None) -> Reading:
    """Find what is asked for: a draft by its *number* or by ``?draft=``, at a moment by ``?at=``.

    Raises NothingTabled, NoSuchMoment, NotThen, and Http404 for what is not there for this reader.
    """
    seat = request.seat
    past = size_asked(request, seat)
    known = seat.known if past is None else seat.room.known(seat.party, size=past)
    given = request.GET.get("draft", "") if number is None else str(number)
    draft = draft_then(seat, known, given) if given else known.latest_draft()
    if draft is None:
        raise NothingTabled
    return Reading(seat=seat, known=known, draft=draft, past=past, named=bool(given))


def size_asked(request: HttpRequest, seat: Seat) -> int | None:
    """Give the size of the record as of which a page is asked for; None: as it is. Raises NoSuchMoment."""
    then = moment_of(seat, request.GET.get("at", ""))
    if then.fault:
        raise NoSuchMoment(then.fault)
    return then.known.size if then.asked else None


def draft_then(seat: Seat, known: Disclosed, given: str) -> Draft:
    """Find the draft that an address names among what was *known* at a moment.

    Raises NotThen, where the reader knows it now and it was tabled later; Http404.
    """
    now = draft_named(seat.known, given)
    found = known.drafts.get(now.tabled.leaf)
    if found is None:
        raise NotThen(
            gettext("Draft %(number)s was tabled later than that, by entry %(entry)s.")
            % {"number": now.number, "entry": now.tabled.index}
        )
    return found


def told_where_not_there(
    view: Callable[Concatenate[Seated, P], HttpResponse],
) -> Callable[Concatenate[Seated, P], HttpResponse]:
    """Say on a page why a text cannot be shown: it is being compiled, or is not here, or is not proved."""

    @wraps(view)
    def answered(request: Seated, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except StillCompiling:
            found = render(request, "web/compiling.html", {"seconds": AGAIN}, status=202)
            found.headers["Retry-After"] = str(AGAIN)
            return found
        except NothingTabled:
            return render(request, "web/no_text.html", {"why": ""})
        except NoSuchMoment as fault:
            shown = {"why": why(fault), "moment": True}
            return render(request, "web/no_text.html", shown, status=400)
        except NotThen as fault:
            shown = {"why": why(fault), "moment": True}
            return render(request, "web/no_text.html", shown, status=404)
        except NotHere as fault:
            return render(request, "web/no_text.html", {"why": why(fault)}, status=404)
        except UnwritableCharacter as fault:
            return render(request, "web/no_text.html", {"why": why(fault)}, status=422)
        except LossError as fault:
            return render(request, "web/unproved.html", {"why": why(fault)}, status=500)

    return answered
