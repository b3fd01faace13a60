"""A good store, damaged in many ways behind the program's back: `kg verify` names each."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

import kg
from kg.rdf import vocabulary as v
from kg.rdf.vocabulary import Names
from tests.rdf.examples import example
from tests.store.test_write import RUNS

NAMES = Names("https://w3id.org/whosaid/id/")
RUN = example()
DOCUMENT, GRAPH = NAMES.document(RUN.document.id), NAMES.document_graph(RUN.document.id)
OTHER, OTHER_GRAPH = NAMES.document(RUNS[1].document.id), NAMES.document_graph(RUNS[1].document.id)
SAID, PROMISED, QUOTED = (NAMES.statement(each.id) for each in RUN.statements[:3])
FOREIGN = NAMES.statement(RUNS[1].statements[0].id)
SOURCE = NAMES.source(RUN.statements[0].source.id)
THE_RUN, SOFTWARE = NAMES.run(RUN.id), NAMES.software(RUN.software)
RUNS_GRAPH, SOURCES, CLAIMS, JUDGEMENTS, JUDGED, COPIES = (
    NAMES.graph(name) for name in ("runs", "sources", "claims", "judgements", "judged", "copies")
)
X = NamedNode("http://x.example/x")

Damage = Callable[[Oxigraph], None]


def drop(subject: NamedNode | None, predicate: NamedNode | None, graph: NamedNode, value: object = None) -> Damage:
    """Return what removes all quads of a pattern; there has to be one."""

    def damage(quads: Oxigraph) -> None:
        found = list(quads.quads_for_pattern(subject, predicate, value, graph))  # type: ignore[arg-type]
        assert found
        for quad in found:
            quads.remove(quad)

    return damage


def put(subject: object, predicate: NamedNode, value: object, graph: object) -> Damage:
    """Return what adds a quad."""
    return lambda quads: quads.add(Quad(subject, predicate, value, graph))  # type: ignore[arg-type]


def change(subject: NamedNode, predicate: NamedNode, value: object, graph: NamedNode = GRAPH) -> Damage:
    """Return what puts another value in the place of those that are there."""
    return both(drop(subject, predicate, graph), put(subject, predicate, value, graph))


def both(*damages: Damage) -> Damage:
    """Return several damages as one."""

    def damage(quads: Oxigraph) -> None:
        for each in damages:
            each(quads)

    return damage


def words(change_: Callable[[str], str], predicate: NamedNode, subject: NamedNode = SAID) -> Damage:
    """Return what changes a text."""

    def damage(quads: Oxigraph) -> None:
        (quad,) = quads.quads_for_pattern(subject, predicate, None, GRAPH)
        assert isinstance(quad.object, Literal)
        other = Literal(change_(quad.object.value), language=quad.object.language)
        quads.remove(quad)
        quads.add(Quad(quad.subject, quad.predicate, other, quad.graph_name))

    return damage


def within(inner: NamedNode, outer: NamedNode) -> Damage:
    """Return what puts a statement into another one."""
    return both(drop(None, v.QUOTED_FROM, GRAPH, inner), put(outer, v.QUOTED_FROM, inner, GRAPH))


DAMAGES: dict[str, tuple[Damage, str, str]] = {
    # what is done: the damage, where it is found, what is said of it
    "a letter of the text": (
        words(lambda text: text.replace("said", "sayd", 1), v.ARTICLE_BODY, DOCUMENT),
        DOCUMENT.value,
        "SHA-256",
    ),
    "a space at the end of the text": (
        words(lambda text: text + " ", v.ARTICLE_BODY, DOCUMENT),
        DOCUMENT.value,
        "SHA-256",
    ),
    "no text": (drop(DOCUMENT, v.ARTICLE_BODY, GRAPH), DOCUMENT.value, "a document has one text"),
    "two texts": (put(DOCUMENT, v.ARTICLE_BODY, Literal("another"), GRAPH), DOCUMENT.value, "a document has one text"),
    "another checksum": (change(DOCUMENT, v.SHA256, Literal("0" * 64)), DOCUMENT.value, "not 0000"),
    "a checksum with a line feed": (
        words(lambda text: text + "\n", v.SHA256, DOCUMENT),
        DOCUMENT.value,
        "64 hexadecimal digits",
    ),
    "no language": (drop(DOCUMENT, v.IN_LANGUAGE, GRAPH), DOCUMENT.value, "one language"),
    "a date that isn't": (
        change(DOCUMENT, v.DATE_PUBLISHED, Literal("2024-02-30", datatype=v.DATE)),
        DOCUMENT.value,
        "one date",
    ),
    "a date as words": (change(DOCUMENT, v.DATE_PUBLISHED, Literal("in May")), DOCUMENT.value, "one date"),
    "a publisher that is no source": (change(DOCUMENT, v.PUBLISHER, X), DOCUMENT.value, "which is a source"),
    "a byline that is no list": (change(DOCUMENT, v.BYLINE, Literal("{]", datatype=v.JSON)), DOCUMENT.value, "byline"),
    "the words of a content": (words(lambda text: text.replace("promised", "promisee"), v.TEXT), SAID.value, "content"),
    "longer words of a content": (words(lambda text: text + "!", v.TEXT), SAID.value, "can't hold"),
    "a cue without its span": (drop(SAID, v.CUE_SPAN, GRAPH), SAID.value, "http"),
    "a span of another document": (
        change(SAID, v.CUE_SPAN, NamedNode(f"{OTHER.value}#char=62,66")),
        SAID.value,
        "none of its document",
    ),
    "a span past the end": (
        change(SAID, v.CUE_SPAN, NamedNode(f"{DOCUMENT.value}#char=90062,90066")),
        SAID.value,
        "not at its spans",
    ),
    "a span the wrong way round": (
        change(SAID, v.CUE_SPAN, NamedNode(f"{DOCUMENT.value}#char=66,62")),
        SAID.value,
        "66,62",
    ),
    "a span that is none": (
        change(SAID, v.CUE_SPAN, NamedNode(f"{DOCUMENT.value}#line=1")),
        f"{DOCUMENT.value}#line=1",
        "#char=start,end",
    ),
    "an act that is none": (change(SAID, v.ACT, NamedNode(v.KG + "Shout")), SAID.value, "known acts"),
    "no polarity": (drop(SAID, v.POLARITY, GRAPH), SAID.value, "positive or negative"),
    "two polarities": (
        both(
            drop(SAID, v.POLARITY, GRAPH),
            *(put(SAID, v.POLARITY, NamedNode(v.FACT + word), GRAPH) for word in ("positive", "negative")),
        ),
        SAID.value,
        "positive or negative",
    ),
    "a confidence above 1": (
        change(SAID, v.CONFIDENCE, Literal("1.01", datatype=v.DECIMAL)),
        SAID.value,
        "from 0 to 1",
    ),
    "a confidence of another type": (change(SAID, v.CONFIDENCE, Literal("0.9")), SAID.value, "from 0 to 1"),
    "no source": (drop(SAID, v.ATTRIBUTED_TO, GRAPH), SAID.value, "one source"),
    "two sources": (
        put(SAID, v.ATTRIBUTED_TO, NAMES.source(RUN.statements[1].source.id), GRAPH),
        SAID.value,
        "one source",
    ),
    "a source that isn't there": (change(SAID, v.ATTRIBUTED_TO, NAMES.source("nobody")), SAID.value, "one source"),
    "a source without a name": (drop(SOURCE, v.PREF_LABEL, GRAPH), SOURCE.value, "one name"),
    "a source of two kinds": (
        both(*(put(SOURCE, v.TYPE, NamedNode(v.SCHEMA + kind), GRAPH) for kind in ("Person", "Country"))),
        SOURCE.value,
        "one kind",
    ),
    "a source of an unknown kind": (put(SOURCE, v.TYPE, X, GRAPH), SOURCE.value, "one kind"),
    "neither cue nor content": (
        both(*(drop(SAID, of, GRAPH) for of in (v.CUE, v.CUE_SPAN, v.TEXT, v.CONTENT_SPAN))),
        SAID.value,
        "a cue or a content",
    ),
    "a statement in none": (drop(None, v.QUOTED_FROM, GRAPH, SAID), SAID.value, "quoted by its document"),
    "a statement in two": (put(DOCUMENT, v.QUOTED_FROM, PROMISED, GRAPH), PROMISED.value, "quoted by its document"),
    "a statement within itself": (within(SAID, SAID), SAID.value, "within itself"),
    "two within each other": (both(within(SAID, QUOTED), within(QUOTED, SAID)), QUOTED.value, "within itself"),
    "two documents' chains in one circle": (
        both(
            put(FOREIGN, v.TYPE, v.STATEMENT, GRAPH),
            put(FOREIGN, v.IS_PART_OF, DOCUMENT, GRAPH),
            put(FOREIGN, v.ATTRIBUTED_TO, SOURCE, GRAPH),
            within(SAID, FOREIGN),
            put(SAID, v.QUOTED_FROM, FOREIGN, GRAPH),
        ),
        SAID.value,
        "within itself",
    ),
    "a statement of another document": (change(SAID, v.IS_PART_OF, OTHER), SAID.value, "part of one document"),
    "a statement of no document": (drop(SAID, v.IS_PART_OF, GRAPH), SAID.value, "part of one document"),
    "statements without a document": (drop(DOCUMENT, v.TYPE, GRAPH, v.NEWS_ARTICLE), GRAPH.value, "no document"),
    "two documents in one graph": (put(OTHER, v.TYPE, v.NEWS_ARTICLE, GRAPH), GRAPH.value, "the graph of one document"),
    "a document under another's name": (
        put(X, v.TYPE, v.NEWS_ARTICLE, NAMES.document_graph("other")),
        NAMES.document_graph("other").value,
        "the graph of one document",
    ),
    "two statements at one position": (
        change(PROMISED, v.POSITION, Literal("1", datatype=v.INTEGER)),
        DOCUMENT.value,
        "position 1",
    ),
    "something else in a document": (put(X, v.TEXT, Literal("x"), GRAPH), X.value, "neither a document"),
    "a statement of an unknown run": (change(SAID, v.GENERATED_BY, NAMES.run("r")), GRAPH.value, "not recorded"),
    "a run without its document": (drop(None, None, GRAPH), THE_RUN.value, "which is not there"),
    "a document without its run": (drop(THE_RUN, None, RUNS_GRAPH), GRAPH.value, "no run"),
    "a run without software": (
        drop(THE_RUN, v.ASSOCIATED_WITH, RUNS_GRAPH),
        THE_RUN.value,
        "one version of the software",
    ),
    "software that isn't there": (drop(SOFTWARE, v.TYPE, RUNS_GRAPH), THE_RUN.value, "one version of the software"),
    "software that made no run": (put(X, v.TYPE, v.SOFTWARE_AGENT, RUNS_GRAPH), X.value, "made no run"),
    "a run that ended at no time": (change(THE_RUN, v.ENDED, Literal("noon"), RUNS_GRAPH), THE_RUN.value, "one time"),
    "a claim gone": (drop(None, v.EXPRESSES, CLAIMS), "claim/", "expressed by a statement"),
    "a claim too many": (put(NAMES.claim("c"), v.TEXT, Literal("x"), CLAIMS), CLAIMS.value, "not what follows"),
    "another text of a claim": (put(SAID, v.TEXT, Literal("x"), CLAIMS), CLAIMS.value, "not what follows"),
    "an amount too many": (
        put(SAID, v.AMOUNT, NamedNode(f"{DOCUMENT.value}#char=1,2"), NAMES.graph("amounts")),
        NAMES.graph("amounts").value,
        "not what follows",
    ),
    "an amount of no value": (put(X, v.TYPE, v.QUANTITY_VALUE, NAMES.graph("amounts")), X.value, "a value or a range"),
    "a name gone": (drop(SOURCE, v.PREF_LABEL, SOURCES), SOURCE.value, "one name"),
    "an alias too many": (put(SOURCE, v.ALT_LABEL, Literal("PA"), SOURCES), SOURCES.value, "not what follows"),
    "an alias gone": (drop(SOURCE, v.ALT_LABEL, SOURCES), SOURCES.value, "missing"),
    "a judged source that nobody judged": (
        put(SOURCE, v.JUDGED_AS, NAMES.source("s"), JUDGED),
        JUDGED.value,
        "not what follows",
    ),
    "a rating that was judged, gone": (drop(None, v.RELIABILITY, JUDGED), JUDGED.value, "missing"),
    "a judgement by nobody": (drop(None, v.JUDGE, JUDGEMENTS), "judgement/", "one person"),
    "a judgement of another content": (
        both(
            drop(None, v.REASON, JUDGEMENTS),
            lambda quads: quads.add(
                Quad(
                    next(quads.quads_for_pattern(None, v.TYPE, v.JUDGEMENT, None)).subject,
                    v.REASON,
                    Literal("no"),
                    JUDGEMENTS,
                )
            ),
        ),
        "judgement/",
        "the IRI that its content gives",
    ),
    "a judgement half gone": (drop(None, v.TYPE, JUDGEMENTS), "judgement/", "part of no judgement"),
    "a copy that nothing shows": (
        both(put(DOCUMENT, v.COPY_OF, OTHER, COPIES), put(DOCUMENT, v.DERIVED_FROM, OTHER, COPIES)),
        COPIES.value,
        "not what follows",
    ),
    "a version of two": (
        both(put(DOCUMENT, v.VERSION_OF, OTHER, COPIES), put(DOCUMENT, v.VERSION_OF, X, COPIES)),
        DOCUMENT.value,
        "at most one version",
    ),
    "a quad in the default graph": (put(SAID, v.TEXT, Literal("x"), DefaultGraph()), "the default graph", "1 quads"),
    "a copy in the default graph": (
        lambda quads: quads.add(Quad(*next(quads.quads_for_pattern(SAID, v.TEXT, None, GRAPH)).triple, DefaultGraph())),
        "the default graph",
        "1 quads",
    ),
    "a blank node": (put(BlankNode("b"), v.TEXT, Literal("x"), GRAPH), GRAPH.value, "blank node"),
    "a value that is a blank node": (put(SAID, v.TEXT, BlankNode("b"), GRAPH), GRAPH.value, "blank node"),
    "a graph that is a blank node": (put(SAID, v.TEXT, Literal("x"), BlankNode("b")), "_:b", "without an IRI"),
    "a graph of somebody else": (put(X, X, X, X), X.value, "no graph of this program"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good") / "store"
    with kg.open(folder) as graph:
        for run in RUNS:
            graph.put(run)
        graph.update_copies()
        graph.judge("rate", "Ada Berg", "B", why="a minister", by="ada")
        assert graph.verify() == []
    return folder


@pytest.fixture
def damaged(good: Path, tmp_path: Path) -> Path:
    shutil.copytree(good, tmp_path / "store", ignore=shutil.ignore_patterns("LOG", "LOCK", "readers"))
    return tmp_path / "store"


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_named(damaged: Path, name: str) -> None:
    damage, where, what = DAMAGES[name]
    quads = Oxigraph(damaged / "quads")
    damage(quads)
    del quads
    with kg.open(damaged, read_only=True) as graph:
        problems = graph.verify()
    assert any(where in problem.where and what in problem.what for problem in problems), problems
