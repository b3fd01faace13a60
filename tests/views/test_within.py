"""Contents of a word or two stand in their sentence."""

import pytest

from kg.console import Output, print_records
from kg.model import Record
from kg.views.within import told_within, within
from tests.api.test_search import SHIPS, ships


def test_only_a_short_content_is_told_within_its_sentence() -> None:
    found = within(lambda _: SHIPS.text, ships())
    denied = ships()[1]
    assert {id_: told_within(pieces) for id_, pieces in found.items()} == {
        denied.id: "Pyongyang denied [it] on Monday."
    }
    assert "".join(piece for piece, said in found[denied.id] if said) == "it"


def test_table_tells_what_is_short_and_what_is_doubtful(capsys: pytest.CaptureFixture[str]) -> None:
    records = [Record(statement=each, metadata=SHIPS.metadata) for each in ships()]
    print_records(records, Output.TABLE, within=within(lambda _: SHIPS.text, ships()))
    table = capsys.readouterr().out
    assert "Pyongyang denied [it] on Monday." in table
    assert "(Its envoy)" in table
    assert table.count("said ?") == 1
    print_records(records, Output.CSV)
    assert "said ?" not in capsys.readouterr().out
