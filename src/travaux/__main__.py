"""``python -m travaux``: the command, also where its script is not on the path."""

import sys

from travaux.cli.main import main

sys.exit(main())
