"""Every line of "done when", in its order, with the reason where the last whole run missed it."""

from __future__ import annotations

from typing import Final

from bench.parts.report import Target

TARGETS: Final = (
    Target(
        key="one process",
        says="full compile, one process × merely unzipping and parsing",
        most=1.5,
        missed="reading is two thirds of it: tracked and moved paragraphs are parsed one by one, and numbers "
        "typed by hand make every later line new",
    ),
    Target(
        key="two processes",
        says="the same on two processes × the floor on two, by the wall",
        most=1.3,
        missed="what is heard passes between the processes, and arranging and proving run on one",
    ),
    Target(
        key="peak",
        says="peak memory × a process that holds one parsed document",
        most=2,
        missed="the file to be written is 40 MB, the drawing and its proof as much again; what was known in "
        "reading goes back late",
    ),
    Target(key="parties", says="growth in parties: the power of their number", most=1.1),
    Target(key="pages", says="growth in pages: the power of their number", most=1.1),
    Target(
        key="core",
        says="core × naively cutting everything into tokens",
        most=0.5,
        missed="every distinct wording is cut, compared and set into its provision: most of it is arranging",
    ),
    Target(key="proof", says="proof of all after reading the file back × the same", most=0.3),
    Target(key="bad", says="texts not exact in the file read back", most=0, digits=0),
    Target(
        key="one more",
        says="one more answer × parsing that document",
        most=1.5,
        missed="a place where others want other words is arranged again as a whole",
    ),
    Target(key="withdrawn", says="one answer withdrawn × the same", most=1.5, missed="as one more answer"),
    Target(key="corrected", says="one answer corrected × the same", most=1.5, missed="as one more answer"),
    Target(key="faster", says="times faster than Docxodus Consolidate, by the wall", least=15, digits=1),
    Target(key="smaller", says="peak memory × Docxodus Consolidate's", most=0.33),
    Target(key="inexact", says="parties' views not exact at that size", most=0, digits=0),
    Target(key="strays", says="stray islands per 100 rewordings", most=3, digits=1),
    Target(
        key="mid-phrase",
        says="mid-phrase edges per 100",
        most=12,
        digits=1,
        missed="the parties' own cuts have 22: one cut in four is of a single word (decision 0009)",
    ),
    Target(
        key="bracketed",
        says="bracketed words × the minimum",
        most=1.15,
        missed="the price of the strays: docs/decisions/0009",
    ),
    Target(key="bound", says="compiled words of contested provisions × the bound", most=1.2),
    Target(key="191", says="the same where 191 want 191 different things", most=1.3),
    Target(
        key="precision",
        says="structure: precision on changed, moved, split, merged",
        least=0.999,
        digits=4,
        missed="a deletion beside an unrelated new provision, and one rewritten from end to end, look alike",
    ),
    Target(key="recall", says="structure: recall on the same", least=0.97, digits=4),
    Target(
        key="moved too",
        says="structure: recall on moved and reworded",
        least=0.9,
        digits=4,
        missed="half of those missed were moved and rewritten from end to end",
    ),
    Target(
        key="ms",
        says="structure: milliseconds a party",
        most=10,
        digits=1,
        missed="weighing what is left between the points that are the same",
    ),
)
