"""Ids made from content, so that two machines that read the same article make the same graph."""

import hashlib
import json
import re
import unicodedata

DIGEST_LENGTH = 20
"""Hexadecimal digits of an id: 80 bits, so that a clash among a billion statements stays below one in a million."""


def digest(*parts: object) -> str:
    """Return the id of a sequence of JSON values.

    The values are hashed as one canonical JSON array, never as a joined string, so that ("ab", "c") and
    ("a", "bc") differ.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def slug(name: str, *, limit: int = 48) -> str:
    """Return a short ASCII form of a name for people who read IRIs; it is not unique by itself."""
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:limit].rstrip("-")
