"""The words that attribute in a made-up corpus, with what they mean and how often they come."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from kg.model import Act, Certainty, Polarity, Saying

_PROBABLE, _POSSIBLE, _UNKNOWN = Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that attribute."""

    words: str
    act: Act = Act.ASSERT
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN


_INDIRECT: Sequence[tuple[int, Cue]] = (
    (420, Cue(words="said")),
    (70, Cue(words="added")),
    (60, Cue(words="reported")),
    (50, Cue(words="announced")),
    (40, Cue(words="confirmed")),
    (20, Cue(words="did not say", polarity=Polarity.NEGATIVE, certainty=_UNKNOWN)),
    (60, Cue(words="denied", act=Act.DENY, polarity=Polarity.NEGATIVE)),
    (25, Cue(words="asked", act=Act.ASK, certainty=_UNKNOWN)),
    (45, Cue(words="demanded", act=Act.DEMAND)),
    (35, Cue(words="promised", act=Act.PROMISE)),
    (45, Cue(words="warned", act=Act.WARN, certainty=_PROBABLE)),
    (35, Cue(words="believes", act=Act.BELIEVE, certainty=_PROBABLE)),
    (20, Cue(words="suspects", act=Act.SUSPECT, certainty=_POSSIBLE)),
    (25, Cue(words="is planning", act=Act.PLAN, certainty=_UNKNOWN)),
    (30, Cue(words="predicted", act=Act.PREDICT, certainty=_PROBABLE)),
    (20, Cue(words="suggested", certainty=_POSSIBLE)),
)
_DIRECT: Sequence[tuple[int, Cue]] = (
    (80, Cue(words="said")),
    (12, Cue(words="added")),
    (6, Cue(words="warned", act=Act.WARN)),
    (4, Cue(words="asked", act=Act.ASK, certainty=_UNKNOWN)),
)
_INDIRECT_CUES, _DIRECT_CUES = (tuple(cue for _, cue in cues) for cues in (_INDIRECT, _DIRECT))
_INDIRECT_SUMS, _DIRECT_SUMS = (tuple(accumulate(weight for weight, _ in cues)) for cues in (_INDIRECT, _DIRECT))
ACCORDING = Cue(words="according to")
REPORTED = Cue(words="reported")
TOLD = Cue(words="told")
SUSPECTED = Cue(words="It is suspected", act=Act.SUSPECT, certainty=_POSSIBLE)
DECLINED = Cue(words="declined to comment", act=Act.DECLINE, polarity=Polarity.NEGATIVE, certainty=_UNKNOWN)


def indirect(chance: random.Random) -> Cue:
    """Return a cue that a clause with "that" follows."""
    return chance.choices(_INDIRECT_CUES, cum_weights=_INDIRECT_SUMS)[0]


def direct(chance: random.Random) -> Cue:
    """Return a cue that stands beside words in quotation marks."""
    return chance.choices(_DIRECT_CUES, cum_weights=_DIRECT_SUMS)[0]


def saying(chance: random.Random, published: date) -> Saying:
    """Return words that tell when something was said, and the days they mean in an article of this day."""
    form = chance.randrange(10)
    if form < 6:
        day = published - timedelta(days=chance.randrange(1, 7))
        return Saying(text=f"on {day:%A}", start=day, end=day)
    if form < 7:
        start = published - timedelta(days=published.weekday() + 7)
        return Saying(text="last week", start=start, end=start + timedelta(days=6))
    if form < 8:
        end = published.replace(day=1) - timedelta(days=1)
        return Saying(text=f"in {end:%B}", start=end.replace(day=1), end=end)
    if form < 9:
        year = published.year - 1
        return Saying(text=f"since {year}", start=date(year, 1, 1), end=None)
    return Saying(text="recently", start=None, end=None)
