"""The positions, provision by provision and party by party, silence written out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.record.views.positions import positions
from travaux.render.position_matrix import position_matrix
from travaux.render.positions import outside_section, silence_section
from travaux.render.record_page import sections_told
from travaux.web.reads.docketed import docketed
from travaux.web.reads.downloads import offered_matrix
from travaux.web.reads.reading import reading_of, told_where_not_there
from travaux.web.shows.links import ways

if TYPE_CHECKING:
    from travaux.web.seat import Seated


@require_safe
@told_where_not_there
def matrix(request: Seated) -> HttpResponse:
    """Lay out who said what of which provision, and who has not."""
    reading = reading_of(request)
    found = positions(reading.compiled.found, docketed(reading).found, reading.known)
    silent = silence_section(found, reading.teller)
    answered = any(row.shows for row in found.matrix.rows) or found.out or found.left_out or found.unread
    told = [silent if answered else replace(silent, folded=True), outside_section(found, reading.teller)]
    return render(
        request,
        "web/matrix.html",
        {
            "reading": reading,
            "drafts": tuple(reading.known.drafts.values()),
            "answered": answered,
            "table": position_matrix(reading.laid.setting, found) if answered else None,
            "told": sections_told([one for one in told if one is not None], ways(reading.known)),
            "downloads": offered_matrix(reading),
        },
    )
