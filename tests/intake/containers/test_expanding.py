"""Gzip is expanded as far as it is allowed and no further."""

import gzip
import io
import os

import pytest

from kg.errors import TooLargeError, UnreadableError
from kg.intake.containers.expanding import Expanded, gunzipped

WORDS = b"".join(os.urandom(50) + b"It rained over Norrvik. " * 40 for _ in range(1_000))


def read(data: bytes, *, most: int = 10_000_000, ratio: int = 0) -> tuple[bytes, bool]:
    expanded = Expanded(io.BytesIO(data), origin="a.gz", most=most, ratio=ratio)
    return b"".join(iter(lambda: expanded.read(1_000), b"")), expanded.truncated


@pytest.mark.parametrize("zeros", [0, 1, 200_000])
def test_members_follow_one_another(zeros: int) -> None:
    data = gzip.compress(WORDS) + gzip.compress(b"") + bytes(zeros) + gzip.compress(b"end") + bytes(zeros)
    assert read(data) == (WORDS + b"end", False)


def test_what_is_no_gzip_stays_as_it_is() -> None:
    assert read(WORDS) == (WORDS, False)
    assert read(b"") == (b"", False)


def test_a_file_that_breaks_off_says_so_at_its_end() -> None:
    data = gzip.compress(WORDS)
    for end in (len(data) - 1, len(data) - 8, len(data) // 2, 12, 3):
        found, truncated = read(data[:end])
        assert WORDS.startswith(found)
        assert truncated
        with pytest.raises(UnreadableError, match="breaks off"):
            gunzipped(data[:end], origin="a.gz", most=len(WORDS))


def test_damage_is_an_error() -> None:
    data = gzip.compress(WORDS)
    for broken in (data[:200] + bytes(200) + data[400:], data[:-8] + bytes(8), data + b"what is this"):
        with pytest.raises(UnreadableError, match=r"^a\.gz is damaged"):
            read(broken)


def test_the_limit_is_that_many_bytes_or_that_many_times_the_file() -> None:
    data = gzip.compress(WORDS)
    assert 5 < len(WORDS) / len(data) < 50
    assert gunzipped(data, origin="a.gz", most=len(WORDS)) == WORDS
    with pytest.raises(TooLargeError, match=r"^a\.gz expands to more than"):
        gunzipped(data, origin="a.gz", most=len(WORDS) - 1)
    assert read(data, most=1_000, ratio=50) == (WORDS, False)
    with pytest.raises(TooLargeError):
        read(gzip.compress(bytes(1_000_000)), most=1_000, ratio=50)
