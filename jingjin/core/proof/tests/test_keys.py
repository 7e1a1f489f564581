import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from jingjin.core.proof.keys import (
    KeyFileError,
    create_key_file,
    keep_public,
    key_id,
    load_key_file,
    load_public_folder,
    public_pem,
    read_private_pem,
    read_public_pem,
    rotate_key_file,
    sign_bytes,
    signature_holds,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
WRONG_KIND = X25519PrivateKey.from_private_bytes(b"\x01" * 32)


def test_a_key_file_is_for_its_owner_only_and_reads_back(tmp_path: Path) -> None:
    made = create_key_file(tmp_path / "signing.pem")

    assert (tmp_path / "signing.pem").stat().st_mode & 0o777 == 0o600
    assert key_id(load_key_file(tmp_path / "signing.pem").public_key()) == key_id(made.public_key())


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    create_key_file(tmp_path / "signing.pem")
    before = (tmp_path / "signing.pem").read_bytes()

    with pytest.raises(KeyFileError, match="never overwritten"):
        create_key_file(tmp_path / "signing.pem")
    assert (tmp_path / "signing.pem").read_bytes() == before


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    create_key_file(tmp_path / "signing.pem")
    (tmp_path / "signing.pem").chmod(0o640)

    with pytest.raises(KeyFileError, match="chmod 600"):
        load_key_file(tmp_path / "signing.pem")


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match=r"signing\.pem cannot be read"):
        load_key_file(tmp_path / "signing.pem")


def test_rotation_keeps_the_old_public_key(tmp_path: Path) -> None:
    path, folder = tmp_path / "signing.pem", tmp_path / "public"
    old = create_key_file(path)

    new = rotate_key_file(path, folder)

    assert sorted(load_public_folder(folder)) == sorted([key_id(old.public_key()), key_id(new.public_key())])
    assert key_id(load_key_file(path).public_key()) == key_id(new.public_key())
    assert [file.name for file in tmp_path.glob("signing*")] == ["signing.pem"]


def test_keeping_a_key_twice_keeps_it_once(tmp_path: Path) -> None:
    first = keep_public(tmp_path, KEY.public_key())

    assert keep_public(tmp_path, KEY.public_key()) == first
    assert list(tmp_path.iterdir()) == [first]


def test_the_id_is_the_hash_of_the_der_form() -> None:
    der = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    assert key_id(KEY.public_key()) == hashlib.sha256(der).hexdigest()


def test_only_ed25519_in_pem_form_is_read() -> None:
    wrong_private = WRONG_KIND.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    wrong_public = WRONG_KIND.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(KeyFileError, match="no unencrypted private key"):
        read_private_pem(b"nothing")
    with pytest.raises(KeyFileError, match="no public key"):
        read_public_pem(b"nothing")
    with pytest.raises(KeyFileError, match="no public key"):
        read_public_pem(b"PK" + public_pem(KEY.public_key()))
    with pytest.raises(KeyFileError, match="Ed25519"):
        read_private_pem(wrong_private)
    with pytest.raises(KeyFileError, match="Ed25519"):
        read_public_pem(wrong_public)


def test_a_signature_is_over_every_byte() -> None:
    public = read_public_pem(public_pem(KEY.public_key()))
    signature = sign_bytes(b"message", KEY)

    assert signature_holds(b"message", signature, public)
    assert not signature_holds(b"messagE", signature, public)
    assert not signature_holds(b"message", signature[:-1], public)
