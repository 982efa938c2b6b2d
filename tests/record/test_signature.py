# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

from pathlib import Path

import pytest
import sshsig
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, ssh
from hypothesis import given
from hypothesis import strategies as st

from tests.record import openssh
from tests.record.authenticators import Passkey, Said, SecurityKey, blob, signed_bytes
from travaux.record.signature import (
    BUNDLE,
    ENTRY,
    KEY,
    BadKey,
    BadSignature,
    PrivateKey,
    PublicKey,
    armoured,
    unarmoured,
    verify,
)
from travaux.record.wire import mpint, string

MINE = PrivateKey.from_seed(bytes(range(32)))
OTHER = PrivateKey.from_seed(bytes(32))
MESSAGE = b'{"v":1}'
SIGNED = MINE.sign(MESSAGE, ENTRY)
ED25519, RSA = b"ssh-ed25519", b"ssh-rsa"


def without_bcrypt(*_: object) -> bytes:
    """What cryptography does where bcrypt is not installed."""
    raise UnsupportedAlgorithm("Need bcrypt module")


def why(given: bytes, message: bytes = MESSAGE, namespace: str = ENTRY) -> str:
    """Why a signature is refused."""
    with pytest.raises(BadSignature) as refused:
        verify(given, message, namespace)
    return str(refused.value)


class TestSigning:
    @given(st.binary(max_size=300), st.sampled_from([ENTRY, BUNDLE, KEY]))
    def test_a_signature_names_its_key(self, message: bytes, namespace: str) -> None:
        assert verify(MINE.sign(message, namespace), message, namespace) == MINE.public

    def test_the_bytes_are_those_of_sshsig(self) -> None:
        assert (
            blob(
                MINE.public.blob, ENTRY, string(ED25519) + string(MINE.sign_raw(signed_bytes(MESSAGE, ENTRY)))
            )
            == SIGNED
        )

    def test_namespaces_are_for_ever(self) -> None:
        """A signature can never be moved between uses."""
        assert (ENTRY, BUNDLE, KEY) == ("entry@travaux", "bundle@travaux", "key@travaux")
        for made in (ENTRY, BUNDLE, KEY):
            for used in {ENTRY, BUNDLE, KEY} - {made}:
                assert why(MINE.sign(MESSAGE, made), MESSAGE, used) == (
                    f"it was made for {made.encode()!r}; expected {used!r}"
                )

    @given(st.binary(max_size=60), st.binary(max_size=60))
    def test_a_signature_is_over_one_message(self, message: bytes, other: bytes) -> None:
        if message != other:
            assert why(MINE.sign(message, ENTRY), other) == (
                f"it is not by {MINE.public.fingerprint} over these {len(other)} bytes"
            )

    def test_the_key_cannot_be_exchanged(self) -> None:
        ours, theirs = MINE.public.blob, OTHER.public.blob
        assert (
            why(SIGNED.replace(ours, theirs)) == f"it is not by {OTHER.public.fingerprint} over these 7 bytes"
        )

    def test_a_key_shows_no_seed(self) -> None:
        assert repr(MINE) == f"PrivateKey(public=PublicKey(blob={MINE.public.blob!r}))"


class TestRefused:
    """Reject RSA, unknown versions, non-empty reserved, wrong namespace, trailing bytes."""

    @given(st.binary(max_size=200))
    def test_only_its_own_exception_comes_out(self, data: bytes) -> None:
        with pytest.raises(BadSignature):
            verify(data, MESSAGE, ENTRY)

    @given(st.integers(0, len(SIGNED) - 1), st.binary(min_size=1, max_size=6))
    def test_overwritten_bytes(self, at: int, over: bytes) -> None:
        changed = SIGNED[:at] + over + SIGNED[at + len(over) :]
        if changed != SIGNED:
            with pytest.raises(BadSignature):
                verify(changed, MESSAGE, ENTRY)

    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            (b"", "the signature does not hold: 0 bytes at byte 0; expected 10"),
            (SIGNED[:-1], "the signature does not hold: 82 bytes at byte 100; expected 83"),
            (SIGNED + b"x", "the signature does not hold: 1 bytes too many from byte 183"),
            (b"sshsig" + SIGNED[6:], "it begins b'sshsig\\x00\\x00\\x00\\x01'; expected SSHSIG in version 1"),
            (SIGNED[:9] + b"\2" + SIGNED[10:], "it begins b'SSHSIG\\x00\\x00\\x00\\x02'; expected SSHSIG in version 1"),
            (SIGNED[:6] + b"\1" + SIGNED[7:], "it begins b'SSHSIG\\x01\\x00\\x00\\x01'; expected SSHSIG in version 1"),
            (SIGNED.replace(string(b"") + string(b"sha512"), string(b"x") + string(b"sha512")), "the reserved field holds 1 bytes; expected none"),
            (SIGNED.replace(b"sha512", b"sha256"), "the digest is b'sha256'; expected sha512"),
            (SIGNED.replace(string(b"sha512"), string(b"s" * 50)), f"the digest is {b's' * 40!r}; expected sha512"),
            (SIGNED.replace(string(ENTRY.encode()), string(b"e" * 50)), f"it was made for {b'e' * 40!r}; expected 'entry@travaux'"),
        ],
    )  # fmt: skip
    def test_the_envelope(self, changed: bytes, expected: str) -> None:
        assert why(changed) == expected

    def test_what_is_inside(self) -> None:
        raw = MINE.sign_raw(signed_bytes(MESSAGE, ENTRY))
        for inside, expected in (
            (string(RSA) + string(raw), "the signature is b'ssh-rsa'; the key is ssh-ed25519"),
            (string(b"x" * 70) + string(raw), f"the signature is {b'x' * 60!r}; the key is ssh-ed25519"),
            (
                string(b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com") + string(raw),
                "the signature is b'webauthn-sk-ecdsa-sha2-nistp256@openssh.com'; the key is ssh-ed25519",
            ),
            (string(ED25519) + string(raw) + b"x", "1 bytes too many from byte 83"),
            (string(ED25519), "0 bytes at byte 15; expected 4"),
            (b"", "0 bytes at byte 0; expected 4"),
        ):
            assert why(blob(MINE.public.blob, ENTRY, inside)) == f"the signature does not hold: {expected}"
        for short in (raw[:-1], raw + b"x", b""):
            assert why(blob(MINE.public.blob, ENTRY, string(ED25519) + string(short))) == (
                f"it is not by {MINE.public.fingerprint} over these 7 bytes"
            )

    def test_keys_of_other_kinds(self) -> None:
        rsa = string(RSA) + mpint(65537) + mpint(2**2048 + 1)
        assert why(blob(rsa, ENTRY, string(RSA) + string(b"x"))) == (
            "the signature does not hold: the key is b'ssh-rsa'; "
            "expected Ed25519, or a security key with Ed25519 or P-256"
        )


class TestPublicKey:
    def test_a_line_of_a_pub_file(self) -> None:
        line = MINE.public.line
        assert line == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
        for spelt in (line, f"{line}\n", f"{line} a comment = of any kind\n", f"  {line} "):
            assert PublicKey.of(spelt) == MINE.public
        assert MINE.public.fingerprint == "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg"
        assert MINE.public.raw == MINE.public.point == MINE.public.blob[-32:]
        assert PublicKey.ed25519(MINE.public.raw) == MINE.public
        assert (MINE.public.kind, MINE.public.application) == (ED25519, b"")

    def test_keys_of_security_keys(self) -> None:
        for key, kind in (
            (Passkey().public, "sk-ecdsa-sha2-nistp256@openssh.com"),
            (SecurityKey().public, "sk-ssh-ed25519@openssh.com"),
        ):
            assert key.line.startswith(f"{kind} AAAA")
            assert PublicKey.of(key.line) == key
            with pytest.raises(BadKey) as refused:
                _ = key.raw
            assert str(refused.value) == f"the key is {kind}; expected ssh-ed25519"
        assert Passkey().public.application == b"travaux.example"
        assert SecurityKey().public.application == b"ssh:"

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("", "the key does not hold: 0 bytes at byte 0; expected 4"),
            ("ssh-ed25519", "the key does not hold: 0 bytes at byte 0; expected 4"),
            ("ssh-ed25519 AAA", "the key does not hold: 'AAA' is not base64; expected the standard alphabet with padding"),
            ("ssh-ed25519  AAAA", "the key does not hold: 0 bytes at byte 0; expected 4"),
            (MINE.public.line.replace("ssh-", "SSH-"), "the line says 'SSH-ed25519'; its key is ssh-ed25519"),
            ("\ud800" + MINE.public.line, "the line says '\\ud800ssh-ed25519'; its key is ssh-ed25519"),
            ("x" * 50 + MINE.public.line, f"the line says {'x' * 40!r}; its key is ssh-ed25519"),
        ],
    )  # fmt: skip
    def test_lines_that_are_refused(self, line: str, expected: str) -> None:
        with pytest.raises(BadKey) as refused:
            PublicKey.of(line)
        assert str(refused.value) == expected

    point = Passkey().public.point

    @pytest.mark.parametrize(
        ("parts", "expected"),
        [
            ((b"k" * 70,), f"the key is {b'k' * 60!r}; expected Ed25519, or a security key with Ed25519 or P-256"),
            ((ED25519, MINE.public.raw, b""), "the key does not hold: 4 bytes too many from byte 51"),
            ((ED25519, MINE.public.raw[:-1]), "the key does not hold: an Ed25519 key has 31 bytes; expected 32"),
            ((ED25519, bytes(32)), "the key does not hold: an Ed25519 key is a point of small order or spelt oddly; expected one made from a seed"),
            ((b"sk-ssh-ed25519@openssh.com", bytes(32), b"ssh:"), "the key does not hold: an Ed25519 key is a point of small order or spelt oddly; expected one made from a seed"),
            ((b"sk-ssh-ed25519@openssh.com", MINE.public.raw), "the key does not hold: 0 bytes at byte 66; expected 4"),
            ((b"sk-ecdsa-sha2-nistp256@openssh.com", b"n" * 50, point, b"ssh:"), f"the curve is {b'n' * 40!r}; expected nistp256"),
            ((b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", point[:-1] + b"\0", b"ssh:"), "the key is no point of P-256, uncompressed; expected 65 bytes that are"),
            ((b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", point), "the key does not hold: 0 bytes at byte 119; expected 4"),
        ],
    )  # fmt: skip
    def test_blobs_that_are_refused(self, parts: tuple[bytes, ...], expected: str) -> None:
        with pytest.raises(BadKey) as refused:
            PublicKey(b"".join(map(string, parts)))
        assert str(refused.value) == expected

    @given(
        st.binary(max_size=120)
        | st.lists(st.sampled_from([ED25519, bytes(32), b"ssh:"])).map(lambda it: b"".join(map(string, it)))
    )
    def test_only_its_own_exception_comes_out(self, data: bytes) -> None:
        try:
            key = PublicKey(data)
        except BadKey:
            return
        assert PublicKey.of(key.line) == key

    @given(st.text(st.characters(), max_size=60) | st.text(alphabet="ssh-ed25519 AC3=/+\n", max_size=60))
    def test_only_its_own_exception_comes_out_of_a_line(self, line: str) -> None:
        with pytest.raises(BadKey):
            PublicKey.of(line)


class TestPrivateKey:
    def test_a_private_key_file_comes_back(self) -> None:
        assert PrivateKey.from_openssh(MINE.to_openssh()) == MINE
        assert MINE.to_openssh() == MINE.to_openssh()

    def test_openssh_signs_with_our_file_as_we_do(self, tmp_path: Path) -> None:
        file = tmp_path / "key"
        file.write_bytes(MINE.to_openssh())
        file.chmod(0o600)
        assert openssh.run("ssh-keygen", "-y", "-f", "key", cwd=tmp_path).decode() == f"{MINE.public.line}\n"
        given = openssh.run("ssh-keygen", "-Y", "sign", "-f", "key", "-n", ENTRY, cwd=tmp_path, given=MESSAGE)
        assert given.decode() == armoured(SIGNED)

    def test_a_passphrase_locks_the_file_for_us_and_for_openssh(self, tmp_path: Path) -> None:
        sealed = MINE.to_openssh(b"four words in a row")
        assert PrivateKey.from_openssh(sealed, b"four words in a row") == MINE
        with pytest.raises(BadKey):
            PrivateKey.from_openssh(sealed, b"four words in a column")
        with pytest.raises(BadKey):
            PrivateKey.from_openssh(sealed)
        file = tmp_path / "key"
        file.write_bytes(sealed)
        file.chmod(0o600)
        told = openssh.run("ssh-keygen", "-y", "-P", "four words in a row", "-f", "key", cwd=tmp_path)
        assert told.decode() == f"{MINE.public.line}\n"

    def test_we_sign_with_the_file_of_openssh(self, tmp_path: Path) -> None:
        openssh.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "AAA", "-f", "key", cwd=tmp_path)
        key = PrivateKey.from_openssh((tmp_path / "key").read_bytes())
        assert PublicKey.of((tmp_path / "key.pub").read_text()) == key.public
        assert PrivateKey.from_openssh(key.to_openssh()) == key
        told = openssh.run("ssh-keygen", "-l", "-f", "key.pub", cwd=tmp_path).decode().split()[1]
        assert told == key.public.fingerprint

    def test_a_file_that_is_no_private_key_of_ours(self, tmp_path: Path) -> None:
        p256 = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()
        )
        with pytest.raises(BadKey) as refused:
            PrivateKey.from_openssh(p256)
        assert str(refused.value) == (
            "the private key is of another kind; expected one of `ssh-keygen -t ed25519`"
        )
        with pytest.raises(BadKey, match=r"^the private key cannot be read: "):
            PrivateKey.from_openssh(b"nothing")
        with pytest.raises(BadKey, match=r"^the private key cannot be read: "):
            PrivateKey.from_openssh(MINE.to_openssh(), b"a passphrase that it does not have")
        openssh.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", "key", cwd=tmp_path)
        with pytest.raises(BadKey, match=r"^the private key cannot be read: "):
            PrivateKey.from_openssh((tmp_path / "key").read_bytes())

    def test_a_passphrase_needs_bcrypt(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        openssh.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", "key", cwd=tmp_path)
        data = (tmp_path / "key").read_bytes()
        public = PublicKey.of((tmp_path / "key.pub").read_text())
        assert PrivateKey.from_openssh(data, b"secret").public == public
        monkeypatch.setattr(ssh, "_bcrypt_kdf", without_bcrypt)
        with pytest.raises(BadKey) as refused:
            PrivateKey.from_openssh(data, b"secret")
        assert str(refused.value) == (
            "the private key is behind a passphrase, and the package bcrypt that opens it is not there; "
            "install it, or sign with `ssh-keygen -Y sign`, which asks for the passphrase"
        )

    @given(st.binary(max_size=40).filter(lambda it: len(it) != 32))
    def test_a_seed_has_32_bytes(self, seed: bytes) -> None:
        with pytest.raises(BadKey) as refused:
            PrivateKey.from_seed(seed)
        assert str(refused.value) == f"a seed has {len(seed)} bytes; expected 32"


class TestArmour:
    @given(st.binary(max_size=300))
    def test_a_blob_comes_back(self, data: bytes) -> None:
        assert unarmoured(armoured(data)) == data
        assert unarmoured(armoured(data).removesuffix("\n")) == data

    def test_lines_are_of_70_columns(self) -> None:
        assert armoured(bytes(54)).split("\n") == [
            "-----BEGIN SSH SIGNATURE-----",
            "A" * 70,
            "AA",
            "-----END SSH SIGNATURE-----",
            "",
        ]

    @given(st.text(st.characters(), max_size=60))
    def test_only_its_own_exception_comes_out(self, text: str) -> None:
        with pytest.raises(BadSignature):
            unarmoured(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "the text begins ''; expected lines from -----BEGIN SSH SIGNATURE----- to -----END SSH SIGNATURE-----"),
            ("x" * 50, f"the text begins {'x' * 40!r}; expected lines from -----BEGIN SSH SIGNATURE----- to -----END SSH SIGNATURE-----"),
            (armoured(b"x") + "\n", "the text begins '-----BEGIN SSH SIGNATURE-----'; expected lines from -----BEGIN SSH SIGNATURE----- to -----END SSH SIGNATURE-----"),
            ("-----BEGIN SSH SIGNATURE-----", "the text begins '-----BEGIN SSH SIGNATURE-----'; expected lines from -----BEGIN SSH SIGNATURE----- to -----END SSH SIGNATURE-----"),
            (armoured(b"x").replace("BEGIN SSH", "BEGIN PGP"), "the text begins '-----BEGIN PGP SIGNATURE-----'; expected lines from -----BEGIN SSH SIGNATURE----- to -----END SSH SIGNATURE-----"),
            (armoured(b"x").replace("eA==", "eA"), "the signature does not hold: 'eA' is not base64; expected the standard alphabet with padding"),
        ],
    )  # fmt: skip
    def test_what_is_no_armour(self, text: str, expected: str) -> None:
        with pytest.raises(BadSignature) as refused:
            unarmoured(text)
        assert str(refused.value) == expected


class TestOthersAgree:
    """What we sign, stock tools accept; what stock tools sign, we accept."""

    def test_ssh_keygen(self, tmp_path: Path) -> None:
        for key, made in (
            (MINE.public, SIGNED),
            (Passkey(application="ssh:").public, Passkey(application="ssh:").by_ssh(MESSAGE, ENTRY)),
            (Passkey().public, Passkey().in_browser(MESSAGE, ENTRY)),
            (SecurityKey().public, SecurityKey().by_ssh(MESSAGE, ENTRY)),
        ):
            for message in (MESSAGE, MESSAGE + b" "):
                found = openssh.accepts(tmp_path, key=key.line, blob=made, message=message, namespace=ENTRY)
                assert found == (message == MESSAGE)
            assert verify(made, MESSAGE, ENTRY) == key

    def test_sshsig(self) -> None:
        assert sshsig.check_signature(MESSAGE, armoured(SIGNED), ENTRY).openssh_str() == MINE.public.line
        with pytest.raises(sshsig.InvalidSignature):
            sshsig.check_signature(MESSAGE + b" ", armoured(SIGNED), ENTRY)

    @given(st.binary(max_size=100), st.binary(max_size=100), st.sampled_from([ENTRY, BUNDLE, KEY]))
    def test_sshsig_gives_the_same_verdict(self, message: bytes, other: bytes, namespace: str) -> None:
        """On what was signed and what was not. Of lengths that lie it is less strict than we are."""
        good = MINE.sign(message, namespace)
        assert sshsig.check_signature(message, armoured(good), namespace).openssh_str() == MINE.public.line
        if other != message:
            with pytest.raises(BadSignature):
                verify(good, other, namespace)
            with pytest.raises(sshsig.InvalidSignature):
                sshsig.check_signature(other, armoured(good), namespace)

    def test_a_flag_that_openssh_does_not_look_at(self, tmp_path: Path) -> None:
        """OpenSSH accepts a signature given while nobody was there, and one given to a foreign page."""
        passkey, ssh = Passkey(), Passkey(application="ssh:")
        for key, made in (
            (passkey, passkey.in_browser(MESSAGE, ENTRY, Said(flags=0))),
            (passkey, passkey.in_browser(MESSAGE, ENTRY, Said(flags=0x01))),
            (passkey, passkey.in_browser(MESSAGE, ENTRY, Said(flags=0x04))),
            (passkey, passkey.in_browser(MESSAGE, ENTRY, Said(origin="https://elsewhere.example"))),
            (passkey, passkey.in_browser(MESSAGE, ENTRY, Said(end=',"crossOrigin":true}'))),
            (passkey, passkey.by_ssh(MESSAGE, ENTRY)),
            (ssh, ssh.by_ssh(MESSAGE, ENTRY, Said(flags=0))),
        ):
            assert openssh.accepts(tmp_path, key=key.public.line, blob=made, message=MESSAGE, namespace=ENTRY)
            with pytest.raises(BadSignature):
                verify(made, MESSAGE, ENTRY)
