"""Cues of a sentence with the phrases of their sources: verbs, "according to", "citing", nouns, silence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.extract.grammar import (
    ANY_PRONOUN,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    FIRST_PERSON,
    MODALS,
    NOBODY,
    Grammar,
    Interval,
    is_adverb,
    is_auxiliary,
    is_negation,
)
from kg.extract.lexicon import Form, Verb
from kg.model import Act


ONLY_SPOKEN = frozenset({"say", "tell", "argue", "insist", "reply"})
"""Verbs whose subject is somebody who speaks, whatever noun names him."""


class Pattern(StrEnum):
    """How a cue attributes."""

    VERB = "verb"
    PASSIVE = "passive"
    ACCORDING = "according"
    CITING = "citing"
    NOUN = "noun"
    SAYING = "saying"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue's tokens, its source's, and where the words begin that may be its content.

    `shared` tells that the source is the subject of an earlier verb ("said … but did not specify"); `inverted`
    that the source stands behind the cue ("said Lee"); `relative` that the source's phrase is the antecedent of
    "who".
    """

    pattern: Pattern
    begin: int
    end: int
    act: Act
    verb: Verb | None
    source: Interval | None
    rest: int
    negated: bool = False
    shared: bool = False
    inverted: bool = False
    relative: bool = False

    @property
    def first(self) -> int:
        """The first token of cue and source, leaving out a source taken over from an earlier verb."""
        if self.source is None or self.shared or self.relative:
            return self.begin
        return min(self.begin, self.source[0])

    @property
    def last(self) -> int:
        """The end of cue and source."""
        return max(self.end, self.source[1]) if self.source and self.inverted else self.end


def find_cues(grammar: Grammar) -> list[Cue]:
    """Return the cues of a sentence in the order of their words."""
    found: list[Cue] = []
    index = 0
    while index < len(grammar.tokens):
        cue = (
            _according(grammar, index)
            or _silence(grammar, index, found)
            or _verb(grammar, index, found)
            or _noun(grammar, index)
        )
        if cue is None:
            index += 1
            continue
        found.append(cue)
        index = max(index + 1, cue.end)
    found.extend(_quoted_as_saying(grammar, found))
    return sorted(found, key=lambda cue: (cue.begin, cue.end))


def _according(grammar: Grammar, index: int) -> Cue | None:
    if grammar.lower(index) != "according" or grammar.lower(index + 1) != "to":
        return None
    source = grammar.phrase_after(index + 2, lenient=True)
    if source is None:
        return None
    return Cue(
        pattern=Pattern.ACCORDING, begin=index, end=index + 2, act=Act.ASSERT, verb=None, source=source,
        rest=source[1], inverted=True,
    )  # fmt: skip


def _group(grammar: Grammar, index: int) -> tuple[int, int]:
    """Return where the verb group that ends with the verb at `index` begins: its cue, and its leading adverbs."""
    begin = position = index
    while position > 0:
        token = grammar.tokens[position - 1]
        if is_auxiliary(token) or is_negation(token):
            position -= 1
            begin = position
        elif is_adverb(token) or (token.lower == "since" and grammar.lower(position - 2) in ("has", "have", "had")):
            position -= 1
        else:
            break
    return begin, grammar.adverbs_before(begin)


def _silence(grammar: Grammar, index: int, found: list[Cue]) -> Cue | None:
    """Find "did not specify", "has not commented", "declined to say", "refused to name"."""
    words = grammar.words
    word = grammar.lower(index)
    verb_index = index
    if word == "neither" and grammar.lower(index + 1).startswith("confirm") and grammar.lower(index + 2) == "nor":
        return _neither(grammar, index, found)
    if any(verb.act is Act.DECLINE for verb, _ in words.verbs.get(word, ())):
        begin, outer = _group(grammar, index)
        end = index + 1
        if grammar.lower(end) == "to" and (grammar.lower(end + 1) in words.silence or is_adverb(grammar.tokens[min(end + 1, len(grammar.tokens) - 1)])):
            verb_index = end + 1
            if grammar.lower(verb_index) not in words.silence:
                verb_index += 1
            if grammar.lower(verb_index) not in words.silence:
                return None
            end = verb_index + 1
        elif grammar.lower(end) == "to":
            return None
        elif not (grammar.lower(end) in ("comment", "comments") or _ends_here(grammar, end)):
            return None
    else:
        if word not in words.silence and not any(v.lemma in words.silence for v, _ in words.verbs.get(word, ())):
            return None
        begin, outer = _group(grammar, index)
        group = grammar.tokens[begin:index]
        if not any(is_negation(token) for token in group):
            return None
        auxiliary = grammar.lower(begin).removesuffix("n't")
        if auxiliary not in ("did", "do", "does", "has", "have", "had", "would", "wo", "will"):
            return None
        if word in ("name", "give", "offer", "provide", "address", "speak", "detail", "confirm", "discuss", "be") and auxiliary not in ("did", "would"):
            return None
        if word == "be":
            return None
        end = index + 1
    subject = _subject(grammar, outer, found)
    if subject is None:
        return None
    source, shared, relative = subject
    if source is not None and not grammar.is_speaker(source):
        return None
    return Cue(
        pattern=Pattern.SILENCE, begin=begin, end=end, act=Act.DECLINE, verb=None, source=source, rest=end,
        negated=True, shared=shared, relative=relative,
    )  # fmt: skip


def _neither(grammar: Grammar, index: int, found: list[Cue]) -> Cue | None:
    """Read "would neither confirm nor deny" as one silence."""
    begin, outer = _group(grammar, index)
    subject = _subject(grammar, outer, found)
    if subject is None or subject[0] is None:
        return None
    end = index + 4
    return Cue(
        pattern=Pattern.SILENCE, begin=begin, end=end, act=Act.DECLINE, verb=None, source=subject[0], rest=end,
        negated=True, shared=subject[1], relative=subject[2],
    )  # fmt: skip


def _ends_here(grammar: Grammar, index: int) -> bool:
    return index >= len(grammar.tokens) or grammar.tokens[index].text in ".!?"


def _verb(grammar: Grammar, index: int, found: list[Cue]) -> Cue | None:
    token = grammar.tokens[index]
    readings = grammar.words.verbs.get(token.lower, ())
    if not readings or (token.is_capitalised and index and not grammar.is_title_case):
        return None
    following = grammar.lower(index + 1)
    for verb, form in sorted(readings, key=lambda reading: following not in reading[0].prepositions):
        cue = _read(grammar, index, verb, form, found)
        if cue is not None:
            return cue
    return None


def _read(grammar: Grammar, index: int, verb: Verb, form: Form, found: list[Cue]) -> Cue | None:
    """Read the word at `index` as this form of this verb, or return None."""
    if verb.act is Act.DECLINE:
        return None
    begin, outer = _group(grammar, index)
    group = [token.lower.removesuffix("n't") for token in grammar.tokens[begin:index]]
    auxiliaries = [word for word in group if word in AUXILIARIES]
    negated = any(is_negation(token) for token in grammar.tokens[begin:index])
    if form in (Form.PAST, Form.PARTICIPLE) and auxiliaries and auxiliaries[-1] in BE:
        return _passive(grammar, index, verb, begin, outer) if form is Form.PARTICIPLE or verb.passive else None
    if any(word in MODALS for word in auxiliaries):
        return None
    if form is Form.ING:
        if not auxiliaries:
            return _participial(grammar, index, verb, found)
        if auxiliaries[-1] not in BE:
            return None
    if form is Form.BASE and grammar.lower(outer - 1) == "to":
        return None
    if verb.noun_like and form in (Form.BASE, Form.THIRD) and _is_noun(grammar, index, begin):
        return None
    particle = _particle(grammar, index, verb)
    if particle is None:
        return None
    end = particle
    placed = _inverted(grammar, begin, end, verb, found) or _subject(grammar, outer, found)
    if placed is None:
        return None
    source, shared, relative = placed[:3]
    inverted = len(placed) > 3
    if source is None or not (
        grammar.is_speaker(source) or (verb.lemma in ONLY_SPOKEN and grammar.lower(source[1] - 1) not in NOBODY)
    ):
        return None
    if form is Form.BASE and not auxiliaries and not _is_plural(grammar, source):
        return None
    if verb.documents and not _is_document(grammar, source):
        return None
    if grammar.lower(source[0]) in FIRST_PERSON:
        return None
    return Cue(
        pattern=Pattern.VERB, begin=begin, end=end, act=_negated_act(verb, negated), verb=verb, source=source,
        rest=max(end, source[1]) if inverted else end, negated=negated, shared=shared, relative=relative,
        inverted=inverted,
    )  # fmt: skip


def _negated_act(verb: Verb, negated: bool) -> Act:
    if not negated:
        return verb.act
    return Act.DENY if verb.act is Act.ASSERT else verb.act


def _is_noun(grammar: Grammar, index: int, begin: int) -> bool:
    """Tell whether a form such as "reports" is more likely the noun."""
    if begin < index:
        return False
    before = grammar.lower(index - 1)
    after = grammar.lower(index + 1)
    if before in DETERMINERS or before in ("of", "'s", "’s", "to", "in", "for", "by", "with", "new", "recent"):
        return True
    if grammar.tokens[index - 1].text in ("’s", "'s"):
        return True
    if index + 1 < len(grammar.tokens) and is_auxiliary(grammar.tokens[index + 1]):
        return True
    if before in ANY_PRONOUN or after in ("that", "for", "on", "it", "he", "she", "they", "to", "out"):
        return False
    return not grammar.sentence.headline and after in ("of", "from", "by", "about", "and", ",", ".", "were", "said", "")


def _particle(grammar: Grammar, index: int, verb: Verb) -> int | None:
    """Return the end of the cue with its preposition or particle, or None where the verb can't do without one."""
    after = index + 1
    if verb.prepositions and grammar.lower(after) in verb.prepositions:
        return after + 1
    if verb.lemma in ("point", "rule"):
        return None
    if verb.prepositions and not verb.takes:
        return None
    return after


def _is_plural(grammar: Grammar, source: Interval) -> bool:
    head = grammar.tokens[source[1] - 1].lower
    if head in ("he", "she", "it") or grammar.lower(source[0]) in ("a", "an", "this", "each", "every", "another"):
        return False
    return (
        head in ("they", "police", "people", "media")
        or head.endswith("s")
        or any(grammar.lower(i) == "and" for i in range(*source))
        or any(grammar.lower(i).endswith("s") and grammar.lower(i) in grammar.words.people for i in range(*source))
        or any(grammar.lower(i) in ("some", "many", "several", "most") for i in range(*source))
    )


def _is_document(grammar: Grammar, source: Interval) -> bool:
    words = {grammar.lower(i) for i in range(*source)}
    return bool(words & grammar.words.documents) or bool(words & {"researchers", "scientists", "team", "authors", "media"})


def _inverted(
    grammar: Grammar, begin: int, end: int, verb: Verb, found: list[Cue]
) -> tuple[Interval, bool, bool, bool] | None:
    """Find the source behind the cue: “…,” said Lee; the words before the cue must be what was said."""
    if not {"quote", "clause"} & verb.takes or "hearer" in verb.takes - {"quote"} and verb.lemma == "tell" or begin < 2:
        return None
    before = grammar.tokens[begin - 1]
    after_quotation = before.is_mark and any(q.end == before.end for q in grammar.sentence.quotations)
    after_clause = before.text in ",?!"
    if not (after_quotation or after_clause):
        return None
    if end < len(grammar.tokens) and (grammar.tokens[end].is_mark or grammar.lower(end) in ("that", "it", "to", ":")):
        return None
    source = grammar.phrase_after(end)
    if source is None or not grammar.is_speaker(source):
        return None
    first = grammar.tokens[source[0]]
    if not (first.is_capitalised or first.lower in DETERMINERS or first.lower.rstrip("s") in grammar.words.people):
        return None
    if not after_quotation:
        if begin <= 3 and grammar.lower(source[1]) != ",":
            return None
        if grammar.sentence.headline and grammar.tokens[source[0]].text.islower():
            return None
        if source[1] < len(grammar.tokens) and grammar.is_verb(source[1]):
            return None
        if first.lower in ("the", "its", "his", "their") and not after_quotation and grammar.lower(source[1]) not in ("", ".", ",", "on", "in"):
            return None
    return source, False, False, True


def _subject(grammar: Grammar, outer: int, found: list[Cue]) -> tuple[Interval | None, bool, bool] | None:
    """Find the subject of the verb group that begins, adverbs included, at `outer`: (phrase, shared, relative)."""
    position = outer
    if position > 0 and grammar.tokens[position - 1].is_mark:
        position -= 1
        position = grammar.adverbs_before(position)
    if position == 0:
        return None
    before = grammar.tokens[position - 1]
    word = before.lower
    if word in COORDINATORS or (word == "," and grammar.lower(position - 2) in COORDINATORS):
        source = _clause_subject(grammar, position - 1, found)
        return (source, True, False) if source else None
    if word in ("who", "which") or (word == "that" and grammar.lower(position - 2) in grammar.words.documents):
        end = position - 1
        if end > 0 and grammar.tokens[end - 1].text == ",":
            end -= 1
        antecedent = grammar.phrase_before(end)
        return (antecedent, False, True) if antecedent else None
    if before.text == ",":
        source = _before_apposition(grammar, position - 1)
        if source is not None:
            return source, False, False
        if grammar.sentence.headline:
            subject = _clause_subject(grammar, position - 1, found)
            return (subject, True, False) if subject else None
        return None
    phrase = grammar.phrase_before(position)
    if phrase is not None and grammar.lower(phrase[0] - 1) in ("who", "that", "which") and (
        grammar.is_verb(phrase[0]) or grammar.tokens[phrase[0]].text.endswith("ed")
    ):
        antecedent = grammar.phrase_before(phrase[0] - 1)
        return (antecedent, False, False) if antecedent else None
    if phrase is not None and phrase[0] > 1 and grammar.tokens[phrase[0] - 1].text == "," and phrase[1] - phrase[0] > 1:
        whole = _with_head(grammar, phrase)
        if whole is not None:
            phrase = whole
    return (phrase, False, False) if phrase else None


def _with_head(grammar: Grammar, phrase: Interval) -> Interval | None:
    """Join "the party secretary, Ri Kwang-hyok" when the name behind the comma was found alone."""
    begin, end = phrase
    if not all(grammar.tokens[i].is_capitalised for i in range(begin, end)):
        return None
    head = grammar.phrase_before(begin - 1)
    if head is None or grammar.tokens[head[0]].lower not in ("the", "a", "an", "its", "his", "her", "their"):
        return None
    last = grammar.lower(head[1] - 1)
    return (head[0], end) if last in grammar.words.people else None


def _before_apposition(grammar: Grammar, comma: int) -> Interval | None:
    """Return the phrase before an apposition or relative clause that ends at this comma, with the apposition."""
    for opening in range(comma - 1, 0, -1):
        token = grammar.tokens[opening]
        if token.text in ";:" or token.is_mark:
            return None
        if token.text != ",":
            continue
        first = grammar.lower(opening + 1)
        head = grammar.phrase_before(opening)
        if head is None:
            return None
        clear = head[0] == 0 or grammar.time_before(head[0]) < head[0] or grammar.tokens[head[0] - 1].text in ",“”\"’:–—" or grammar.lower(head[0] - 1) in (
            "that", "as", "while", "and", "but", "when", "where",
        )
        if not clear:
            continue
        if first in ("who", "which", "whose") or (first.endswith("ed") or first in ("led", "known", "based", "written")):
            return head
        if grammar.apposition_after(opening) is not None or first.isdigit():
            end = next(
                (i for i in range(opening + 1, comma) if grammar.lower(i) in ("who", "which", "that")), comma
            )
            while end > 0 and grammar.tokens[end - 1].text == ",":
                end -= 1
            return head[0], end
        if _is_aside(grammar, head, opening, comma):
            return head[0], opening
        if all(grammar.tokens[i].is_capitalised for i in range(opening + 1, comma)) and grammar.lower(
            head[1] - 1
        ) in grammar.words.people:
            return head[0], comma
    return None


def _is_aside(grammar: Grammar, head: Interval, opening: int, comma: int) -> bool:
    """Tell whether what stands between two commas only comes after a name: "Lund, speaking in Oslo, said"."""
    named = grammar.tokens[head[1] - 1].is_capitalised and (head[0] == 0 or grammar.tokens[head[0] - 1].is_mark)
    return named and comma - opening <= 14 and not grammar.has_finite_verb(opening + 1, comma)


def _clause_subject(grammar: Grammar, end: int, found: list[Cue]) -> Interval | None:
    """Return the subject that a verb after "and" or "but" shares with the verb before it."""
    for cue in reversed(found):
        if cue.source is not None and cue.pattern in (Pattern.VERB, Pattern.SILENCE, Pattern.PASSIVE):
            between = range(cue.end, end)
            if cue.shared and cue.source[1] > end:
                continue
            if not any(_opens_clause(grammar, index) for index in between) or cue.shared:
                return cue.source
            break
    begin = 0
    for index in range(end - 1, -1, -1):
        word = grammar.lower(index)
        if word in ("after", "as", "while", "when", "because", "before", "since") or (
            word == "that" and grammar.words.is_verb(grammar.lower(index - 1))
        ):
            begin = index + 1
            break
    for index in range(begin, end):
        if grammar.is_verb(index) or (index > begin and grammar.tokens[index].text.endswith("ed") and grammar.tokens[index].text.islower()):
            subject_end = grammar.adverbs_before(index)
            return grammar.phrase_before(subject_end) if subject_end > begin else None
    return None


def _opens_clause(grammar: Grammar, index: int) -> bool:
    """Tell whether a new subject with its verb begins here, so that a later "and" may be its."""
    return grammar.lower(index) in ("while", "because", "although", "who")


def _passive(grammar: Grammar, index: int, verb: Verb, begin: int, outer: int) -> Cue | None:
    """Find "is suspected of …" (nobody named), and "… was said by X"."""
    if not verb.passive:
        return None
    if any(grammar.lower(i) in MODALS for i in range(begin, index)):
        return None
    end = index + 1
    after = grammar.lower(end)
    agent = grammar.phrase_after(end + 1) if after == "by" else None
    if agent is not None and grammar.is_speaker(agent):
        end_of_agent = agent[1]
        if grammar.lower(end_of_agent) in ("of", "to", "as", "that"):
            return Cue(
                pattern=Pattern.PASSIVE, begin=begin, end=end, act=verb.act, verb=verb, source=agent,
                rest=end_of_agent, inverted=True,
            )  # fmt: skip
        return None
    if after in verb.passive_prepositions:
        end += 1
    elif after != "to" or verb.act not in (Act.BELIEVE, Act.SUSPECT, Act.ASSERT):
        return None
    return Cue(pattern=Pattern.PASSIVE, begin=begin, end=end, act=verb.act, verb=verb, source=None, rest=end)


def _participial(grammar: Grammar, index: int, verb: Verb, found: list[Cue]) -> Cue | None:
    """Find ", saying …", ", warning that …", ", citing …" with the subject of the clause in front."""
    if verb.lemma == "cite":
        source = grammar.phrase_after(index + 1)
        if source is None or not grammar.is_speaker(source) or index == 0:
            return None
        return Cue(
            pattern=Pattern.CITING, begin=index, end=index + 1, act=Act.ASSERT, verb=verb, source=source,
            rest=source[1], inverted=True,
        )  # fmt: skip
    before = grammar.lower(index - 1)
    if before not in (",", "and", "before", "by", "while", "”", '"', "’") or not {"clause", "quote"} & verb.takes:
        return None
    if before == "and" and not any(cue.pattern is Pattern.SAYING for cue in found):
        return None
    subject = _clause_subject(grammar, index - 1, found)
    if subject is None or not grammar.is_speaker(subject) or grammar.lower(subject[0]) in FIRST_PERSON:
        return None
    particle = _particle(grammar, index, verb)
    if particle is None:
        return None
    return Cue(
        pattern=Pattern.SAYING, begin=index, end=particle, act=verb.act, verb=verb, source=subject, rest=particle,
        shared=True,
    )  # fmt: skip


def _noun(grammar: Grammar, index: int) -> Cue | None:
    """Find "suspicions that …" (of nobody named) and "a report that …" (the report is the source)."""
    word = grammar.lower(index)
    if word not in grammar.words.nouns and word not in grammar.words.document_nouns:
        return None
    after = index + 1
    agent = None
    if grammar.lower(after) in ("by", "from") and word not in ("view",):
        agent = grammar.phrase_after(after + 1)
        after = agent[1] if agent else after
    if grammar.lower(after) != "that" or after + 2 >= len(grammar.tokens):
        return None
    if grammar.is_verb(after + 1):
        return None
    if word in grammar.words.document_nouns:
        phrase = grammar.phrase_before(index + 1)
        if phrase is None:
            return None
        source = (phrase[0], after) if agent else phrase
        return Cue(
            pattern=Pattern.NOUN, begin=index, end=index + 1, act=Act.ASSERT, verb=None, source=source, rest=after
        )
    source = agent
    if source is None:
        phrase = grammar.phrase_before(index)
        if phrase is not None:
            clitics = [i for i in range(*phrase) if grammar.tokens[i].text in ("’s", "'s", "’")]
            if clitics:
                source = (phrase[0], clitics[-1])
    return Cue(
        pattern=Pattern.NOUN, begin=index, end=index + 1, act=grammar.words.nouns[word], verb=None, source=source,
        rest=after, inverted=agent is not None,
    )  # fmt: skip


def _quoted_as_saying(grammar: Grammar, found: list[Cue]) -> Iterator[Cue]:
    """Find the inner attribution of "quoted Lee as saying …" and "Lee was quoted as saying …"."""
    for index in range(1, len(grammar.tokens)):
        if grammar.lower(index) not in ("saying", "telling") or grammar.lower(index - 1) != "as":
            continue
        quote = next((i for i in range(index - 2, max(-1, index - 16), -1) if grammar.lower(i) == "quoted"), None)
        if quote is None:
            continue
        if quote < index - 2 and grammar.lower(quote + 1) != "by":
            source: Interval | None = (quote + 1, grammar.adverbs_before(index - 1))
        else:
            _, outer = _group(grammar, quote)
            subject = _subject(grammar, outer, found)
            source = subject[0] if subject else None
        if source is None or source[1] <= source[0] or not grammar.is_speaker(source):
            continue
        verb = next(verb for verb, _ in grammar.words.verbs["said"])
        yield replace(
            Cue(
                pattern=Pattern.SAYING, begin=index, end=index + 1, act=Act.ASSERT, verb=verb, source=source,
                rest=index + 1,
            ),
            relative=True,
        )  # fmt: skip
