"""Made pairs: forms of statements filled in, with propositions that only look alike."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from kg.benchmark.spellings import World
from kg.model import Kind
from sentences.edits import different, same
from sentences.pairs import Pair

_FRAMES = Path(__file__).with_name("frames.toml")
_SLOT = re.compile(r"(?<![\w’'])([ABCFKLMNPQSTXY])(?=\b)(?!’|')|(?<![\w’'])([ABCFT])(?=’s|'s)")
_COUNTRIES = [
    "Russia",
    "China",
    "Iran",
    "Japan",
    "South Korea",
    "North Korea",
    "France",
    "Germany",
    "Britain",
    "Poland",
    "Turkey",
    "Egypt",
    "Brazil",
    "India",
    "Canada",
    "Norway",
    "Sweden",
    "Israel",
    "Syria",
    "Ukraine",
    "Mexico",
    "Kenya",
    "Chile",
    "Greece",
    "Italy",
    "Spain",
    "the United States",
    "Pakistan",
    "Vietnam",
    "Peru",
]
_COMPANIES = [
    "Norvik Steel",
    "Halden Motors",
    "Brightwater Foods",
    "Castor Pharma",
    "Ostrava Chemical",
    "Lumen Energy",
    "Tidewater Lines",
    "Arden Bank",
    "Copperfield Mining",
    "Vesta Airways",
    "the health ministry",
    "the defence ministry",
    "the transport agency",
    "the central bank",
    "the city council",
    "the football association",
    "the cycling federation",
    "the teachers’ union",
    "the farmers’ union",
    "the harbour authority",
    "the police",
    "the government",
    "the opposition",
    "the food agency",
    "the Supreme Court",
    "the fire service",
    "the weather service",
    "the railway company",
    "the state hospital",
    "the election commission",
]
_DAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "May 3",
    "May 14",
    "June 1",
    "June 20",
    "July 9",
    "August 30",
    "October 4",
    "November 11",
    "December 2",
    "March 17",
    "April 21",
]
_UNITS = ("", "", "", " hundred", " thousand", " million", " million", " billion")
_SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_FEW = re.compile(r"percent|years|aged? N|hours|goals")
"""Frames in which numbers are small."""
_NEARLY = ("about", "some", "around", "roughly", "nearly", "more than", "at least", "up to")


class Maker:
    """Makes pairs from the forms, drawn from a seed."""

    def __init__(self, random: Random) -> None:
        """Begin with a random source of its own."""
        self._random = random
        self._frames: list[dict[str, Any]] = tomllib.loads(_FRAMES.read_text(encoding="utf-8"))["frame"]
        spellings = World(random.randrange(1000)).spellings(2000)
        persons = [each.name for each in spellings if each.kind is Kind.PERSON]
        bodies = [f"the {each.name}" for each in spellings if each.kind is Kind.ORGANIZATION]
        places = list(dict.fromkeys(name.split()[-1] for name in persons))
        self._pools: Mapping[str, list[str]] = {
            "A": [*_COMPANIES, *random.sample(bodies, 20)],
            "C": _COUNTRIES,
            "P": random.sample(persons, 400),
            "L": random.sample(places, 200),
            "T": _DAYS,
        }

    def pairs(self, count: int) -> Iterator[Pair]:
        """Yield so many pairs, somewhat fewer than half of them the same."""
        while count:
            made = self._pair()
            if made and made.a != made.b:
                yield made
                count -= 1

    def _pair(self) -> Pair | None:
        frame = self._random.choice(self._frames)
        slots = self._slots(frame)
        forms = [line for line in frame["same"].splitlines() if line]
        one, other = self._random.sample(forms, 2)
        a = self._fill(one, slots)
        chance = self._random.random()
        if chance < 0.42:
            return self._ordered(a, self._varied(self._fill(other, slots)), same_=True)
        if chance < 0.46:
            return self._ordered(a, self._varied(a), same_=True)
        if chance < 0.64:
            line = self._random.choice([line for line in frame["other"].splitlines() if line])
            return self._ordered(a, self._varied(self._fill(line, slots)), same_=False)
        if chance < 0.84:
            changed = self._changed(frame, slots, one)
            form = other if self._random.random() < 0.6 else one
            return self._ordered(a, self._varied(self._fill(form, changed)), same_=False) if changed else None
        edited = different(
            self._fill(other, slots) if self._random.random() < 0.5 else a, self._pools["P"], self._random
        )
        return Pair(a=a, b=edited, same=False) if edited else None

    def _ordered(self, a: str, b: str, *, same_: bool) -> Pair:
        return Pair(a=a, b=b, same=same_) if self._random.random() < 0.5 else Pair(a=b, b=a, same=same_)

    def _varied(self, content: str) -> str:
        return same(content, self._random) if self._random.random() < 0.5 else content

    def _slots(self, frame: Mapping[str, Any]) -> dict[str, str]:
        pick = self._random.sample
        slots = {}
        for slots_of, pool in (("AB", "A"), ("CF", "C"), ("PQ", "P"), ("LK", "L"), ("TS", "T")):
            slots.update(zip(slots_of, pick(self._pools[pool], 2), strict=True))
        slots["N"], slots["M"] = self._number(frame), self._number(frame)
        if "x" in frame:
            slots.update(zip("XY", pick(frame["x"], 2), strict=True))
        return slots

    def _number(self, frame: Mapping[str, Any]) -> str:
        if _FEW.search(frame["same"]):
            return str(self._random.randrange(2, 95))
        if self._random.random() < 0.25:
            return self._random.choice(_SMALL)
        value = self._random.choice((self._random.randrange(2, 100), self._random.randrange(100, 20_000)))
        unit = self._random.choice(_UNITS) if value < 100 else ""
        near = f"{self._random.choice(_NEARLY)} " if self._random.random() < 0.2 else ""
        return f"{near}{value:,}{unit}"

    def _changed(self, frame: Mapping[str, Any], slots: Mapping[str, str], form: str) -> dict[str, str] | None:
        """Return slots of which one that stands in the form has another filling, or two have changed places."""
        held = {(m[1] or m[2]) for m in _SLOT.finditer(form)}
        swaps = [pair for pair in ("AB", "CF", "PQ", "XY") if set(pair) <= held and set(pair) <= slots.keys()]
        if swaps and self._random.random() < 0.5:
            one, other = self._random.choice(swaps)
            return {**slots, one: slots[other], other: slots[one]}
        counterpart = {"A": "A", "B": "A", "C": "C", "F": "C", "P": "P", "Q": "P", "L": "L", "T": "T"}
        slot = self._random.choice(sorted(held))
        if slot in "NM":
            return {**slots, slot: self._number(frame)}
        if slot in counterpart:
            return {**slots, slot: self._random.choice([w for w in self._pools[counterpart[slot]] if w != slots[slot]])}
        return None

    def _fill(self, form: str, slots: Mapping[str, str]) -> str:
        return _SLOT.sub(lambda match: slots[match[1] or match[2]], form)
