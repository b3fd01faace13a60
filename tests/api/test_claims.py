"""Claims over HTTP, as data and as pages."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.frames import IN_A_FRAME
from kg.claims.wordings import Wording
from kg.settings import Settings
from tests.api.samples import FACTORY, HOSTILE_CLAIM, STATEMENTS
from tests.api.test_pages import words

PRAISE = "f455bef5cbac7ca01f11"


@pytest.fixture(scope="module")
def demo(demonstration_store: Path) -> TestClient:
    """A program that uses a service over the demonstration articles."""
    with TestClient(create_app(Settings(store=str(demonstration_store))), follow_redirects=False) as made:
        yield made


def test_claims_are_listed_and_filtered(demo: TestClient) -> None:
    whole = demo.get("/api/claims").json()
    assert whole["total"] == len(whole["rows"]) > 20
    one = demo.get("/api/claims?origins=1&about=shells").json()
    assert {row["origins"] for row in one["rows"]} == {1}
    (contested,) = demo.get("/api/claims?contested=true").json()["rows"]
    assert (contested["affirming"], contested["denying"]) == (1, 1)
    assert demo.get("/api/claims?all=true").json()["total"] > whole["total"]
    assert demo.get("/api/claims?orgins=1").status_code == 422


def test_report_as_data(demo: TestClient) -> None:
    report = demo.get(f"/api/claims/{PRAISE}").json()
    assert (report["id"], report["affirmed"]["independent"], report["contested"]) == (PRAISE, 1, False)
    assert report["affirmed"]["told"][0]["moment"] == {
        "start": "2024-05-15",
        "end": "2024-05-15",
        "basis": "published",
        "published_basis": "metadata",
    }
    assert demo.get("/api/claims/ffffffffff").status_code == 404


def test_every_proof_on_the_page_leads_to_its_place(demo: TestClient) -> None:
    html = demo.get(f"/claim/{PRAISE}").text
    assert "All 4 articles come through Korean Central News Agency." in words(html)
    links = {part.split('"')[0] for part in html.split('href="')[1:] if part.startswith("/document/")}
    assert len(links) > 6
    for link in links:
        address, _, place = link.partition("#")
        assert f'id="{place}"' in demo.get(address).text


def test_page_of_claims_keeps_what_was_asked(demo: TestClient) -> None:
    html = demo.get("/claims?about=shells&origins=1&contested=").text
    assert 'value="shells"' in html
    assert "6,700 containers" in html
    assert "worthy of praise" not in html
    assert "No claim here" in demo.get("/claims?about=nobody-says-so").text


def test_claim_without_several_statements_has_a_page_too(client: TestClient) -> None:
    html = client.get(f"/claim/{HOSTILE_CLAIM}").text
    assert "<svg onload" not in html
    assert "It stands in one article alone" in html
    rows = client.get("/api/claims?all=true&about=late").json()["rows"]
    assert [row["text"] for row in rows] == ["it may be late"]
    assert f"/document/{FACTORY.id}#s-{STATEMENTS[2].id}" in client.get(f"/claim/{rows[0]['id']}").text


def test_picture_runs_in_a_sandbox(demo: TestClient) -> None:
    assert f'src="/claim/{PRAISE}/view"' in demo.get(f"/claim/{PRAISE}").text
    view = demo.get(f"/claim/{PRAISE}/view")
    assert view.headers["content-security-policy"] == IN_A_FRAME
    assert "attachment" in demo.get(f"/claim/{PRAISE}/file").headers["content-disposition"]


def test_iri_of_a_claim_leads_to_its_page(demo: TestClient) -> None:
    answer = demo.get(f"/id/claim/{PRAISE}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{PRAISE}")
    assert demo.get("/claim/ffffffffff", headers={"Accept": "text/html"}).status_code == 404


@pytest.mark.parametrize("kind", ["claim", "source", "statement"])
def test_a_thing_comes_as_rdf_by_a_click(demo: TestClient, kind: str) -> None:
    record = next(row for row in demo.get("/api/statements?about=worthy").json()["rows"])
    page, id_ = {
        "claim": (f"/claim/{PRAISE}", PRAISE),
        "source": (f"/source/{record['source']['id']}", record["source"]["id"]),
        "statement": (f"/document/{record['document']['id']}", record["id"]),
    }[kind]
    link = f"/id/{kind}/{id_}?format=turtle"
    assert f'href="{link}"' in demo.get(page).text
    answer = demo.get(link, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/turtle")
    assert f'filename="whosaid-{kind}-' in answer.headers["content-disposition"]
    assert id_ in answer.text
    if kind == "claim":
        assert "kg:expresses" in answer.text
    assert demo.get(f"/id/{kind}/nobody?format=turtle").status_code == 404


def test_claims_say_what_they_cannot_tell(demo: TestClient) -> None:
    listed = demo.get("/claims").text
    assert 'data-of="deny">–</td>' in listed
    assert 'data-of="ways">4</td>' in listed
    assert "A dash says that no denial was found, not that nobody denied it" in words(listed)
    shells = demo.get("/api/claims?about=shipped+artillery+shells").json()["rows"][0]["id"]
    told = words(demo.get(f"/claim/{shells}").text)
    assert "No denial of it was found here, but 7 statements below may be denials of it." in told
    found = demo.get(f"/api/claims/{shells}/relations").json()["may_deny"]
    assert [(each["source"]["name"], each["behind"] is not None) for each in found[:4]] == [
        ("North Korea", True),
        ("North Korea", True),
        ("Russia", True),
        ("North Korea", False),
    ]


def test_doubtful_joins_are_marked_on_the_page(demo: TestClient) -> None:
    id_ = demo.get("/api/claims?about=ordered+managers").json()["rows"][0]["id"]
    html = demo.get(f"/claim/{id_}").text
    assert html.count('<span class="chip possible">may say something else</span>') == 4
    assert "4 statements that may say the same are not drawn." in demo.get(f"/claim/{id_}/view").text


def test_empty_store_says_how_claims_come(nothing: TestClient) -> None:
    assert "when two statements or more express it" in nothing.get("/claims").text


def test_profile_of_a_source(demo: TestClient) -> None:
    found = demo.get("/api/sources/KCNA/profile").json()
    assert (found["name"], found["statements"]) == ("Korean Central News Agency", 24)
    assert demo.get("/api/sources/Nobody/profile").status_code == 404


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape"])
def test_network_for_other_programs(demo: TestClient, form: str) -> None:
    answer = demo.get(f"/api/network?format={form}&measures=true")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "page_rank" in answer.text
    assert "Meridian Wire" in answer.text


def test_network_with_measures(demo: TestClient) -> None:
    nodes = {node["name"]: node for node in demo.get("/api/network?measures=true").json()["nodes"]}
    assert nodes["Meridian Wire"]["bridges"] == 4
    assert demo.get("/api/network").json()["nodes"][0]["page_rank"] is None


def test_a_statement_leads_to_who_else_says_so(demo: TestClient) -> None:
    for address in ("/?about=worthy", "/source/Kim%20Jong-un"):
        assert f'<a href="/claim/{PRAISE}">The same claim elsewhere</a>' in demo.get(address).text
    article = next(row for row in demo.get("/api/statements?about=worthy").json()["rows"])["document"]["id"]
    assert f'href="/claim/{PRAISE}"' in demo.get(f"/document/{article}").text


def test_relations_as_data(demo: TestClient) -> None:
    sees = Wording(text="U.S. sees 12,000 containers of North Korean arms").id
    found = demo.get(f"/api/claims/{sees}/relations").json()
    assert [(each["kind"], each["words"]) for each in found["related"]] == [("differs in number", "12,000 / 10,000")]
    assert found["updates"][0]["earlier"]["source"]["name"] == "State Department"
    page = words(demo.get(f"/claim/{sees}").text)
    assert "in Pacific Ledger: 10,000, published on 25 May 2024" in page
    assert demo.get("/api/claims/ffffffffff/relations").status_code == 404
