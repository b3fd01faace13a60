"""What a content's own words tell: how it is quoted, and how surely it is put."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.classes import ANY_PRONOUN, ARTICLES, AUXILIARIES, NEGATIONS, word_set
from kg.extract.lexicon import Lexicon
from kg.extract.text import Quotation
from kg.model import Act, Certainty, Passage
from kg.model import Quotation as Quoted

_LEVELS = (Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
_NEVER_HEDGED = frozenset({Act.DENY, Act.DEMAND})
_RELATIVES = word_set("who which whom whose")
_CONJUNCTIONS = word_set("if because unless although though while whereas whether where when why how lest")
_BEFORE_A_PRONOUN = word_set("as than until before after since once so")
"""Conjunctions that are also something else: they open a clause in front of a pronoun."""
_LINKING = word_set("appears appear appeared seems seem seemed")
_CLITIC_VERBS = ("'re", "'ll", "'ve", "'m")
_NOT_BEFORE_A_PAST = AUXILIARIES | ARTICLES | NEGATIONS
_BOTH = 2


def quotation_of(content: Passage | None, cue: Passage | None, quotations: Sequence[Quotation]) -> Quoted:
    """Tell whether a content is given in quotation marks, in the writer's words, or in both.

    A content that lies, together with its cue, inside a larger quotation is the quoted speaker's own indirect
    speech.
    """
    if content is None:
        return Quoted.INDIRECT
    around = [q for q in quotations if cue and any(q.start < s.start and s.end < q.end for s in cue.spans)]
    inside = outside = 0
    for span in content.spans:
        within = [q for q in quotations if q not in around or span.end > q.end]
        covered = sum(max(0, min(q.end, span.end) - max(q.start, span.start)) for q in within)
        inside += covered
        outside += span.end - span.start - covered
    if not inside:
        return Quoted.INDIRECT
    return Quoted.DIRECT if outside == 0 else Quoted.MIXED


def certainty_of(act: Act, words: Iterable[str], lexicon: Lexicon) -> Certainty:
    """Return how surely a source puts it: the act's own certainty, lowered by hedges among the content's words.

    Only hedges of the main clause count. No "may" in what somebody demands makes the demand less certain.
    """
    certainty = lexicon.defaults[act][1]
    if act in _NEVER_HEDGED or certainty is Certainty.UNKNOWN:
        return certainty
    told = tuple(word for word in words if word)
    return min((certainty, *_hedges(told, lexicon)), key=_LEVELS.index)


def _hedges(words: Sequence[str], lexicon: Lexicon) -> Iterator[Certainty]:
    """Yield how surely the hedges of the main clause put it.

    A clause inside another begins with its conjunction or relative pronoun, and ends where a second verb follows its
    own: "if the wind turns the fire | could spread". A content that itself is a relative clause has no other.
    """
    lower = [word.lower().replace("’", "'") for word in words]
    verbs_to_come = 0
    for index, word in enumerate(lower):
        if _opens_clause(words, index, lexicon):
            verbs_to_come = 2
        if verbs_to_come and _is_verb(lower, index, lexicon):
            verbs_to_come -= 1
        if not verbs_to_come and not (word == "may" and _is_month(words, index)):
            certainty = lexicon.hedges.at(lower, index)
            if certainty is not None:
                yield certainty


def _opens_clause(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause inside another begins here; a relative pronoun that begins the content opens none."""
    word, following = words[index].lower(), words[index + 1].lower() if index + 1 < len(words) else ""
    if word in _CONJUNCTIONS or (word in _BEFORE_A_PRONOUN and following in ANY_PRONOUN):
        return True
    if not index:
        return False
    joined = words[index - 1].lower() in ("and", "but")
    return word in _RELATIVES or (words[index] == "that" and not joined and _is_verb([word, following], 1, lexicon))


def _is_verb(lower: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the word here is likely the first of a finite verb group."""
    word, before = lower[index].removesuffix("n't"), lower[index - 1] if index else ""
    if before in AUXILIARIES or before in NEGATIONS or before == "to":
        return False
    if word in AUXILIARIES or word in _LINKING or lexicon.is_verb(word) or word.endswith(_CLITIC_VERBS):
        return True
    if word == "'s" or word.endswith("'s"):
        return (before if word == "'s" else word[:-2]) in ANY_PRONOUN
    return word.endswith("ed") and before not in _NOT_BEFORE_A_PAST


def _is_month(words: Sequence[str], index: int) -> bool:
    """Tell whether "May" is a month or a name; among words with capitals, as in some headlines, it is the verb."""
    around = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    headline = len(around) == _BOTH and all(word[0].isupper() for word in around)
    return words[index] == "May" and not headline
