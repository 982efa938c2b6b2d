"""The side table of a text whose words bear references instead of names."""

from __future__ import annotations

from travaux.render import element as h
from travaux.render.apparatus import known_by
from travaux.render.markup import characters
from travaux.render.record_page import ours
from travaux.render.sections import Section
from travaux.render.setting import Setting
from travaux.render.tongue import say


def side_notes(setting: Setting, section: Section) -> h.Node:
    """Write who stands behind the references in *section*, beside it."""
    notes = [
        note
        for at in range(section.start, section.end)
        for note in setting.notes.get(setting.text.provisions[at].eid, ())
    ]
    if not notes:
        return None
    return h.aside(
        ".app.notes", aria_label=say("Who stands where in {provision}", provision=known_by(setting, section))
    )[
        h.table[
            h.caption[ours(say("Who stands where"))],
            h.tbody[
                [
                    h.tr({"class": setting.followed(note.parties)})[
                        h.th(scope="row")[characters(note.reference)],
                        h.td[ours(say(note.role.value)), " ", setting.parties(note.parties)],
                    ]
                    for note in notes
                ]
            ],
        ]
    ]
