import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.copies.entry import Entry, address_key
from tests.copies.articles import document


@pytest.mark.parametrize(
    "other",
    [
        "http://lake.example/2024/bridge?id=7",
        "https://www.lake.example/2024/bridge?id=7",
        "https://LAKE.example:443/2024/bridge/?id=7",
        "https://lake.example/2024/bridge?utm_source=mail&id=7&utm_medium=x&fbclid=abc",
        "https://lake.example/2024/bridge?id=7#comments",
        " https://lake.example/2024/bridge?id=7\n",
    ],
)
def test_an_address_can_be_written_in_several_ways(other: str) -> None:
    assert address_key(other) == address_key("https://lake.example/2024/bridge?id=7")


@pytest.mark.parametrize(
    "other",
    [
        "https://lake.example/2024/bridge",
        "https://lake.example/2024/bridge?id=8",
        "https://lake.example:8443/2024/bridge?id=7",
        "https://news.lake.example/2024/bridge?id=7",
        "https://lake.example/2024/Bridge?id=7",
        "https://lake.example/2024/bridge?id=7#!/page/2",
    ],
)
def test_another_article_has_another_address(other: str) -> None:
    assert address_key(other) != address_key("https://lake.example/2024/bridge?id=7")


@pytest.mark.parametrize(
    "front",
    [
        None,
        "",
        "https://lake.example",
        "https://www.lake.example/?utm_source=x",
        "javascript:alert(1)",
        "https://[",
        "x",
        "https://lake.example:port/x",
        "file:///tmp/x",
        "https://lake.example/" + "x" * 20_000,
    ],
)
def test_a_front_page_and_what_is_no_address_are_the_address_of_no_article(front: str | None) -> None:
    assert address_key(front) is None


@example("https://lake.example/bridge\f#")
@given(st.text(max_size=80) | st.text(max_size=60).map("https://lake.example/".__add__))
def test_any_text_can_be_asked_for(url: str) -> None:
    key = address_key(url)
    assert key is None or address_key(f"https://{key}") in (key, None)


def test_spellings_of_publishers_and_headlines_make_no_difference() -> None:
    one = Entry.of(document("x", "The Meridian Wire", title="A bridge: open!", credit="U.N. News"), text=1, words=b"")
    other = Entry.of(document("x", "meridian wire", title="A Bridge – open", credit="UN News"), text=1, words=b"")
    assert (one.publisher, one.headline, one.credit) == (other.publisher, other.headline, other.credit)
    assert None not in (one.publisher, one.headline, one.credit)
    bare = Entry.of(document("x", " ", title="…"), text=1, words=b"")
    assert bare.publisher is bare.headline is bare.address is None
