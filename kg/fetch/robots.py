"""What robots.txt allows, as RFC 9309 has it: the longest rule that fits decides, and of equals the one that allows.

Python's own `urllib.robotparser` takes the first rule that fits and knows no wildcards, so that it reads many sites'
files as something that their owners didn't mean.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote_to_bytes

from kg.errors import FetchError
from kg.fetch.addresses import Url, check_url
from kg.fetch.clock import Clock, in_words
from kg.fetch.politeness import RestError

if TYPE_CHECKING:
    from kg.fetch.client import Response

LARGEST_BYTES = 500_000
"""Bytes of a robots.txt that are read; what follows is left out, as the standard has it."""
LONGEST_DELAY = 60.0
"""Seconds between two requests that a site may ask for."""
KEPT, KEPT_FAILURE = timedelta(days=1), timedelta(minutes=10)
"""How long a site's robots.txt is kept, and how long that it can't be read."""

_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")
_KEPT_ESCAPED = frozenset(b"%/?#[]@!$&'()*+,;=:")
"""Bytes that mean something else when they are not escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a robots.txt: whether paths that begin as `pattern` has it may be read."""

    pattern: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Tell whether the rule is about a path; * stands for anything, $ for the end."""
        pattern = self.pattern
        ends = pattern.endswith("$")
        first, *others = (pattern[:-1] if ends else pattern).split("*")
        if not path.startswith(first):
            return False
        if not others:
            return not ends or path == first
        at = len(first)
        for piece in others[:-1]:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        last = others[-1]
        return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one site's robots.txt says to one reader; `delay` are the seconds it wants between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    @classmethod
    def parse(cls, text: str, product: str) -> Self:
        """Return the rules for a reader that calls itself `product`, or those for everybody where it isn't named."""
        groups = list(_groups(text))
        mine = [lines for names, lines in groups if product.lower() in names]
        lines = [line for lines in mine or [lines for names, lines in groups if "*" in names] for line in lines]
        rules = tuple(
            Rule(pattern=_literal_dollars(_normal(value)), allows=key == "allow")
            for key, value in lines
            if key != "crawl-delay" and value
        )
        return cls(rules=rules, delay=max((_seconds(value) for key, value in lines if key == "crawl-delay"), default=0))

    def allows(self, target: str) -> bool:
        """Tell whether a path, its query included, may be read."""
        path = _normal(target).replace("*", "%2A").replace("$", "%24")
        fitting = [(len(rule.pattern), rule.allows) for rule in self.rules if rule.fits(path)]
        return path == "/robots.txt" or max(fitting, default=(0, True))[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is known of a site's robots.txt, until when; `failure` is why it can't be read."""

    until: datetime
    rules: Rules = Rules()
    failure: str = ""


class Robots:
    """The robots.txt of every site that is read, each asked for once a day.

    `ask` gets what is at an address, whatever its status is.
    """

    def __init__(self, ask: "Callable[[str], Response]", *, product: str, clock: Clock) -> None:
        """Start knowing nothing; `product` is how this reader calls itself, without a version."""
        self._ask, self._product, self._clock = ask, product, clock
        self._sites: dict[str, _Kept] = {}
        self._reading: dict[str, Lock] = {}

    def check(self, url: Url, *, origin: str) -> float:
        """Return the seconds that the site wants between two requests.

        Raises FetchError, which begins with `origin`, where robots.txt forbids the address, or can't be read now and
        so may forbid it.
        """
        with self._reading.setdefault(url.site, Lock()):
            kept = self._sites.get(url.site)
            if kept is None or kept.until <= self._clock.now():
                kept = self._sites[url.site] = self._read(url.site)
        if kept.failure:
            raise FetchError(
                f"{origin}: not read, because nobody knows what {url.site}/robots.txt forbids. {kept.failure} "
                f"It is asked for again after {in_words(kept.until)}."
            ) from RestError(kept.until)
        if not kept.rules.allows(url.target):
            raise FetchError(
                f"{origin}: {url.site}/robots.txt forbids programs to read {url.target[:200]}. "
                "Save the page in a browser and add the file."
            )
        return kept.rules.delay

    def _read(self, site: str) -> _Kept:
        try:
            response = self._ask(str(check_url(f"{site}/robots.txt")))
        except FetchError as error:
            return self._failed(str(error))
        status = response.status
        if 200 <= status < 300:
            text = _whole_lines(response.body).decode("utf-8-sig", errors="replace")
            return _Kept(until=self._clock.now() + KEPT, rules=Rules.parse(text, self._product))
        if 400 <= status < 500 and status != 429:
            return _Kept(until=self._clock.now() + KEPT)
        return self._failed(f"It was answered with status {status}.")

    def _failed(self, failure: str) -> _Kept:
        return _Kept(until=self._clock.now() + KEPT_FAILURE, failure=failure)


def _whole_lines(body: bytes) -> bytes:
    """Return a file without the line in whose middle it was cut, which would forbid more than it says."""
    return body if len(body) < LARGEST_BYTES else body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Yield whom each group of lines is for, in lower case, and its lines."""
    names: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in re.split(r"[\r\n]+", text):
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if colon and key == "user-agent":
            if lines:
                yield names, lines
                names, lines = set(), []
            token = _TOKEN.match(value)
            names.add(token[0].lower() if token else "")
        elif colon and names and key in ("allow", "disallow", "crawl-delay"):
            lines.append((key, value))
    yield names, lines


def _normal(path: str) -> str:
    """Return a path in the one form in which paths and rules are compared: UTF-8, escaped only where it has to be."""
    escaped = re.sub(r"(?:%[0-9A-Fa-f]{2})+", lambda match: _unescaped(match[0]), path)
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in escaped)


def _literal_dollars(pattern: str) -> str:
    """Escape each $ of a pattern that doesn't end it and so is no sign: paths are compared with theirs escaped."""
    return pattern[:-1].replace("$", "%24") + pattern[-1:]


def _unescaped(escapes: str) -> str:
    plain = unquote_to_bytes(escapes)
    return "".join(chr(byte) if 0x20 < byte < 0x7F and byte not in _KEPT_ESCAPED else f"%{byte:02X}" for byte in plain)


def _seconds(value: str) -> float:
    """Return a number of seconds between 0 and the most that a site may ask for."""
    return min(float(value), LONGEST_DELAY) if _DECIMAL.fullmatch(value) else 0.0
