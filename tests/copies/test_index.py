"""What the index keeps depends on the documents alone; a file that is broken or of another time is made anew."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.copies import index as index_module
from kg.copies.index import FILE, CopyIndex
from kg.errors import StoreError
from kg.model import Document
from tests.copies.articles import document, edited, joined, paragraphs, text

BODY = paragraphs(1, sentences=24)
TEXT = joined(BODY)
DOCUMENTS = [
    document(TEXT),
    document(TEXT, "The Pier Post"),
    document(edited(TEXT, every=15), "The Hill Herald"),
    document(joined(BODY[:6]), "The Coast Daily"),
    document(joined(paragraphs(2), BODY), "The Island Ledger"),
    document(text(3, sentences=24), "The Pier Post", url="https://pier.example/1"),
    document(text(4, sentences=24), "The Pier Post", url="http://www.pier.example/1/"),
    document(text(5, sentences=24), "The Pier Post"),
    document("Late.", "The Pier Post"),
    document("Late!", "The Hill Herald"),
    document("", "The Hill Herald"),
]
TABLES = ("texts", "shingles", "bands", "pairs")
IDS = [each.id for each in DOCUMENTS]


@pytest.fixture
def index() -> Iterator[CopyIndex]:
    with CopyIndex.open() as made:
        yield made


def held(index: CopyIndex) -> object:
    """Return everything that an index knows, without its numbers."""
    entries = {entry.id: entry for entry in index.entries(index.documents())}
    by_text: dict[int, list[str]] = {}
    for entry in sorted(entries.values(), key=lambda entry: entry.id):
        by_text.setdefault(entry.text, []).append(entry.id)
    near = index.near(by_text)
    counts = [index._rows(f"SELECT COUNT(*) FROM {table}") for table in TABLES]  # noqa: S608
    return (
        {
            (*by_text[one], "near", *by_text[other], round(score, 9))
            for one, others in near.items()
            for other, score in others.items()
        },
        {(e.id, e.words, e.publisher, e.address, e.published, len(by_text[e.text])) for e in entries.values()},
        [count[0] for count in counts],
    )


def test_copies_are_near_and_others_are_not(index: CopyIndex) -> None:
    index.put(DOCUMENTS)
    texts = {entry.id: entry.text for entry in index.entries(IDS)}
    near = index.near([texts[IDS[0]]])[texts[IDS[0]]]
    assert set(near) == {texts[id_] for id_ in IDS[2:5]}
    assert all(0.5 < score <= 1 for score in near.values())
    assert index.around([IDS[3]]) == set(IDS[:5])
    assert index.around([IDS[5]]) == {IDS[5], IDS[6]}
    assert index.around([IDS[8]]) == {IDS[8], IDS[9]}
    assert index.around([IDS[7]], tied={IDS[7]: [IDS[8]]}) == {IDS[7], IDS[8], IDS[9]}
    assert index.related() == {*IDS[:7], IDS[8], IDS[9]}


def test_the_order_in_which_documents_come_and_go_leaves_no_trace(index: CopyIndex) -> None:
    index.put(DOCUMENTS)
    for seed in range(8):
        chance = random.Random(seed)  # noqa: S311
        with CopyIndex.open() as other:
            for each in chance.sample(DOCUMENTS, len(DOCUMENTS)):
                other.put([each])
            gone = chance.sample(DOCUMENTS, 6)
            other.drop(each.id for each in gone)
            other.put(gone)
            other.put(chance.sample(DOCUMENTS, 3))
            assert held(other) == held(index)
    index.drop(IDS)
    assert held(index) == (set(), set(), [(0,), (0,), (0,), (0,)])


def test_what_is_known_of_a_document_is_replaced(index: CopyIndex) -> None:
    index.put(DOCUMENTS)
    index.put([document(TEXT, day=9, title="Other")])
    [entry] = index.entries([IDS[0]])
    assert entry.published == "2024-05-09"


def test_processes_make_the_same_index(index: CopyIndex) -> None:
    index.put(DOCUMENTS)
    with CopyIndex.open() as other:
        other.put(iter(DOCUMENTS), workers=2)
        assert held(other) == held(index)


def test_many_at_once_make_the_same_index(index: CopyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in DOCUMENTS:
        index.put([each])
    monkeypatch.setattr(index_module, "_MANY", 2)
    with CopyIndex.open() as other:
        other.put(DOCUMENTS[:4])
        other.put(DOCUMENTS[4:])
        assert held(other) == held(index)


def test_touched_documents_stay_so_until_they_are_settled(tmp_path: Path) -> None:
    with CopyIndex.open(tmp_path / FILE) as index:
        index.touch(["b", "a", "b"])
    with CopyIndex.open(tmp_path / FILE) as index:
        assert index.pending() == {"a", "b"}
        index.settle()
        assert index.pending() == set()


def test_a_batch_that_fails_leaves_nothing_behind(index: CopyIndex) -> None:
    def documents() -> Iterator[Document]:
        yield DOCUMENTS[0]
        raise RuntimeError("the store has gone")

    with pytest.raises(RuntimeError, match="gone"):
        index.put(documents())
    assert index.documents() == set()
    index.put(DOCUMENTS[:2])
    assert index.documents() == set(IDS[:2])


def test_a_file_keeps_what_was_put(tmp_path: Path) -> None:
    with CopyIndex.open(tmp_path / FILE) as index:
        index.put(DOCUMENTS)
        before = held(index)
    with CopyIndex.open(tmp_path / FILE) as index:
        assert held(index) == before


@pytest.mark.parametrize("damage", [b"no database at all" * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    with CopyIndex.open(tmp_path / FILE) as index:
        assert index.documents() == set()
        index.put(DOCUMENTS[:1])
    with CopyIndex.open(tmp_path / FILE) as index:
        assert index.documents() == {IDS[0]}


def test_a_file_of_another_version_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with CopyIndex.open(tmp_path / FILE) as index:
        index.put(DOCUMENTS)
    monkeypatch.setattr(index_module, "_FORMAT", 999)
    with CopyIndex.open(tmp_path / FILE) as index:
        assert index.documents() == set()
        index.put(DOCUMENTS)
        assert index.documents() == set(IDS)


def test_what_can_not_be_opened_or_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"missing.copies\.sqlite can't be opened"):
        CopyIndex.open(tmp_path / "missing" / FILE)
    index = CopyIndex.open(tmp_path / FILE)
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("DROP TABLE pairs")
    other.close()
    with pytest.raises(StoreError, match="remove it, and it is made anew"):
        index.near([1])
    index.close()
    index.close()
