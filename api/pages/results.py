"""Answers to SPARQL queries as a table: shortened terms, and links to what they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self
from urllib.parse import quote

from api.pages.words import web_address
from kg.rdf.vocabulary import XSD, Names
from kg.settings import data_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One term: its text, where it leads, and in what language or of what type it is."""

    text: str
    href: str | None = None
    outside: bool = False
    note: str = ""
    number: bool = False

    @classmethod
    def of(cls, term: Mapping[str, Any] | None, base: str) -> Self:
        """Return a term of the W3C's JSON as a cell; `base` is that of the store's own IRIs."""
        if term is None:
            return cls(text="")
        value = str(term["value"])
        if term["type"] == "uri":
            text = _short(value, base)
            if value.startswith(base):
                return cls(text=text, href=f"/id/{quote(value.removeprefix(base), safe='/#=,%')}")
            address = web_address(value)
            return cls(text=text, href=address, outside=address is not None)
        if term["type"] == "bnode":
            return cls(text=f"_:{value}")
        datatype = str(term.get("datatype", ""))
        note = str(term.get("xml:lang", "")) or (_short(datatype, base) if datatype else "")
        numeric = datatype.removeprefix(XSD) in ("integer", "decimal", "double", "float")
        return cls(text=value, note="" if numeric else note, number=numeric)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question that the page offers."""

    about: str
    query: str


def shown_rows(shown: Mapping[str, Any], base: str) -> Mapping[str, Any]:
    """Return what a worker says is to be shown, with cells in the place of terms."""
    rows: Sequence[Sequence[Mapping[str, Any] | None]] = shown["rows"]
    return {**shown, "rows": [[Cell.of(term, base) for term in row] for row in rows]}


@cache
def examples() -> tuple[Example, ...]:
    """Return the project's own questions, each called by its first comment."""
    found = []
    for path in sorted(data_file("questions").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        comment = " ".join(line.removeprefix("#").strip() for line in query.splitlines() if line.startswith("#"))
        found.append(Example(about=comment.partition("?")[0] + "?", query=query))
    return tuple(found)


def _short(iri: str, base: str) -> str:
    """Return an IRI with the longest of the prefixes that it begins with, those of the store's own things in words."""
    prefixes = {**Names(base).prefixes(), "": base}
    for prefix, start in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}" if prefix else iri[len(start) :]
    return iri
