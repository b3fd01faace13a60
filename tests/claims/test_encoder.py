"""Vectors of contents."""

import numpy as np
import pytest

from kg.claims.encoder import Encoder, encode, encoder
from kg.claims.facts import prepare


def test_vectors_have_length_one_and_do_not_depend_on_their_company() -> None:
    texts = ["the port closed", "a much longer content about the ferries that were called off for days on end", "", "7"]
    together = encode(texts)
    assert together.shape == (4, 384)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(4), abs=1e-4)
    for text, vector in zip(texts, together, strict=True):
        assert np.array_equal(encode([text])[0], vector)
    assert np.array_equal(Encoder(threads=2).encode(texts), together)


def test_no_texts_have_no_vectors() -> None:
    assert encode([]).shape == (0, 384)
    assert encoder().read([]).pieces == []


def test_what_says_the_same_lies_nearer_than_what_is_about_something_else() -> None:
    said, again, other = encode(
        [
            "the firm will shut its mine in Lund",
            "the Lund mine is to be closed by its owner",
            "the orchestra has a new conductor",
        ]
    )
    assert said @ again > 0.6 > 0.4 > said @ other


def test_a_denial_lies_where_lies_what_it_denies() -> None:
    said, denied = encode([prepare("it sold shells").affirmed, prepare("it never sold shells").affirmed])
    assert float(said @ denied) == pytest.approx(1, abs=1e-3)


def test_a_very_long_text_and_a_broken_one_are_read() -> None:
    read = encoder().read(["word " * 5000, "\ud800 broken"])
    assert np.isfinite(read.whole).all()
    assert len(read.pieces[0]) == 126


def test_reading_two_together_is_symmetric_and_survives_nothing_to_read() -> None:
    read = encoder().read(["the port closed", "the harbour was shut", ""])
    verdict = encoder().reader.verdict
    assert verdict(read.pieces[0], read.pieces[1]) == pytest.approx(verdict(read.pieces[1], read.pieces[0]), abs=1e-4)
    assert verdict(read.pieces[0], read.pieces[2]) < 0
