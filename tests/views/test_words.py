"""Statements, and what became of them, in words."""

import pytest

from kg.model import Metadata, Notice, Record, Status
from kg.views.json import notice_json, record_json
from kg.views.words import notice_in_words, noticed_in_words
from tests.rdf.examples import example


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice(status=Status.RETRACTED, why="w", judgement="j"), "RETRACTED: w"),
        (Notice(status=Status.CORRECTED, why="w", judgement="j", of_document=True), "ARTICLE CORRECTED: w"),
        (Notice(status=Status.RETRACTED, why="w", of_document=True), "ARTICLE RETRACTED by its publisher: w"),
    ],
)
def test_what_became_of_a_statement_is_told_with_its_reason(notice: Notice, words: str) -> None:
    assert notice_in_words(notice) == words
    record = Record(statement=example().statements[0], metadata=Metadata(), notice=notice)
    printed = record_json(record)
    assert noticed_in_words({**printed, "statements": 2}) == f"2 statements: {words}"
    assert (printed["status"], printed["status_reason"]) == (notice.status.value, "w")
    assert printed["document"]["status"] is None


def test_what_stands_has_nulls() -> None:
    assert notice_json(None) == {"status": None, "status_reason": None, "status_judgement": None}
