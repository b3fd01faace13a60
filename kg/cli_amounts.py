"""The command of `kg` about amounts: who says how many of what, and when."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_options import DEFAULT_STORE, Format, Limit, Offset, Store, open_graph
from kg.console import Output, print_extent, print_json, print_noticed, print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.amounts import AmountRow

commands = typer.Typer()
_SHORT = 8
"""Characters of an id that are enough to tell a statement in a table."""


@commands.command()
def amounts(
    words: Annotated[str, typer.Argument(help='Words of the statements, as for "kg statements --about"; "" for any.')],
    store: Store = DEFAULT_STORE,
    unit: Annotated[
        str | None,
        typer.Option(
            help="Only what this measures, converted to it (km, USD, percent), or what is counted (containers)."
        ),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Whose statements: a name or an id.")] = None,
    claim: Annotated[str | None, typer.Option(help="Only statements of the claim with this id: kg claims.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
    format_: Format = Output.TABLE,
) -> None:
    """List who says how many of what, and when: the numbers in statements, with their units, the newest first.

    The numbers are found by rules in the article's words, in English; the ten thousand newest statements that fit are
    looked through. Whether a number is true nobody has checked. "Through" tells who says that somebody said it; what
    was corrected or retracted says so.

    Example: kg amounts container

    Example: kg amounts missile --unit km --format csv
    """
    from kg.views.amounts import amount_row_json

    with open_graph(store) as graph:
        page = graph.amounts(about=words or None, of=unit, source=source, claim=claim, limit=limit, offset=offset)
    if format_ is Output.JSON:
        print_json([amount_row_json(row) for row in page.rows])
        return
    if format_ is Output.CSV:
        _print_csv(page.rows)
    else:
        _print_table(page.rows, unit)
    print_extent(len(page.rows), page.total, offset, "amounts")


def _print_table(rows: "Sequence[AmountRow]", unit: str | None) -> None:
    from kg.views.amounts import amount_in_words, converted_in_words, who
    from kg.views.words import chain_in_words, day_in_words

    converts = any(row.converted is not None for row in rows)
    columns = ["Day", "Who", "Act", "How many", *([f"In {unit}"] if converts else []), "What", "Through", "Statement"]
    cells = []
    for row in rows:
        statement = row.record.statement
        content = statement.content.text if statement.content else "—"
        converted = [converted_in_words(row)] if converts else []
        day = day_in_words(row.record)
        told = [*converted, content, chain_in_words(statement), statement.id[:_SHORT]]
        cells.append([day, *who(row), amount_in_words(row.amount, statement.content), *told])
    what = columns.index("What")
    print_noticed(columns, cells, [row.record.notice for row in rows], wide=(what, what + 1))


def _print_csv(rows: "Sequence[AmountRow]") -> None:
    from kg.views.amounts import number, who
    from kg.views.words import chain_in_words, day_in_words

    columns = (
        "Day", "Who", "Act", "Low", "High", "Unit", "Counted", "Per", "Bound", "Approximate", "Converted low",
        "Converted high", "Words", "What", "Statement", "Document", "Through", "Polarity", "Status", "Status reason",
    )  # fmt: skip
    cells = []
    for row in rows:
        amount, statement, notice = row.amount, row.record.statement, row.record.notice
        low, high = (str(number(end)) for end in row.converted) if row.converted else ("", "")
        status, why = (notice.status.value, notice.why) if notice else ("", "")
        cells.append([
            day_in_words(row.record), *who(row), str(number(amount.low)), str(number(amount.high)),
            amount.unit.name if amount.unit else "", amount.counted, amount.per,
            "" if amount.bound.value == "none" else amount.bound.value, "yes" if amount.near else "", low, high,
            amount.words, statement.content.text if statement.content else "", statement.id, statement.document,
            chain_in_words(statement), statement.polarity.value, status, why,
        ])  # fmt: skip
    print_rows(columns, cells, Output.CSV, wide=())
