"""The amounts in what statements say, as quads of `graph/amounts`: they follow from the graph of their document alone.

    ?statement  kg:amount  ?amount                    one whose words stand in one piece of its content
    ?amount     a qudt:QuantityValue                  its IRI is the span of its words in the document
                qudt:numericValue or kg:low, kg:high  one value, or a range
                qudt:unit, kg:baseUnit, kg:baseLow, kg:baseHigh   a measure, and what it comes to in the base unit
                kg:counted, kg:countedWords           or what is counted
                kg:per, kg:bound, kg:approximate      where they are told

They are read in the whole text of the document, not in one content after the other. So an amount is one node with one
description, however many statements inside each other say it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims.amount import Amount
from kg.claims.amounts import amounts
from kg.claims.units import QUDT_UNIT, Unit, unit_lexicon
from kg.errors import RdfError
from kg.model import Bound, Span
from kg.rdf import vocabulary as v
from kg.rdf.read import span_of
from kg.rdf.vocabulary import Names
from kg.rdf.write import Pair, literal

Contents = Mapping[NamedNode, Iterable[Span]]
"""The spans of the contents of statements."""
_DIGITS = Context(prec=15)
_PLACES = Decimal("1e-12")
_LARGEST = Decimal("1e24")
"""Base values from which on a store on a server would round them."""


def amount_quads(names: Names, document_quads: Iterable[Quad]) -> set[Quad]:
    """Return the amounts that the statements of a document say, from the quads of its graph.

    Raises RdfError for a span that is none.
    """
    texts: dict[NamedNode, str] = {}
    contents: dict[NamedNode, list[Span]] = defaultdict(list)
    for quad in document_quads:
        predicate = quad.predicate
        if predicate == v.CONTENT_SPAN and isinstance(quad.subject, NamedNode):
            contents[quad.subject].append(_span(quad.object))
        elif predicate == v.ARTICLE_BODY and isinstance(quad.subject, NamedNode):
            texts[quad.subject] = quad.object.value if isinstance(quad.object, Literal) else ""
    if len(texts) != 1:
        return set()
    ((document, text),) = texts.items()
    return amounts_in(names, document, text, contents)


def amounts_in(names: Names, document: NamedNode, text: str, contents: Contents) -> set[Quad]:
    """Return the amounts in the contents of a document's statements; `contents` tells where these stand in its text."""
    graph = names.graph("amounts")
    if not contents:
        return set()
    quads: set[Quad] = set()
    for amount, statements in _said(amounts(text), contents):
        node = names.span(document, Span(amount.start, amount.end))
        quads.update(Quad(node, *pair, graph) for pair in _amount(amount))
        quads.update(Quad(statement, v.AMOUNT, node, graph) for statement in statements)
    return quads


def read_amount(node: NamedNode, pairs: Iterable[Pair]) -> Amount:
    """Return an amount from what `graph/amounts` has of it; raises RdfError where it isn't in this project's form.

    Its `step` is not known any more: it is that of the value.
    """
    told = {of: value.value for of, value in pairs if of != v.TYPE}
    span = span_of(node)
    try:
        low = Decimal(told[v.LOW] if v.LOW in told else told[v.NUMERIC_VALUE])
        high = Decimal(told[v.HIGH] if v.HIGH in told else told[v.NUMERIC_VALUE])
        unit = unit_lexicon().units[told[v.UNIT].removeprefix(QUDT_UNIT)] if v.UNIT in told else None
        words = told[v.AMOUNT_WORDS]
    except (KeyError, ArithmeticError) as error:
        raise RdfError(f"{node.value} is no amount that can be read: {error}") from error
    bound = next((bound for bound, iri in v.BOUNDS.items() if told.get(v.BOUND) == iri.value), Bound.NONE)
    return Amount(
        start=span.start, end=span.end, words=words, low=low, high=high, unit=unit, counted=told.get(v.COUNTED, ""),
        counted_words=told.get(v.COUNTED_WORDS, ""), per=told.get(v.PER, ""), near=v.APPROXIMATE in told, bound=bound,
        step=Decimal(1).scaleb(min(_exponent(low), _exponent(high))),
    )  # fmt: skip


def _said(found: Sequence[Amount], contents: Contents) -> Iterator[tuple[Amount, list[NamedNode]]]:
    """Yield amounts with the statements whose content has a piece that holds all of their words."""
    waiting = sorted(
        ((span.start, span.end, statement) for statement, spans in contents.items() for span in spans),
        key=lambda each: (each[0], each[1], each[2].value),
        reverse=True,
    )
    begun: list[tuple[int, NamedNode]] = []
    for amount in found:
        while waiting and waiting[-1][0] <= amount.start:
            _, end, statement = waiting.pop()
            begun.append((end, statement))
        begun = [each for each in begun if each[0] > amount.start]
        if statements := [statement for end, statement in begun if end >= amount.end]:
            yield amount, statements


def _amount(amount: Amount) -> Iterator[Pair]:
    yield v.TYPE, v.QUANTITY_VALUE
    yield v.AMOUNT_WORDS, literal(amount.words)
    if amount.is_range:
        yield v.LOW, _decimal(amount.low)
        yield v.HIGH, _decimal(amount.high)
    else:
        yield v.NUMERIC_VALUE, _decimal(amount.low)
    if amount.unit is not None:
        yield from _measure(amount, amount.unit)
    if amount.counted:
        yield v.COUNTED, literal(amount.counted)
    if amount.counted_words:
        yield v.COUNTED_WORDS, literal(amount.counted_words)
    if amount.per:
        yield v.PER, literal(amount.per)
    if amount.bound is not Bound.NONE:
        yield v.BOUND, v.BOUNDS[amount.bound]
    if amount.near:
        yield v.APPROXIMATE, Literal("true", datatype=v.BOOLEAN)


def _measure(amount: Amount, unit: Unit) -> Iterator[Pair]:
    low, high = amount.base
    yield v.UNIT, NamedNode(unit.iri)
    if max(abs(low), abs(high)) < _LARGEST:
        yield v.BASE_UNIT, NamedNode(QUDT_UNIT + unit.base)
        yield v.BASE_LOW, _decimal(low)
        yield v.BASE_HIGH, _decimal(high)


def _decimal(number: Decimal) -> Literal:
    """Return a number in the canonical form of xsd:decimal, in which every store gives it back: to 12 places."""
    short = _DIGITS.plus(number)
    if abs(short) < 1 / _PLACES:
        short = short.quantize(_PLACES)
    return Literal(format(short.normalize() if short else Decimal(0), "f"), datatype=v.DECIMAL)


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _span(term: object) -> Span:
    if not isinstance(term, NamedNode):
        raise RdfError(f"{term} stands where a span belongs")
    return span_of(term)
