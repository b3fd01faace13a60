"""The form that `kg extract --format json` prints."""

from kg.views.json import run_json
from tests.rdf.examples import relayed


def test_the_medium_that_was_told_and_the_agency_that_is_credited_are_named() -> None:
    printed = run_json(relayed())
    assert printed["document"]["credit"] == "Meridian Wire"
    told, said, _ = printed["statements"]
    assert told["chain"] == ["The Coast Daily", "Meridian Wire", "Radio Lund", "Ada Berg"]
    assert told["told_to"]["name"] == "Radio Lund"
    assert set(told["told_to"]) == {"name", "id", "kind", "named"}
    assert said["told_to"] is None
