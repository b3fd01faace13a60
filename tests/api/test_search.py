"""The search page: what is doubtful or short is seen to be so, mistakes keep the form, and lists can be kept."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.facade import Graph
from kg.model import Act, Document, Kind, Metadata, Run, Source, Statement
from kg.settings import Settings
from kg.views.words import act_in_words
from tests.api.samples import FACTORY, KIM, MEDIA, place, statement
from tests.api.test_pages import words

HTML = {"accept": "text/html"}
SHIPS = Document(
    text="Moscow said that the ships carried shells. Pyongyang denied it on Monday. Its envoy hinted that more came.",
    metadata=Metadata(title="Ships", publisher="The Harbour Post"),
)


def ships() -> tuple[Statement, ...]:
    """Return what is said in that article: a denial of "it", and one that the machine is unsure of."""
    moscow, pyongyang = (Source.of_name(name, Kind.COUNTRY) for name in ("Russia", "North Korea"))
    said = statement(
        SHIPS, moscow, (place(SHIPS, "Moscow"), place(SHIPS, "said"), place(SHIPS, "the ships carried shells"))
    )
    denied = statement(
        SHIPS, pyongyang, (place(SHIPS, "Pyongyang"), place(SHIPS, "denied"), place(SHIPS, "it")), act=Act.DENY
    )
    hinted = statement(SHIPS, None, (place(SHIPS, "Its envoy"), place(SHIPS, "hinted"), place(SHIPS, "that more came")))
    return said, denied, replace(hinted, confidence=0.41)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The service over that article."""
    settings = Settings(store=str(tmp_path_factory.mktemp("search") / "kg"))
    with Graph.open(settings) as graph:
        graph.put(Run(document=SHIPS, software="test-1", ended=datetime(2024, 5, 16, tzinfo=UTC), statements=ships()))
    with TestClient(create_app(settings)) as made:
        yield made


def test_doubtful_reading_says_so(page: TestClient) -> None:
    assert "Its envoy said “hinted” unnamed sourceuncertain reading" in words(page.get("/?named=false").text)
    assert "uncertain reading" not in page.get("/?named=true").text
    sure = page.get("/?confidence=0.8").text
    assert "2 statements found" in sure
    assert '<option value="0.8" selected>surely</option>' in sure
    assert '<option value="0.9" selected>at least 0.9</option>' in page.get("/?confidence=0.9").text


def test_content_of_a_word_stands_in_its_sentence(page: TestClient) -> None:
    denial = page.get("/?act=deny").text
    assert "Pyongyang denied <mark>it</mark> on Monday." in denial
    assert "<mark>" not in page.get("/?source=Russia").text


@pytest.mark.parametrize(
    ("query", "status", "complaint", "kept"),
    [
        (
            "about=shells&since=foo",
            422,
            "&#39;foo&#39; is no date. Write it as 2024-05-15.",
            'name="since" value="foo"',
        ),
        ("about=shells&act=shout", 422, "act: Input should be", 'name="about" value="shells"'),
        ("about=(shells&source=Russia", 400, "(", 'name="about" value="(shells"'),
    ],
)
def test_mistake_keeps_the_form(page: TestClient, query: str, status: int, complaint: str, kept: str) -> None:
    answer = page.get(f"/?{query}", headers=HTML)
    assert answer.status_code == status
    assert '<p class="notice" role="alert">' in answer.text
    assert complaint in answer.text
    assert kept in answer.text


@pytest.mark.parametrize(("query", "status"), [("about=ships&since=foo", 422), ("about=ships+(&since=2024-05-01", 400)])
def test_mistake_keeps_the_form_of_the_network(page: TestClient, query: str, status: int) -> None:
    answer = page.get(f"/network?{query}", headers=HTML)
    assert answer.status_code == status
    assert '<p class="notice" role="alert">' in answer.text
    assert 'name="about" value="ships' in answer.text
    assert "<iframe" not in answer.text


def test_unknown_source_is_told_with_those_meant(page: TestClient) -> None:
    text = page.get("/?source=korea").text
    assert "There is no source called “korea”" in words(text)
    assert '<a href="/?source=' in text
    assert "North Korea</bdi></a>?" in text
    assert "asked for by its whole name" in words(page.get("/?source=nobody+at+all").text)
    assert "no source called" not in page.get("/?source=Russia&about=submarine").text


def test_what_means_the_same_is_offered_where_words_find_little(page: TestClient) -> None:
    text = words(page.get("/?about=vessels+transported+ammunition").text)
    assert "No statement has these words" in text
    assert "Nearest in meaning, in other words" in text
    assert "the ships carried shells" in text


def test_form_names_the_source_that_a_link_gives_by_its_id(page: TestClient) -> None:
    source = ships()[0].source
    assert 'name="source" value="Russia"' in page.get(f"/?source={source.id}").text


def test_list_is_kept_as_a_table_as_json_and_as_rdf(page: TestClient) -> None:
    html = page.get("/?named=false").text
    for format_ in ("csv", "json", "trig"):
        assert f'href="/export/statements?named=false&amp;format={format_}"' in html
    rows = list(csv.DictReader(io.StringIO(page.get("/export/statements?named=false&format=csv").text)))
    assert [(row["source"], row["words"], row["through"]) for row in rows] == [
        ("Its envoy", "that more came", "The Harbour Post < Its envoy")
    ]
    start, _, end = rows[0]["characters"].partition("-")
    assert SHIPS.text[int(start) : int(end)] == "that more came"
    listed = json.loads(page.get("/export/statements?format=json").text)
    assert listed == page.get("/api/statements").json()["rows"]
    assert json.loads(page.get("/export/statements?source=Nobody&format=json").text) == []
    rdf = page.get("/export/statements?act=deny&format=trig").text
    assert "Pyongyang" in rdf
    assert "that more came" not in rdf
    assert "ships carried" not in rdf


def test_articles_are_found_by_their_headlines(client: TestClient) -> None:
    assert "Kim calls for change" in client.get("/documents?headline=calls").text
    assert "None has such a headline" in words(client.get("/documents?headline=nothing").text)
    assert client.get("/api/documents?headline=quiet&publisher=The+Daily").json()["total"] == 1


def test_what_shows_does_not_say() -> None:
    document = Document(text="Photographs showed Kim at the plant.")
    shown = statement(document, None, (place(document, "Photographs"), place(document, "showed"), None))
    assert act_in_words(shown) == "showed"


def test_card_tells_its_place_and_how_to_cite_it(page: TestClient) -> None:
    text = words(page.get(f"/document/{SHIPS.id}").text)
    start = SHIPS.text.index("the ships carried shells")
    end = start + len("the ships carried shells")
    cited = f"Russia said: “the ships carried shells”, “Ships”, The Harbour Post, characters {start}–{end}"
    assert f"{cited}, http://testserver/document/{SHIPS.id}#char={start},{end}" in text
    assert f"characters {start}–{end} of this text" in text


def test_counts_of_relays_lead_to_as_many_statements(client: TestClient) -> None:
    edges = client.get("/api/network").json()["edges"]
    assert edges
    for edge in edges:
        asked = {"through": edge["source"], "had_from": edge["target"]}
        assert client.get("/api/statements", params=asked).json()["total"] == edge["statements"]
    assert f'href="/?through={MEDIA.id}&amp;had_from={KIM.id}">1</a>' in client.get(f"/source/{MEDIA.id}").text
    assert f"had_from={KIM.id}" in client.get("/network").text
    assert client.get(f"/?through={MEDIA.id}&had_from={KIM.id}").text.count("#s-") == 1
    assert FACTORY.id in client.get(f"/?through={MEDIA.id}&had_from={KIM.id}").text
