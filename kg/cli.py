"""The command `kg`: thin commands over `kg.facade`. Data goes to standard output, messages to standard error."""

import errno
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import (
    __version__,
    cli_amounts,
    cli_benchmark,
    cli_claims,
    cli_copies,
    cli_data,
    cli_judge,
    cli_keep,
    cli_network,
    cli_watch,
)
from kg.cli_options import (
    DEFAULT_STORE,
    Authorities,
    Format,
    Limit,
    Offset,
    Published,
    Publisher,
    Store,
    Title,
    Url,
    open_graph,
    open_to_write,
)
from kg.console import (
    Output,
    check_arguments,
    counted,
    message,
    print_candidates,
    print_extent,
    print_facets,
    print_json,
    print_records,
    print_resolutions,
    print_rows,
)
from kg.errors import InputError, KgError
from kg.model import Act, Certainty, Kind, Polarity, Quotation, Status
from kg.settings import is_server, shown
from kg.store.terms import Order

if TYPE_CHECKING:
    import socket

    from kg.intake.mapping import FieldMapping
    from kg.model import Metadata
    from kg.resolve.authority import Authority

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who said what, on whose word it rests, and where exactly it stands.",
)
app.add_typer(cli_judge.commands)
app.add_typer(cli_data.commands)
app.add_typer(cli_keep.commands)
app.add_typer(cli_benchmark.commands)
app.add_typer(cli_claims.commands)
app.add_typer(cli_amounts.commands)
app.add_typer(cli_network.commands)
app.add_typer(cli_copies.commands)
app.add_typer(cli_watch.commands)


def main() -> None:
    """Run the command and turn errors that were foreseen into a message and an exit status."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("kg").setLevel(logging.INFO)  # how far long work has come
    try:
        try:
            check_arguments(sys.argv[1:])
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


def _given(title: str | None, publisher: str | None, url: str | None, published: str | None) -> "Metadata":
    from kg.intake.front_matter import check_metadata
    from kg.pipeline import metadata

    given = metadata(title=title, publisher=publisher, url=url, published=published)
    check_metadata(given, origin="the command's options")
    return given


def _known(files: Sequence[Path] | None) -> "Authority":
    from kg.resolve.authority import authority

    return authority(files or ())


def _mapping(fields: str | None) -> "FieldMapping | None":
    if fields is None:
        return None
    from kg.intake.mapping import FieldMapping

    return FieldMapping.parse(fields)


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
    paths: Annotated[
        list[str],
        typer.Argument(help="Articles; folders, archives and tables of them; web addresses; - for standard input."),
    ],
    store: Store = DEFAULT_STORE,
    title: Title = None,
    publisher: Publisher = None,
    url: Url = None,
    published: Published = None,
    authorities: Authorities = None,
    fields: Annotated[
        str | None, typer.Option(help="Which fields of a table hold what: text=body,title=headline,publisher=outlet.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many processes read; by default one for each core.")
    ] = None,
) -> None:
    """Read articles and keep who says what in them. The same article twice changes nothing.

    Read are text, Markdown, HTML, PDF, Word documents, e-mail, RSS and Atom, JSON Lines, CSV, WARC, and zip archives
    and folders of these. After an interruption the same command goes on where it ended.

    Example: kg add article.txt --publisher "The Daily" --published 2024-05-15
    """
    from kg.batch import Plan, add_all, gather
    from kg.cli_copies import print_copies
    from kg.progress import INTERRUPTED, tell, watched

    given = _given(title, publisher, url, published)
    _known(authorities)
    mapping = _mapping(fields)
    added = found = failed = 0
    new: set[str] = set()
    with ExitStack() as opened:
        # Opened late, so that a first `kg add` of nothing that can be read does not even make a store.
        graph = cache(lambda: opened.enter_context(open_to_write(store)))
        stored = (
            graph().states() if (is_server(store) or Path(store).exists()) and not authorities else frozenset[str]()
        )
        plan = Plan(given=given, authority=tuple(authorities or ()), stored=stored)
        outcomes = opened.enter_context(closing(add_all(gather(paths, mapping), plan, graph, jobs=jobs)))
        try:
            for outcome in watched(outcomes):
                tell(outcome)
                if outcome.added is None:
                    failed += 1
                    continue
                added += 1
                found += outcome.added.document.statements
                if outcome.added.changed:
                    new.add(outcome.added.document.id)
        except KeyboardInterrupt:
            if added:
                graph().update_copies()
            message(f"interrupted: {counted(added, 'article')} in {shown(store)}; the same command goes on from here")
            raise typer.Exit(INTERRUPTED) from None
        if added:
            graph().update_copies()
            print_copies(graph(), new)
    also = f"; {failed} failed" if failed else ""
    message(f"{counted(added, 'article')} with {counted(found, 'statement')} read into {shown(store)}{also}")
    if failed:
        raise typer.Exit(InputError.exit_status)


@app.command()
def extract(
    path: Annotated[str, typer.Argument(help="One article (.txt, .md), or - for standard input.")],
    title: Title = None,
    publisher: Publisher = None,
    url: Url = None,
    published: Published = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell why each source is who it is.")] = False,
    top_level: Annotated[bool, typer.Option("--top-level", help="No statements inside others.")] = False,
    authorities: Authorities = None,
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
    run = run_extraction(document, known=_known(authorities))
    if top_level:
        run = replace(run, statements=tuple(s for s in run.statements if s.within is None))
    if format_ is Output.JSON:
        print_json(run_json(run))
        return
    if explain:
        print_resolutions(run.statements, format_)
        return
    print_records([Record(statement=s, metadata=document.metadata) for s in run.statements], format_)
    if document.metadata.published is None:
        message("No date of publication is known, so days such as “Wednesday” stay open: give --published.")


@app.command()
def statements(
    store: Store = DEFAULT_STORE,
    source: Annotated[str | None, typer.Option(help="By this source: a name, an alias or an id.")] = None,
    about: Annotated[
        str | None, typer.Option(help="With these words, or beginnings of words; “phrases”, OR, -without, (…).")
    ] = None,
    like: Annotated[
        str | None, typer.Option(help="That mean about this, in whatever words; the nearest first.")
    ] = None,
    headline: Annotated[str | None, typer.Option(help="In articles with these words in the headline.")] = None,
    through: Annotated[
        str | None, typer.Option(help="Passed on by this publisher, agency, medium or person: a name or an id.")
    ] = None,
    had_from: Annotated[
        str | None, typer.Option(help="That somebody, or who is told by --through, had directly from this one.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="In articles of this publisher.")] = None,
    document: Annotated[str | None, typer.Option(help="In the document with this id.")] = None,
    act: Annotated[Act | None, typer.Option(help="What the source did.")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="Affirming or rejecting.")] = None,
    certainty: Annotated[Certainty | None, typer.Option(help="How surely.")] = None,
    quotation: Annotated[Quotation | None, typer.Option(help="In whose words.")] = None,
    confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Extracted at least so surely, in tenths.")
    ] = None,
    named: Annotated[
        bool | None, typer.Option("--named/--unnamed", help="By named or by unnamed sources only.")
    ] = None,
    status: Annotated[
        Status | None, typer.Option(help="Corrected or retracted, itself or with its article; or standing.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Said, or else published, on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Said, or else published, on this day or earlier.")] = None,
    order: Annotated[
        Order | None,
        typer.Option(help="The newest first, or those that fit best: what --like goes by, and else the newest."),
    ] = None,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count them instead: by source, publisher, act, month and so on.")
    ] = False,
    limit: Limit = 50,
    offset: Offset = 0,
    format_: Format = Output.TABLE,
) -> None:
    """List who said what, the newest first.

    In the table, “pub.” before a day means that the article was published then, and that no day of saying is
    known; a name in round brackets is an unnamed source, in the article's words. A question mark behind what it did
    is a reading that the machine is unsure of; square brackets hold a content of a word or two, in its sentence.
    “Through” is the chain of sources from the publisher inward, “unknown publisher” where the article names none.
    “Status” is there where a statement listed, or its article, was corrected or retracted.

    Example: kg statements --source KCNA --about missile

    Example: kg statements --like "the North sent ammunition to Moscow"

    Example: kg statements --about '"launcher factory" OR shells -russia' --facets
    """
    from kg.pipeline import day
    from kg.store.terms import TermWords
    from kg.views.within import within

    terms = TermWords(
        source=source, about=about, like=like, headline=headline, through=through, had_from=had_from,
        publisher=publisher, document=document, act=act, polarity=polarity, certainty=certainty, quotation=quotation,
        named=named, status=status, since=day(since), until=day(until), confidence=confidence,
    )  # fmt: skip
    if facets:
        with open_graph(store) as graph:
            print_facets(graph.facets(**terms), format_)
        return
    with open_graph(store) as graph:
        page = graph.statements(limit=limit, offset=offset, order=order, **terms)
        sentences = within(graph.text, (record.statement for record in page.rows)) if format_ is Output.TABLE else {}
    print_records(page.rows, format_, within=sentences)
    print_extent(len(page.rows), page.total, offset, "statements")
    if source and not page.total:
        message(f"A source is asked for by its whole name: kg sources --name {source!r} finds it by a part.")


@app.command()
def sources(
    store: Store = DEFAULT_STORE,
    name: Annotated[str | None, typer.Option(help="With these words, or beginnings of words, in a name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Of this kind.")] = None,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Pairs of sources that may be one, for you to judge.")
    ] = False,
    least: Annotated[
        float | None, typer.Option(min=0, max=1, help="With --candidates: the lowest score; 0.75 if not given.")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
    format_: Format = Output.TABLE,
) -> None:
    """List who is quoted, the most quoted first; or the pairs of sources that may be one, the likeliest first.

    Candidates are never merged by themselves: `kg judge same` and `kg judge not-same` decide.

    Example: kg sources --kind person

    Example: kg sources --candidates
    """
    from kg.views.json import source_record_json

    if candidates:
        with open_graph(store) as graph:
            pairs = graph.candidates(name=name, kind=kind, least=least, limit=limit, offset=offset)
        print_candidates(pairs.rows, format_)
        print_extent(len(pairs.rows), pairs.total, offset, "candidates")
        return
    with open_graph(store) as graph:
        page = graph.sources(name=name, kind=kind, limit=limit, offset=offset)
    if format_ is Output.JSON:
        print_json([source_record_json(record) for record in page.rows])
        return
    rows = [
        (
            r.source.label,
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
def serve(
    store: Store = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve the pages and the API.

    Example: kg serve --port 8000
    """
    import uvicorn

    with open_graph(store):  # a store that can't be read is told here, not in a server's log
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
    from kg.listening import listen

    try:
        return listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise KgError(f"port {port} is in use; try --port") from None
        raise KgError(f"can't listen at {host}, port {port}: {error.strerror or error}") from None
