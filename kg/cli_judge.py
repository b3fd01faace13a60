"""The commands of `kg` about one source, and by which a person decides about sources, documents and statements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli_options import DEFAULT_STORE, Format, Store, open_graph, open_to_write
from kg.cli_profile import print_profile
from kg.console import Output, counted, message, print_extent, print_json, print_rows
from kg.model import Decision

if TYPE_CHECKING:
    from kg.judgements.judgement import Judgement, JudgementRecord, Reversal

commands = typer.Typer()
judge = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help=(
        "Overrule the machine about a source, or tell what became of an article or a statement, in a way that can be "
        "undone.\n\nExample: kg judge rate KCNA D --why x"
    ),
)
commands.add_typer(judge, name="judge")

Name = Annotated[str, typer.Argument(help="A source: its name, an alias, or its id.")]
Thing = Annotated[
    str,
    typer.Argument(metavar="ID", help="A document or a statement: its id, or the first 6 or more characters of it."),
]
Article = Annotated[
    str, typer.Argument(metavar="ID", help="A document: its id, or the first 6 or more characters of it.")
]
Saying = Annotated[str, typer.Argument(help="A statement's id, or its beginning; `kg statements` tells it.")]
Reason = Annotated[str, typer.Option("--why", help="The reason; whatever shows the thing shows it, too.")]
Why = Annotated[str | None, typer.Option("--why", help="The reason, for whoever asks later.")]
By = Annotated[str | None, typer.Option("--by", help="Who judges; by default KG_USER, or the login name.")]


@commands.command()
def source(
    name: Name,
    store: Store = DEFAULT_STORE,
    history: Annotated[bool, typer.Option("--history", help="Print what was judged about it, and undone.")] = False,
    profile: Annotated[
        bool, typer.Option("--profile", help="Print what it says, about what, through whom, and who says otherwise.")
    ] = False,
    format_: Format = Output.TABLE,
) -> None:
    """Tell what is known of a source: names, rating, how much it says, who relays it, and what was judged about it.

    Example: kg source KCNA --history

    Example: kg source KCNA --profile
    """
    from kg.graph.network import who_relays
    from kg.judgements.words import record_json
    from kg.store.noticed import noticed
    from kg.views.json import source_record_json
    from kg.views.words import notice_in_words

    with open_graph(store) as graph:
        record = graph.find_source(name)
        records = graph.judgements(record.source.id)
        if history:
            _print_history(records, format_)
            return
        if profile:
            print_profile(graph.profile(record.source.id), format_)
            return
        network = graph.network()
        notices = noticed(graph.store).get(record.source.id, ())
    relayed_by = [
        (network.nodes[relay], {"id": relay, "name": network.nodes[relay]["name"], "statements": count})
        for relay, count in who_relays(network, record.source.id)
    ]
    if format_ is Output.JSON:
        print_json({
            **source_record_json(record),
            "notices": [each.plain() for each in notices],
            "relayed_by": [each for _, each in relayed_by],
            "judgements": [record_json(each) for each in records],
        })  # fmt: skip
        return
    rows = [
        ("name", record.source.label),
        ("id", record.source.id),
        ("kind", record.source.kind.value),
        *(("also called", alias) for alias in record.source.aliases),
        ("statements", str(record.statements)),
        *((f"of these {each.statements:,}", notice_in_words(each.notice)) for each in notices),
        ("articles", str(record.documents)),
        *(
            ("relayed by", f"{data.get('shown', data['name'])}, {counted(relay['statements'], 'statement')}")
            for data, relay in relayed_by
        ),
        *_judged(records),
    ]
    print_rows(("What", "Is"), rows, format_, wide=(1,))
    message(f"What it said: kg statements --source {record.source.id}")


@judge.command()
def same(
    name: Name,
    other: Name,
    why: Why = None,
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Join two sources into one, called as the first.

    Example: kg judge same "Volodymyr Zelensky" "Volodymyr Zelenskyy" --why "two spellings"
    """
    _judge(store, Decision.SAME, name, other, why=why, by=by)


@judge.command("not-same")
def not_same(
    name: Name,
    other: Name,
    why: Why = None,
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Keep two sources apart: they are never to be joined.

    Example: kg judge not-same "Kim Song" "Kim Son-gyong" --why "two diplomats"
    """
    _judge(store, Decision.NOT_SAME, name, other, why=why, by=by)


@judge.command()
def split(
    name: Name,
    as_: Annotated[str, typer.Option("--as", help="Whose they are: a name that tells the two apart.")],
    statement: Annotated[list[str] | None, typer.Option(help="The id of a statement; may be repeated.")] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="The id of a document, for all its statements; may be repeated.")
    ] = None,
    why: Why = None,
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Part two people of one name: what it says in some statements or documents, somebody else says.

    `kg statements --format json` tells the ids.

    Example: kg judge split "John Smith" --document 4f1b0c2de95a7780a1c3 --as "John Smith (MP)"
    """
    _judge(store, Decision.SPLIT, name, as_, why=why, by=by, statements=statement or (), documents=document or ())


@judge.command()
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(help="What it is to be called.")],
    why: Why = None,
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Call a source otherwise; the names it has stay as aliases.

    Example: kg judge rename "Big Blue" IBM
    """
    _judge(store, Decision.RENAME, name, new, why=why, by=by)


@judge.command()
def rate(
    name: Name,
    letter: Annotated[str, typer.Argument(help="A completely reliable … E unreliable, F cannot be judged.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for whoever asks later.")],
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Tell how far a source can be relied on, in the letters of the Admiralty code.

    A completely reliable, B usually, C fairly, D not usually, E unreliable, F reliability cannot be judged. It says
    nothing about whether one statement is true.

    Example: kg judge rate KCNA D --why "reports what its government wants reported"
    """
    _judge(store, Decision.RATE, name, letter, why=why, by=by)


@judge.command()
def correct(thing: Thing, why: Reason, by: By = None, store: Store = DEFAULT_STORE) -> None:
    """Tell that a document or a statement was corrected, and what was wrong.

    `kg statements --format json` tells the ids. A document's notice is shown with all its statements.

    Example: kg judge correct 4f1b0c2de95a --why "the minister spoke of 10,000, not of 12,000"
    """
    _judge(store, Decision.CORRECT, thing, why=why, by=by)


@judge.command()
def retract(thing: Thing, why: Reason, by: By = None, store: Store = DEFAULT_STORE) -> None:
    """Tell that a document, with all its statements, or a statement was taken back, and why.

    It stays in the store and in every list, and says so. A new version of the article is another document.

    Example: kg judge retract 4f1b0c2de95a --why "the documents it rests on were forged"
    """
    _judge(store, Decision.RETRACT, thing, why=why, by=by)


@judge.command()
def copy(document: Article, other: Article, why: Why = None, by: By = None, store: Store = DEFAULT_STORE) -> None:
    """Tell that two documents are copies of one text.

    Example: kg judge copy 4f1b0c2de95a 77a1c30e2b1d --why "the agency's report, with another headline"
    """
    _judge(store, Decision.COPY, document, other, why=why, by=by)


@judge.command("not-copy")
def not_copy(document: Article, other: Article, why: Why = None, by: By = None, store: Store = DEFAULT_STORE) -> None:
    """Tell that two documents are no copies of one text, however alike they are.

    Example: kg judge not-copy 4f1b0c2de95a 77a1c30e2b1d --why "the weather reports of two days"
    """
    _judge(store, Decision.NOT_COPY, document, other, why=why, by=by)


@judge.command("same-claim")
def same_claim(statement: Saying, other: Saying, why: Why = None, by: By = None, store: Store = DEFAULT_STORE) -> None:
    """Tell that two statements express one claim, or one the opposite of the other.

    Example: kg judge same-claim 4f1b0c2de95a 77a1c30e2b1d --why "both mean the shipment of May"
    """
    _judge(store, Decision.SAME_CLAIM, statement, other, why=why, by=by)


@judge.command("not-same-claim")
def not_same_claim(
    statement: Saying, other: Saying, why: Why = None, by: By = None, store: Store = DEFAULT_STORE
) -> None:
    """Tell that two statements do not express one claim, however alike their words are.

    Example: kg judge not-same-claim 4f1b0c2de95a 77a1c30e2b1d --why "they speak of two ships"
    """
    _judge(store, Decision.NOT_SAME_CLAIM, statement, other, why=why, by=by)


@judge.command()
def undo(
    judgement: Annotated[str, typer.Argument(help="A judgement's id, or its beginning; `kg judge list` tells it.")],
    why: Why = None,
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Take a judgement back. It stays in the history, beside its reversal.

    Example: kg judge undo 4f1b0c2d --why "they are two after all"
    """
    from kg.judgements.words import in_words

    with open_to_write(store) as graph:
        record = graph.undo(judgement, why=why, by=by)
    message(f"undone: {in_words(record.judgement)}")


@judge.command("list")
def list_(
    store: Store = DEFAULT_STORE,
    source: Annotated[str | None, typer.Option(help="About this source.")] = None,
    format_: Format = Output.TABLE,
) -> None:
    """List what was judged, the oldest first, with what no longer counts.

    Example: kg judge list --source KCNA
    """
    with open_graph(store) as graph:
        records = graph.judgements(source)
    _print_list(records, format_)


def _judge(store: str, decision: Decision, name: str, to: str = "", **how: Any) -> None:
    from kg.judgements.words import in_words

    with open_to_write(store) as graph:
        record = graph.judge(decision, name, to, **how)
    message(f"judged: {in_words(record.judgement)} (kg judge undo {record.judgement.id[:8]})")


def _judged(records: "Sequence[JudgementRecord]") -> list[tuple[str, str]]:
    """Return the judgements that count, as rows: a rating with its reason, others in words."""
    from kg.judgements.judgement import State
    from kg.judgements.words import deed_in_words, in_words, rating_in_words

    rows = []
    for record in records:
        judgement = record.judgement
        if record.state is State.STANDS:
            rated = judgement.decision is Decision.RATE
            what, words = ("rating", rating_in_words(judgement)) if rated else ("judged", in_words(judgement))
            rows.append((what, f"{words} — {deed_in_words(judgement)}"))
    return rows


def _print_history(records: "Sequence[JudgementRecord]", format_: Output) -> None:
    """Print one row for each judgement and each reversal, in the order of time."""
    from kg.judgements.words import in_words, moment_in_words, record_json

    if format_ is Output.JSON:
        print_json([record_json(record) for record in records])
        return
    deeds: list[tuple[Judgement | Reversal, str, str]] = []
    for record in records:
        judgement, what = record.judgement, in_words(record.judgement)
        deeds.append((judgement, what, judgement.id))
        if record.reversal is not None:
            deeds.append((record.reversal, f"undone: {what}", judgement.id))
    rows = [
        (moment_in_words(deed.at), deed.by, what, deed.why or "", id_[:8])
        for deed, what, id_ in sorted(deeds, key=lambda row: row[0].age)
    ]
    print_rows(("When", "Who", "What", "Why", "Judgement"), rows, format_, wide=(2, 3))
    print_extent(len(rows), len(rows), 0, "judgements")


def _print_list(records: "Sequence[JudgementRecord]", format_: Output) -> None:
    from kg.judgements.words import in_words, moment_in_words, record_json, state_in_words

    if format_ is Output.JSON:
        print_json([record_json(record) for record in records])
        return
    rows = [
        (
            record.judgement.id[:8],
            moment_in_words(record.judgement.at),
            record.judgement.by,
            in_words(record.judgement),
            record.judgement.why or "",
            state_in_words(record),
        )
        for record in records
    ]
    print_rows(("Id", "When", "Who", "What", "Why", "State"), rows, format_, wide=(3, 4, 5))
    print_extent(len(rows), len(rows), 0, "judgements")
