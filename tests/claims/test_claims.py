"""Which statements say the same, and what a claim is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.claims import Expression, NamesInText, claim_id, claim_key, derive_claims


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("that the North sold shells", "“The North sold shells,”"),
        ("the bridge is unsafe", "unsafe bridges"),
        ("to launch a missile", "launching missiles"),
        ("Séoul fired 3.5 tons", "seoul fires 3.5 tons"),
    ],
)
def test_the_same_words_are_the_same_claim(one: str, other: str) -> None:
    assert claim_id(one) == claim_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the North sold shells", "the South sold shells"),
        ("it fired 3 missiles", "it fired 4 missiles"),
        ("it is safe", "it is not safe"),
        ("it is safe", "it is very very safe"),
    ],
)
def test_other_words_are_another_claim(one: str, other: str) -> None:
    assert claim_id(one) != claim_id(other)


@given(st.lists(st.sampled_from(["missile", "bridges", "sold", "3.5", "한국", "not"]), min_size=1))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert claim_key(" ".join(words)) == claim_key(" ".join(sorted(words)))


def test_a_content_without_words_to_go_by_is_no_claim() -> None:
    assert claim_id("“that it is.”") is None
    assert derive_claims([Expression(statement="s", text="…")], NamesInText({})) == []


@given(st.permutations([("s1", "that the bridge is unsafe"), ("s2", "unsafe bridges"), ("s3", "unsafe Bridge")]))
def test_a_claim_has_the_shortest_of_its_texts(order: list[tuple[str, str]]) -> None:
    (claim,) = derive_claims([Expression(statement=s, text=text) for s, text in order], NamesInText({}))
    assert claim.text == "unsafe Bridge"
    assert claim.statements == ("s1", "s2", "s3")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("the US and NIS met", ("nis", "us")),
        ("they told us", ()),
        ("the USA met", ()),
        ("“National Intelligence Service” officials met", ("nis",)),
        ("the C++ Board (Oslo) met", ("board",)),
        ("5.5 Stars rose", ()),
    ],
)
def test_a_claim_is_about_the_sources_whose_names_stand_in_it_as_words(text: str, about: tuple[str, ...]) -> None:
    names = {
        "us": ["US"],
        "nis": ["National Intelligence Service", "NIS"],
        "board": ["C++ Board (Oslo)"],
        "none": ["…"],
    }
    (claim,) = derive_claims([Expression(statement="s", text=text)], NamesInText(names))
    assert claim.about == about
