"""Units of measure, read from `data/units.toml`: what they are in QUDT, and how many of a base unit they make."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.settings import data_file

QUDT_UNIT = "http://qudt.org/vocab/unit/"
MONEY, SHARE, TEMPERATURE, DURATION = "money", "share", "temperature", "duration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of QUDT: `name` is the last part of its IRI.

    A value v in it is `(v + offset) * factor` in the unit that is called `base`; units measure the same if they have
    one `base`. The offset is that of temperatures only.
    """

    name: str
    kind: str
    base: str
    factor: Decimal
    offset: Decimal = Decimal(0)

    @property
    def iri(self) -> str:
        """The unit's IRI in QUDT."""
        return QUDT_UNIT + self.name

    def to_base(self, value: Decimal) -> Decimal:
        """Return what a value in this unit is in the base unit."""
        return (value + self.offset) * self.factor

    def from_base(self, value: Decimal) -> Decimal:
        """Return what a value in the base unit is in this one."""
        return value / self.factor - self.offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a unit is written: one word or symbol, and how many of the unit it means.

    `glued` tells of a symbol that has to touch its number.
    """

    unit: Unit
    times: Decimal = Decimal(1)
    glued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLexicon:
    """The spellings of units, and the words around numbers.

    `symbols` are told apart by letter case; `words` are in lower case, with single spaces; `signs` stand before a
    number; `behind_millions` are words that mean money only there. `units` has each unit by its name.
    """

    units: Mapping[str, Unit]
    symbols: Mapping[str, Spelling]
    words: Mapping[str, Spelling]
    signs: Mapping[str, Unit]
    behind_millions: Mapping[str, Unit]
    numbers: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    fractions: Mapping[str, int]
    vague: Mapping[str, Decimal]
    labels: frozenset[str]
    months: frozenset[str]
    per: frozenset[str]
    plurals: frozenset[str]
    singular: frozenset[str]
    ends: frozenset[str]

    def named(self, name: str) -> Unit | None:
        """Return the unit that a person calls so: a name of QUDT, a symbol, a word or a sign."""
        plain = " ".join(name.lower().split())
        for spelling in (self.symbols.get(name), self.words.get(plain)):
            if spelling is not None:
                return spelling.unit
        return self.units.get(name) or self.units.get(f"CCY_{name.upper()}") or self.signs.get(name)


@cache
def unit_lexicon() -> UnitLexicon:
    """Return the project's lexicon of units, read once."""
    read = tomllib.loads(data_file("units.toml").read_text(encoding="utf-8"))
    units: dict[str, Unit] = {}
    symbols: dict[str, Spelling] = {}
    words: dict[str, Spelling] = {}
    signs: dict[str, Unit] = {}
    behind_millions: dict[str, Unit] = {}
    for kind, table in read.items():
        for line in filter(None, table.get("units", "").splitlines()):
            _add_unit(kind, line, units, symbols, words)
    for line in filter(None, read[MONEY]["currencies"].splitlines()):
        code, before, behind = (part.split() for part in line.split("|"))
        name = f"CCY_{code[0]}"
        unit = units[name] = Unit(name=name, kind=MONEY, base=name, factor=Decimal(1))
        signs.update(dict.fromkeys([*before, code[0]], unit))
        symbols[code[0]] = Spelling(unit=unit)
        for word in behind:
            if word.endswith("?"):
                behind_millions.update((each, unit) for each in _forms(word.removesuffix("?")))
            else:
                words.update((each, Spelling(unit=unit)) for each in _forms(word))
    told = read["words"]
    return UnitLexicon(
        units=units,
        symbols=symbols,
        words=words,
        signs=signs,
        behind_millions=behind_millions,
        numbers={word: Decimal(value) for word, value in _pairs(told["numbers"])},
        scales={word: Decimal(value) for word, value in _pairs(told["scales"])},
        fractions={word: int(value) for word, value in _pairs(told["fractions"])},
        vague={word: Decimal(value) for word, value in _pairs(told["vague"])},
        **{name: frozenset(told[name].split()) for name in ("labels", "months", "per", "plurals", "singular", "ends")},
    )


def _add_unit(
    kind: str, line: str, units: dict[str, Unit], symbols: dict[str, Spelling], words: dict[str, Spelling]
) -> None:
    told, signs, names = (part.split() for part in line.split("|"))
    name, _, times = told[0].partition("*")
    if not times:
        base = next((unit.name for unit in units.values() if unit.kind == kind), name)
        offset = Decimal(told[2]) if len(told) > 2 else Decimal(0)
        units[name] = Unit(name=name, kind=kind, base=base, factor=Decimal(told[1]), offset=offset)
    unit = units[name]
    for sign in signs:
        glued = sign.endswith("!")
        symbols[sign.removesuffix("!")] = Spelling(unit=unit, times=Decimal(times or 1), glued=glued)
    for word in names:
        spelling = Spelling(unit=unit, times=Decimal(times or 1))
        words.update((each, spelling) for each in _forms(word))


def _forms(word: str) -> Iterator[str]:
    """Yield a word with spaces for hyphens, and its plural with "s"; also "kilowatt-hours" with its hyphen."""
    for spaced in {word, word.replace("-", " ")}:
        yield spaced
        if not spaced.endswith("s"):
            yield f"{spaced}s"


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    for each in words.split():
        one, _, other = each.partition("=")
        yield one, other
