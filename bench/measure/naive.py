"""Naively cutting every party's whole text into tokens: what the core and the proof are held against."""

from bench.measure.case import Case, Clock, Figures
from travaux.text import language

# Where the program remembers what it has cut already, that is no part of naive cutting.
tokens = getattr(language.tokens, "__wrapped__", language.tokens)


def measured(case: Case) -> Figures:
    """Give the seconds to cut every provision of every party, and how many tokens there are."""
    clock = Clock()
    counted = 0
    for redraft in case.negotiation().redrafts(case.parties):
        texts = [one.words for one in redraft.text]
        clock.start()
        for text in texts:
            counted += len(tokens(text))
        clock.stop("naive")
    return {**clock.seconds, "tokens": counted}
