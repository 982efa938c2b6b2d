"""The API and its description, at ``/api/openapi.json``."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from travaux import __version__
from travaux.web.api.access import ByKey, BySession
from travaux.web.api.faults import told_by
from travaux.web.api.router import router

_ABOUT: Final = (
    "What a negotiation's record says to one reader, and the way to record in it. Whoever has an access key "
    "reads and records for one party; without one, what is public is read. What a reader may not read is not "
    "there: it is in no list, in no count, and its address gives 404. An entry bears the number of its place "
    "in the whole record, which its proof needs: where numbers are missing, there are entries for others. "
    "How many there are in all, the signed head tells everybody. Sentences for people (what was found, why "
    "something is refused, a page in two voices) are in the language asked for with `Accept-Language`: ar, "
    "en, es, fr, ru or zh-hans; without it, in English. The answer names it in `Content-Language`. Codes, "
    "and what parties have said, are the same in every language. What is not done is said as a Fault, "
    "also at an address where nothing is (404), by a method that is not taken (405), without the token of a "
    "page where a browser sends its session (403), and while the database is away (503, with Retry-After)."
)

api: Final = NinjaAPI(
    title="Travaux",
    version=__version__,
    description=_ABOUT,
    docs_url=None,
    docs_decorator=require_safe,  # the description is read, by GET or HEAD, and nothing is sent to it
    auth=[ByKey(), BySession()],
    urls_namespace="api",
)
# The first that is listed is asked first: "entries/compose" is no place in the record.
for operations in ("recording", "reading", "texts"):
    import_module(f"travaux.web.api.{operations}")
api.add_router("", router)
told_by(api)
