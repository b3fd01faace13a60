"""Vectors by their signs, to find those that are near among a million: a bit for each dimension, in one file.

Two vectors at an angle differ in the sign of a share of their dimensions that grows with the angle (Charikar, 2002).
Counting these takes some milliseconds for a million vectors, and unlike a graph of neighbours it finds the same ones
whatever the order in which they came. What is found is compared by the vectors themselves.
"""

import mmap
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.claims.reader import Floats

DIMENSIONS = 384
_WORDS = DIMENSIONS // 64
_HALF = _WORDS // 2
_CHUNK = 16_384
"""Vectors that lie together: they and what is counted of them stay in a processor's cache."""
_BYTES = _CHUNK * _WORDS * 8
_SCALE = 127
_PIVOTS = 1_024
"""Vectors by which others are put in order."""
Signs = NDArray[np.uint64]
"""The signs of vectors, [number, words of 64 bits]."""
Small = NDArray[np.int8]
"""Vectors in 8 bits, [number, dimensions]: each value times 127."""
_NONE = np.empty(0, dtype=np.int64)


def signs(vectors: Small) -> Signs:
    """Return the signs of vectors, [number, dimensions] → [number, words]."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def small(vectors: Floats) -> Small:
    """Return vectors in 8 bits."""
    return np.rint(vectors * _SCALE).astype(np.int8)


def cosines(one: Small, others: Small) -> Floats:
    """Return the cosines of one vector [dimensions] with others [number, dimensions], all of length 1 before.

    They are made of whole numbers that 24 bits hold, so that they come out alike on every machine and in every order.
    """
    return others.astype(np.float32) @ one.astype(np.float32) / np.float32(_SCALE * _SCALE)


def in_order(vectors: Small) -> NDArray[np.int64]:
    """Return an order of vectors [number, dimensions] in which those that are near each other mostly come together.

    Each goes to the nearest of some of them, and these follow one another from neighbour to neighbour.
    """
    if len(vectors) < 2:
        return np.arange(len(vectors))
    pivots = vectors[:: -(-len(vectors) // _PIVOTS)].astype(np.float32)
    nearest = [np.argmax(part.astype(np.float32) @ pivots.T, axis=1) for part in _parted(vectors)]
    return np.argsort(_tour(pivots @ pivots.T)[np.concatenate(nearest)], kind="stable")


def _parted(vectors: Small) -> list[Small]:
    return [vectors[at : at + _CHUNK] for at in range(0, len(vectors), _CHUNK)]


def _tour(likeness: Floats) -> NDArray[np.int64]:
    """Return at which turn each comes when one goes from each to the nearest left, [number, number] → [number]."""
    left, turns, at = likeness.copy(), np.zeros(len(likeness), dtype=np.int64), 0
    for turn in range(len(likeness)):
        turns[at] = turn
        left[:, at] = -np.inf
        at = int(np.argmax(left[at]))
    return turns


def _near(held: Signs, several: Signs, distance: int, limits: Sequence[int]) -> list[NDArray[np.int64]]:
    """Return which of the vectors of a chunk [words, vectors] are near each of several, of those before its limit."""
    xored = np.empty(_CHUNK, dtype=np.uint64)
    counted = np.empty(_CHUNK, dtype=np.uint8)
    halves = np.empty((2, _CHUNK), dtype=np.uint8)  # each counts 192 at most
    found = []
    for one, limit in zip(several, limits, strict=True):
        if limit <= 0:
            found.append(_NONE)
            continue
        for word in range(_WORDS):
            np.bitwise_xor(held[word], one[word], out=xored)
            if word % _HALF:
                halves[word // _HALF] += np.bitwise_count(xored, out=counted)
            else:
                np.bitwise_count(xored, out=halves[word // _HALF])
        differing = np.add(halves[0], halves[1], dtype=np.uint16)
        found.append(np.flatnonzero(differing[:limit] <= distance))
    return found


class Signatures:
    """The signs of vectors by their numbers, in a file or in memory; what was never put is all zeros."""

    def __init__(self, file: Path | None = None) -> None:
        """Use a file, which is made if need be, or memory where there is none."""
        self._file = file
        self._chunks: list[Signs] = []
        if file is not None:
            file.touch(exist_ok=True)
            self._map()

    def put(self, first: int, new: Signs) -> None:
        """Keep the signs of vectors with the numbers from `first` on."""
        self._reach(first + len(new))
        at = 0
        while at < len(new):
            chunk, place = divmod(first + at, _CHUNK)
            count = min(_CHUNK - place, len(new) - at)
            self._chunks[chunk][:, place : place + count] = new[at : at + count].T
            at += count

    def near(self, one: Signs, distance: int, *, below: int | None = None) -> NDArray[np.int64]:
        """Return the numbers, of those below one, of the vectors whose signs differ in so many places at most."""
        [found] = self.all_near(one[None], distance, below=None if below is None else [below])
        return found

    def nearest(self, one: Signs, count: int, *, below: int) -> NDArray[np.int64]:
        """Return the numbers, of those below one, of so many vectors whose signs differ least, in no order."""
        distances = np.concatenate(
            [
                np.bitwise_count(held ^ one[:, None]).sum(axis=0, dtype=np.uint16)
                for held in self._current()[: -(-below // _CHUNK)]
            ]
            or [np.empty(0, dtype=np.uint16)]
        )[:below]
        if len(distances) <= count:
            return np.arange(len(distances))
        return np.argpartition(distances, count)[:count]

    def all_near(
        self, several: Signs, distance: int, *, below: Sequence[int] | None = None, threads: int = 1
    ) -> list[NDArray[np.int64]]:
        """Return `near` of each of several."""
        chunks = self._current()
        limits = [len(chunks) * _CHUNK] * len(several) if below is None else below

        def near(chunk: int) -> list[NDArray[np.int64]]:
            return _near(chunks[chunk], several, distance, [limit - chunk * _CHUNK for limit in limits])

        wanted = range(min(len(chunks), -(-max(limits, default=0) // _CHUNK)))
        with ThreadPoolExecutor(threads) as workers:
            found = list(workers.map(near, wanted) if threads > 1 and len(wanted) > 1 else map(near, wanted))
        return [
            np.concatenate([_NONE, *(part[at] + chunk * _CHUNK for chunk, part in enumerate(found))])
            for at in range(len(several))
        ]

    def close(self) -> None:
        """Let the file go."""
        self._chunks.clear()

    def _current(self) -> list[Signs]:
        """Return the chunks, those too that another process has added since."""
        if self._file is not None and self._file.stat().st_size // _BYTES > len(self._chunks):
            self._map()
        return self._chunks

    def _reach(self, number: int) -> None:
        wanted = -(-number // _CHUNK)
        if wanted <= len(self._current()):
            return
        if self._file is None:
            self._chunks += [np.zeros((_WORDS, _CHUNK), dtype=np.uint64) for _ in range(wanted - len(self._chunks))]
            return
        with self._file.open("r+b") as stream:
            stream.truncate(wanted * _BYTES)
        self._map()

    def _map(self) -> None:
        assert self._file is not None  # noqa: S101 -- for mypy
        with self._file.open("r+b") as stream:
            size = os.fstat(stream.fileno()).st_size // _BYTES
            if not size:
                self._chunks = []
                return
            held = mmap.mmap(stream.fileno(), size * _BYTES)
        whole = np.frombuffer(held, dtype=np.uint64).reshape(size, _WORDS, _CHUNK)
        self._chunks = list(whole)
