"""Not to be a burden: one request at a time to a host, a pause between two, and rest where the host asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

from kg.errors import FetchError
from kg.fetch.clock import Clock, in_words

PAUSE = 2.0
"""Seconds from the end of one request to a host to the beginning of the next."""
REST, LONGEST_REST = timedelta(minutes=1), timedelta(days=1)
"""How long a host rests that says "too many requests" and not for how long, and at most."""


class RestError(Exception):
    """The cause of a FetchError that is over `until` then; `answered` where the host was asked and said so itself."""

    def __init__(self, until: datetime, *, answered: bool = False) -> None:
        """Keep until when."""
        super().__init__(in_words(until))
        self.until, self.answered = until, answered


def rest_of(error: FetchError) -> RestError | None:
    """Return until when an address can't be read because its host rests; None for other errors."""
    return error.__cause__ if isinstance(error.__cause__, RestError) else None


@dataclass(slots=True)
class _Host:
    """One host: whoever talks to it, when that ended, and until when it rests."""

    turn: Lock = field(default_factory=Lock)
    ended: float | None = None
    rests: datetime | None = None


class Politeness:
    """Whose turn it is at each host; it can be used from several threads."""

    def __init__(self, clock: Clock) -> None:
        """Start with hosts that nobody has talked to."""
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._new = Lock()

    @contextmanager
    def turn(self, host: str, *, pause: float = PAUSE, origin: str) -> Iterator[None]:
        """Wait until the host may be asked, and keep others from asking it meanwhile.

        Raises FetchError, which begins with `origin`, at once where the host rests.
        """
        known = self._host(host)
        with known.turn:
            if until := self.rests(host):
                raise FetchError(
                    f"{origin}: {host} asked not to be asked again before {in_words(until)}."
                ) from RestError(until)
            if known.ended is not None and (wait := known.ended + max(pause, PAUSE) - self._clock.monotonic()) > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                known.ended = self._clock.monotonic()

    def rest(self, host: str, retry_after: str) -> None:
        """Let a host rest as long as its Retry-After says: a number of seconds, or a moment."""
        now = self._clock.now()
        self._host(host).rests = min(_moment(retry_after, now), now + LONGEST_REST)

    def rests(self, host: str) -> datetime | None:
        """Return until when a host rests, or None where it doesn't."""
        until = self._host(host).rests
        return until if until is not None and until > self._clock.now() else None

    def _host(self, host: str) -> _Host:
        with self._new:
            return self._hosts.setdefault(host, _Host())


def _moment(words: str, now: datetime) -> datetime:
    words = words.strip()
    if words.isascii() and words.isdigit():
        return now + min(timedelta(seconds=int(words[:9])), LONGEST_REST)
    with suppress(ValueError, OverflowError):
        moment = parsedate_to_datetime(words)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return now + REST
