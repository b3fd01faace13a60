"""What is said of queries that go beyond a limit: which one, and what to do."""

from kg.errors import AnswerTooLargeError, BusyError, QueryMemoryError, QueryTimeError, TooLargeError
from kg.settings import QueryLimits


def too_slow(limits: QueryLimits) -> QueryTimeError:
    """Return what is said of a query that takes too long."""
    return QueryTimeError(
        f"the query took longer than {limits.seconds:g} seconds, which is the limit, and was stopped: add LIMIT, name "
        "graphs and types, and look for patterns that have no variable in common"
    )


def out_of_memory(limits: QueryLimits) -> QueryMemoryError:
    """Return what is said of a query that takes too much memory."""
    return QueryMemoryError(
        f"the query takes more than {limits.mib:,} MiB of memory, which is the limit: sort, group or join less at a "
        "time, and look for patterns that have no variable in common"
    )


def too_large(limits: QueryLimits, *, rows: bool) -> AnswerTooLargeError:
    """Return what is said of an answer with too many rows, or bytes."""
    most = f"{limits.rows:,} rows" if rows else f"{limits.answer_mib:,} MiB"
    return AnswerTooLargeError(
        f"the answer has more than {most}, which is the limit: ask for a part at a time with ORDER BY, LIMIT and "
        "OFFSET, or for less; /export gives everything as RDF"
    )


def too_long(limits: QueryLimits, length: int | None = None) -> TooLargeError:
    """Return what is said of a query, or a request, that is too long."""
    has = f"has {length:,} bytes" if length is not None else "is too long"
    return TooLargeError(f"the query {has}, and the limit is {limits.length:,} bytes: ask in fewer words")


def busy(why: str) -> BusyError:
    """Return what is said when there are too many queries."""
    return BusyError(f"as many queries as can be are being answered, {why}: ask again in a while")
