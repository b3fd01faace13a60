"""The cues of English as data: `data/lexicon.toml`, read once and indexed by word form."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from kg.model import Act, Certainty, Polarity
from kg.settings import data_file

_NONE: frozenset[str] = frozenset()


class Form(StrEnum):
    """An inflected form of a verb."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb that attributes: what it does and what may follow it, in the words of the lexicon."""

    lemma: str
    act: Act
    takes: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    passive: bool = False
    passive_prepositions: frozenset[str] = frozenset()
    noun_like: bool = False
    documents: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedges:
    """The words by which a content is put less surely, each as its words, lower-case.

    By its first word a hedge is none behind certain words, by its last word in front of certain words.
    """

    certainties: Mapping[tuple[str, ...], Certainty]
    not_behind: Mapping[str, frozenset[str]]
    not_before: Mapping[str, frozenset[str]]

    def at(self, words: Sequence[str], index: int) -> Certainty | None:
        """Return how surely something is put by the hedge that begins at an index of lower-case words, if one does."""
        for length in (1, 2, 3, 4):
            end = index + length
            certainty = self.certainties.get(tuple(words[index:end]))
            if certainty is None or end > len(words):
                continue
            before = words[index - 1] if index else ""
            after = words[end] if end < len(words) else ""
            behind, ahead = self.not_behind.get(words[index], _NONE), self.not_before.get(words[end - 1], _NONE)
            if before not in behind and after not in ahead:
                return certainty
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the rules know about words.

    `silent` are the forms with which silence may begin, `opening` those with which any cue may; `written_out` has the
    long form of a title in lower case, without its full stop; `genders` tell a woman's nouns from a man's.
    """

    verbs: Mapping[str, tuple[tuple[Verb, Form], ...]]
    nouns: Mapping[str, Act]
    document_nouns: frozenset[str]
    silence: frozenset[str]
    unreached: frozenset[str]
    silent: frozenset[str]
    opening: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    speakers: frozenset[str]
    genders: Mapping[str, str]
    titles: frozenset[str]
    written_out: Mapping[str, str]
    organization_words: frozenset[str]
    media_words: frozenset[str]
    media_first: frozenset[str]
    thing_words: frozenset[str]
    companies: frozenset[str]
    nationals: frozenset[str]
    places: frozenset[str]
    hedges: Hedges
    finite: frozenset[str]
    defaults: Mapping[Act, tuple[Polarity, Certainty]]

    def is_verb(self, word: str) -> bool:
        """Tell whether a lower-case word is a cue verb's finite form, or another word that is surely a finite verb."""
        return word in self.finite or any(
            form in (Form.PAST, Form.THIRD) and not verb.noun_like for verb, form in self.verbs.get(word, ())
        )

    def gender(self, noun: str) -> str | None:
        """Return "female" or "male" where a lower-case noun tells a woman from a man: "mother", "policeman"."""
        ends = "female" if noun.endswith("woman") else "male" if noun.endswith("man") else None
        return self.genders.get(noun, ends)

    def is_medium(self, name: Sequence[str]) -> bool:
        """Tell whether the lower-case words of a name sound like a medium's: "Lake Tribune", "Radio Lake"."""
        if len(name) < 2:
            return False
        return name[-1] in self.media_words or (name[0] in self.media_first and name[-1] not in self.thing_words)


def plural(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _forms(lemma: str) -> tuple[str, str, str, str]:
    """Return the regular third person, past, participle and -ing form of a verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem = lemma[:-1]
        return stem + "ies", stem + "ied", stem + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


def _nouns(words: list[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word.lower(), plural(word.lower())))


def _verb(act: Act, entry: Mapping[str, Any]) -> Verb:
    return Verb(
        lemma=entry["lemma"],
        act=act,
        takes=frozenset(entry["takes"]),
        prepositions=frozenset(entry.get("with", ())),
        passive=entry.get("passive", False),
        passive_prepositions=frozenset(entry.get("with_passive", ())),
        noun_like=entry.get("noun_like", False),
        documents=entry.get("documents", False),
        quiet=entry.get("quiet", False),
    )


def _hedges(data: Mapping[str, Any]) -> Hedges:
    levels = (Certainty.POSSIBLE, Certainty.PROBABLE)
    return Hedges(
        certainties={tuple(hedge.split()): level for level in levels for hedge in data[level]},
        not_behind={hedge: frozenset(words) for hedge, words in data["not_behind"].items()},
        not_before={hedge: frozenset(words) for hedge, words in data["not_before"].items()},
    )


@cache
def lexicon() -> Lexicon:
    """Return the project's lexicon."""
    data = tomllib.loads(data_file("lexicon.toml").read_text(encoding="utf-8"))
    verbs: dict[str, list[tuple[Verb, Form]]] = defaultdict(list)
    for act, entries in data["verbs"].items():
        for entry in entries:
            verb = _verb(Act(act), entry)
            inflected = entry.get("forms") or _forms(verb.lemma)
            for word, form in zip((verb.lemma, *inflected), Form, strict=True):
                verbs[word].append((verb, form))
    nouns = {form: Act(act) for act, words in data["nouns"].items() if act != "document" for form in _nouns(words)}
    people, bodies, documents = (_nouns(data["speakers"][name]) for name in ("people", "bodies", "documents"))
    silence = frozenset(data["silence"]["verbs"])
    refusing = {word for word, found in verbs.items() for verb, _ in found if verb.act is Act.DECLINE}
    unsaid = {word for word, found in verbs.items() for verb, _ in found if verb.lemma in silence}
    unreached = frozenset(data["silence"]["unreached"])
    silent = silence.union(refusing, unsaid, unreached, ("neither",))
    document_nouns = _nouns(data["nouns"]["document"])
    return Lexicon(
        verbs={word: tuple(found) for word, found in verbs.items()},
        nouns=nouns,
        document_nouns=document_nouns,
        silence=silence,
        unreached=unreached,
        silent=silent,
        opening=silent.union(verbs, nouns, document_nouns, ("according",)),
        people=people,
        bodies=bodies,
        documents=documents,
        speakers=people | bodies | documents,
        genders={noun: gender for gender, nouns in data["speakers"]["gender"].items() for noun in nouns},
        titles=frozenset(data["titles"]["words"]).union(data["titles"]["short"]),
        written_out=data["titles"]["short"],
        organization_words=frozenset(data["names"]["organization"]),
        media_words=frozenset(data["names"]["media"]),
        media_first=frozenset(data["names"]["media_first"]),
        thing_words=frozenset(data["names"]["thing"]),
        companies=frozenset(data["names"]["company"]),
        nationals=frozenset(data["names"]["national"]),
        places=frozenset(data["names"]["place"]),
        hedges=_hedges(data["hedges"]),
        finite=frozenset(data["finite"]["words"]),
        defaults={
            Act(act): (Polarity(values["polarity"]), Certainty(values["certainty"]))
            for act, values in data["defaults"].items()
        },
    )
