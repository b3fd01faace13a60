"""A body is gathered and unpacked, and never more of it than is allowed."""

import gzip
import tracemalloc

import pytest

from kg.errors import FetchError
from kg.fetch.decoding import Body


def test_no_more_is_unpacked_than_is_allowed() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        body = Body("gzip", largest=10_000, origin="a")
        with pytest.raises(FetchError, match="more than 10,000 bytes"):
            body.add(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_what_is_cut_is_as_long_as_is_allowed_however_it_comes() -> None:
    for coding, sent in (("", b"words " * 1_000), ("gzip", gzip.compress(b"words " * 1_000))):
        for size in (1, 7, 10_000):
            body = Body(coding, largest=100, origin="a", cut=True)
            for start in range(0, len(sent), size):
                body.add(sent[start : start + size])
            assert body.is_full
            assert body.whole() == (b"words " * 1_000)[:100]


def test_packed_bytes_that_hold_nothing_count_as_well() -> None:
    body = Body("gzip", largest=100, origin="a")
    empty = b"\x00\x00\x00\xff\xff"
    for piece in (gzip.compress(b"")[:10], *[empty] * 18):
        body.add(piece)
    assert not body.is_full
    with pytest.raises(FetchError, match="more than 100 bytes"):
        body.add(empty)
