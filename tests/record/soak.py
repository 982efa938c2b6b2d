"""How far the exhaustive tests go: TRAVAUX_SOAK=1 goes all the way."""

import os

SOAK = os.environ.get("TRAVAUX_SOAK") == "1"
EVERY_SIZE = 256 if SOAK else 64
