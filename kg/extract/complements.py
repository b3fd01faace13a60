"""What follows a verb as its content, by what the lexicon says that it takes; and how far that goes."""

from collections.abc import Callable
from enum import StrEnum

from kg.extract.classes import COORDINATORS, PREPOSITIONS, SUBORDINATORS, is_adverb, word_set
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar
from kg.extract.lexicon import Verb
from kg.extract.persons import names_person

NEW_CLAUSE = word_set("but while and though although whereas")
_QUESTION_WORDS = word_set("whether if how why what when where who which")
_NOT_SAID = word_set("nothing goodbye little much yes no something anything more")
_FUNCTION_WORDS = PREPOSITIONS | COORDINATORS | SUBORDINATORS
_BEFORE_A_CLAUSE = word_set("in at on about after with despite during")
_NO_CLAUSE = (PREPOSITIONS | COORDINATORS | word_set("as to that more much")) - _BEFORE_A_CLAUSE
_OBJECTS = word_set("it him her them this that these those us")
_NEVER_NAMED = word_set("on for off in to and at")
_NAMES_WITHOUT_AS = word_set("call dub consider")
_WITH_BARE_CLAUSE = word_set("say believe think")
"""Verbs behind which a clause needs no sign of being one."""
_NUMBERS = word_set("one two three four five six seven eight nine ten")
_ABOUT = word_set("about around at least more than only nearly")
_LINKS = {
    "accuse": word_set("of"),
    "suspect": word_set("of"),
    "blame": word_set("for on"),
    "criticize": word_set("for as"),
    "criticise": word_set("for as"),
    "praise": word_set("for as"),
}
"""What ties an object to what is said of it ("accused him of lying"); "to" where nothing else is known."""
_TO = word_set("to")
_LINK_REACH = 16
_AS_REACH = 14


class Reach(StrEnum):
    """How far a content goes: to the end of its clause, or of its phrase."""

    CLAUSE = "clause"
    PHRASE = "phrase"


def reach_of(grammar: Grammar, cue: Cue, begin: int, *, demand: bool) -> Reach | None:
    """Tell how far the content goes that begins at `begin`, or None where it is no content of this cue."""
    token = grammar.tokens[begin]
    if cue.pattern in (Pattern.NOUN, Pattern.PASSIVE):
        return Reach.PHRASE
    if cue.pattern in (Pattern.SILENCE, Pattern.ACCORDING):
        reach = Reach.PHRASE if cue.pattern is Pattern.SILENCE else Reach.CLAUSE
        return reach if token.is_word or token.is_mark else None
    verb = cue.verb
    if verb is None or token.text in ",;.)":
        return None
    told = "hearer" in verb.takes and token.lower in verb.prepositions  # "warned the board about the losses"
    if demand or told or grammar.lower(cue.end - 1) in verb.prepositions:
        return Reach.PHRASE
    return next(
        (reach for kinds, begins, reach in _COMPLEMENTS if kinds & verb.takes and begins(grammar, verb, begin)), None
    )


def opens_quotation(grammar: Grammar, index: int) -> bool:
    """Tell whether a quotation begins at an index."""
    return grammar.quotation_at(index) is not None


def _is_that(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    return grammar.lower(begin) == "that"


def _is_quotation(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    return opens_quotation(grammar, begin)


def _is_question(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    return grammar.lower(begin) in _QUESTION_WORDS


def _is_infinitive(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    return grammar.lower(begin) == "to"


def _is_named(grammar: Grammar, verb: Verb, begin: int) -> bool:
    """Recognise "called it rain", "called the deal a mistake", "described it as rain"; not "called a debate"."""
    if grammar.lower(begin) in _NEVER_NAMED:
        return False
    end = min(grammar.end, begin + _AS_REACH)
    if verb.lemma not in _NAMES_WITHOUT_AS:
        return grammar.find(begin, end, "as".__eq__) is not None
    if grammar.lower(begin) in _OBJECTS or any(opens_quotation(grammar, index) for index in range(begin, end)):
        return True
    second = grammar.find(begin + 1, end, ("a", "an").__contains__)
    return grammar.lower(begin) not in ("a", "an") and second is not None


def _is_quoted_speaker(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    """Recognise "quoted Lee as saying …"."""
    return grammar.find(begin, grammar.end, ("saying", "telling").__contains__) is not None


def _is_clause(grammar: Grammar, verb: Verb, begin: int) -> bool:
    """Recognise "said it rained", "said about 10,000", and after "say" whatever words can begin a clause."""
    if _has_clause(grammar, begin) or (verb.lemma != "add" and _is_amount(grammar, begin)):
        return True
    token = grammar.tokens[begin]
    likely = token.is_word and token.lower not in _NOT_SAID and token.lower not in _FUNCTION_WORDS
    return verb.lemma in _WITH_BARE_CLAUSE and likely


def _has_clause(grammar: Grammar, begin: int) -> bool:
    token = grammar.tokens[begin]
    if token.lower in _NO_CLAUSE or not (token.is_word or token.is_mark):
        return False
    return grammar.sentence.headline or grammar.has_finite_verb(begin, _clause_end(grammar, begin))


def _clause_end(grammar: Grammar, begin: int) -> int:
    """Return where a stop, or a comma in front of a new clause, ends the clause that begins here."""
    for index in range(begin, grammar.end):
        text = grammar.tokens[index].text
        if text in ".?!" or (text in ",;" and grammar.lower(index + 1) in NEW_CLAUSE):
            return index
    return grammar.end


def _is_amount(grammar: Grammar, begin: int) -> bool:
    """Tell whether the words here are a number: "said about 10,000"."""
    words = (grammar.lower(index) for index in range(begin, begin + 3))
    first = next((word for word in words if word not in _ABOUT), "")
    return first in _NUMBERS or first.lstrip("$€£¥").replace(",", "").replace(".", "").rstrip("%").isdigit()


def _has_number(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    """Recognise "put the rain at 30 mm"."""
    return any(grammar.lower(i) == "at" and _is_amount(grammar, i + 1) for i in range(begin, grammar.end))


def _is_gerund(grammar: Grammar, _verb: Verb, begin: int) -> bool:
    return grammar.lower(begin).endswith("ing")


def _has_link(grammar: Grammar, verb: Verb, begin: int) -> bool:
    """Recognise "accused him of lying", "urged them to leave"."""
    links = _LINKS.get(verb.lemma, _TO)
    return grammar.find(begin + 1, min(grammar.end, begin + _LINK_REACH), links.__contains__) is not None


def _is_noun(grammar: Grammar, verb: Verb, begin: int) -> bool:
    token = grammar.tokens[begin]
    told = [each.text for each in grammar.tokens[begin : min(grammar.end, begin + _AS_REACH)]]
    if verb.lemma == "dismiss" and names_person(told, grammar.words):
        return False
    return token.is_word and token.lower not in _FUNCTION_WORDS and not is_adverb(token)


_COMPLEMENTS: tuple[tuple[frozenset[str], Callable[[Grammar, Verb, int], bool], Reach], ...] = (
    (frozenset({"clause"}), _is_that, Reach.CLAUSE),
    (frozenset({"clause", "quote"}), _is_quotation, Reach.CLAUSE),
    (frozenset({"as", "noun", "object"}), _is_quotation, Reach.PHRASE),
    (frozenset({"question"}), _is_question, Reach.CLAUSE),
    (frozenset({"to"}), _is_infinitive, Reach.PHRASE),
    (frozenset({"as"}), _is_named, Reach.PHRASE),
    (frozenset({"as saying"}), _is_quoted_speaker, Reach.CLAUSE),
    (frozenset({"clause"}), _is_clause, Reach.CLAUSE),
    (frozenset({"number"}), _has_number, Reach.PHRASE),
    (frozenset({"gerund"}), _is_gerund, Reach.PHRASE),
    (frozenset({"object"}), _has_link, Reach.PHRASE),
    (frozenset({"noun"}), _is_noun, Reach.PHRASE),
)
"""What a verb takes, how that is recognised, and how far it goes: the first that fits."""
