"""Verbs as cues: "said", "was said by", "is suspected of", ", saying", ", citing"."""

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.classes import (
    ANY_PRONOUN,
    CLITICS,
    DETERMINERS,
    FIRST_PERSON,
    NOBODY,
    PREPOSITIONS,
    is_auxiliary,
    word_set,
)
from kg.extract.cue import Cue, Pattern
from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import Form, Verb
from kg.extract.noun_phrases import is_speaker, phrase_after, phrase_before
from kg.extract.subjects import Subject, clause_subject, find_subject, inverted_subject
from kg.extract.verb_groups import VerbGroup, verb_group
from kg.model import Act

_ONLY_SPOKEN = word_set("say tell argue insist reply")
"""Verbs whose subject is somebody who speaks, whatever noun names him."""
_NEVER_BARE = word_set("point rule play")
"""Verbs that attribute only with their particle: "pointed out", "ruled out", "played down"."""
_BEFORE_A_NOUN = DETERMINERS | word_set("of 's to in for by with new recent")
_BEHIND_A_VERB = word_set("that for on it he she they to out")
_BEHIND_A_NOUN = word_set("of from by about and , . were said") | {""}
_BEFORE_SAYING = word_set('and , before by while ” "')
_NEGATED = {Act.ASSERT: Act.DENY, Act.DENY: Act.DECLINE}
"""What becomes of an act when its verb is negated, where it becomes another: who does not deny is silent."""
_INFINITIVES = word_set("have be")
"""With which an infinitive begins that has auxiliaries: "to have warned"."""
_NOBODY_REACH = 5
_NO_SPEAKER = word_set("no none nobody nothing neither nor hardly not if unless whether")
"""Words in a subject, or right in front of it, by which it says nothing."""
_RESEARCHERS = word_set("researchers scientists team authors media")
_PLURAL_HEADS = word_set("they police people media")
_SINGULAR_HEADS = word_set("he she it")
_SINGULAR = word_set("a an this each every another")
_WITNESSING = word_set("heard hears hear overheard saw see sees watched")
_SEVERAL = word_set("some many several most")


def find_verb(grammar: Grammar, index: int, found: Sequence[Cue]) -> Cue | None:
    """Read the word at `index` as a verb that attributes, or return None; `found` are the cues before it."""
    token = grammar.tokens[index]
    readings = grammar.words.verbs.get(grammar.lower(index), ())
    if not readings or (token.is_capitalised and index and not grammar.is_title_case):
        return None
    following = grammar.lower(index + 1)
    for verb, form in sorted(readings, key=lambda reading: following not in reading[0].prepositions):
        cue = _read(grammar, index, verb, form, found)
        if cue is not None:
            return cue
    return None


def _read(grammar: Grammar, index: int, verb: Verb, form: Form, found: Sequence[Cue]) -> Cue | None:
    """Read the word at `index` as this form of this verb, or return None."""
    if verb.act is Act.DECLINE:
        return None
    group = verb_group(grammar, index)
    if form in (Form.PAST, Form.PARTICIPLE) and group.ends_in_be:
        return _passive(grammar, index, verb, group)
    if form is Form.ING and not group.auxiliaries:
        return _participial(grammar, index, verb, found)
    end = _cue_end(grammar, index, verb)
    if end is None or not _is_finite(grammar, index, verb, form, group):
        return None
    subject = _subject(grammar, verb, group, end, found)
    if subject is None or not _agrees(grammar, verb, form, group, subject.phrase):
        return None
    return Cue(
        pattern=Pattern.VERB,
        begin=group.begin,
        end=end,
        act=_NEGATED.get(verb.act, verb.act) if group.negated else verb.act,
        verb=verb,
        source=subject.phrase,
        rest=max(end, subject.phrase[1]) if subject.inverted else end,
        negated=group.negated,
        shared=subject.shared,
        relative=subject.relative,
        inverted=subject.inverted,
    )


def _is_finite(grammar: Grammar, index: int, verb: Verb, form: Form, group: VerbGroup) -> bool:
    """Tell whether a form is the verb of a clause: no infinitive, no noun, nothing that is only possible."""
    if group.is_modal or (form is Form.ING and not group.ends_in_be):
        return False
    if grammar.lower(group.outer - 1) == "to" and (form is Form.BASE or grammar.lower(group.begin) in _INFINITIVES):
        return False
    alike = verb.noun_like and form in (Form.BASE, Form.THIRD) and group.begin == index
    return not (alike and _is_noun(grammar, index))


def _is_noun(grammar: Grammar, index: int) -> bool:
    """Tell whether a form such as "reports" is more likely the noun."""
    before, after = grammar.lower(index - 1), grammar.lower(index + 1)
    if before in _BEFORE_A_NOUN or _follows_verb(grammar, index):
        return True
    if index + 1 < len(grammar.tokens) and is_auxiliary(grammar.tokens[index + 1]):
        return True
    if before in ANY_PRONOUN or after in _BEHIND_A_VERB:
        return False
    return not grammar.sentence.headline and after in _BEHIND_A_NOUN


def _follows_verb(grammar: Grammar, index: int) -> bool:
    """Tell whether a verb stands in front, whose object this is: "dismissed claims"; not in "the accused claims"."""
    if not index or grammar.lower(index - 2) in DETERMINERS:
        return False
    return grammar.is_past(index - 1) or grammar.is_verb(index - 1)


def _cue_end(grammar: Grammar, index: int, verb: Verb) -> int | None:
    """Return the end of the cue with its preposition or particle, or None where the verb can't do without one."""
    end = index + 1
    if grammar.lower(end) in verb.prepositions:
        return end + 1
    needs_one = verb.prepositions and (verb.lemma in _NEVER_BARE or not verb.takes)
    return None if needs_one else end


def _is_witnessed(grammar: Grammar, group: VerbGroup, source: Interval) -> bool:
    """Tell whether a bare form is what somebody is heard or seen to do: "heard the mayor say …"."""
    named = source[1] - source[0] > 1 or grammar.tokens[source[0]].is_capitalised
    return named and group.begin == group.outer and grammar.lower(source[0] - 1) in _WITNESSING


def _subject(grammar: Grammar, verb: Verb, group: VerbGroup, end: int, found: Sequence[Cue]) -> Subject | None:
    """Find the source of a finite verb, behind it or in front."""
    may_follow = bool(verb.takes & {"quote", "clause"}) and verb.lemma != "tell"
    behind = inverted_subject(grammar, group.begin, end) if may_follow else None
    return behind or find_subject(grammar, group.outer, found)


def _agrees(grammar: Grammar, verb: Verb, form: Form, group: VerbGroup, source: Interval) -> bool:
    """Tell whether a phrase can be the source of this verb in this form."""
    if grammar.lower(source[0]) in FIRST_PERSON:
        return False
    if _is_nobody(grammar, source):
        return False
    spoken = verb.lemma in _ONLY_SPOKEN
    if not is_speaker(grammar, source) and (not spoken or _is_bare(grammar, source)):
        return False
    plain = form is Form.BASE and not group.auxiliaries
    if plain and not (_is_plural(grammar, source) or _is_witnessed(grammar, group, source)):
        return False
    return not verb.documents or _is_document(grammar, source)


def _is_bare(grammar: Grammar, source: Interval) -> bool:
    """Tell whether a phrase is one small word that names nobody: "said it was safe | said"."""
    word = grammar.tokens[source[0]].text
    return source[1] == source[0] + 1 and word.islower() and not word.endswith("s") and word not in ANY_PRONOUN


def _is_nobody(grammar: Grammar, source: Interval) -> bool:
    """Tell whether nobody speaks, or only perhaps: "no one in that room", "neither Lund nor Berg", "if Lund says"."""
    begin = source[0]
    while begin > max(0, source[0] - _NOBODY_REACH) and grammar.tokens[begin - 1].is_word:
        begin -= 1
    words = [grammar.lower(i) for i in range(begin, source[1])]
    few = any(after == "few" and before not in ("a", "the", "last", "past") for before, after in pairwise(["", *words]))
    return few or words[-1] in NOBODY or not _NO_SPEAKER.isdisjoint(words)


def _is_plural(grammar: Grammar, source: Interval) -> bool:
    words = [grammar.lower(i) for i in range(*source)]
    words = words[: next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words))]
    head = words[-1]
    if head in _SINGULAR_HEADS or words[0] in _SINGULAR:
        return False
    if head in _PLURAL_HEADS or head.endswith("s"):
        return True
    return any(
        word == "and" or word in _SEVERAL or (word.endswith("s") and word in grammar.words.people) for word in words
    )


def _is_document(grammar: Grammar, source: Interval) -> bool:
    """Tell whether a source is something written, or those who wrote it."""
    words = {grammar.lower(i) for i in range(*source)}
    return not words.isdisjoint(grammar.words.documents) or not words.isdisjoint(_RESEARCHERS)


def _passive(grammar: Grammar, index: int, verb: Verb, group: VerbGroup) -> Cue | None:
    """Find "is suspected of …" (nobody named), and "… was said by X"."""
    if not verb.passive or group.is_modal:
        return None
    end = rest = index + 1
    after = grammar.lower(end)
    agent = phrase_after(grammar, end + 1) if after == "by" else None
    if agent is not None and is_speaker(grammar, agent):
        rest = agent[1]
        if grammar.lower(rest) not in ("of", "to", "as", "that"):
            return None
    else:
        agent = None
        if after in verb.passive_prepositions:
            end = rest = end + 1
        elif after != "to" or verb.act not in (Act.BELIEVE, Act.SUSPECT, Act.ASSERT):
            return None
    return Cue(
        pattern=Pattern.PASSIVE,
        begin=group.begin,
        end=end,
        act=verb.act,
        verb=verb,
        source=agent,
        rest=rest,
        inverted=agent is not None,
    )


def _participial(grammar: Grammar, index: int, verb: Verb, found: Sequence[Cue]) -> Cue | None:
    """Find ", saying …" and ", warning that …" with the subject of the clause in front, and ", citing …"."""
    if verb.lemma == "cite" or (verb.lemma == "quote" and grammar.find(index, grammar.end, "saying".__eq__) is None):
        return _citing(grammar, index, verb)
    if verb.takes.isdisjoint(("clause", "quote")):
        return None
    own = _behind_with(grammar, index)
    source = own or _subject_before_comma(grammar, index, found)
    if source is None or not is_speaker(grammar, source) or grammar.lower(source[0]) in FIRST_PERSON:
        return None
    end = _cue_end(grammar, index, verb)
    if end is None:
        return None
    return Cue(
        pattern=Pattern.SAYING,
        begin=index,
        end=end,
        act=verb.act,
        verb=verb,
        source=source,
        rest=end,
        shared=own is None,
    )


def _behind_with(grammar: Grammar, index: int) -> Interval | None:
    """Return the subject of a participle that has its own: "with traders warning that …"."""
    phrase = phrase_before(grammar, index)
    return phrase if phrase and phrase[0] and grammar.lower(phrase[0] - 1) == "with" else None


def _subject_before_comma(grammar: Grammar, index: int, found: Sequence[Cue]) -> Interval | None:
    """Return the subject of the clause in front of ", saying", None where no such participle stands here."""
    before = grammar.lower(index - 1)
    if before not in _BEFORE_SAYING:
        return None
    if before == "and" and not any(cue.pattern is Pattern.SAYING for cue in found):
        return None
    return clause_subject(grammar, index - 1, found)


def _head(grammar: Grammar, phrase: Interval) -> Interval:
    """Return a noun phrase without its possessor: "Lund's popularity" is nobody who speaks, "Lund's aide" is."""
    begin = max((i + 1 for i in range(*phrase) if grammar.tokens[i].text in CLITICS), default=phrase[0])
    return (begin, phrase[1]) if begin < phrase[1] else phrase


def _citing(grammar: Grammar, index: int, verb: Verb) -> Cue | None:
    source = phrase_after(grammar, index + 1)
    if index == 0 or source is None or not is_speaker(grammar, _head(grammar, source)):
        return None
    return Cue(
        pattern=Pattern.CITING,
        begin=index,
        end=index + 1,
        act=Act.ASSERT,
        verb=verb,
        source=source,
        rest=source[1],
        inverted=True,
    )
