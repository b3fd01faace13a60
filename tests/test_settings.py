"""What can be set from outside: where a store is, what lies beside it, how a server is asked, and limits on queries."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import MetadataError
from kg.settings import Access, Authentication, QueryLimits, Settings, is_server, shown

SERVER = "http://sparql.example/sparql"


def test_a_folder_is_where_what_is_derived_lies() -> None:
    assert Settings(store="a/store").beside == Path("a/store")


def test_each_server_and_base_has_a_folder_in_the_cache(tmp_path: Path) -> None:
    one = Settings(store=SERVER, cache=tmp_path)
    others = [replace(one, base="https://a.example/"), replace(one, store=SERVER + "2")]
    assert len({each.beside for each in (one, *others)}) == 3
    assert {each.beside.parent for each in (one, *others)} == {tmp_path}


def test_secrets_in_an_address_are_never_shown(tmp_path: Path) -> None:
    given = "http://ada:se%40cret@sparql.example/sparql"
    settings = Settings(store=given, cache=tmp_path)
    assert settings.store == shown(given) == SERVER
    assert settings.access.login(SERVER) == ("ada", "se@cret")
    assert settings.beside == Settings(store=SERVER, cache=tmp_path).beside
    assert "se@cret" not in repr(settings)
    assert "cret" not in repr(Access(password="se@cret", token="secret"))  # noqa: S106
    assert shown("http://ada:secret@[/sparql") == "http://[/sparql"


def test_a_password_in_an_address_is_for_its_host_alone() -> None:
    inside = "http://dba:secret@inside.example:8890/sparql-auth"
    access = Settings(store=SERVER, access=Access(update=inside)).access
    assert access.login("http://INSIDE.example:8890/other") == ("dba", "secret")
    for other in (SERVER, "https://inside.example:8890/", "http://inside.example/", "http://inside.example.org:8890/"):
        assert access.login(other) is None
        assert access.kind(other) is Authentication.NONE
    both = Settings(store="http://reader:one@sparql.example/sparql", access=access).access
    assert both.login(SERVER) == ("reader", "one")
    assert both.login(access.update or "") == ("dba", "secret")
    assert replace(access, user="all", password="two").login(SERVER) == ("all", "two")  # noqa: S106
    with pytest.raises(MetadataError, match=r"at http://sparql.example have two users") as refused:
        Settings(store="http://reader:one@sparql.example/", access=Access(update="http://w:two@sparql.example:80/"))
    assert "one" not in str(refused.value)
    other = replace(Settings(store="http://reader:one@sparql.example/"), store="http://writer:two@sparql.example/")
    assert other.access.login(SERVER) == ("writer", "two")


def test_spellings_of_one_address_have_one_folder() -> None:
    one = Settings(store="http://127.0.0.1:80/sparql").beside
    for other in (
        "HTTP://127.0.0.1/sparql",
        "http://localhost/sparql?",
        "http://LocalHost:80/sparql#",
        "http://[::1]/sparql",
    ):
        assert Settings(store=other).beside == one
    for other in (
        "https://localhost/sparql",
        "http://localhost:81/sparql",
        "http://localhost/Sparql",
        "http://[::2]/sparql",
    ):
        assert Settings(store=other).beside != one


def test_addresses_are_told_from_folders() -> None:
    assert is_server(SERVER)
    assert is_server("HTTPS://sparql.example")
    assert not is_server("./http/kg-store")
    assert shown("a:b@c") == "a:b@c"


def test_the_environment_tells_how_a_server_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "KG_STORE": SERVER, "KG_CACHE": "cache", "KG_STORE_UPDATE": SERVER + "-auth", "KG_STORE_USER": "dba",
        "KG_STORE_PASSWORD": "secret", "KG_STORE_TIMEOUT": "2.5", "KG_STORE_LIMIT": "20",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    settings = Settings.from_environment()
    assert settings.cache == Path("cache")
    assert settings.access == Access(
        update=SERVER + "-auth", user="dba", password="secret", timeout=2.5, limit=20_000_000  # noqa: S106
    )  # fmt: skip
    assert settings.access.kind(SERVER) is Authentication.DIGEST
    monkeypatch.setenv("KG_STORE_AUTH", "Basic")
    assert Access.from_environment().kind(SERVER) is Authentication.BASIC
    monkeypatch.delenv("KG_STORE_AUTH")
    monkeypatch.setenv("KG_STORE_TOKEN", "secret")
    assert Access.from_environment().kind(SERVER) is Authentication.BEARER
    assert Access().kind(SERVER) is Authentication.NONE


@pytest.mark.parametrize(
    ("name", "value"),
    [("AUTH", "kerberos"), ("TIMEOUT", "soon"), ("TIMEOUT", "0"), ("LIMIT", "-1"), ("LIMIT", "inf"), ("LIMIT", "nan")],
)
def test_what_can_not_be_understood_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KG_STORE_{name}", value)
    with pytest.raises(MetadataError, match=rf"KG_STORE_{name} is {value!r}"):
        Access.from_environment()


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
