"""Every page on one screen."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path, re_path

from travaux.web.views import door, elsewhere, invitation, keys, people, prepared, record, status, today

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    # Where the negotiation stands, and what a delegation has to do
    path("", status.status, name="status"),
    path("today/", today.today, name="today"),
    # The texts: this article, the consolidated text, the matrix, drafts compared
    # Answering: an act is prepared, shown as it would be recorded, and tabled
    path("prepared/<int:number>/", prepared.prepared, name="prepared"),
    path("prepared/<int:number>/discard/", prepared.discard, name="discard"),
    # Papers, questions, promises, times
    # The secretariat: drafts, rules, what is agreed
    # The record, and its checks
    path("record/", record.record, name="record"),
    path("record/<int:place>/", record.entry, name="entry"),
    # For programs: live events, the API, feeds
    # Who one is: people, seats, keys
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_page, name="invite"),
    path("people/invitation/<int:number>/withdraw/", people.withdraw_invitation, name="withdraw_invitation"),
    path("people/seat/<int:number>/end/", people.end, name="end_seat"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("keys/", keys.keys, name="keys"),
    path("keys/make/", keys.make, name="make_key"),
    path("keys/bring/", keys.bring, name="bring_key"),
    path("keys/revoke/", keys.revoke, name="revoke"),
    path("keys/<int:number>/enrol/", keys.enrol, name="enrol"),
    path("keys/<int:number>/rotate/", keys.rotate, name="rotate"),
    re_path(r"^keys/(?P<number>\d+)/(?P<half>sealed|public)$", keys.take_away, name="take_key_away"),
    path("prepared/<int:number>/elsewhere/", elsewhere.elsewhere, name="elsewhere"),
    re_path(
        r"^prepared/(?P<number>\d+)/elsewhere/(?P<sent>\d+)/(?P<name>entry\.json|parcel\.entry\.zip)$",
        elsewhere.handed,
        name="handed",
    ),
    path("enter/<str:ticket>/", door.enter, name="enter"),
    path("sit/", door.sit, name="sit"),
    path("language/", door.language, name="language"),
    path("style/<str:digest>.css", door.style, name="style"),
    path("health/", door.health, name="health"),
    path("accounts/email/", door.nothing),
    path("accounts/", include("allauth.urls")),
]
