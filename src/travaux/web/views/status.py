"""The landing page: what waits for whoever reads it, then the four questions, as they stand or stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from travaux.record.act import Role
from travaux.record.views.questions import Questions, questions
from travaux.render.status import status as status_told
from travaux.web.reads.duties import duties
from travaux.web.reads.past import moment_of
from travaux.web.reads.reading import told_where_not_there
from travaux.web.shows.links import address
from travaux.web.shows.step import Step
from travaux.web.templatetags.told import section_shown
from travaux.web.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from travaux.render.told import Told
    from travaux.web.seat import Seat, Seated


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question of the four, in a word and in full."""

    place: str
    short: str
    title: str
    shown: SafeString
    steps: tuple[Step, ...] = ()
    """What the reader can do there."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The four questions at one moment, what the page tells of them, and how it writes each."""

    found: Questions
    told: Told
    shown: tuple[SafeString, ...]


_ANSWERS: Final = Workshop[Answered]("the four questions", kept=64)
"""Each is worked out and told once for all who read the same entries in the same minute, in one language: the
first time every document has to be read."""
_MINUTE: Final = len("2026-03-20T10:15")


@require_safe
@told_where_not_there
def status(request: Seated) -> HttpResponse:
    """Answer the four questions, now or at the moment `at`."""
    seat = request.seat
    then = moment_of(seat, request.GET.get("at", ""))
    desk = then.desk

    def answered() -> Answered:
        found = questions(then.known, at=then.at, texts=desk.texts(), library=desk.library)
        told = status_told(found, then.teller)
        return Answered(found, told, tuple(section_shown(one, seat.leading) for one in told.sections))

    kept = _ANSWERS.get(then.known, (then.at[:_MINUTE], get_language(), seat.known.size), answered)
    told = kept.told
    found = zip(_shorts(kept.found), told.sections, kept.shown, _steps(kept.found, seat), strict=True)
    return render(
        request,
        "web/status.html",
        {
            "then": then,
            "told": told,
            "answers": [
                Answer(place=f"q{at}", short=short, title=one.title, shown=shown, steps=tuple(steps))
                for at, (short, one, shown, steps) in enumerate(found, 1)
            ],
            "duties": None if then.asked else duties(seat, request.user, then),
        },
        status=400 if then.fault else 200,
    )


def _steps(found: Questions, seat: Seat) -> Iterator[list[Step]]:
    """Say of each answer what a party can do there: tie, contest, break, answer."""
    if not seat.prepares or seat.role is not Role.PARTY:
        yield from ([], [], [], [])
        return
    tied = [one.entered for one in found.agreed.packages if one.entered.author == seat.party]
    untie = [_step(_("Untie the package of entry %(entry)d"), "untie", one.index) for one in tied]
    yield [Step(label=_("Tie a package"), address=address("tie")), *untie]
    rounds = [one.round.declared.index for one in found.speakers.rounds]
    yield [_step(_("Contest a rule of entry %(entry)d"), "contest", one) for one in rounds]
    silences = [one.silence.entered.index for one in found.occasions.silences]
    yield [_step(_("Break the silence of entry %(entry)d"), "break_silence", one) for one in silences]
    yield [Step(label=_("Is your position shown rightly?"), address=address("validate"))]


def _step(label: str, name: str, place: int) -> Step:
    return Step(label=label % {"entry": place}, address=address(name, place))


def _shorts(found: Questions) -> Iterator[str]:
    """Say of each answer what it opens to; the counting rules stand with the lists."""
    count = len(found.agreed.settled)
    yield (
        _("the text is adopted")
        if any(one.adopted is not None for one in found.agreed.on_table)
        else ngettext("%(count)d provision recorded", "%(count)d provisions recorded", count)
        % {"count": count}
    )
    contested = sum(bool(rule.contests) for one in found.speakers.rounds for rule in one.rules)
    count = len(found.speakers.rounds)
    rounds = ngettext("%(count)d round declared", "%(count)d rounds declared", count) % {"count": count}
    yield rounds if not contested else _("%(rounds)s, a rule contested") % {"rounds": rounds}
    count = found.occasions.ahead
    yield ngettext("%(count)d occasion ahead", "%(count)d occasions ahead", count) % {"count": count}
    count = sum(len(one.undecided) for one in found.proposals.drafts)
    yield ngettext(
        "%(count)d provision with something on it", "%(count)d provisions with something on them", count
    ) % {"count": count}
