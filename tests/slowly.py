"""How many examples a property gets that takes long for each."""

import os

from hypothesis import settings

TIMES = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 1


def few(most: int) -> settings:
    """Give the settings for *most* examples; `make soak` makes twenty times as many."""
    return settings(max_examples=most * TIMES)
