"""Names led back to their fullest form in the document, or to the authority file."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.classes import word_set
from kg.model import Kind, Reason, folded_name, name_key
from kg.resolve.across.forms import gender_of
from kg.resolve.authority import Authority
from kg.resolve.beside import ORGANS
from kg.resolve.cast import Cast
from kg.resolve.names import BODIES, Name
from kg.resolve.referents import Referent

NAMESAKE = 0.8
"""How probable it is that a surname that several have means the one whom the text was about."""
_ARTICLES_ABROAD = word_set("al das der die el il la le les")
"""Words with which names of media begin, and few first names are: Der Bote, but Al Lund too."""
_LEAST_LETTERS = 4
"""Letters of the one word, at least, by which an organisation whose name begins with it may be called."""


class Canon:
    """Knows the names of one document by all their forms."""

    def __init__(self, cast: Cast, known: Authority, publisher: str | None) -> None:
        self.cast = cast
        self.known = known
        self.publisher = publisher
        self._names = list({(name.text, name.kind, name.acronym): name for name in reversed(cast.names)}.values())[::-1]
        self._found: dict[tuple[int, int, str, Kind, int], Referent] = {}
        self._people = _by_ends(self._names)
        self._bodies = {name.text for name in cast.names if cast.is_called_body(name)}
        self._genders: dict[str, str] = {}
        self._surname_genders: dict[str, str] = {}
        # full names and titles first: "Mr Lund" and "Ms Lund" come to be two
        for name in sorted(cast.names, key=lambda name: (" " not in name.text, name.gender is None)):
            gender = name.gender or (gender_of(name.text) if name.kind is Kind.PERSON else None)
            full = self._full_person(name, name.start) if gender else None
            if full is not None and gender:
                self._genders.setdefault(full.text, gender)
        told: dict[str, set[str]] = defaultdict(set)
        for name in cast.names:
            if name.gender and " " not in name.text:
                told[name_key(name.text)].add(name.gender)
        self._surname_genders = {key: min(genders) for key, genders in told.items() if len(genders) == 1}

    def referent(self, name: Name, offset: int) -> Referent:
        """Return whom a name means that stands at an offset."""
        place = (name.start, name.end, name.text, name.kind, offset)
        if place not in self._found:
            self._found[place] = self._find(name, offset)
        return self._found[place]

    def _find(self, name: Name, offset: int) -> Referent:
        entry = self.known.find(name.text)
        person = self._full_person(name, offset)
        person = self._longest(person) if person is not None and " " in person.text else person
        if person is not None and person.text != name.text and (entry is None or " " not in name.text):
            found = self._person(person).found_by(Reason.SHORT_NAME)
            return self._among_namesakes(found, name)
        entry = entry or self.known.country(name.text)
        if entry is not None:
            return Referent.of_entry(entry)
        organization = self._full_organization(name)
        if organization is not None:
            entry = self.known.find(organization.text)
            found = Referent.of_entry(entry) if entry else self._named(organization)
            return found.found_by(Reason.SHORT_NAME)
        body = name.text in self._bodies
        if not body and (name.kind is Kind.PERSON or person is not None):
            return self._person(person or name)
        return self._named(replace(name, kind=Kind.ORGANIZATION) if body and name.kind not in BODIES else name)

    def _full_person(self, name: Name, offset: int) -> Name | None:
        """Return the full name that a surname or first name shortens, or the name itself when full.

        Of two people with one surname it is the nearest whom a sentence was about, and rather nobody's relative.
        """
        if " " in name.text:
            return self._longest(name) if name.kind is Kind.PERSON else None
        key = name_key(name.text)
        people = self._namesakes(key, name.gender or self._surname_genders.get(key))
        if len(people) < 2:
            return next(iter(people.values()), None) or self._nicknamed(name)
        near = [other for other in self.cast.nearest(offset + 1) if other.text in people]
        relatives = {other.text for other in near if self.cast.is_relative(other)}
        if name.gender:
            return min(near, key=lambda other: other.text in relatives)
        found = min(near, key=lambda other: (other.text in relatives, not self.cast.is_subject(other)))
        subject = self._of_headline(key)
        if subject not in people or self.cast.sentence_at(offset) - found.sentence <= 1:
            return found
        return people[subject]

    def _namesakes(self, key: str, gender: str | None) -> dict[str, Name]:
        """Return the people whose first or last name this is, by their full names, in the order of the text."""
        people = self._people.get(key, ())
        return {other.text: other for other in people if gender in (None, self._genders.get(other.text, gender))}

    def _longest(self, name: Name) -> Name:
        """Return the longer name of a person that ends in this one: Ada van Berg for van Berg, or for Dean Berg."""
        key, last = name_key(name.text), name_key(name.text.split()[-1])
        first = name.text.split()[0].lower()
        called = {other.text for other in self.cast.names if first in other.roles and other.text != name.text}
        people = self._people.get(last, ())
        return next((o for o in people if o.text in called or name_key(o.text).endswith(f" {key}")), name)

    def _among_namesakes(self, found: Referent, name: Name) -> Referent:
        """Return who is meant with whom it might be instead, where several have the name and no "Mr" tells which."""
        people = self._namesakes(name_key(name.text), name.gender)
        if len(people) < 2:
            return found
        return replace(found, sure=NAMESAKE, candidates=tuple(sorted(people.keys() - {found.name})))

    def _of_headline(self, key: str) -> str | None:
        """Return the full name that the text first gives somebody of this surname whom its headline names."""
        names = self.cast.names
        if not any(name_key(name.text.split()[-1]) == key for name in names if self.cast.in_headline(name.start)):
            return None
        return next((name.text for name in names if name.kind is Kind.PERSON and key in _ends(name.text)), None)

    def _nicknamed(self, name: Name) -> Name | None:
        """Return the one person whose first name begins so: Vlad for Vladimir Petrov."""
        if len(name.text) < _LEAST_LETTERS:
            return None
        people = {other.text: other for other in self._names if other.kind is Kind.PERSON and " " in other.text}
        found = [other for text, other in people.items() if text.split()[0].startswith(name.text)]
        return found[0] if len(found) == 1 else None

    def _full_organization(self, name: Name) -> Name | None:
        """Return the organisation whose acronym or shortened name this is."""
        others = [other for other in self._names if other.text != name.text]
        acronym = name.text.replace(".", "")
        introduced = next((other for other in others if other.acronym == acronym), None)
        if introduced is not None or (name.kind is Kind.PERSON and " " in name.text):
            return introduced
        return next((other for other in others if other.kind in BODIES and _shortens(name.text, other.text)), None)

    def _person(self, name: Name) -> Referent:
        if self._may_be_a_medium(name):
            return Referent(name=name.text, kind=Kind.UNKNOWN, reason=Reason.FULL_NAME)
        gender = name.gender or self._genders.get(name.text)
        return Referent(name=name.text, kind=Kind.PERSON, gender=gender, reason=Reason.FULL_NAME)

    def _may_be_a_medium(self, name: Name) -> bool:
        """Tell whether a name begins with an article and nothing shows a person: no title, no surname alone."""
        words = name.text.split()
        if len(words) != 2 or words[0].lower() not in _ARTICLES_ABROAD:
            return False
        return not any(
            other.text == words[1] or (other.text == name.text and (other.gender or other.roles))
            for other in self._names
        )

    def _named(self, name: Name) -> Referent:
        """Return the referent of a name that is nobody's short form; one like the publisher's is the publisher's."""
        same = [other for other in self._names if other.text == name.text]
        aliases = tuple(sorted({other.acronym for other in same if other.acronym}))
        if self.publisher and (
            _shortens(name.text, self.publisher) or folded_name(name.text) == folded_name(self.publisher)
        ):
            reason = Reason.FULL_NAME if folded_name(name.text) == folded_name(self.publisher) else Reason.SHORT_NAME
            return Referent(name=self.publisher, kind=Kind.MEDIA, aliases=aliases, reason=reason)
        kinds = (other.kind for other in (name, *same) if other.kind is not Kind.UNKNOWN)
        return Referent(name=name.text, kind=next(kinds, Kind.UNKNOWN), aliases=aliases, reason=Reason.FULL_NAME)


def _by_ends(names: Sequence[Name]) -> dict[str, list[Name]]:
    """Return people by the first and the last word of their names, without names that only end another's."""
    people = [name for name in names if name.kind is Kind.PERSON and " " in name.text]
    keys = {name.text: f" {name_key(name.text)}" for name in people}
    found: dict[str, list[Name]] = defaultdict(list)
    for name in people:
        if not any(keys[other.text].endswith(keys[name.text]) for other in people if other.text != name.text):
            for end in dict.fromkeys(_ends(name.text)):
                found[end].append(name)
    return found


def _ends(name: str) -> tuple[str, ...]:
    """Return the first and the last word of a name of several, as names are compared: Álvarez may be Alvarez."""
    words = name.split()
    return tuple(name_key(word) for word in (words[0], words[-1])) if len(words) > 1 else ()


def _shortens(short: str, full: str) -> bool:
    """Tell whether one organisation's name shortens another: "the Chronicle" or "Thames" for "The Thames Chronicle".

    "Thames" is no short form of "Thames Council": others may have a council too.
    """
    a, b = folded_name(short).split(), folded_name(full).split()
    if not 0 < len(a) < len(b):
        return False
    by_first = len(a) == 1 and b[0] == a[0] and len(a[0]) >= _LEAST_LETTERS and b[-1] not in ORGANS
    return b[-len(a) :] == a or by_first
