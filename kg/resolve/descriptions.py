"""Sources that a common noun describes: "the agency", "South Korea’s military", "officials in Seoul"."""

from kg.extract.classes import word_set
from kg.extract.lexicon import Lexicon
from kg.model import Kind
from kg.resolve.authority import Authority, Entry
from kg.resolve.canon import Canon
from kg.resolve.names import BODIES, Name
from kg.resolve.phrases import DEFINITE, INDEFINITE, Phrase
from kg.resolve.referents import Referent

_OF_SEVERAL = word_set("some several two three")
_OF_ONE = word_set("one another a an")
_GOVERNMENTS = word_set("government administration regime authorities side state")
"""Nouns by which a country itself is meant: "the Seoul government"."""


class Descriptions:
    """Resolves the descriptions of one document's sources."""

    def __init__(self, canon: Canon, words: Lexicon, known: Authority) -> None:
        self.canon = canon
        self.cast = canon.cast
        self.words = words
        self.known = known

    def referent(self, phrase: Phrase, offset: int) -> Referent:
        """Return whom a phrase without a name means that stands at an offset, unnamed where nothing tells."""
        return (
            self._state_media(phrase)
            or self._document(phrase, offset)
            or self._somebody(phrase, offset)
            or self._body(phrase, offset)
            or self._role(phrase, offset)
            or self._team(phrase, offset)
            or self._unnamed(phrase)
        )

    def _country(self, name: Name | None) -> Entry | None:
        return self.known.country(name.text) if name else None

    def _state_media(self, phrase: Phrase) -> Referent | None:
        """Resolve "Pyongyang’s state media" and "North Korean state media reports" to the media of that country."""
        country = self._country(phrase.owner)
        if country is None or not {"state", "media"} <= {*phrase.modifiers, phrase.head}:
            return None
        name = f"{country.demonym} state media"
        entry = self.known.find(name)
        return Referent.of_entry(entry) if entry else Referent(name=name, kind=Kind.MEDIA)

    def _document(self, phrase: Phrase, offset: int) -> Referent | None:
        """Take a document for the body that made it; one that nobody is named for stays unnamed."""
        if phrase.head not in self.words.documents:
            return None
        maker = phrase.place if phrase.preposition in ("by", "from", "of") else None
        if maker is None and self._country(phrase.owner) is None:
            maker = phrase.owner
        if maker is None:
            return self._unnamed(phrase)
        found = self.canon.referent(maker, offset)
        return Referent(name=found.name, kind=found.kind, aliases=found.aliases)

    def _somebody(self, phrase: Phrase, offset: int) -> Referent | None:
        """Leave "a minister", "two officials", "analysts" unnamed."""
        bare = not phrase.determiner and phrase.owner is None and not self.cast.in_headline(offset)
        people = phrase.head in self.words.people
        indefinite = phrase.determiner in INDEFINITE or self._is_plural(phrase) or (people and bare)
        return self._unnamed(phrase) if indefinite else None

    def _body(self, phrase: Phrase, offset: int) -> Referent | None:
        """Resolve "South Korea’s military", "the Rodong Sinmun newspaper", "the defence ministry in Seoul"."""
        if phrase.head not in self.words.bodies and phrase.head != "counterpart":
            return None
        owner = phrase.owner
        owning = self._country(owner)
        country = owning or (self._country(phrase.place) if phrase.preposition == "in" else None)
        if country is not None and phrase.head != "media":
            if phrase.head in _GOVERNMENTS:
                return Referent.of_entry(country)
            name = f"{country.demonym} {phrase.noun}"
            entry = self.known.find(name)
            return Referent.of_entry(entry) if entry else Referent(name=name, kind=Kind.ORGANIZATION)
        if owner is not None and country is None and not phrase.owner_is_name:
            return self.canon.referent(owner, offset)
        return None

    def _role(self, phrase: Phrase, offset: int) -> Referent | None:
        """Find whom "the agency", "the minister" or "the North Korean leader" means: the nearest who is called so."""
        headline = self.cast.in_headline(offset)
        if not (phrase.determiner in DEFINITE or phrase.owner is not None or headline):
            return None
        wanted = {phrase.head, phrase.noun}
        country = self._country(phrase.owner)
        bearers = [
            name
            for name in self.cast.nearest(offset)
            if name.kind is not Kind.COUNTRY
            and not wanted.isdisjoint(_called(name))
            and (name.start <= offset or headline or name.kind is Kind.PERSON)
            and (country is None or name.kind in BODIES or name.country == country.name)
        ]
        return self.canon.referent(bearers[0], bearers[0].start) if bearers else None

    def _team(self, phrase: Phrase, offset: int) -> Referent | None:
        """Name "Lund’s team" after Lund."""
        owner = phrase.owner
        if phrase.head not in ("team", "group") or owner is None or owner.kind not in (Kind.PERSON, Kind.UNKNOWN):
            return None
        return Referent(name=f"{self.canon.referent(owner, offset).name}'s {phrase.head}", kind=Kind.GROUP)

    def _is_plural(self, phrase: Phrase) -> bool:
        """Tell whether people are several: officials, policemen."""
        head = phrase.head
        return head in self.words.people and head != "boss" and head.endswith(("s", "men", "people"))

    def _unnamed(self, phrase: Phrase) -> Referent:
        return Referent(name=None, kind=self._kind(phrase), words=phrase.text, gender=_gender(phrase.head))

    def _kind(self, phrase: Phrase) -> Kind:
        words, head = self.words, phrase.head
        if head in words.documents:
            return Kind.DOCUMENT
        if head in words.bodies:
            return Kind.ORGANIZATION
        if head.endswith("s") or self._is_plural(phrase) or phrase.determiner in _OF_SEVERAL:
            return Kind.GROUP
        return Kind.PERSON if head in words.people or phrase.determiner in _OF_ONE else Kind.UNKNOWN


def _called(name: Name) -> frozenset[str]:
    """Return the nouns that a name can be meant by: its roles, and the words of an organisation's name."""
    return name.roles.union(name.text.lower().split()) if name.kind in BODIES else name.roles


def _gender(head: str) -> str | None:
    if head.endswith("woman"):
        return "female"
    return "male" if head.endswith("man") else None
