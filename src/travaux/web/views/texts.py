"""The consolidated text: of everybody, or the text of one party, or of the draft, taken out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from travaux.compile.project import project
from travaux.render import element as h
from travaux.render.agreed import agreed_lines
from travaux.render.follow import follow_style
from travaux.render.html import compilation_body, text_body
from travaux.render.page import search_script
from travaux.render.place import place
from travaux.render.profile import Profile
from travaux.render.record_page import lines_told, ours
from travaux.render.setting import Setting, on_this_page
from travaux.render.tongue import comma, said_again, speaking, tongue
from travaux.text.wording import PartyCode
from travaux.web.reads.downloads import offered
from travaux.web.reads.reading import reading_of, told_where_not_there
from travaux.web.shows.links import ways
from travaux.web.workshop import Workshop

if TYPE_CHECKING:
    from django.http import HttpRequest

    from travaux.render.sections import Section
    from travaux.web.reads.reading import Reading
    from travaux.web.room import Compiled
    from travaux.web.seat import Seated

DRAFT: Final = "draft"
"""Whose text is asked for: the draft's own."""
KEPT: Final = 8
_ISOLATES: Final = {0x2068: None, 0x2069: None}
"""Around a name in a sentence from right to left; in the body elements stand there, and these would show."""

_bodies: Final = Workshop[h.Element]("writing", kept=KEPT)
_texts: Final = Workshop[tuple[h.Element, str]]("projecting", kept=KEPT)


@require_safe
@told_where_not_there
def text(request: Seated, number: int | None = None) -> HttpResponse:
    """Show a draft with everybody's words; with ``?whose=``, one party's text, or the draft's."""
    reading = reading_of(request, number)
    profile = profile_asked(request)
    whose = request.GET.get("whose", "")
    page = _projected(reading, whose) if whose else _consolidated(reading, profile)
    compilation = reading.compiled.found.compilation
    return render(
        request,
        "web/text.html",
        {
            "reading": reading,
            "profile": profile.value,
            "profiles": [(one.value, one.value == profile.value) for one in Profile],
            "whose": whose,
            "parties": compilation.parties,
            "drafts": tuple(reading.known.drafts.values()),
            "downloads": offered(reading, profile, whose),
            "agreed": _agreed(reading, profile),
            "restricted": [
                said_again(one.message) for one in compilation.findings if one.code == "not-for-all"
            ],
            **page,
        },
    )


def _agreed(reading: Reading, profile: Profile) -> h.Node:
    """Tell what is adopted, and to what parties have said that they agree, where the profile names them.

    What is settled provision by provision stands at each.
    """
    named = profile is Profile.ATTRIBUTED
    lines = agreed_lines(reading.laid.agreed, reading.teller, parties=named, settled=False)
    return lines_told(lines, ways(reading.known), fold=True)


@require_safe
def searching(request: HttpRequest) -> HttpResponse:
    """Give the script by which a long text is searched, as pages in files have it in them, in a language."""
    with speaking(request.GET.get("language", "")):  # the same for whoever asks at this address
        script = search_script()
    found = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    found.headers["Cache-Control"] = "public, max-age=3600"
    return found


def profile_asked(request: Seated) -> Profile:
    """Give the profile that is asked for."""
    try:
        return Profile(request.GET.get("profile", "") or Profile.ATTRIBUTED)
    except ValueError:
        raise Http404 from None


def _consolidated(reading: Reading, profile: Profile) -> dict[str, Any]:
    laid, label = reading.laid, _("Open this part")
    setting = replace(laid.setting, profile=profile, where=on_this_page)

    def beside(section: Section) -> h.Node:
        if not section.heading:
            return None
        return h.p(".to-article")[
            h.a(href=laid.address(laid.eid(section)))[
                label, h.span(".vh")[" ", ours(place(setting.cite(section.start)))]
            ]
        ]

    claim = _claim(reading, profile)
    if laid.setting.rectified.made:
        claim += " " + _("What was rectified stands in the place of the words that the draft had.")
    claim = claim.translate(_ISOLATES)
    body = _bodies.get(
        laid,
        (profile, tongue()),
        lambda: compilation_body(setting, claim, text=h.div, beside=beside),
    )
    return {"body": body, "style": h.Written(follow_style(setting))}


def _claim(reading: Reading, profile: Profile) -> str:
    """Say what was proved when the text was compiled, naming nobody where the profile does not."""
    compilation = reading.compiled.found.compilation
    if profile is not Profile.ATTRIBUTED:
        return _(
            "%(units)s units from %(replies)s replies, each with one fate; every text was taken out of the "
            "consolidated text again and found exact, character for character."
        ) % {"units": len(compilation.units), "replies": len(compilation.voices)}
    if not compilation.voices:
        return _(
            "no reply is in it; the draft was taken out of this text again and found exact, character for "
            "character."
        )
    whose = comma().join(compilation.parties) or _("no party")
    return ngettext(
        "one reply, each of its units (%(units)s) with one fate; the draft and the text of %(whose)s were "
        "taken out of this text again and found exact, character for character.",
        "%(units)s units from %(replies)s replies, each with one fate; the draft and the text of %(whose)s "
        "were taken out of this text again and found exact, character for character.",
        len(compilation.voices),
    ) % {"units": len(compilation.units), "replies": len(compilation.voices), "whose": whose}


def whose_text(reading: Reading, whose: str) -> PartyCode | None:
    """Give the party whose text is asked for; None: the draft. Who has given no answer has no text."""
    if whose == DRAFT:
        return None
    if whose not in reading.compiled.found.compilation.parties:
        raise Http404
    return PartyCode(whose)


def _projected(reading: Reading, whose: str) -> dict[str, Any]:
    """Show what one party, or the draft, has; whoever proposed nothing at a place has the draft there."""
    compiled = reading.compiled
    party = whose_text(reading, whose)
    body, identity = _texts.get(compiled, (party, tongue()), lambda: _one_text(compiled, party))
    return {
        "body": body,
        "identity": identity,
        "of_draft": whose == DRAFT,
        "base": compiled.found.compilation.base,
    }


def _one_text(compiled: Compiled, party: PartyCode | None) -> tuple[h.Element, str]:
    compilation = compiled.found.compilation
    own = project(compilation.text, party)
    bare = replace(
        compilation,
        text=own,
        stances=(),
        units=(),
        voices=(),
        operations=(),
        findings=(),
        left_out=(),
        rectified=(),
    )
    return text_body(Setting(compilation=bare, profile=Profile.UNATTRIBUTED), text=h.div), own.identity
