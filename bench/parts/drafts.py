"""Drafts that people wrote: the recognised changes beside the oracle that comes with them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.parts.run import Run


def measured(run: Run) -> None:
    """Say what is recognised between one draft and the next of those under corpora/drafts."""
    run.report.section("Drafts that people wrote")
    run.report.say("to come")
