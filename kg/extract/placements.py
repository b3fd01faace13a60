"""On which side of a cue its content stands."""

from enum import StrEnum

from kg.extract.classes import COORDINATORS, SUBORDINATORS, word_set
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar

DASHES = word_set("– — -")
LEAVING = word_set(
    """
    which who where as while but after following amid when since because although though citing saying adding
    whereas before so despite according with
    """
)
"""Words behind a comma or a quotation that lead away from what was said."""

_RELATIVE = word_set("who whose which")


class Placement(StrEnum):
    """Where the content stands, seen from cue and source."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"


def placement_of(grammar: Grammar, cue: Cue, position: int) -> Placement:
    """Tell where a cue's content stands, given the index behind the cue's adjuncts."""
    if cue.first < 2 or not _is_parenthetical(cue):
        return Placement.RIGHT
    before = grammar.lower(cue.first - 1)
    closes = grammar.closes_quotation(cue.first - 1)
    if not closes and cue.pattern is Pattern.ACCORDING and before != "," and before not in DASHES:
        return Placement.LEFT
    if not closes and before not in DASHES and before not in (",", "?", "!"):
        return Placement.RIGHT
    following = grammar.lower(position)
    opens = before == "," and not closes and grammar.quotation_at(position + 1) is not None
    if opens and grammar.time_before(cue.first - 1) == clause_begin(grammar, cue.first):
        return Placement.RIGHT  # "On Friday, Lund said, “…”"
    if following == ":":
        return Placement.RIGHT
    if position >= grammar.end or following in DASHES or following in (";", ")"):
        return Placement.LEFT
    if following != ",":
        return _without_comma(grammar, cue, position) if closes else Placement.RIGHT
    return _with_comma(grammar, cue, position, closes=closes)


def _is_parenthetical(cue: Cue) -> bool:
    """Tell whether a cue can stand inside or behind its content: "it rained, she said", "… according to her"."""
    if cue.relative:
        return False
    if cue.pattern is Pattern.ACCORDING:
        return True
    speaks = cue.verb is not None and not cue.verb.takes.isdisjoint(("clause", "quote"))
    return speaks and cue.pattern in (Pattern.VERB, Pattern.SAYING) and not cue.shared


def _without_comma(grammar: Grammar, cue: Cue, position: int) -> Placement:
    """Place the content of a cue behind a quotation, with no comma behind the cue."""
    token = grammar.tokens[position]
    leaves = token.lower in LEAVING or token.lower in COORDINATORS or token.text in "\"“'‘"
    return Placement.LEFT if leaves or cue.inverted else Placement.RIGHT


def _with_comma(grammar: Grammar, cue: Cue, comma: int, *, closes: bool) -> Placement:
    """Place the content of a cue between commas; `closes` tells that a quotation ends in front of it."""
    first, following = cue.first, comma + 1
    if following >= len(grammar.tokens):
        return Placement.LEFT
    if closes:
        return Placement.BOTH if grammar.tokens[following].is_mark else Placement.LEFT
    if cue.inverted and grammar.lower(following) in _RELATIVE and not _resumes(grammar, following):
        return Placement.LEFT  # "It rained, according to Lund, who added that …"
    if cue.inverted and first <= 4 and cue.pattern is Pattern.VERB:
        return Placement.BOTH
    half = grammar.lower(0) in SUBORDINATORS and grammar.find(0, first - 1, ",".__eq__) is None
    goes_on = grammar.is_verb(following) or half or not grammar.has_finite_verb(clause_begin(grammar, first), first)
    return Placement.BOTH if goes_on and grammar.has_finite_verb(comma, grammar.end) else Placement.LEFT


def _resumes(grammar: Grammar, index: int) -> bool:
    """Tell whether a clause in front of a relative one goes on behind it: "…, who knows, would end it"."""
    commas = (i for i in range(index, len(grammar.tokens) - 1) if grammar.lower(i) == ",")
    return any(grammar.is_verb(comma + 1) for comma in commas)


def clause_begin(grammar: Grammar, end: int) -> int:
    """Return where the words behind the last colon or semicolon in front of `end` begin."""
    for index in range(end - 1, 0, -1):
        token = grammar.tokens[index]
        if token.text in ":;" and not token.quoted:
            return index + 1
    return 0
