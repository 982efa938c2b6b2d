"""Log lines as JSON: what happened, where in the program, and nothing of what anybody wrote."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path


class Quiet(logging.Formatter):
    """Writes a record of the log without its message, unless it is one of ours.

    Messages of others can have addresses in them, and an exception's can have words of a draft: of those it
    gives the kind of the exception and the lines of the program, which is what is needed to find the fault.
    """

    def format(self, record: logging.LogRecord) -> str:
        found: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.startswith("travaux"):
            found["event"] = record.getMessage()
        found |= getattr(record, "told", {})
        status = getattr(record, "status_code", None)
        if status is not None:
            found["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            found["exception"] = f"{kind.__module__}.{kind.__qualname__}"
            found["lines"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)
            ]
        return json.dumps(found, ensure_ascii=False)
