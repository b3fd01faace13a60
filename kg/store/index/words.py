"""What people type to find words, as FTS5 reads it.

launcher shells          both, each beginning a word
"launcher factory"       these words, one after the other
launcher OR factory      one of them at least
launcher -factory        the first without the second; also NOT
(launcher OR shells) kim parentheses
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.claims.words import fold
from kg.errors import QueryError

Also = Callable[[str], str]
"""What else a word that begins so may stand for, as FTS5 reads it; empty where nothing."""

_TOKEN = re.compile(r'(?P<open>\()|(?P<close>\))|(?P<minus>(?<!\S)-(?=\S))|"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+)')
_WORD = re.compile(r"[^\W_]+")
_DEEPEST = 20
_MOST = 64
"""As many words as anybody types; FTS5 reads no endless expressions."""


class _Token(NamedTuple):
    kind: str
    text: str


def words_of(text: str | None) -> list[str]:
    """Return the words of a search, folded; none for None and for an empty text, which ask for nothing.

    Raises QueryError for a text without letters or digits: it must not find everything.
    """
    words = _WORD.findall(fold(text or ""))
    if text and not words:
        raise QueryError(f"{text[:60]!r} has no letters or digits, so there is nothing to look for: give a word")
    return words


def expression(text: str, *, columns: str, also: Also = lambda word: "") -> str:
    """Return the FTS5 expression of what somebody typed, to be looked for in these columns.

    Raises QueryError where it has no words, or can't be understood.
    """
    words_of(text)
    tokens = list(_tokens(text))
    if len(tokens) > _MOST:
        raise QueryError(f"{len(tokens)} words are too many to look for: give {_MOST} at most")
    return _Parser(tokens, f"{{{columns}}}", also).parsed()


def start(word: str) -> str:
    """Return the FTS5 expression of the words that begin so; the word is folded."""
    return f'"{word}" *'


class _Parser:
    """Reads tokens from left to right: OR binds loosest, what only stands beside another is AND."""

    def __init__(self, tokens: list[_Token], columns: str, also: Also) -> None:
        self._tokens, self._at, self._columns, self._also = tokens, 0, columns, also

    def parsed(self) -> str:
        """Return the whole expression."""
        read = self._either(0)
        if self._at < len(self._tokens):
            raise QueryError("there is a ) without a ( in front of it: take it away, or put it in quotation marks")
        return read

    def _either(self, depth: int) -> str:
        if depth > _DEEPEST:
            raise QueryError(f"more than {_DEEPEST} brackets in each other are too many: write it in fewer")
        parts = [self._all(depth)]
        while self._next() == _Token("word", "OR"):
            self._at += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def _all(self, depth: int) -> str:
        wanted, without = [], []
        while (token := self._next()) is not None and token.kind != "close" and token != _Token("word", "OR"):
            self._at += 1
            if token.kind == "minus" or token == _Token("word", "NOT"):
                following = self._next()
                if following is None or following.kind in ("close", "minus"):
                    raise QueryError(f"{token.text} needs a word behind it")
                self._at += 1
                without.append(self._one(following, depth))
            elif token != _Token("word", "AND"):
                wanted.append(self._one(token, depth))
        wanted = [each for each in wanted if each]
        if not wanted:
            raise QueryError("there is nothing to look for: give a word that has to be there")
        found = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
        for each in filter(None, without):
            found = f"({found} NOT {each})"
        return found

    def _one(self, token: _Token, depth: int) -> str:
        if token.kind == "open":
            inside = self._either(depth + 1)
            if (closing := self._next()) is None or closing.kind != "close":
                raise QueryError("there is a ( without a ) behind it: close it, or put it in quotation marks")
            self._at += 1
            return inside
        words = _WORD.findall(fold(token.text))
        if not words:
            return ""
        if token.kind == "phrase":
            return f'{self._columns} : "{" ".join(words)}"'
        each = [self._begins(word) for word in words]
        return each[0] if len(each) == 1 else f"({' AND '.join(each)})"

    def _begins(self, word: str) -> str:
        found, also = f"{self._columns} : {start(word)}", self._also(word)
        return f"({found} OR {also})" if also else found

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None:
            yield _Token(match.lastgroup, match[match.lastgroup])
