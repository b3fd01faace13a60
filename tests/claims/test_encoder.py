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
    assert encoder().ground([]) == []


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
    texts = ["word " * 5000, "\ud800 broken"]
    assert np.isfinite(encode(texts)).all()
    assert encoder().ground(texts)[0].shape == (128, 384)


def test_reading_two_together_is_symmetric_and_survives_nothing_to_read() -> None:
    closed, shut, nothing = encoder().ground(["the port closed", "the harbour was shut", ""])
    read = encoder().reader.read
    assert read(closed, shut).one == pytest.approx(read(shut, closed).one, abs=1e-4)
    assert read(closed, nothing).one < 0


def test_reading_tells_who_did_it_to_whom_and_what_only_may_be() -> None:
    told = [
        "the guards attacked the demonstrators at the gate",
        "demonstrators had been attacked by guards at the gate",
        "the demonstrators attacked the guards at the gate",
        "the guards may have attacked the demonstrators at the gate",
        "the guards did not attack the demonstrators at the gate",
    ]
    first, again, turned, perhaps, denied = encoder().ground(told)
    read = encoder().reader.read
    assert read(first, again).one > 0 > read(first, again).opposite
    assert read(first, turned).one < 0
    assert read(first, perhaps).one < 0
    assert read(first, denied).one > 0
    assert read(first, denied).opposite > 0
