"""Users' own SPARQL: what is allowed, what is refused, and that another engine gives the same answers."""

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize

from kg.errors import QueryError
from kg.facade import Graph
from kg.joining.graph import Claims
from kg.rdf.formats import deserialize
from kg.rdf.vocabulary import Names
from kg.settings import data_file
from kg.store.base import Dataset, Solutions
from kg.store.derive import literal_of, node_of
from kg.store.embedded import EmbeddedStore
from kg.store.index.indexed import IndexedStore
from kg.store.merge import merge
from kg.store.query import Form, parsed_query, prologue, run_query
from kg.store.write import put
from tests.rdf.examples import example, relayed
from tests.store.test_write import RUNS

QUESTIONS = sorted(data_file("questions").glob("*.rq"))
EXAMPLE = Path(__file__).parent.parent / "rdf" / "example.trig"


def test_every_form_of_query_is_answered(store: EmbeddedStore) -> None:
    put(store, example())
    answer = run_query(store, "SELECT ?name ?none { GRAPH graph:sources { ?s skos:prefLabel ?name } } ORDER BY ?name")
    assert isinstance(answer, Solutions)
    assert answer.variables == ("name", "none")
    assert [str(row[0]) for row in answer.rows][:2] == ['"Ada Berg"@en', '"Harbour Union"@en']
    assert {row[1] for row in answer.rows} == {None}
    assert run_query(store, "ASK { GRAPH ?g { ?s kg:act kg:Deny } }") is True
    assert run_query(store, "CONSTRUCT { ?s kg:act ?act } WHERE { GRAPH ?g { ?s kg:act ?act } }") != ()
    assert isinstance(run_query(store, "DESCRIBE ?s WHERE { GRAPH ?g { ?s kg:act kg:Deny } }"), tuple)


def test_a_query_may_bring_its_own_prefixes(store: EmbeddedStore) -> None:
    assert run_query(store, "# mine\r\nPREFIX kg: <http://x.example/>\r\nASK { GRAPH ?g { ?s kg:act ?o } }") is False


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("INSERT DATA { GRAPH kg:g { kg:a kg:b kg:c } }", "updates"),
        ("DROP ALL", "updates"),
        ("LOAD <http://127.0.0.1:9/>", "updates"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { GRAPH ?g { FILTER EXISTS { SERVICE SILENT ?x { ?s ?p ?o } } } }", "SERVICE"),
        ("SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }", "SERVICE"),
        ("SELECT * { BIND(EXISTS { SERVICE <http://127.0.0.1:9/> {} } AS ?x) }", "SERVICE"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", "FROM"),
        ("ASK FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }", "FROM"),
        ("CONSTRUCT FROM <http://127.0.0.1:9/> WHERE { ?s ?p ?o }", "FROM"),
        ("DESCRIBE <http://x/> FROM <http://127.0.0.1:9/>", "FROM"),
        ('SELECT * { FILTER("a\\u0022 = " ) } SERVICE <http://127.0.0.1:9/> {} #" ) }', "not allowed"),
        ("SELECT * { # \r SERVICE <http://127.0.0.1:9/> {}\n }", "not allowed"),
        ("SELECT (<bif:exec>('x') AS ?x) { }", "<bif:exec> is not allowed"),
        ("PREFIX f: <sql:> SELECT (f:x() AS ?x) { }", "<sql:x> is not allowed"),
        ("ASK { ?s <http://www.openlinksw.com/schemas/bif#contains> 'x' }", "bif#contains> is not allowed"),
        ("ASK { ?s <BIF:contains> 'x' }", "<BIF:contains> is not allowed"),
        ("ASK { ?s bif:contains 'x' }", "the prefix bif: is not defined"),
        ("SELECT (bif:exec('x') AS ?x) { }", "the prefix bif: is not defined"),
        ("SELECT (xsd:exec('x') AS ?x) { }", "function <http://www.w3.org/2001/XMLSchema#exec> is not allowed"),
        ("SELECT (kg:f(DISTINCT ?x) AS ?y) { }", r"function <https://w3id.org/whosaid/ns#f> is not allowed"),
        ("SELECT * { } ORDER BY ?x<urn:f#>('x')", "function <urn:f#> is not allowed"),
        ("SELECT * { } GROUP BY kg:f(?x)", "function .*#f> is not allowed"),
        ("ASK { FILTER NOT EXISTS { FILTER kg:f() } }", "function .*#f> is not allowed"),
        ("DEFINE input:inference 'x' ASK { }", "can't be parsed"),
        ("ASK { ?s ?p ?o OPTION (TRANSITIVE) }", "line 1, column 16"),
        ("SELECT ?x { ?s ?p `1 + 1` }", "line 1, column 19"),
        ("ASK { ?s ?p '\0' }", "line 1, column 13"),
        ("ASK { ?s <../relative> ?o }", "no absolute IRI"),
        ("ASK { FILTER(?a<?b && ?c>?d && ?a<?b&&?c>?d) }", "no absolute IRI"),
        ("ASK { FILTER(?a<x:b&&?c>?d) }", "spaces around them"),
        ("SELECT * {\n ?s ?p }", "line 2, column 2"),
        ("SELECT *\n{ ?s ?p $ }", "line 2, column 9"),
        ("SELECT ?x { ?x a nobody:Knows }", "can't be parsed"),
        ("SELECT * {" + "{" * 500 + "}" * 500 + "}", "nested too deep"),
        ("", "empty"),
        ("  \n", "empty"),
    ],
)
def test_what_is_refused(store: EmbeddedStore, query: str, what: str) -> None:
    with pytest.raises(QueryError, match=what):
        run_query(store, query)


def test_graph_stands_for_the_graphs_of_this_store() -> None:
    assert "PREFIX graph: <https://a.example/graph/>" in prologue("https://a.example/")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("filled_with", ["example", "put"])
def test_two_engines_give_the_same_rows(store: EmbeddedStore, question: Path, filled_with: str) -> None:
    if filled_with == "example":
        merge(store, deserialize(EXAMPLE.read_bytes(), "trig"))
    else:
        for run in (*RUNS, relayed()):
            put(store, run)
    query = question.read_text(encoding="utf-8")
    ours = run_query(store, query)
    assert isinstance(ours, Solutions)
    data = serialize(store.quads(), format=RdfFormat.N_QUADS)
    assert data is not None
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="nquads")
    theirs = dataset.query(prologue(store.base) + query)
    assert theirs.vars is not None
    assert ours.variables == tuple(map(str, theirs.vars))
    our_rows = Counter(tuple(term and str(getattr(term, "value", term)) for term in row) for row in ours.rows)
    assert our_rows == Counter(tuple(term and str(term) for term in row) for row in theirs)  # type: ignore[union-attr]


def test_there_are_six_questions_and_the_example_is_what_a_store_exports(store: IndexedStore) -> None:
    assert len(QUESTIONS) == 6
    joining = Claims.open(store, None)
    put(store, example(), joining)
    joining.close()
    assert set(deserialize(EXAMPLE.read_bytes(), "trig")) == set(store.quads())
    answers = [run_query(store, question.read_text(encoding="utf-8")) for question in QUESTIONS]
    assert [len(answer.rows) for answer in answers if isinstance(answer, Solutions)] == [5, 3, 1, 4, 4, 6]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_every_question_is_answered_with_rows_on_the_demonstration(demonstration: Graph, question: Path) -> None:
    answer = demonstration.query(question.read_text(encoding="utf-8"))
    assert isinstance(answer, Solutions)
    assert answer.rows


def test_who_affirms_the_opposite_contradicts(demonstration: Graph) -> None:
    question = next(path for path in QUESTIONS if path.stem == "3-contradictions")
    answer = demonstration.query(question.read_text(encoding="utf-8"))
    assert isinstance(answer, Solutions)
    assert [tuple(literal_of(term).value for term in row[:3]) for row in answer.rows] == [
        ("the U.S. State Department had put the total at 12,000", "Pacific Ledger", "Dana Whitcomb")
    ]


def test_agencies_and_media_that_were_told_relay_and_are_hands(store: EmbeddedStore) -> None:
    put(store, relayed())
    relays, chains = (
        run_query(store, question.read_text(encoding="utf-8"))
        for question in QUESTIONS
        if question.stem in ("4-who-relays-whom", "5-chains")
    )
    assert isinstance(relays, Solutions)
    assert isinstance(chains, Solutions)
    rows = {
        tuple(Names(store.base).id(node_of(end)).rpartition("-")[0] for end in row[:2]): row[2] for row in relays.rows
    }
    assert {edge: int(literal_of(n).value) for edge, n in rows.items()} == {
        ("coast-daily", "meridian-wire"): 2,
        ("meridian-wire", "radio-lund"): 1,
        ("radio-lund", "ada-berg"): 1,
        ("meridian-wire", "ada-berg"): 1,
        ("ada-berg", "harbour-union"): 1,
    }
    assert sorted(int(literal_of(hands).value) for _, _, hands in chains.rows) == [3, 3]


def test_stream_sees_the_graphs_that_were_chosen(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "kg")
    put(store, example())
    sources = Names(store.base).graph("sources")
    outside = "ASK { ?s skos:prefLabel ?name }"
    inside = "ASK { GRAPH ?g { ?s skos:prefLabel ?name } }"
    for dataset, found in ((None, (False, True)), (Dataset(default=(sources,)), (True, False))):
        answers = tuple(store.stream(prologue(store.base) + each, dataset=dataset) for each in (outside, inside))
        assert answers == found
    assert store.stream(prologue(store.base) + inside, dataset=Dataset(named=(sources,))) is True
    assert store.stream(prologue(store.base) + outside, union=True) is True
    store.close()


@pytest.mark.parametrize(
    ("query", "form", "default", "named"),
    [
        ("ASK { }", Form.ASK, None, None),
        ("SELECT * FROM graph:sources FROM <urn:b> { }", Form.SELECT, ["https://a.example/graph/sources", "urn:b"], []),
        ("BASE <http://a/b/> CONSTRUCT FROM NAMED <c> WHERE { ?s ?p ?o }", Form.CONSTRUCT, [], ["http://a/b/c"]),
        ("PREFIX x: <urn:x:> DESCRIBE ?s FROM x:y FROM NAMED <urn:z> { }", Form.DESCRIBE, ["urn:x:y"], ["urn:z"]),
    ],
)
def test_graphs_that_a_query_names(query: str, form: Form, default: list[str] | None, named: list[str] | None) -> None:
    parsed = parsed_query(query, "https://a.example/")
    dataset = parsed.dataset
    assert parsed.form is form
    assert (dataset and [graph.value for graph in dataset.default]) == default
    assert (dataset and [graph.value for graph in dataset.named]) == named


@pytest.mark.parametrize("name", ["x:y", "<relative>"])
def test_graphs_named_by_what_is_no_iri_are_refused(name: str) -> None:
    with pytest.raises(QueryError, match=r"not defined|no absolute IRI"):
        parsed_query(f"ASK FROM {name} {{ }}", "https://a.example/")


def test_casts_of_the_standard_are_functions_that_may_be_called(store: EmbeddedStore) -> None:
    answer = run_query(
        store, "SELECT (xsd:integer('7') + 1 AS ?x) (<http://www.w3.org/2001/XMLSchema#string>(1) AS ?y) {}"
    )
    assert isinstance(answer, Solutions)
    assert [literal_of(term).value for term in answer.rows[0]] == ["8", "1"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("#" * 5000 + "\nASK { }", "ASK { }"),
        ("ASK # {\n{ } # bif:exec()", "ASK\n{ }"),
        ("PREFIX a:<x:>BASE<http://a/b/>PREFIX :<c#>ASK{a:x :y.z <../z>}", "ASK{<x:x> <http://a/b/c#y.z> <http://a/z>}"),
        ("PREFIX kg: <urn:x:> ASK { kg:a%20b a kg:c\\'\\# }", "ASK { <urn:x:a%20b> a <urn:x:c'#> }"),
        ("""ASK { ?s ?p 'it\\'s','"',"'#"@en }""", r"""ASK { ?s ?p  "it's", "\"", "'#"@en }"""),
        ("ASK FROM graph:a From\nnamed<x:b>{ ?from <from:c> 'FROM <x:d>' }", 'ASK  { ?from <from:c>  "FROM <x:d>" }'),
        ("""SELECT * { VALUES ?x { ""'a' } }""", 'SELECT * { VALUES ?x {  "" "a" } }'),
        ('ASK { ?s ?p """a\n""b"\\n"""^^<x:y> }', 'ASK { ?s ?p  "a\\n\\"\\"b\\"\\n"^^<x:y> }'),
        ("ASK { ?s ?p ?o FILTER(?o<=1||?o <graph:a) }",
         "ASK { ?s ?p ?o FILTER(?o <= 1||?o  < <https://a.example/graph/a>) }"),
    ],
)  # fmt: skip
def test_what_is_asked_is_the_query_in_plain_words(query: str, words: str) -> None:
    """Both parsers read the same: no comments, one kind of string, whole IRIs."""
    assert parsed_query(query, "https://a.example/").text == words
