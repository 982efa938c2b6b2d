"""What an authority says about the time (RFC 3161): asked for in one file, answered in another.

No connection is made here: whoever has one carries the files.
"""

# The library takes long to import; only who has time stamps waits for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from datetime import UTC


class BadTimestamp(ValueError):
    """An answer is no time stamp over these bytes by this authority."""


def request(data: bytes) -> bytes:
    """The .tsq file that asks for a time stamp over *data*, with the authority's certificate in the answer.

    Without a nonce: the same for the same data. An old answer would only prove an earlier time.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def stamped(token: bytes, chain: bytes, data: bytes) -> int:
    """When the authority of *chain* stamped *data*, in seconds since 1970.

    *token* is a .tsr file; *chain* the certificates that are trusted for it, in PEM. Raises BadTimestamp.
    """
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        certificates = load_pem_x509_certificates(chain)
    except ValueError as fault:
        raise BadTimestamp(f"the chain cannot be read: {fault}") from None
    try:
        response = decode_timestamp_response(token)
        at = response.tst_info.gen_time.astimezone(UTC)
        builder = VerifierBuilder()
        for certificate in certificates:
            if certificate.issuer == certificate.subject:
                builder = builder.add_root_certificate(certificate)
            else:
                builder = builder.add_intermediate_certificate(certificate)
        builder.build().verify_message(response, data)
    except (VerificationError, ValueError) as fault:
        raise BadTimestamp(f"the time stamp does not hold: {fault}") from None
    return int(at.timestamp())
