"""Epithets: words that only describe again whom a text has just named, "the 46-year-old", "the mother-of-two"."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.classes import word_set
from kg.extract.lexicon import Lexicon
from kg.model import Kind, Reason
from kg.resolve.antecedents import Speaker
from kg.resolve.canon import Canon
from kg.resolve.names import Name
from kg.resolve.offices import PARTIES, SAME_PARTY
from kg.resolve.phrases import Phrase
from kg.resolve.referents import Referent

AGED, ALONE = 0.9, 0.8
"""How probable it is that an epithet means the only one of that age, and the only one of whom the text is speaking."""
_AGED = re.compile(r"(\d{1,3})-year-old")
_PARENT = re.compile(r"([a-z]+)-of-[a-z0-9]+")
_REACH = 2
"""Sentences back in which nobody else may be named."""
_MEMBERS = word_set("republican democrat conservative tory liberal")
_IN_OFFICE = word_set(
    "candidate congressman congresswoman governor lawmaker mp nominee president representative senator"
)


class Epithets:
    """Resolves the epithets of one document."""

    def __init__(self, canon: Canon, words: Lexicon) -> None:
        self.canon = canon
        self.cast = canon.cast
        self.words = words
        self._people: dict[str, list[Name]] = defaultdict(list)
        self._aged: dict[str, set[str]] = defaultdict(set)
        for name in self.cast.names:
            found = canon.referent(name, name.start)
            if found.name is not None and found.kind is Kind.PERSON:
                self._people[found.name].append(name)
                age = self.cast.age(name)
                if age is not None:
                    self._aged[age].add(found.name)

    def referent(
        self, phrase: Phrase, offset: int, about: Referent | None, speakers: Iterable[Speaker]
    ) -> Referent | None:
        """Return whom an epithet means, None where it is none or nothing tells.

        It is the only one of whom the text tells that age, or else `about`, of whom it speaks here, where nobody else
        is named near and none of the `speakers` without a name has spoken since.
        """
        if phrase.determiner != "the" or phrase.name is not None:
            return None
        age = next((match[1] for word in (*phrase.modifiers, phrase.head) if (match := _AGED.fullmatch(word))), None)
        if age is not None and age in self._aged:
            return self._only_one(age)
        if about is None or about.name is None or about.kind is not Kind.PERSON or not self._fits(phrase, about.name):
            return None
        gender = self.words.gender(_stem(phrase.head))
        if not about.may_be(gender) or (
            age is not None and any(about.name in people for people in self._aged.values())
        ):
            return None
        return replace(about, reason=Reason.ROLE, sure=ALONE) if self._alone(about.name, offset, speakers) else None

    def _only_one(self, age: str) -> Referent | None:
        """Return the one person of whom the text tells an age."""
        people = self._aged[age]
        if len(people) != 1:
            return None
        mention = self._people[next(iter(people))][0]
        return replace(self.canon.referent(mention, mention.start), reason=Reason.ROLE, sure=AGED)

    def _fits(self, phrase: Phrase, person: str) -> bool:
        """Tell whether a phrase is an epithet, and nothing in the text speaks against its being somebody's."""
        if phrase.head in _MEMBERS:
            return not phrase.modifiers and phrase.place is None and self._may_be_member(phrase, person)
        plain = phrase.owner is None and phrase.place is None and not phrase.modifiers
        return plain and (_AGED.fullmatch(phrase.head) is not None or _stem(phrase.head) in self.words.genders)

    def _may_be_member(self, phrase: Phrase, person: str) -> bool:
        """Tell whether somebody in office may be "the Ohio Republican": no other party or place is told of him."""
        told = {word for name in self._people[person] for word in self.cast.beside(name)}
        place = phrase.owner.text.lower() if phrase.owner is not None else ""
        if place and place not in self.words.places:
            return False
        parties = {SAME_PARTY.get(word, word) for word in told & PARTIES}
        places = told & self.words.places
        in_office = any(name.roles & _IN_OFFICE for name in self._people[person])
        party = SAME_PARTY.get(phrase.head, phrase.head)
        return in_office and parties <= {party} and (not place or places <= {place})

    def _alone(self, person: str, offset: int, speakers: Iterable[Speaker]) -> bool:
        """Tell whether a text speaks of one person only in front of an offset, quotations aside."""
        here = self.cast.sentence_at(offset)
        near = [name for name in self.cast.before(offset) if here - name.sentence <= _REACH and not name.quoted]
        people = {
            name.start: found.name
            for name in near
            if (found := self.canon.referent(name, name.start)).kind in (Kind.PERSON, Kind.UNKNOWN)
            and name.text.lower() not in self.words.places
        }
        last = max(people, default=offset)
        unnamed = any(s.offset > last and s.referent.name is None and s.referent.kind is Kind.PERSON for s in speakers)
        return set(people.values()) == {person} and not unnamed


def _stem(head: str) -> str:
    """Return the noun of "mother-of-two", "" for other words."""
    match = _PARENT.fullmatch(head)
    return match[1] if match else ""
