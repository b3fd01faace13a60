"""What of a text counts: its words in their order, with numbers, without furniture."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.copies.overlap import overlap
from kg.copies.shingles import LEAST, PERMUTATIONS, QUOTED, bands_of, shingles_of, signature_of, sketch, sketches
from tests.copies.articles import edited, text

TEXT = text(1)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(". ", "! "),
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("ferry", "fer\u00adry\u200b"),
        f"Share\n\n{TEXT}\n\nAll rights reserved by The Lake Chronicle",
    ],
)
def test_case_marks_line_ends_and_furniture_do_not_count(other: str) -> None:
    assert sketch(other) == sketch(TEXT)


def test_numbers_and_the_order_of_words_count() -> None:
    assert sketch("Ten boats sank in 1999 near the pier").words != sketch("Ten boats sank in 1998 near the pier").words
    assert sketch("one two three four five six").words != sketch("two one three four five six").words


def test_what_is_quoted_is_known_in_every_kind_of_quotation_marks() -> None:
    for quoted in ("“{}”", '"{}"', "«{}»", "„{}“", "“{}"):
        words = quoted.format("the bridge is not safe at all today")
        flags = shingles_of(sketch(f"{words}\nsaid the union of pilots on the island.").shingles) & QUOTED
        assert np.count_nonzero(flags) == 4, quoted


def test_quotation_marks_make_another_key_for_the_same_words() -> None:
    plain, quoted = sketch("they will not sell the old ferry"), sketch("they “will not sell the old ferry”")
    assert plain.words == quoted.words
    assert plain.key != quoted.key


def test_the_signatures_tell_how_alike_two_texts_are() -> None:
    long = text(7, sentences=60)
    one, other = sketch(long), sketch(edited(long, every=20))
    hashes = [set((shingles_of(each.shingles) >> np.uint64(2)).tolist()) for each in (one, other)]
    jaccard = len(hashes[0] & hashes[1]) / len(hashes[0] | hashes[1])
    equal = np.count_nonzero(signature_of(one.signature) == signature_of(other.signature))
    assert equal / PERMUTATIONS == pytest.approx(jaccard, abs=0.13)
    assert set(bands_of(one.bands).tolist()) & set(bands_of(other.bands).tolist())
    assert not set(bands_of(one.bands).tolist()) & set(bands_of(sketch(text(8, sentences=60)).bands).tolist())


def test_a_text_of_a_script_without_spaces_has_a_shingle_for_every_letter() -> None:
    japanese = "港の管理者は月曜日に橋の建設が遅れると発表した。新しい橋は冬までに完成する予定だった。"
    assert len(shingles_of(sketch(japanese).shingles)) > LEAST


@pytest.mark.parametrize(
    "hostile",
    ["", " \n ", "…", "?!", "\x00", "\ud800", "word", "Share", "“", '"' * 100_000, "a" * 2_000_000, "é" * 300_000],
)
def test_next_to_nothing_has_a_sketch_but_no_bands(hostile: str) -> None:
    made = sketch(hostile)
    assert made.bands == b""
    assert made == sketch(hostile)


def test_marks_alone_are_compared_as_they_are() -> None:
    assert sketch("…").words != sketch("?!").words


def test_two_megabytes_are_read_in_seconds() -> None:
    long = " ".join(f"pier{number}" for number in range(210_000))
    assert len(long) > 2_000_000
    begin = time.process_time()
    made = sketch(long)
    assert time.process_time() - begin < 10
    assert len(made.shingles) > 8 * 200_000


def test_processes_give_the_same_in_the_same_order() -> None:
    texts = [text(seed) for seed in range(600)]
    assert list(sketches(iter(texts), workers=2)) == list(sketches(texts))


@given(st.text(max_size=300), st.text(max_size=300))
def test_sketches_are_of_the_text_alone_and_shingles_are_distinct_and_in_order(one: str, other: str) -> None:
    made = sketch(one)
    hashes = shingles_of(made.shingles) >> np.uint64(2)
    assert (hashes[1:] > hashes[:-1]).all()
    if sketch(other).key == made.key:
        assert sketch(other) == made
    assert overlap(shingles_of(made.shingles), shingles_of(made.shingles)).containment == 1.0
