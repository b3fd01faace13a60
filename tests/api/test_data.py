"""RDF over HTTP: downloads, and what the IRIs of things answer with."""

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.negotiation import preferred
from tests.api.samples import EMPTY, FACTORY, HOSTILE, MEDIA, STATEMENTS

FORMATS = [
    ("trig", "application/trig", RdfFormat.TRIG),
    ("turtle", "text/turtle", RdfFormat.TURTLE),
    ("nquads", "application/n-quads", RdfFormat.N_QUADS),
    ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
    ("rdfxml", "application/rdf+xml", RdfFormat.RDF_XML),
]

KINDS = ("document", "statement", "source", "claim", "run", "weather")


@pytest.mark.parametrize(("name", "media", "format_"), FORMATS)
def test_export_has_everything_in_its_media_type(client: TestClient, name: str, media: str, format_: RdfFormat) -> None:
    answer = client.get(f"/export?format={name}")
    assert answer.headers["content-type"].partition(";")[0] == media
    assert answer.headers["content-disposition"].startswith('attachment; filename="whosaid.')
    subjects = {quad.subject.value for quad in parse(answer.content, format_)}
    assert all(any(one.id in subject for subject in subjects) for one in STATEMENTS)


def test_export_of_one_document_has_no_other(client: TestClient) -> None:
    answer = client.get(f"/export?format=trig&document={FACTORY.id}")
    assert STATEMENTS[0].id in answer.text
    assert HOSTILE.id not in answer.text
    assert EMPTY.id not in answer.text


def test_export_of_a_missing_document_is_a_problem(client: TestClient) -> None:
    assert client.get("/export?document=0000").status_code == 404


def test_unknown_format_is_refused(client: TestClient) -> None:
    answer = client.get("/export?format=docx")
    assert answer.status_code == 422
    assert "format" in answer.json()["message"]


@pytest.mark.parametrize(
    ("thing", "page"),
    [
        (f"document/{FACTORY.id}", f"/document/{FACTORY.id}"),
        (f"statement/{STATEMENTS[0].id}", f"/document/{FACTORY.id}#s-{STATEMENTS[0].id}"),
        (f"source/{MEDIA.id}", f"/source/{MEDIA.id}"),
        (f"source/{STATEMENTS[2].source.id}", f"/source/{STATEMENTS[2].source.id}"),
    ],
)
def test_thing_sends_people_to_its_page_and_gives_programs_its_data(client: TestClient, thing: str, page: str) -> None:
    to_page = client.get(f"/id/{thing}", headers={"accept": "text/html,*/*;q=0.8"})
    assert (to_page.status_code, to_page.headers["location"]) == (303, page)
    assert client.get(page).status_code == 200
    for _, media, format_ in FORMATS:
        answer = client.get(f"/id/{thing}", headers={"accept": media})
        assert answer.headers["content-type"].partition(";")[0] == media
        assert answer.headers["vary"] == "Accept"
        assert any(quad.subject.value.endswith(thing) for quad in parse(answer.content, format_))


def test_thing_without_a_page_gives_data_to_all(client: TestClient) -> None:
    run = next(
        quad.subject.value
        for quad in parse(client.get("/export?format=nquads").content, RdfFormat.N_QUADS)
        if "/run/" in quad.subject.value
    )
    answer = client.get(f"/id/run/{run.rpartition('/')[2]}", headers={"accept": "text/html,*/*;q=0.1"})
    assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("thing", [f"{kind}/0" for kind in KINDS] + ["run/a>b", "source/"])
@pytest.mark.parametrize("accept", ["text/turtle", "*/*"])
def test_missing_thing_is_not_found(client: TestClient, thing: str, accept: str) -> None:
    assert client.get(f"/id/{thing}", headers={"accept": accept}).status_code == 404


def test_several_accept_headers_are_one_list(client: TestClient) -> None:
    headers = [("accept", "image/png"), ("accept", "application/trig")]
    assert client.get(f"/id/document/{FACTORY.id}", headers=headers).headers["content-type"] == "application/trig"


def test_form_that_there_is_not_is_not_acceptable(client: TestClient) -> None:
    assert client.get(f"/id/document/{FACTORY.id}", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("text/html;q=0.5, text/turtle;q=0.4", "text/html"),
        ("text/html;q=0.1, application/*;q=0.9", "application/trig"),
        ("TEXT/TURTLE", "text/turtle"),
        ("text/turtle;q=0, */*", "text/html"),
        ("application/trig;q=nonsense", None),
        ("image/png", None),
        (",,;;q=", None),
    ],
)
def test_preference(accept: str, expected: str | None) -> None:
    assert preferred(accept, ["text/turtle", "text/html", "application/trig"]) == expected
