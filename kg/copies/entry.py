"""What of a document, beside its words, tells whose story it is: publisher, address, headline, days."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from kg.ids import digest
from kg.model import Document, name_key

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|_ga|yclid|twclid")
_PORTS = {"http": 80, "https": 443}
_ENDLESS = 10_000
"""Longer than any address: it isn't taken apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as verdicts see it.

    `text` numbers the text among those of an index, `words` is the same for two texts of the same words. Publisher,
    credited agency, address and headline are digests of what counts of them, None where they aren't known; days are in
    ISO form, so that they can be compared.
    """

    id: str
    text: int
    words: bytes
    publisher: str | None = None
    credit: str | None = None
    address: str | None = None
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    corrected: bool = False

    @classmethod
    def of(cls, document: Document, *, text: int, words: bytes) -> "Entry":
        """Return the entry of a document whose text has this number and these words."""
        metadata = document.metadata
        title = " ".join(re.findall(r"\w+", (metadata.title or "").casefold()))
        address = address_key(metadata.url)
        return cls(
            id=document.id,
            text=text,
            words=words,
            publisher=_medium(metadata.publisher),
            credit=_medium(metadata.credit),
            address=digest("address", address) if address else None,
            headline=digest("headline", title) if title else None,
            published=metadata.published.isoformat() if metadata.published else None,
            modified=metadata.modified.isoformat() if metadata.modified else None,
            corrected=metadata.correction is not None,
        )


def address_key(url: str | None) -> str | None:
    """Return what the ways to write one article's address have in common, None where it is no article's.

    Scheme, "www.", letter case of the host, trailing slashes and white space, the order of parameters, parameters that
    only track readers, and fragments don't count. A site's front page is the address of no article.
    """
    if url is None or len(url) > _ENDLESS:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name.lower())]
    query = urlencode(sorted(kept), errors="surrogatepass")
    path = re.sub(r"[\s/]+$", "", parts.path)
    page = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""  # a site that is one page of script
    if not (path or query or page):
        return None
    where = host.removeprefix("www.") + (f":{port}" if port not in (None, _PORTS[parts.scheme]) else "")
    return f"{where}{path}{f'?{query}' if query else ''}{page}"


def _medium(name: str | None) -> str | None:
    return digest("medium", name_key(name)) if name and name.strip() else None
