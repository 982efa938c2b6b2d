"""How many requests there were, how they ended and how long they took: counted, and logged a line each.

A line has the name of the page and nothing of what was asked or given: no address, no words, nobody.
"""

from __future__ import annotations

import logging
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LOG: Final = logging.getLogger("travaux.web")
BOUNDS: Final = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""Seconds: up to how long, for the counts of how long requests took."""


class Counted:
    """The counts since the server was started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._within: Counter[float] = Counter()
        self._seconds = 0.0

    def add(self, page: str, method: str, status: int, seconds: float) -> None:
        with self._lock:
            self._requests[page, method, status] += 1
            at = bisect_left(BOUNDS, seconds)
            self._within[BOUNDS[at] if at < len(BOUNDS) else float("inf")] += 1
            self._seconds += seconds

    def lines(self) -> Iterator[str]:
        """Give the counts as Prometheus reads them."""
        with self._lock:
            requests, within, seconds = Counter(self._requests), Counter(self._within), self._seconds
        yield "# TYPE travaux_requests_total counter"
        for (page, method, status), count in sorted(requests.items()):
            yield f'travaux_requests_total{{page="{page}",method="{method}",status="{status}"}} {count}'
        yield "# TYPE travaux_request_seconds histogram"
        total = 0
        for bound in (*BOUNDS, float("inf")):
            total += within[bound]
            named = "+Inf" if bound == float("inf") else bound
            yield f'travaux_request_seconds_bucket{{le="{named}"}} {total}'
        yield f"travaux_request_seconds_sum {seconds:.6f}"
        yield f"travaux_request_seconds_count {total}"


COUNTED: Final = Counted()
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count and log each request once it is answered; of a stream, once it begins."""

    def answered(request: HttpRequest) -> HttpResponse:
        start = time.monotonic()
        found = get_response(request)
        _note(request, found, time.monotonic() - start)
        return found

    return answered


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    page = (match.view_name if match is not None else "") or "none"
    method = request.method if request.method in METHODS else "other"
    COUNTED.add(page, method or "other", response.status_code, seconds)
    LOG.info(
        "request",
        extra={
            "told": {
                "page": page,
                "method": method,
                "status": response.status_code,
                "milliseconds": round(seconds * 1000, 1),
            }
        },
    )
