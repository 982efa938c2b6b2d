"""Every page on one screen."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path

from travaux.web.views import (
    answering,
    article,
    comparison,
    docket,
    document,
    door,
    downloads,
    feeds,
    joining,
    live,
    matrix,
    notes,
    objecting,
    prepared,
    proof,
    questions,
    record,
    retabling,
    sheets,
    status,
    texts,
    today,
    validating,
)

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    # Where the negotiation stands, and what a delegation has to do
    path("", status.status, name="status"),
    path("today/", today.today, name="today"),
    path("today/read/", today.read, name="read"),
    path("today/zone/", today.zone, name="zone"),
    path("docket/", docket.docket, name="docket"),
    path("docket/calendar.ics", docket.calendar, name="calendar"),
    path("feed.atom", feeds.feed, name="feed"),
    # The texts: this article, the consolidated text, the matrix, drafts compared
    path("text/", texts.text, name="text"),
    path("text/<int:number>/", texts.text, name="text_of"),
    path("search.js", texts.searching, name="searching"),
    path("article/<str:address>/", article.article, name="article"),
    path("article/<str:address>/history/", article.history, name="history"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("compare/", comparison.compare, name="compare"),
    path("download/<str:name>", downloads.download, name="download"),
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
    path("notes/", notes.notes, name="notes"),
    path("notes/send/", notes.send, name="note_send"),
    path("notes/<int:place>/receive/", notes.receive, name="receive"),
    path("question/<int:place>/", questions.answer, name="question_answer"),
    path("promise/", questions.promise, name="promise"),
    path("promise/<int:place>/extend/", questions.extend, name="promise_extend"),
    path("promise/<int:place>/report/", questions.report, name="promise_report"),
    path("reply/<int:place>/", questions.collective, name="collective"),
    path("validate/", validating.validate, name="validate"),
    path("rules/<int:place>/contest/", objecting.contest, name="contest"),
    path("silence/<int:place>/break/", objecting.break_silence, name="break_silence"),
    path("package/", objecting.tie, name="tie"),
    path("package/<int:place>/untie/", objecting.untie, name="untie"),
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
    # Who one is: people, seats, keys
    path("enter/<str:ticket>/", door.enter, name="enter"),
    path("sit/", door.sit, name="sit"),
    path("language/", door.language, name="language"),
    path("style/<str:digest>.css", door.style, name="style"),
    path("health/", door.health, name="health"),
    path("accounts/", include("allauth.urls")),
]
