"""When one text is a copy of another: by what of the shorter one stands in the longer one."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.copies.overlap import Overlap, may_be_copies, overlap
from kg.copies.shingles import shingles_of, signature_of, sketch
from tests.copies.articles import edited, joined, paragraphs, text


def shared(one: str, other: str) -> Overlap:
    return overlap(shingles_of(sketch(one).shingles), shingles_of(sketch(other).shingles))


WHOLE = paragraphs(1, sentences=30)
TEXT = joined(WHOLE)


def test_a_light_edit_half_of_a_text_and_a_text_with_others_added_are_copies() -> None:
    assert shared(TEXT, edited(TEXT, every=15)).is_copy
    assert shared(TEXT, joined(WHOLE[: len(WHOLE) // 2])).containment > 0.95
    assert shared(TEXT, joined(WHOLE[: len(WHOLE) // 2])).is_copy
    assert shared(TEXT, joined(paragraphs(2, sentences=20), WHOLE, paragraphs(3, sentences=20))).is_copy


def test_other_words_are_no_copy() -> None:
    assert shared(TEXT, text(2, sentences=30)).containment < 0.05
    assert not shared(TEXT, edited(TEXT, every=3)).is_copy


def test_a_standing_paragraph_that_is_half_of_a_short_report_is_no_copy_of_a_long_one() -> None:
    standing = paragraphs(9, sentences=4)
    short, long = joined(paragraphs(4, sentences=3), standing), joined(WHOLE, standing, paragraphs(5, sentences=20))
    assert 0.5 < shared(short, long).containment < 0.7
    assert not shared(short, long).is_copy
    assert shared(joined(standing), long).is_copy


def test_one_speech_in_two_reports_is_no_copy() -> None:
    speech = joined([f"“{paragraph}”" for paragraph in paragraphs(6, sentences=14)])
    one, other = (joined([speech], paragraphs(seed, sentences=6)) for seed in (10, 11))
    assert shared(one, other).containment > 0.5
    assert not shared(one, other).is_copy
    assert shared(speech, joined([speech], paragraphs(12, sentences=4))).is_copy


def _form(seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311
    return " ".join(
        f"{paragraph} The gauge at that station stood at {chance.randrange(10, 999)} this morning."
        for paragraph in WHOLE
    )


def test_a_form_with_other_numbers_is_no_copy_but_one_with_two_of_them_changed_is() -> None:
    assert shared(_form(1), _form(2)).containment > 0.7
    assert not shared(_form(1), _form(2)).is_copy
    first, second, *_ = (word for word in _form(1).split() if word.isdigit())
    assert shared(_form(1), _form(1).replace(f" {first} ", " 7 ").replace(f" {second} ", " 8 ")).is_copy


def test_a_few_words_are_never_a_near_copy() -> None:
    assert not shared("The ferry was late again", "The ferry was late again on Monday").is_copy
    assert shared("", "").containment == 1.0  # the same nothing
    assert shared("one word", TEXT).containment == 0.0


def test_the_estimate_lets_every_copy_through() -> None:
    copies = [edited(TEXT, every=9), joined(WHOLE[:7]), joined(WHOLE, paragraphs(2, sentences=30)), text(3)]
    made = sketch(TEXT)
    sketches = [sketch(each) for each in copies]
    equal = np.array([np.count_nonzero(signature_of(e.signature) == signature_of(made.signature)) for e in sketches])
    sizes = np.array([len(shingles_of(each.shingles)) for each in sketches])
    let = may_be_copies(equal, sizes, len(shingles_of(made.shingles))).tolist()
    assert let == [True, True, True, False]


@given(st.text("ab 1“\n", max_size=200), st.text("ab 1“\n", max_size=200))
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert shared(one, other) == shared(other, one)
    assert 0 <= shared(one, other).containment <= 1
