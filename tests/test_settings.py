"""Limits on queries, as the environment sets them."""

import pytest

from kg.errors import MetadataError
from kg.settings import QueryLimits, Settings


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SPARQL_SECONDS", "2.5")
    monkeypatch.setenv("KG_SPARQL_QUEUE", "0")
    monkeypatch.setenv("KG_SPARQL_ORIGIN", "")
    settings = Settings.from_environment()
    assert settings.queries == QueryLimits(seconds=2.5, queue=0)
    assert settings.query_origin == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECONDS", "soon"), ("SECONDS", "0"), ("SECONDS", "nan"), ("SECONDS", "inf"), ("MIB", "1"), ("ROWS", "2.5"),
     ("WORKERS", "0"), ("QUEUE", "-1")],
)  # fmt: skip
def test_limits_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KG_SPARQL_{name}", value)
    with pytest.raises(MetadataError, match=f"KG_SPARQL_{name}"):
        Settings.from_environment()
