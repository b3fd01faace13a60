"""What a content is worded as, what a claim is about, and which wordings are one claim."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.claims import NamesInText
from kg.claims.signatures import DIMENSIONS, Signatures, cosines, in_order, signs, small
from kg.claims.wordings import Wording, is_of_speaker, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("that the North sold shells", "“The North sold shells,”"),
        ("The bridge is “unsafe”", "that the bridge is unsafe."),
        ("…that   the bridge\nis unsafe", "the bridge is unsafe"),
    ],
)
def test_quotation_marks_and_what_leads_in_make_no_other_wording(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the North sold shells", "the South sold shells"),
        ("Smith accused Jones", "Jones accused Smith"),
        ("it fired 3 missiles", "it fired 4 missiles"),
        ("it is safe", "it is not safe"),
        ("they told us", "they told US"),
    ],
)
def test_other_words_are_another_wording(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize("content", ["“that it is.”", "…", "", "“”", "that that that"])
def test_a_content_without_words_to_go_by_has_no_wording(content: str) -> None:
    assert plain(content) == ""


@given(st.text())
def test_a_wording_of_a_wording_is_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("I have nothing to hide", True),
        ("the ministry will publish its report", True),
        ("they left", True),
        ("9,000", True),
        ("it is too early to say what happened", False),
        ("the US sent shells", False),
        ("the bridge is unsafe", False),
    ],
)
def test_what_means_something_else_with_each_speaker(text: str, *, is_so: bool) -> None:
    assert is_of_speaker(text) is is_so


def test_wordings_of_other_days_or_speakers_have_other_ids() -> None:
    day = date(2024, 5, 12)
    wordings = [
        Wording(text="they met"),
        Wording(text="they met", start=day, end=day),
        Wording(text="they met", speaker="kcna"),
        Wording(text="they met", alone="s1"),
    ]
    assert len({wording.id for wording in wordings}) == len(wordings)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("the US and NIS met", {"nis", "us"}),
        ("they told us", set()),
        ("the USA met", set()),
        ("National Intelligence Service officials met", {"nis"}),
        ("the C++ Board (Oslo) met", {"board"}),
        ("5.5 Stars rose", set()),
    ],
)
def test_a_claim_is_about_the_sources_whose_names_stand_in_it_as_words(text: str, about: set[str]) -> None:
    names = {
        "us": ["US"],
        "nis": ["National Intelligence Service", "NIS"],
        "board": ["C++ Board (Oslo)"],
        "none": ["…"],
    }
    assert NamesInText(names).ids_in(text) == about


@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 60, 104, 384]))
@settings(max_examples=20)
def test_near_signs_are_those_that_counting_finds(seed: int, distance: int) -> None:
    chance = np.random.default_rng(seed)
    vectors = chance.standard_normal((40, DIMENSIONS)).astype(np.float32)
    vectors[20:] = vectors[:20] + chance.standard_normal((20, DIMENSIONS)).astype(np.float32) * chance.random()
    held = small(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    bits = held > 0
    signatures = Signatures()
    signatures.put(0, signs(held[:7]))
    signatures.put(7, signs(held[7:]))
    for number in (0, 6, 7, 39):
        counted = (bits != bits[number]).sum(axis=1)
        expected = [n for n in range(30) if counted[n] <= distance]
        assert signatures.near(signs(held)[number], distance, below=30).tolist() == expected


def test_near_signs_are_found_in_all_chunks_by_all_threads() -> None:
    vectors = np.random.default_rng(2).standard_normal((40_000, DIMENSIONS)).astype(np.float32)
    vectors[[5, 17_000, 39_999]] = vectors[20_000]
    held = small(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    signatures = Signatures()
    signatures.put(0, signs(held))
    asked = signs(held)[[20_000, 17_000, 4]]
    found = signatures.all_near(asked, 0, below=[40_000, 17_000, 5], threads=2)
    assert [each.tolist() for each in found] == [[5, 17_000, 20_000, 39_999], [5], [4]]


@pytest.mark.parametrize("number", [0, 1, 2, 40, 3_000])
def test_in_order_vectors_that_are_near_each_other_come_together(number: int) -> None:
    random = np.random.default_rng(5)
    centres = random.normal(size=(5, DIMENSIONS))
    of = random.integers(5, size=number)
    held = centres[of] + random.normal(scale=0.3, size=(number, DIMENSIONS))
    order = in_order(small(np.asarray(held / np.linalg.norm(held, axis=1, keepdims=True), dtype=np.float32)))
    assert sorted(order.tolist()) == list(range(number))
    changes = np.count_nonzero(np.diff(of[order]))
    assert changes == max(len(set(of.tolist())) - 1, 0)


def test_signs_come_back_from_their_file(tmp_path: Path) -> None:
    file = tmp_path / "signs"
    held = small(np.eye(DIMENSIONS, dtype=np.float32)[:3] - 0.01)
    signatures = Signatures(file)
    signatures.put(16_382, signs(held))
    signatures.close()
    again = Signatures(file)
    assert again.near(signs(held)[2], 0, below=16_385).tolist() == [16_384]
    assert cosines(held[0], held)[0] > 0.99
