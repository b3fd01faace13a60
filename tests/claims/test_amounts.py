"""Amounts are found where they stand, with their units, and compared across units."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.amount import Amount, comparable, same
from kg.claims.amounts import amounts
from kg.claims.facts import prepare
from kg.claims.units import Unit, unit_lexicon
from kg.model import Bound
from tests.claims.amount_list import Expected, Line, Score, lines

LINES = list(lines())
UNITS = sorted(unit_lexicon().units.values(), key=lambda unit: unit.name)

numbers = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False)
WORDS = """
6,700 20 3.2 1.3bn 2m 300 half third two twenty five million thousands dozens of km miles % percent $ € £ per hour a an
and - – to between from about at least more than no fewer people containers Article 5 2024 May , . : °C C old 10:30 one
in out four minutes seconds ago barrels pounds 1 ² ١٢ é 999,999,999,999,999 trillion dozen cm 1|000|000|000|000|000 %
"""
pieces = st.sampled_from([*(word.replace("|", " ") for word in WORDS.split()), "\n"])
texts = st.one_of(st.text(), st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces, max_size=14).map("".join))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.text[:40])
def test_the_amounts_of_the_list_are_found(line: Line) -> None:
    """Value and unit, what bounds them, and the exact words."""
    found = [Expected.of(each) for each in amounts(line.text)]
    score = Score()
    score.add(line.expected, found)
    assert (score.missed, score.wrong) == (0, 0), found
    assert [(each.flags, each.words) for each in found] == [(each.flags, each.words) for each in line.expected]


def test_the_list_is_halved() -> None:
    halves = [line for line in LINES if line.half != "fresh"]
    assert len(halves) >= 120
    assert abs(sum(line.half == "seen" for line in halves) - len(halves) / 2) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "on 15 May 2024", "the 1990s", "at 10:30", "a 3-1 win", "the 2023-24 season", "F-16s and Covid-19", "12.5.2024",
        "12/05/2024", "a third term", "the first half", "no one", "one of them", "Article 5", "Flight 370", "in 1987",
        "Boeing 737", "the 21st century", "between 1987 and 1990", "2024-05-15", "version 1.2.3", "9/11", "a year ago",
        "the new one needs less",
    ],
)  # fmt: skip
def test_dates_scores_and_names_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@given(texts)
def test_words_are_exact_and_amounts_are_in_order_and_apart(text: str) -> None:
    past = 0
    for each in amounts(text):
        assert past <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.words
        assert each.low <= each.high
        past = each.end


@given(texts)
def test_another_paragraph_before_moves_only_the_places(text: str) -> None:
    before = "Nothing is told here.\n\n"
    alone = [(each.start + len(before), each.end + len(before), each.words) for each in amounts(text)]
    assert [(each.start, each.end, each.words) for each in amounts(before + text)] == alone


@pytest.mark.parametrize(
    "text", ["1 in 2 in 3 in 4 " * 5000, "111 " * 20000, "one hundred and " * 20000, "5 km " * 9000]
)
def test_a_strange_text_takes_no_time_to_speak_of(text: str) -> None:
    begun = time.process_time()
    amounts(text)
    assert time.process_time() - begun < 30


def amount(words: str) -> Amount:
    (found,) = amounts(words)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 miles", "3.2 km"), ("about 6,700 containers", "6,800 containers"),
        ("6 feet", "1.83 metres"), ("an hour and a half", "90 minutes"), ("68°F", "20°C"), ("half", "50 percent"),
        ("$2.4 billion", "$2,400 million"), ("20 people", "20"), ("5 to 7 km", "6 km"), ("5ft 10in", "178 cm"),
        ("1.3bn tonnes", "1,300 million tons"), ("12 missiles", "12 rockets"),
        ("12’000 men", "12,000 men"),
        ("a couple of thousand men", "about 2,000 men"),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_the_same(one: str, other: str) -> None:
    a, b = amount(one), amount(other)
    assert comparable(a, b)
    assert same(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6,700 containers", "9,000 containers"), ("2 miles", "2 km"), ("20°C", "21°C"), ("5 to 7 km", "8 km"),
        ("at least 5 men", "at most 3 men"), ("10 km", "5 miles"), ("5 to 7 km", "5 to 9 km"),
    ],
)  # fmt: skip
def test_other_values_are_comparable_and_not_the_same(one: str, other: str) -> None:
    a, b = amount(one), amount(other)
    assert comparable(a, b)
    assert not same(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20 people", "20 tanks"),
        ("20 km", "20 kg"),
        ("$20", "€20"),
        ("$15", "$15 an hour"),
        ("20 km", "20"),
        ("5%", "5 points"),
    ],
)
def test_what_measures_something_else_is_not_comparable(one: str, other: str) -> None:
    a, b = amount(one), amount(other)
    assert not comparable(a, b)
    assert not same(a, b)


@st.composite
def made(draw: st.DrawFn) -> Amount:
    ends = draw(st.one_of(numbers.map(lambda number: (number, number)), st.tuples(numbers, numbers)))
    unit = draw(st.one_of(st.none(), st.sampled_from(UNITS)))
    return Amount(
        start=0,
        end=1,
        words="x",
        low=min(ends),
        high=max(ends),
        unit=unit,
        counted="" if unit else draw(st.sampled_from(["", "man", "container"])),
        near=draw(st.booleans()),
        bound=draw(st.sampled_from(Bound)),
    )


@given(made(), made())
def test_comparing_is_symmetric(a: Amount, b: Amount) -> None:
    for compare in (comparable, same):
        assert compare(a, b) is compare(b, a)


@given(made())
def test_an_amount_is_the_same_as_itself(a: Amount) -> None:
    assert comparable(a, a)
    assert same(a, a)


@given(made(), made())
def test_the_same_is_comparable(a: Amount, b: Amount) -> None:
    assert comparable(a, b) or not same(a, b)


@given(numbers, st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_value_comes_back_from_another_unit(value: Decimal, unit: Unit, other: Unit) -> None:
    if unit.base == other.base:
        there = other.from_base(unit.to_base(value))
        back = unit.from_base(other.to_base(there))
        assert abs(back - value) <= Decimal("1e-9") * max(abs(value), abs(there), Decimal(1000))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.booleans(), st.booleans())
def test_numbers_of_one_thing_are_the_same_where_quantities_fit(a: int, b: int, near: bool, other_near: bool) -> None:
    """The comparison of contents, which has a reading of its own, judges as this one does."""
    one, other = (f"{'about ' if said else ''}{number:,} containers" for number, said in ((a, near), (b, other_near)))
    (p,), (q,) = prepare(one).quantities, prepare(other).quantities
    assert p.fits(q) is same(amount(one), amount(other))


def test_each_base_unit_is_one_of_itself() -> None:
    lexicon = unit_lexicon()
    for unit in UNITS:
        base = lexicon.units[unit.base]
        assert (base.factor, base.offset) == (Decimal(1), Decimal(0))


def test_a_unit_is_called_by_symbol_word_sign_or_name() -> None:
    lexicon = unit_lexicon()
    names = {lexicon.named(name) for name in ("km", "kilometres", "Kilometers", "KiloM")}
    assert names == {lexicon.units["KiloM"]}
    assert {lexicon.named(name) for name in ("$", "USD", "usd", "dollars")} == {lexicon.units["CCY_USD"]}
    assert lexicon.named("containers") is None
