"""Log lines as JSON: what happened, where in the program, and nothing of what anybody wrote."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

OTHERS: Final = {
    "psycopg": "a connection to a database was lost, or could not be made",
    "uvicorn": "a connection or a request could not be served",
    "django": "a request could not be answered",
}
"""What is said of what others log, by the first part of their names: their own words are not."""


class Quiet(logging.Formatter):
    """Writes a record of the log without its message, unless it is one of ours.

    Messages of others can have addresses in them, and an exception's can have words of a draft: of those it
    gives what they are about, the kind of the exception and the lines of the program, which is what is needed
    to find the fault.
    """

    def format(self, record: logging.LogRecord) -> str:
        found: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.startswith("travaux"):
            found["event"] = record.getMessage()
        else:
            found["event"] = OTHERS.get(record.name.partition(".")[0], "something went wrong elsewhere")
            found["lines"] = [f"{Path(record.pathname).name}:{record.lineno} {record.funcName}"]
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
