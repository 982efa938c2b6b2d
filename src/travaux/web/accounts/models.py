"""People and invitations, and what a delegation has not yet tabled. The record knows nothing of any of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from travaux.record.act import Fingerprint
from travaux.record.signature import PublicKey

_SESSION: Final = "travaux.web.accounts.session"


def address(email: str) -> str:
    """Write an e-mail address as accounts and invitations have it: one spelling for one person."""
    return email.strip().lower()


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> Person:
        """Give a person who signs in by *email*; without a password, by a passkey or another provider."""
        person = self.model(email=address(email), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractUser):
    """Somebody with an account."""

    username = None  # type: ignore[assignment]  # one signs in by e-mail address
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    """The reader's own time; empty: the conference's alone."""
    signed_out = models.PositiveIntegerField(default=0)
    """How often it was signed out everywhere: no session from before lasts."""
    reset = models.DateTimeField(null=True, blank=True)
    """When the password was last set by a link that was sent: no passkey from before lets in by itself."""

    objects: ClassVar[People] = People()  # type: ignore[assignment]  # as Django would have it

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        return salted_hmac(_SESSION, f"{self.password}\n{self.signed_out}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        yield from ()


class Seat(models.Model):
    """That a person sits for a party, as `travaux.web.seat.Capacity` says."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    party = models.CharField(max_length=64)
    capacity = models.CharField(max_length=16)
    since = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "party"], condition=models.Q(ended=None), name="one_seat_for_a_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.party}"


class Invitation(models.Model):
    """A seat offered to whoever has the link; the link itself is not kept."""

    email = models.EmailField()
    party = models.CharField(max_length=64, blank=True)
    """Empty: no seat; who only runs the server."""
    capacity = models.CharField(max_length=16, blank=True)
    operator = models.BooleanField(default=False)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invited", null=True)
    """Nobody: whoever has the server's folder, by the command line."""
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    taken = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.email} for {self.party or 'the server'}"


class HeldKey(models.Model):
    """A signing key: sealed here under its holder's passphrase, which is kept nowhere, or kept elsewhere."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="keys")
    party = models.CharField(max_length=64)
    line = models.CharField(max_length=200)
    """Its public half, as OpenSSH writes it."""
    sealed = models.TextField(blank=True)
    """Its private half under the passphrase, as OpenSSH writes it; empty: its holder signs elsewhere."""
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.line

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(PublicKey.of(self.line).fingerprint)


class Prepared(models.Model):
    """An act that a delegation has prepared and not tabled: its own, and in no view of the record."""

    party = models.CharField(max_length=64)
    on_behalf = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="prepared")
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    """How often it was written; whoever changes it says which one it read."""
    type = models.CharField(max_length=32)
    """The act's name in the record, such as "answer.give"."""
    body = models.TextField()
    """The act, as it would stand in the entry."""
    re = models.JSONField(default=list)
    vis = models.TextField(default="all")
    nonce = models.CharField(max_length=32, unique=True)
    """That of the entry it becomes: however often it is sent, it is recorded once."""
    size = models.PositiveIntegerField()
    """How much of the record there was when it was written."""
    page = models.TextField(blank=True)
    """Where it is changed: the address of the page it was written on."""
    given = models.JSONField(default=dict)
    """What was filled in there."""
    said = models.JSONField(default=list)
    """What was found in it, told to whoever tables it: of what each is made (`travaux.text.makings`)."""
    errors = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.type} of {self.party}"


class PreparedDocument(models.Model):
    """A document of a prepared act, as it came."""

    prepared = models.ForeignKey(Prepared, on_delete=models.CASCADE, related_name="documents")
    place = models.PositiveSmallIntegerField()
    data = models.BinaryField()
    words = models.BinaryField(default=b"")
    name = models.CharField(max_length=255)
    media = models.CharField(max_length=200)
    lang = models.CharField(max_length=35)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]

    def __str__(self) -> str:
        return self.name


class Gone(models.Model):
    """What became of an act that was prepared and is prepared no longer."""

    number = models.BigIntegerField(primary_key=True)
    """Its number while it was prepared."""
    party = models.CharField(max_length=64)
    nonce = models.CharField(max_length=32, blank=True)
    """That of the entry as which it is recorded; empty: it was thrown away."""

    def __str__(self) -> str:
        return f"{self.number} of {self.party}"


class SentOut(models.Model):
    """What was handed out to be signed elsewhere: the entry, and the parcel with its documents."""

    prepared = models.ForeignKey(Prepared, on_delete=models.CASCADE, related_name="sent_out")
    line = models.BinaryField()
    parcel = models.BinaryField()
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.prepared}, {self.made}"


class Looked(models.Model):
    """How much of the record somebody had seen for a party when last there."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looked")
    party = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "party"], name="one_look_for_a_party")
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.party}: {self.size}"


class AccessKey(models.Model):
    """What a program reads and records with, for one seat of one person; the key itself is not kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_keys")
    party = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    """What it is for, in its holder's words."""
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.person} for {self.party}"
