"""The command `kg`: thin commands over `kg.pipeline`. Data goes to standard output, messages to standard error."""

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import __version__
from kg.console import (
    Output,
    argument_or_file,
    counted,
    message,
    print_extent,
    print_json,
    print_records,
    print_rows,
    read_bytes,
    write_whole,
)
from kg.errors import InputError, KgError, RdfError, UnknownFormatError, VerificationError
from kg.model import Act, Certainty, Kind, Polarity

if TYPE_CHECKING:
    import socket

    from kg.model import Metadata, Run
    from kg.pipeline import Graph

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who said what, on whose word it rests, and where exactly it stands.",
)

Store = Annotated[str, typer.Option("--store", envvar="KG_STORE", help="The store's folder.", show_default=True)]
Title = Annotated[str | None, typer.Option(help="The headline, where the file names none or a wrong one.")]
Publisher = Annotated[str | None, typer.Option(help="Who published the article.")]
Url = Annotated[str | None, typer.Option(help="Where it was published.")]
Published = Annotated[str | None, typer.Option(help="The day of publication, as 2024-05-15.")]
Limit = Annotated[int, typer.Option(min=1, help="How many rows at most.")]
DEFAULT_STORE = "./kg-store"
_COUNTS = frozenset({"on furniture or traps"})
"""Figures of `kg evaluate` that are no shares."""


class RdfFormat(StrEnum):
    """The forms of RDF."""

    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    TURTLE = "turtle"
    XML = "xml"


SUFFIXES = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.NQUADS,
    ".jsonld": RdfFormat.JSONLD,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.XML,
}
Format = Annotated[Output, typer.Option("--format", help="A table for people, or JSON or CSV for programs.")]


def main() -> None:
    """Run the command and turn errors that were foreseen into a message and an exit status."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk can still be told
    except KgError as error:
        message(f"kg: {error}")
        sys.exit(error.exit_status)
    except BrokenPipeError:  # the reader, such as `head`, has enough
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _drop_output()
        what = "the output can't be written" if error.filename is None else f"{error.filename} can't be used"
        message(f"kg: {what}: {error.strerror or error}")
        sys.exit(KgError.exit_status)


def _drop_output() -> None:
    """Let what is left to print go nowhere, so that Python doesn't try it again in the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open(store: str, *, read_only: bool = True) -> "Graph":
    import kg

    return kg.open(store, read_only=read_only)


@contextmanager
def _open_to_write(store: str) -> "Iterator[Graph]":
    """Open a store to write to; one that was made for this, and holds nothing in the end, is removed again."""
    new = not Path(store).exists()
    empty = False
    try:
        with _open(store, read_only=False) as graph:
            try:
                yield graph
            finally:
                empty = not len(graph.store)
    finally:
        if new and empty:
            shutil.rmtree(store)


def _given(title: str | None, publisher: str | None, url: str | None, published: str | None) -> "Metadata":
    from kg.intake.front_matter import check_metadata
    from kg.pipeline import metadata

    given = metadata(title=title, publisher=publisher, url=url, published=published)
    check_metadata(given, origin="the command's options")
    return given


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help="Articles (.txt, .md), folders of them, or - for standard input.")],
    store: Store = DEFAULT_STORE,
    title: Title = None,
    publisher: Publisher = None,
    url: Url = None,
    published: Published = None,
) -> None:
    """Read articles and keep who says what in them. The same article twice changes nothing.

    Example: kg add article.txt --publisher "The Daily" --published 2024-05-15
    """
    given = _given(title, publisher, url, published)
    failures: list[KgError] = []
    added = found = 0
    with ExitStack() as opened:
        graph: Graph | None = None
        for file, run in _runs(paths, given, failures):
            # Opened late, so that a first `kg add` of nothing that can be read does not even make a store.
            graph = graph or opened.enter_context(_open_to_write(store))
            try:
                outcome = graph.put(run)
            except (InputError, RdfError) as error:
                _fail(failures, error, f"{file}: ")
                continue
            added += 1
            found += outcome.document.statements
            word = "added" if outcome.changed else "unchanged"
            message(f"{word}: {file}, {counted(outcome.document.statements, 'statement')}")
    failed = f"; {len(failures)} failed" if failures else ""
    message(f"{counted(added, 'article')} with {counted(found, 'statement')} in {store}{failed}")
    if failures:
        raise typer.Exit(InputError.exit_status)


def _runs(paths: Iterable[str], given: "Metadata", failures: list[KgError]) -> "Iterator[tuple[Path, Run]]":
    """Yield the articles that can be read; say of each other one why, and add it to the failures."""
    from kg.intake.files import article_files
    from kg.pipeline import extract, read

    for path in paths:
        try:
            files = list(article_files(Path(path)))
        except InputError as error:
            _fail(failures, error)
            continue
        for file in files:
            try:
                run = extract(read(file, given=given))
            except InputError as error:
                _fail(failures, error)
                continue
            yield file, run


def _fail(failures: list[KgError], error: KgError, where: str = "") -> None:
    """Note that an article failed, and say why, and where if the error does not."""
    failures.append(error)
    message(f"failed: {where}{error}")


@app.command()
def extract(
    path: Annotated[str, typer.Argument(help="One article (.txt, .md), or - for standard input.")],
    title: Title = None,
    publisher: Publisher = None,
    url: Url = None,
    published: Published = None,
    format_: Format = Output.TABLE,
) -> None:
    """Print who says what in one article; nothing is stored. `kg statements --help` explains the table.

    Example: kg extract article.txt --published 2024-05-15 --format json
    """
    from kg.model import Record
    from kg.pipeline import extract as run_extraction
    from kg.pipeline import read
    from kg.views.json import run_json

    document = read(path, given=_given(title, publisher, url, published))
    run = run_extraction(document)
    if format_ is Output.JSON:
        print_json(run_json(run))
        return
    print_records([Record(statement=s, metadata=document.metadata) for s in run.statements], format_)
    if document.metadata.published is None:
        message("No date of publication is known, so days such as “Wednesday” stay open: give --published.")


@app.command()
def statements(
    store: Store = DEFAULT_STORE,
    source: Annotated[str | None, typer.Option(help="By this source: a name, an alias or an id.")] = None,
    about: Annotated[str | None, typer.Option(help="With these words, or beginnings of words, in them.")] = None,
    publisher: Annotated[str | None, typer.Option(help="In articles of this publisher.")] = None,
    document: Annotated[str | None, typer.Option(help="In the document with this id.")] = None,
    act: Annotated[Act | None, typer.Option(help="What the source did.")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="Affirming or rejecting.")] = None,
    certainty: Annotated[Certainty | None, typer.Option(help="How surely.")] = None,
    named: Annotated[
        bool | None, typer.Option("--named/--unnamed", help="By named or by unnamed sources only.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Said, or else published, on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Said, or else published, on this day or earlier.")] = None,
    limit: Limit = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many rows to pass over.")] = 0,
    format_: Format = Output.TABLE,
) -> None:
    """List who said what, the newest first.

    In the table, “pub.” before a day means that the article was published then, and that no day of saying is
    known; a name in round brackets is an unnamed source, in the article's words; “Through” is the chain of sources
    from the publisher inward, “unknown publisher” where the article names none.

    Example: kg statements --source KCNA --about missile
    """
    from kg.pipeline import day

    with _open(store) as graph:
        page = graph.statements(
            source=source, about=about, publisher=publisher, document=document, act=act, polarity=polarity,
            certainty=certainty, named=named, since=day(since), until=day(until), limit=limit, offset=offset,
        )  # fmt: skip
    print_records(page.rows, format_)
    print_extent(len(page.rows), page.total, offset, "statements")


@app.command()
def sources(
    store: Store = DEFAULT_STORE,
    name: Annotated[str | None, typer.Option(help="With these words, or beginnings of words, in a name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Of this kind.")] = None,
    limit: Limit = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many rows to pass over.")] = 0,
    format_: Format = Output.TABLE,
) -> None:
    """List who is quoted, the most quoted first.

    Example: kg sources --kind person
    """
    from kg.views.json import source_record_json

    with _open(store) as graph:
        page = graph.sources(name=name, kind=kind, limit=limit, offset=offset)
    if format_ is Output.JSON:
        print_json([source_record_json(record) for record in page.rows])
        return
    rows = [
        (
            r.source.name if r.source.named else f"({r.source.name})",
            r.source.kind.value,
            str(r.statements),
            str(r.documents),
            ", ".join(r.source.aliases),
        )
        for r in page.rows
    ]
    print_rows(("Source", "Kind", "Statements", "Articles", "Also called"), rows, format_, wide=(0, 4))
    print_extent(len(page.rows), page.total, offset, "sources")


@app.command()
def network(
    store: Store = DEFAULT_STORE,
    html: Annotated[
        Path | None, typer.Option(help="Write the picture to this file: one page that works offline.")
    ] = None,
    limit: Limit = 50,
    format_: Format = Output.TABLE,
) -> None:
    """List who relays whom, or draw it.

    Example: kg network --html network.html
    """
    with _open(store) as graph:
        found = graph.network()
    edges = sorted(found.edges(data=True), key=lambda edge: (-edge[2]["statements"], edge[0], edge[1]))
    if html is not None:
        from kg.views.network_page import network_page

        write_whole(html, [network_page(found, title="Who relays whom").encode("utf-8")])
        message(f"{counted(len(found), 'source')} and {counted(len(edges), 'relay')} drawn in {html}")
        return
    if format_ is Output.JSON:
        print_json({
            "nodes": [{"id": node, **data} for node, data in found.nodes(data=True)],
            "edges": [{"from": a, "to": b, **data} for a, b, data in edges],
        })  # fmt: skip
        return
    names = {node: data["name"] if data["named"] else f"({data['name']})" for node, data in found.nodes(data=True)}
    rows = [(names[a], names[b], str(data["statements"]), str(data["documents"])) for a, b, data in edges[:limit]]
    print_rows(("From", "Relays", "Statements", "Articles"), rows, format_, wide=(0, 1))
    print_extent(len(rows), len(edges), 0, "relays")


@app.command()
def query(
    sparql: Annotated[str, typer.Argument(help="A SPARQL query, a file that holds one, or - for standard input.")],
    store: Store = DEFAULT_STORE,
    format_: Format = Output.TABLE,
) -> None:
    """Answer a SPARQL query. Usual prefixes are defined; all data is in named graphs, so write GRAPH ?g.

    Example: kg query 'SELECT ?name WHERE { GRAPH ?g { ?s skos:prefLabel ?name } }'
    """
    from kg.store.base import Solutions

    with _open(store) as graph:
        text = argument_or_file(sparql)
        answer = graph.query(text)
        prefixes = graph.prefixes() if format_ is Output.TABLE else {}
    found = answer.rows if isinstance(answer, Solutions) else answer
    if not found and "GRAPH" not in text.upper():
        message("Nothing fits. All data is in named graphs: write GRAPH ?g { … } around the pattern.")
    if isinstance(answer, bool):
        print_json(answer) if format_ is Output.JSON else typer.echo("yes" if answer else "no")
        return
    if isinstance(answer, Solutions):
        columns: Sequence[str] = answer.variables
        rows = [tuple("" if term is None else _term(term, prefixes) for term in row) for row in answer.rows]
    else:
        columns = ("subject", "predicate", "object")
        rows = [tuple(_term(term, prefixes) for term in (t.subject, t.predicate, t.object)) for t in answer]
    if format_ is Output.JSON:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    print_rows(columns, rows, format_, wide=tuple(range(len(columns))))


@app.command()
def export(
    store: Store = DEFAULT_STORE,
    format_: Annotated[
        RdfFormat | None, typer.Option("--format", help="By default as the file's name says, or trig.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; by default standard output.")] = None,
    document: Annotated[str | None, typer.Option(help="Only the document with this id.")] = None,
) -> None:
    """Write everything as RDF. Turtle and RDF/XML have no named graphs, so these can't be imported again.

    Example: kg export --output everything.trig
    """
    chosen = RdfFormat.TRIG if output is None and format_ is None else _format_of(output or "-", format_)
    with _open(store) as graph:
        chunks = graph.export(chosen.value, document=document)
        if output is None:
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
        else:
            size = write_whole(output, chunks)
            message(f"wrote {output}: {size:,} bytes of {chosen}")


def _format_of(path: str | Path, given: RdfFormat | None) -> RdfFormat:
    """Return the format that was asked for, or else that of the file's name."""
    chosen = given or SUFFIXES.get(Path(path).suffix.lower())
    if chosen is None:
        raise UnknownFormatError(
            f"{path} does not say what format it has: give --format, one of {', '.join(RdfFormat)}"
        )
    return chosen


@app.command("import")
def import_(
    path: Annotated[
        str, typer.Argument(help="A file that `kg export` made (.trig, .nq, .jsonld), or - for standard input.")
    ],
    store: Store = DEFAULT_STORE,
    format_: Annotated[RdfFormat | None, typer.Option("--format", help="By default as the file's name says.")] = None,
) -> None:
    """Merge an export into the store; what `kg verify` would not accept is refused, and nothing is changed then.

    Example: kg import everything.trig
    """
    chosen = _format_of(path, format_)
    data = sys.stdin.buffer.read() if path == "-" else read_bytes(Path(path))
    with _open_to_write(store) as graph:
        grown = graph.import_(data, chosen.value)
    message(f"{store} has {counted(grown, 'quad')} more")


@app.command()
def verify(store: Store = DEFAULT_STORE) -> None:
    """Check shapes, every span against its text, and what is derived. Exit status 8 tells of problems.

    Example: kg verify
    """
    with _open(store) as graph:
        problems = graph.verify()
        held = graph.stats()
    for problem in problems:
        typer.echo(f"{problem.where}: {problem.what}")
    if problems:
        raise VerificationError(f"{counted(len(problems), 'problem')} in {store}")
    held_here = f"{counted(held.documents, 'article')} and {counted(held.statements, 'statement')}"
    message(f"{held_here} in {store}: all as it should be")


@app.command()
def stats(store: Store = DEFAULT_STORE, format_: Format = Output.TABLE) -> None:
    """Count what the store holds.

    Example: kg stats
    """
    from dataclasses import asdict

    with _open(store) as graph:
        held = asdict(graph.stats())
    if format_ is Output.JSON:
        print_json(held)
        return
    rows = [(name.replace("_", " "), str(count)) for name, count in held.items() if isinstance(count, int)]
    for name in ("by_act", "by_publisher", "by_language"):
        rows += [(f"{name.replace('_', ' ')}: {key}", str(count)) for key, count in held[name].items()]
    print_rows(("What", "How many"), rows, format_, wide=(0,))


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Annotated articles: NAME.json beside NAME.txt.")],
    verbose: Annotated[bool, typer.Option("--verbose", help="Also list what was missed and what was wrong.")] = False,
    format_: Format = Output.TABLE,
) -> None:
    """Score the extraction on articles annotated by hand: in this project's form, or in brat's (NAME.ann).

    Example: kg evaluate tests/gold
    """
    from kg.evaluate.brat import is_brat
    from kg.pipeline import evaluate as run_evaluation
    from kg.pipeline import evaluate_brat

    if is_brat(folder):
        counted = evaluate_brat(folder)
        _print_figures(counted.counts["statements gold"], counted.figures(), format_)
        return
    total = run_evaluation(folder)
    _print_figures(total.gold, total.figures(), format_)
    if verbose:
        for each in total.missed:
            message(f"missed: {each}")
        for each in total.wrong:
            message(f"wrong: {each}")


def _print_figures(statements: int, figures: Mapping[str, float], format_: Output) -> None:
    rounded = {name: int(figure) if name in _COUNTS else round(figure, 4) for name, figure in figures.items()}
    if format_ is Output.JSON:
        print_json({"statements": statements, **rounded})
        return
    rows = [(name, str(figure) if name in _COUNTS else f"{figure:.3f}") for name, figure in rounded.items()]
    print_rows(("What", "Figure"), [("statements", str(statements)), *rows], format_, wide=(0,))


@app.command()
def serve(
    store: Store = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve the pages and the API.

    Example: kg serve --port 8000
    """
    import uvicorn

    with _open(store):  # a store that can't be read is told here, not in a server's log
        os.environ["KG_STORE"] = store
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        message(f"Pages: {address}/   API: {address}/docs   (Ctrl+C ends)")
        server = uvicorn.Server(uvicorn.Config("api.app:create_app", factory=True, log_level="warning"))
        server.run(sockets=[listener])
        if not server.started:
            raise KgError("the service did not start; the lines above say why")


def _listening(host: str, port: int) -> "socket.socket":
    """Return a socket that listens there, so that an address is only told when it is ours."""
    import socket

    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise KgError(f"port {port} is in use; try --port") from None
        raise KgError(f"can't listen at {host}, port {port}: {error.strerror or error}") from None


def _term(term: Any, prefixes: Mapping[str, str]) -> str:
    """Return a term's value, an IRI with the longest of the prefixes that it begins with."""
    value = str(getattr(term, "value", term))
    for prefix, iri in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if value.startswith(iri) and str(term).startswith("<"):
            return f"{prefix}:{value[len(iri) :]}"
    return value
