"""Queries in plain words: every name is written out, and nothing is left that two parsers might read in two ways.

What one parser has checked another one answers. Where they disagree on the end of a string, a comment or an IRI, or on
what a prefix stands for, the second one is asked something that the first has not seen. So the tokens are told apart
here, by SPARQL 1.1's own rules (19.8), and put together again: names as whole IRIs, strings in quotation marks of one
kind, comments and prologue left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import QueryError
from kg.store.derive import node_of

_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = f"_{_LETTER}0-9\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?#@%]"
_CODED = f"%[0-9A-Fa-f]{{2}}|{_ESCAPED}"
_SPACE = r"(?:[ \t\r\n]|\#[^\r\n]*(?![^\r\n]))"  # a comment is its whole line: there is one way to read it
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_PREFIX = rf"(?:[{_LETTER}](?:[{_MORE}.\-]{{0,200}}[{_MORE}\-])?)?:"  # or else a.a.a. takes the square of its length
_LOCAL = rf"(?:[_{_LETTER}:0-9]|{_CODED})(?:(?:[{_MORE}.:\-]|{_CODED})*(?:[{_MORE}:\-]|{_CODED}))?"
_ECHAR = r"""\\[tbnrf"'\\]"""
_PROLOGUE = re.compile(
    rf"{_SPACE}*(?:BASE{_SPACE}*(?P<base>{_IRI})"
    rf"|PREFIX(?=[ \t\r\n#:]){_SPACE}*(?P<prefix>{_PREFIX}){_SPACE}*(?P<iri>{_IRI}))",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    rf"""(?P<space>{_SPACE}+)
    |(?P<iri>{_IRI})
    |(?P<long>'''(?:'{{0,2}}(?:[^'\\\x00]|{_ECHAR}))*'''|\"\"\"(?:"{{0,2}}(?:[^"\\\x00]|{_ECHAR}))*\"\"\")
    |(?P<short>'(?:[^'\\\n\r\x00]|{_ECHAR})*'|"(?:[^"\\\n\r\x00]|{_ECHAR})*")
    |(?P<as_it_is>[?$][_{_LETTER}0-9][{_MORE}]*
        |@[A-Za-z]+(?:-[A-Za-z0-9]+)*
        |_:[_{_LETTER}0-9](?:[{_MORE}.\-]*[{_MORE}\-])?)
    |(?P<prefix>{_PREFIX})(?P<local>{_LOCAL})?
    |(?P<less><=?)
    |(?P<rest>[A-Za-z][A-Za-z0-9_]*|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[{{}}()\[\].;,|/^*+?!=>&-])""",
    re.VERBOSE,
)
_MEANT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_WRITTEN = str.maketrans(
    {"\\": r"\\", '"': r"\"", **{meant: f"\\{letter}" for letter, meant in _MEANT.items()}},
)
_OF_SERVERS = re.compile(r"(?:bif|sql|special|long|short|sqlval):|https?://www\.openlinksw\.com/", re.IGNORECASE)
"""IRIs that Virtuoso takes for its own functions and predicates, which write and fetch. No data is named so."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A query in plain words."""

    whole: str
    asked: str
    """The same without FROM, for those who name the graphs beside it: servers differ in which of the two counts."""


def plain(sparql: str, prefixes: Mapping[str, str]) -> Plain:
    """Return a query in plain words, where these prefixes are defined unless it defines them otherwise.

    Raises QueryError where it holds what is no token of SPARQL, a prefix that is not defined, what is no IRI, or an IRI
    that is a server's own function.
    """
    known, base, start = dict(prefixes), None, 0
    while found := _PROLOGUE.match(sparql, start):
        if found["base"]:
            base = _whole(found["base"], base, found)
        else:
            known[found["prefix"].removesuffix(":")] = _whole(found["iri"], base, found)
        start = found.end()
    words = [_written(token, known, base) for token in _tokens(sparql, start)]
    return Plain(whole="".join(words).strip(), asked="".join(_without_dataset(words)).strip())


def place(sparql: str, at: int) -> str:
    """Return in words where in a query something stands."""
    line = sparql.count("\n", 0, at) + 1
    return f"line {line}, column {at - sparql.rfind(chr(10), 0, at)}"


def _without_dataset(words: Iterable[str]) -> Iterator[str]:
    """Yield the words but for FROM, which stands nowhere else in the grammar, up to the IRI after it."""
    in_clause = False
    for word in words:
        in_clause = in_clause or word.upper() == "FROM"
        if not in_clause:
            yield word
        in_clause = in_clause and not word.startswith("<")


def _tokens(sparql: str, start: int) -> Iterator[re.Match[str]]:
    while start < len(sparql):
        token = _TOKEN.match(sparql, start)
        if token is None:
            raise _unreadable(sparql, start, repr(sparql[start : start + 80].partition("\n")[0]))
        yield token
        start = token.end()


def _written(token: re.Match[str], known: Mapping[str, str], base: str | None) -> str:
    text = token[0]
    match token.lastgroup:
        case "space":
            return "\n" if "\n" in text else " "
        case "iri":
            return f"<{_allowed(_whole(text, base, token))}>"
        case "long":
            return _string(text[3:-3])
        case "short":
            return _string(text[1:-1])
        case "prefix" | "local":
            prefix = token["prefix"].removesuffix(":")
            if prefix not in known:
                raise _unreadable(token.string, token.start(), f"the prefix {prefix}: is not defined")
            local = re.sub(_ESCAPED, lambda escaped: escaped[0][1:], token["local"] or "")
            return f"<{_allowed(_whole(f'<{known[prefix]}{local}>', None, token))}>"
        case "less":  # apart from what follows, lest that be taken for an IRI
            return f" {text} "
        case _:
            return text


def _string(escaped: str) -> str:
    """Return a string in quotation marks of the one kind, apart from what precedes it, which may be another one."""
    value = re.sub(r"\\(.)", lambda found: _MEANT.get(found[1], found[1]), escaped)
    return f' "{value.translate(_WRITTEN)}"'


def _whole(iri: str, base: str | None, found: re.Match[str]) -> str:
    """Return an IRI without its brackets, resolved against the base."""
    try:
        if base is None:
            return NamedNode(iri[1:-1]).value
        [quad] = parse(f"{iri} <x:y> <x:y> .", RdfFormat.TURTLE, base_iri=base)
        return node_of(quad.subject).value
    except (ValueError, SyntaxError) as error:
        what = f"{iri[:80]} is no absolute IRI (where < and > compare, put spaces around them)"
        raise _unreadable(found.string, found.start(), what) from error


def _allowed(iri: str) -> str:
    if _OF_SERVERS.match(iri):
        raise QueryError(f"<{iri[:80]}> is not allowed: it stands for what a server's own functions do")
    return iri


def _unreadable(sparql: str, at: int, what: str) -> QueryError:
    return QueryError(f"the query can't be parsed at {place(sparql, at)}: {what}")
