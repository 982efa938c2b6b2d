"""Every page on one screen."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path

from travaux.web.views import (
    answering,
    article,
    comparison,
    door,
    downloads,
    joining,
    matrix,
    prepared,
    record,
    retabling,
    sheets,
    status,
    texts,
    today,
)

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    # Where the negotiation stands, and what a delegation has to do
    path("", status.status, name="status"),
    path("today/", today.today, name="today"),
    # The texts: this article, the consolidated text, the matrix, drafts compared
    path("text/", texts.text, name="text"),
    path("text/<int:number>/", texts.text, name="text_of"),
    path("search.js", texts.searching, name="searching"),
    path("article/<str:address>/", article.article, name="article"),
    path("article/<str:address>/history/", article.history, name="history"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("compare/", comparison.compare, name="compare"),
    path("download/<str:name>", downloads.download, name="download"),
    path("document/<str:h>/", downloads.document, name="document"),
    # Answering: an act is prepared, shown as it would be recorded, and tabled
    path("article/<str:address>/answer/", answering.answer, name="answer"),
    path("article/<str:address>/join/", joining.join, name="join"),
    path("article/<str:address>/hold/", joining.hold, name="hold"),
    path("article/<str:address>/ask/", joining.ask, name="ask"),
    path("answer/", sheets.answer_whole, name="answer_whole"),
    path("answer/sheet/", sheets.sheet, name="sheet"),
    path("retable/", retabling.retable, name="retable"),
    path("record/<int:place>/withdraw/", joining.withdraw, name="withdraw"),
    path("record/<int:place>/correct/", joining.correct, name="correct"),
    path("prepared/<int:number>/", prepared.prepared, name="prepared"),
    path("prepared/<int:number>/discard/", prepared.discard, name="discard"),
    # Papers, questions, promises, times
    # The secretariat: drafts, rules, what is agreed
    # The record, and its checks
    path("record/", record.record, name="record"),
    path("record/<int:place>/", record.entry, name="entry"),
    # For programs: live events, the API, feeds
    # Who one is: people, seats, keys
    path("enter/<str:ticket>/", door.enter, name="enter"),
    path("sit/", door.sit, name="sit"),
    path("language/", door.language, name="language"),
    path("style/<str:digest>.css", door.style, name="style"),
    path("health/", door.health, name="health"),
    path("accounts/", include("allauth.urls")),
]
