"""Every page on one screen."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path

from travaux.web.api.api import api
from travaux.web.views import access_keys, answering, document, door, health, live, prepared, proof, record, status, today

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    # Where the negotiation stands, and what a delegation has to do
    path("", status.status, name="status"),
    path("today/", today.today, name="today"),
    # The texts: this article, the consolidated text, the matrix, drafts compared
    # Answering: an act is prepared, shown as it would be recorded, and tabled
    path("article/<str:address>/answer/", answering.answer, name="answer"),
    path("prepared/<int:number>/", prepared.prepared, name="prepared"),
    path("prepared/<int:number>/discard/", prepared.discard, name="discard"),
    # Papers, questions, promises, times
    path("document/<str:h>/", document.document, name="document"),
    # The secretariat: drafts, rules, what is agreed
    # The record, and its checks
    path("record/", record.record, name="record"),
    path("record/<int:place>/", record.entry, name="entry"),
    path("record/<int:place>/proof", proof.proof, name="proof"),
    path("record/<int:place>/leaf", proof.leaf, name="leaf"),
    path("record/head", proof.head, name="head"),
    path("record/check/", proof.check, name="check"),
    path("record/check/hashes", proof.hashes, name="hashes"),
    path("record/check/leaves", proof.leaves, name="leaves"),
    path("record/bundle/", proof.bundle, name="bundle"),
    # For programs: live events, the API, feeds
    path("live/", live.live, name="live"),
    path("api/", api.urls),
    path("keys/access/", access_keys.access_keys, name="access_keys"),
    path("keys/access/<int:number>/revoke/", access_keys.revoke, name="revoke"),
    path("health/", health.health, name="health"),
    path("metrics/", health.metrics, name="metrics"),
    # Who one is: people, seats, keys
    path("enter/<str:ticket>/", door.enter, name="enter"),
    path("sit/", door.sit, name="sit"),
    path("language/", door.language, name="language"),
    path("style/<str:digest>.css", door.style, name="style"),
    path("accounts/", include("allauth.urls")),
]
