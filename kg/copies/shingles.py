"""What of a text tells its copies: shingles of words, and a MinHash of them.

A shingle is five words in a row, as a hash of 64 bits. Letter case, punctuation and page furniture don't count,
numbers do. The lowest bits of a hash tell what kind of words they are: `NUMBER` where there is a digit among them,
`QUOTED` where all of them stand in quotation marks. That lets `kg.copies.overlap` leave out what two articles may share
without being copies.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import islice
from multiprocessing import get_context

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from kg.intake.furniture import furniture
from kg.model import Span

Hashes = NDArray[np.uint64]
Signature = NDArray[np.uint32]

WIDTH = 5
"""Words of a shingle: fewer are shared by chance, more are lost with each word that an editor changes."""
NUMBER, QUOTED = np.uint64(1), np.uint64(2)
FLAGS = np.uint64(2)
"""How many of the lowest bits of a hash are no part of it."""
PERMUTATIONS = 128
HEAD = 100
"""How many shingles from the beginning the second signature is made of: editors cut from the end."""
LEAST = 20
"""The fewest distinct shingles by which a text can be told to be like another."""
HEAD_BANDS = 16
_FORM, _FORMLIKE, _FILLED = 0.35, 0.18, 30
"""From which share of shingles with numbers a text may be a form, or hold one, and from how many.

Thousands of reports of the weather share most words, so that each would have to be compared with all. By the shingles
with numbers alone they are unlike each other, and copies of one are still alike.
"""
_SEED = 20
_CHUNK = 4096
_TEXTS = 250
_HALF = np.uint64(32)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_WORD = re.compile(r"\w{1,64}")  # a longer one is several: words are remembered
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that put no spaces between words: each counts as one."""
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_WORD_OR_LETTER = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]{{1,64}}")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_QUOTATION = re.compile(r'“[^”\n]*|„[^“”\n]*|«[^»\n]*|"[^"\n]*"?')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of a text to find its copies, as bytes that can be stored.

    `words` is the same for two texts of the same words in the same order; `key` is where also the same of them are
    quoted, so that all the rest is the same too. `signature` is the MinHash, `bands` are the keys of which two texts
    that are alike share one at least, empty where there is too little to tell.
    """

    words: bytes
    key: bytes
    signature: bytes
    bands: bytes
    shingles: bytes


def sketch(text: str) -> Sketch:
    """Return the sketch of a text, page furniture left out."""
    values, quoted = _words(_without(text, furniture(text)))
    if not len(values):  # nothing but marks: the marks are all that there is to compare
        values, quoted = np.frombuffer(_hash(text), np.uint64), np.zeros(1, np.bool_)
    in_order = _shingles(values, quoted)
    head, signature = _signatures(in_order)
    hashes = _distinct(in_order)
    words = blake2b(values.tobytes(), digest_size=16).digest()
    return Sketch(
        words=words,
        key=blake2b(words + np.packbits(quoted).tobytes(), digest_size=16).digest(),
        signature=signature.tobytes(),
        bands=_bands(in_order, signature, head) if len(hashes) >= LEAST else b"",
        shingles=hashes.tobytes(),
    )


def sketches(texts: Iterable[str], *, workers: int = 1) -> Iterator[Sketch]:
    """Yield the sketch of each text, in their order, made by so many processes; texts are read as they are needed."""
    if workers <= 1:
        yield from map(sketch, texts)
        return
    iterator = iter(texts)
    # Not forked: a store that is open in this process has threads of its own.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Sketch]]] = deque()
        while batch := list(islice(iterator, _TEXTS)):
            waiting.append(pool.submit(_sketched, batch))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def shingles_of(stored: bytes) -> Hashes:
    """Return the hashes of a sketch's shingles: distinct, in ascending order."""
    return np.frombuffer(stored, np.uint64)


def signature_of(stored: bytes) -> Signature:
    """Return the MinHash of a sketch."""
    return np.frombuffer(stored, np.uint32)


def bands_of(stored: bytes) -> NDArray[np.int64]:
    """Return the keys of a sketch's bands."""
    return np.frombuffer(stored, np.int64)


def _sketched(texts: list[str]) -> list[Sketch]:
    return [sketch(text) for text in texts]


def _without(text: str, spans: Iterable[Span]) -> str:
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    return "".join((*kept, text[at:]))


def _words(text: str) -> tuple[Hashes, NDArray[np.bool_]]:
    """Return the words of a text as values, and which of them stand in quotation marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    word = _WORD_OR_LETTER if _UNSPACED_LETTER.search(text) else _WORD
    found: list[str] = []
    ends = [0]
    at = 0
    for quotation in _QUOTATION.finditer(text):
        for start, end in ((at, quotation.start()), quotation.span()):
            found += word.findall(text[start:end].casefold())
            ends.append(len(found))
        at = quotation.end()
    found += word.findall(text[at:].casefold())
    quoted = np.zeros(len(found), np.bool_)
    for outside, inside in zip(ends[1::2], ends[2::2], strict=True):
        quoted[outside:inside] = True
    return np.fromiter(map(_value, found), np.uint64, len(found)), quoted


@lru_cache(maxsize=1 << 17)
def _value(word: str) -> int:
    """Return the hash of a word, odd where there is a digit in it."""
    hashed = int.from_bytes(_hash(word), "little")
    return hashed | 1 if any(map(str.isdigit, word)) else hashed & ~1


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _shingles(words: Hashes, quoted: NDArray[np.bool_]) -> Hashes:
    """Return the shingles in their order; a text that is shorter than one is one."""
    width = min(WIDTH, len(words))
    size = len(words) - width + 1
    hashes = np.full(size, width, np.uint64)
    numbers, inside = np.zeros(size, np.uint64), np.ones(size, np.bool_)
    for at in range(width):
        part = words[at : at + size]
        hashes = hashes * _PRIME + part
        numbers |= part & NUMBER
        inside &= quoted[at : at + size]
    for shift, factor in _MIXERS:
        hashes = (hashes ^ (hashes >> shift)) * factor
    hashes ^= hashes >> np.uint64(31)
    return (hashes >> FLAGS) << FLAGS | numbers | np.where(inside, QUOTED, np.uint64(0))


def _distinct(hashes: Hashes) -> Hashes:
    """Return each shingle once, in order; one that stands in quotation marks and outside of them counts as outside."""
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] >> FLAGS != ordered[:-1] >> FLAGS
    return ordered[first]


@cache
def _permutations() -> Signature:
    return np.asarray(MinHash(PERMUTATIONS, seed=_SEED, scheme="affine32").permutations, np.uint32)


def _signatures(hashes: Hashes) -> tuple[Signature, Signature]:
    """Return the MinHash of the first shingles, and of all."""
    short = (hashes >> _HALF).astype(np.uint32)
    minhash = MinHash(PERMUTATIONS, seed=_SEED, hashfunc=int, permutations=_permutations(), scheme="affine32")
    minhash.update_batch(short[:HEAD].tolist())
    head = minhash.digest()
    for start in range(HEAD, len(short), _CHUNK):  # a row of 128 numbers for each: not for a long text at once
        minhash.update_batch(short[start : start + _CHUNK].tolist())
    return head, minhash.digest()


def _bands(hashes: Hashes, signature: Signature, head: Signature) -> bytes:
    """Return the keys of the bands: of all shingles, or of those with numbers where these are many, or of both."""
    numbers = hashes[(hashes & NUMBER) != 0]
    share = len(numbers) / len(hashes)
    keys = []
    if share < _FORM or len(numbers) < _FILLED:
        keys.append(_keys(signature, head, 1))
    if share >= _FORMLIKE and len(numbers) >= _FILLED:
        first, whole = _signatures(numbers)
        keys.append(_keys(whole, first, PERMUTATIONS))
    return b"".join(each.tobytes() for each in keys)


def _keys(signature: Signature, head: Signature, salt: int) -> NDArray[np.int64]:
    """Return the keys of bands: two values of the signature each, and for a part of them of the head's."""
    pairs = np.concatenate((signature.view(np.uint64), head.view(np.uint64)[:HEAD_BANDS]))
    keys = pairs + np.arange(salt, salt + len(pairs), dtype=np.uint64) * _PRIME
    for shift, factor in _MIXERS:
        keys = (keys ^ (keys >> shift)) * factor
    return keys.view(np.int64)
