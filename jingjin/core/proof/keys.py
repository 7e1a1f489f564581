"""The installation's Ed25519 signing key in a PEM file, and the public keys it ever had.

The private key stands in one file that only its owner may read, or comes from the environment as PEM text;
never in the database. A public key's id is its fingerprint: SHA-256 of its DER form
(`openssl pkey -pubin -in KEY -outform DER | sha256sum`).
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from jingjin.core.proof.canonical import sha256_hex

PrivateKey = Ed25519PrivateKey
PublicKey = Ed25519PublicKey

_PUBLIC_BEGIN, _PUBLIC_END = b"-----BEGIN PUBLIC KEY-----", b"-----END PUBLIC KEY-----"


class KeyFileError(Exception):
    """A key cannot be read, or must not be used as it is; the message says what to do."""


def key_id(public: PublicKey) -> str:
    """Fingerprint of a public key, 64 hex digits."""
    return sha256_hex(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def public_pem(public: PublicKey) -> bytes:
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_private_pem(pem: bytes) -> PrivateKey:
    """Read an unencrypted Ed25519 private key; raises KeyFileError."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError("This is no unencrypted private key in PEM form.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError("This private key is not of the kind Ed25519.")
    return key


def read_public_pem(pem: bytes) -> PublicKey:
    """Read an Ed25519 public key from text that holds nothing else; raises KeyFileError.

    Something larger that merely contains a key (an evidence file, say) would otherwise vouch for itself.
    """
    if not pem.startswith(_PUBLIC_BEGIN) or not pem.rstrip().endswith(_PUBLIC_END):
        raise KeyFileError("This is no public key in PEM form.")
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError("This is no public key in PEM form.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFileError("This public key is not of the kind Ed25519.")
    return key


def create_key_file(path: Path) -> PrivateKey:
    """Make a new key and its file with mode 0600; an existing file is never overwritten (KeyFileError)."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyFileError(f"{path} exists already; a signing key is never overwritten.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    return key


def load_key_file(path: Path) -> PrivateKey:
    """Read the private key; refuses a file that others than its owner may read (KeyFileError)."""
    try:
        mode = path.stat().st_mode
        pem = path.read_bytes()
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read: {error.strerror}.") from error
    if os.name == "posix" and mode & 0o077:
        raise KeyFileError(f"{path} can be read by others. Run: chmod 600 {path}")
    return read_private_pem(pem)


def keep_public(folder: Path, public: PublicKey) -> Path:
    """Store a public key as FOLDER/<key id>.pem, so that what it signed can be checked after a rotation."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{key_id(public)}.pem"
    if not path.exists():
        path.write_bytes(public_pem(public))
    return path


def load_public_folder(folder: Path) -> dict[str, PublicKey]:
    """Read every public key that was kept, by key id."""
    keys = (read_public_pem(path.read_bytes()) for path in sorted(folder.glob("*.pem")))
    return {key_id(key): key for key in keys}


def rotate_key_file(path: Path, folder: Path) -> PrivateKey:
    """Replace the signing key by a new one in one step, after keeping the old and the new public key."""
    keep_public(folder, load_key_file(path).public_key())
    fresh = path.with_name(path.name + ".new")
    key = create_key_file(fresh)
    keep_public(folder, key.public_key())
    fresh.replace(path)
    return key


def sign_bytes(message: bytes, key: PrivateKey) -> bytes:
    """Ed25519 signature (64 bytes); every message carries its own `format`, see `canonical.statement`."""
    return key.sign(message)


def signature_holds(message: bytes, signature: bytes, public: PublicKey) -> bool:
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True
