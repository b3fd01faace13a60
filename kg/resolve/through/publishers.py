"""Who published an article: by its usual name, or where none is given by the domain of its web or e-mail addresses."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from kg.model import Document, Kind
from kg.resolve.authority import Authority

_E_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_ENDS = 600
"""Characters at either end of a text in which a byline with an address may stand."""


def published(document: Document, known: Authority) -> Document:
    """Return a document with its publisher, a known medium by its usual name: whoever cites "AP" means its articles.

    Where it names none, it is the one whose domain its address or its bylines have; addresses that lead to several
    tell nothing.
    """
    metadata = document.metadata
    if metadata.publisher is not None:
        entry = known.find(metadata.publisher)
        called = entry.name if entry is not None and entry.kind is Kind.MEDIA else metadata.publisher
        return replace(document, metadata=replace(metadata, publisher=called))
    host = _host(metadata.url) if metadata.url else None
    entry = known.by_domain(host) if host else None
    if entry is None:
        ends = f"{document.text[:_ENDS]}\n{document.text[-_ENDS:]}"
        owners = {found.name: found for domain in _E_MAIL.findall(ends) if (found := known.by_domain(domain))}
        entry = next(iter(owners.values())) if len(owners) == 1 else None
    if entry is None:
        return document
    return replace(document, metadata=replace(metadata, publisher=entry.name))


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
