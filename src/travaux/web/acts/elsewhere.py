"""What is signed elsewhere: handed out as the exact entry, and taken back with its signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from travaux.cli.files import FileFault
from travaux.cli.parcel import Parcel, parcel_in
from travaux.record.admission import Submission
from travaux.record.entry import written
from travaux.record.signature import ENTRY, BadSignature, PublicKey, unarmoured, verify
from travaux.text.phrase import said_by
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import SentOut
from travaux.web.acts.preparing import author, proposed
from travaux.web.acts.signing import NoKey
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from travaux.store.writer import Receipt
    from travaux.web.accounts.models import Prepared
    from travaux.web.seat import Seat

_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class _Public:
    """A key whose private half is not here."""

    public: PublicKey

    def sign(self, message: bytes, namespace: str) -> bytes:
        raise NoKey(f"{len(message)} bytes for {namespace} are signed elsewhere.")


class NotTaken(Exception):
    """What came back is not what was handed out, signed."""


def handed_out(one: Prepared, seat: Seat, public: PublicKey) -> SentOut:
    """Compose the entry under this key, with nothing left open but the signature. Raises Refused."""
    entry, documents = seat.room.unsigned(proposed(one), author(one, seat, _Public(public)), nonce=one.nonce)
    parcel = Parcel(line=written(entry), signatures=(), documents=documents)
    return SentOut.objects.create(prepared=one, line=parcel.line, parcel=parcel.to_bytes())


def taken_back(one: Prepared, seat: Seat, data: bytes) -> Receipt:
    """Record what was handed out, with the signature that came back: a parcel, or a .sig file alone.

    Raises NotTaken, Refused and StoreFault.
    """
    parcel = _parcel(one, data)
    submission = Submission(entry=parcel.line, signatures=parcel.signatures)
    return seat.room.take(submission, parcel.documents, party=PartyCode(one.on_behalf or one.party))


def _parcel(one: Prepared, data: bytes) -> Parcel:
    sent = {bytes(it.line): it for it in one.sent_out.all()}
    if data.startswith(_ZIP):
        try:
            parcel = parcel_in(data, "The parcel")
        except FileFault as fault:
            raise NotTaken(said_by(fault)) from fault
        if parcel.line not in sent:
            raise NotTaken(
                gettext(
                    "The parcel holds another entry than what was handed out here. Nothing was recorded: "
                    "have exactly that signed which this page hands out."
                )
            )
        return parcel
    try:
        blob = unarmoured(data.decode("ascii", "replace").replace("\r\n", "\n"))
    except BadSignature as fault:
        raise NotTaken(
            gettext(
                "This is no signature: %(why)s. Expected the file entry.json.sig that ssh-keygen writes, or "
                "the whole parcel with it."
            )
            % {"why": why(fault)}
        ) from fault
    line = next((it for it in reversed(sent) if _signs(blob, it)), None)
    if line is None:
        raise NotTaken(
            gettext(
                "The signature is over something else than what was handed out here. Nothing was recorded: "
                "sign the file entry.json as it was handed out, unchanged."
            )
        )
    return Parcel(
        line=line, signatures=(blob,), documents=parcel_in(bytes(sent[line].parcel), "The parcel").documents
    )


def _signs(blob: bytes, line: bytes) -> bool:
    try:
        verify(blob, line, ENTRY)
    except BadSignature:
        return False
    return True
