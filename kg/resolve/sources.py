"""Who a source is: the words of each attribution led back to a name of the document, or left unnamed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence
from kg.model import Attribution, Kind, Metadata, folded_name
from kg.resolve.authority import Authority
from kg.resolve.names import Cast, Name, demonym_of, read_cast
from kg.resolve.phrases import DEFINITE, INDEFINITE, Phrase, read_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Whom an attribution's words mean: a canonical name, or None where he stays unnamed.

    `words` are the words that describe an unnamed one, `aliases` the other names of a named one.
    """

    name: str | None
    kind: Kind
    words: str | None = None
    aliases: tuple[str, ...] = ()
    gender: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether "he" or "she" can mean it."""
        return self.kind is Kind.PERSON


UNKNOWN = Referent(name=None, kind=Kind.UNKNOWN)


class Sources:
    """Resolves the sources of one document's attributions, in order."""

    def __init__(
        self, text: str, sentences: Iterable[Sentence], metadata: Metadata, words: Lexicon, known: Authority
    ) -> None:
        self.text = text
        self.sentences = list(sentences)
        self.words = words
        self.known = known
        self.publisher = metadata.publisher
        self.cast: Cast = read_cast(self.sentences, words, known)
        self.resolved: dict[int, Referent] = {}
        self._spellings: dict[str, Referent] = {}
        if self.publisher:
            self._spellings[folded_name(self.publisher)] = Referent(name=self.publisher, kind=Kind.MEDIA)

    def resolve(self, attributions: Sequence[Attribution]) -> Mapping[int, Referent]:
        """Return the referent of each attribution by its key."""
        pending = sorted(attributions, key=lambda a: (a.source.spans[0].start if a.source else a_start(a), a.key))
        self.order = {a.key: a for a in attributions}
        for attribution in pending:
            if attribution.continues is None:
                self.resolved[attribution.key] = self._spelled(self._referent(attribution))
        for attribution in attributions:
            if attribution.continues is not None:
                self.resolved[attribution.key] = self.resolved.get(attribution.continues, UNKNOWN)
        return self.resolved

    def _spelled(self, referent: Referent) -> Referent:
        """Spell a name as the document first does: letter case and "the" make no other source."""
        if referent.name is None:
            return referent
        first = self._spellings.setdefault(folded_name(referent.name), referent)
        return replace(referent, name=first.name)

    def _referent(self, attribution: Attribution) -> Referent:
        if attribution.source is None:
            return UNKNOWN
        phrase = read_phrase(self.text, attribution.source, self.words, self.known)
        offset = attribution.source.spans[0].start
        return self._phrase(phrase, offset, attribution)

    def _phrase(self, phrase: Phrase, offset: int, attribution: Attribution) -> Referent:
        whole = self.known.find(phrase.text)
        if whole is not None:
            return self._entry(whole.name, whole.kind, whole.names)
        if phrase.is_pronoun:
            return self._pronoun(phrase, offset, attribution)
        if phrase.name is not None:
            return self._name(phrase.name, offset, phrase)
        return self._description(phrase, offset)

    def _entry(self, name: str, kind: Kind, names: Iterable[str]) -> Referent:
        return Referent(name=name, kind=kind, aliases=tuple(sorted(set(names) - {name})))

    def _name(self, name: Name, offset: int, phrase: Phrase | None = None) -> Referent:
        """Lead a name back to its fullest form in the document, or to the authority file."""
        entry = self.known.find(name.text)
        person = self._full_person(name, offset)
        if entry is None or (person is not None and " " not in name.text):
            if person is not None and person.text != name.text:
                return self._person(person)
        if entry is not None:
            return self._entry(entry.name, entry.kind, entry.names)
        country = self.known.country(name.text)
        if country is not None:
            return self._entry(country.name, country.kind, country.names)
        organization = self._full_organization(name)
        if organization is not None:
            found = self.known.find(organization.text)
            if found is not None:
                return self._entry(found.name, found.kind, found.names)
            return self._named(organization)
        if name.kind is Kind.PERSON or person is not None:
            return self._person(person or name)
        return self._named(name)

    def _named(self, name: Name) -> Referent:
        acronyms = {other.acronym for other in self.cast.names if other.text == name.text and other.acronym}
        kind = name.kind
        if kind is Kind.UNKNOWN:
            kind = next((o.kind for o in self.cast.names if o.text == name.text and o.kind is not Kind.UNKNOWN), kind)
        text = name.text
        if self.publisher and (_shortens(text, self.publisher) or folded_name(text) == folded_name(self.publisher)):
            text, kind = self.publisher, Kind.MEDIA
        return Referent(name=text, kind=kind, aliases=tuple(sorted(acronyms)))

    def _person(self, name: Name) -> Referent:
        gender = name.gender or next(
            (o.gender for o in self.cast.names if o.text == name.text and o.gender is not None), None
        )
        return Referent(name=name.text, kind=Kind.PERSON, gender=gender)

    def _full_person(self, name: Name, offset: int) -> Name | None:
        """Return the nearest full name that a surname or first name shortens, or the name itself when full."""
        parts = name.text.split()
        if len(parts) > 1:
            return name if name.kind is Kind.PERSON else None
        for other in self.cast.nearest(offset + 1):
            full = other.text.split()
            if other.kind is Kind.PERSON and len(full) > 1 and name.text in (full[0], full[-1]):
                return other
        return None

    def _full_organization(self, name: Name) -> Name | None:
        """Return the organisation whose acronym or shortened name this is."""
        short = name.text.replace(".", "")
        for other in self.cast.names:
            if other.acronym == short and other.text != name.text:
                return other
        if name.kind is Kind.PERSON:
            return None
        for other in self.cast.names:
            if other.kind in (Kind.ORGANIZATION, Kind.MEDIA) and other.text != name.text and _shortens(name.text, other.text):
                return other
        return None

    def _description(self, phrase: Phrase, offset: int) -> Referent:
        """Resolve a phrase headed by a common noun."""
        words = self.words
        head = phrase.head
        state_media = self._state_media(phrase)
        if state_media is not None:
            return state_media
        if head in words.documents:
            return self._document(phrase, offset)
        people = head in words.people
        plural = people and head.endswith(("s", "men", "people")) and head not in ("boss",)
        if phrase.determiner in INDEFINITE or plural or (people and not phrase.determiner and phrase.owner is None and not self._headline(offset)):
            return self._unnamed(phrase, plural=plural or phrase.determiner in ("some", "several", "two", "three"))
        if head in words.bodies or head == "counterpart":
            body = self._body(phrase, offset)
            if body is not None:
                return body
        if phrase.determiner in DEFINITE or phrase.owner is not None or self._headline(offset):
            role = self._role(phrase, offset)
            if role is not None:
                return role
        if phrase.owner is not None and not people and phrase.owner.kind in (Kind.PERSON, Kind.UNKNOWN) and head in ("team", "group"):
            owner = self._name(phrase.owner, offset)
            return Referent(name=f"{owner.name}'s {head}", kind=Kind.GROUP)
        return self._unnamed(phrase, plural=plural)

    def _headline(self, offset: int) -> bool:
        return bool(self.sentences) and self.sentences[0].headline and offset < self.sentences[0].end

    def _unnamed(self, phrase: Phrase, *, plural: bool) -> Referent:
        words = self.words
        kind = Kind.UNKNOWN
        if phrase.head in words.documents:
            kind = Kind.DOCUMENT
        elif phrase.head in words.bodies:
            kind = Kind.ORGANIZATION
        elif plural or phrase.head.endswith("s"):
            kind = Kind.GROUP
        elif phrase.head in words.people or phrase.determiner in ("one", "another", "a", "an"):
            kind = Kind.PERSON
        gender = "male" if phrase.head.endswith("man") and not phrase.head.endswith("woman") else "female" if phrase.head.endswith("woman") else None
        return Referent(name=None, kind=kind, words=phrase.text, gender=gender)

    def _state_media(self, phrase: Phrase) -> Referent | None:
        """Resolve "Pyongyang’s state media" and "North Korean state media reports" to the media of that country."""
        nouns = (*phrase.modifiers, phrase.head)
        if "media" not in nouns or "state" not in nouns:
            return None
        country = self.known.country(phrase.owner.text) if phrase.owner else None
        if country is None:
            return None
        demonym = demonym_of(country)
        entry = self.known.find(f"{demonym} state media")
        if entry is not None:
            return self._entry(entry.name, entry.kind, entry.names)
        return Referent(name=f"{demonym} state media", kind=Kind.MEDIA)

    def _document(self, phrase: Phrase, offset: int) -> Referent:
        """A document speaks for the body that made it; one that nobody is named for stays unnamed."""
        maker = None
        if phrase.preposition in ("by", "from", "of") and phrase.place is not None:
            maker = phrase.place
        elif phrase.owner is not None and not self.known.country(phrase.owner.text):
            maker = phrase.owner
        if maker is None:
            return self._unnamed(phrase, plural=False)
        found = self._name(maker, offset)
        return Referent(name=found.name, kind=found.kind, aliases=found.aliases)

    def _body(self, phrase: Phrase, offset: int) -> Referent | None:
        """Resolve "South Korea’s military", "the Rodong Sinmun newspaper", "the defence ministry in Seoul"."""
        owner = phrase.owner
        country = self.known.country(owner.text) if owner else None
        if country is None and phrase.preposition == "in" and phrase.place is not None:
            country = self.known.country(phrase.place.text)
        if country is not None and phrase.head != "media":
            if phrase.head in ("government", "administration", "regime", "authorities", "side", "state"):
                return self._entry(country.name, country.kind, country.names)
            return Referent(name=f"{demonym_of(country)} {phrase.noun}", kind=Kind.ORGANIZATION)
        if owner is not None and country is None and not phrase.owner_is_name and phrase.determiner not in INDEFINITE:
            return self._name(owner, offset)
        return None

    def _role(self, phrase: Phrase, offset: int) -> Referent | None:
        """Find whom "the agency", "the minister" or "the North Korean leader" means: the nearest who is called so."""
        wanted = {phrase.head, phrase.noun}
        seen: set[str] = set()
        for name in self.cast.nearest(offset):
            if name.text in seen:
                continue
            called = name.roles | {word.lower() for word in name.text.split() if name.kind in (Kind.ORGANIZATION, Kind.MEDIA)}
            if wanted & called and name.kind is not Kind.COUNTRY:
                if name.start > offset and not self._headline(offset) and name.kind is not Kind.PERSON:
                    continue
                return self._name(name, name.start)
            seen.add(name.text)
        return None

    def _pronoun(self, phrase: Phrase, offset: int, attribution: Attribution) -> Referent:
        if phrase.head in ("he", "she"):
            return self._person_meant(offset, "male" if phrase.head == "he" else "female")
        return self._thing_meant(offset, plural=phrase.head == "they", attribution=attribution)

    def _person_meant(self, offset: int, gender: str) -> Referent:
        """Return the person whom "he" or "she" means: the first of its sentence, else the speaker before, else the nearest."""
        number = self._sentence(offset)
        unknown = Referent(name=None, kind=Kind.PERSON, words="he" if gender == "male" else "she", gender=gender)
        if self._is_quoted(offset):
            return self._first_person(number, offset, gender, quoted=True) or unknown
        for sentence in range(number, max(-1, number - 4), -1):
            speaker = self._speaker_in(sentence, offset, gender)
            if sentence == number:
                first = self._first_person(sentence, offset, gender)
                if first is not None or speaker is not None:
                    return first or speaker or UNKNOWN
                continue
            if speaker is not None:
                return speaker
            first = self._first_person(sentence, offset, gender)
            if first is not None:
                return first
        return unknown

    def _is_quoted(self, offset: int) -> bool:
        """Tell whether a place is inside quotation marks: there, "he" is never who speaks."""
        return any(q.start < offset < q.end for q in self.sentences[self._sentence(offset)].quotations)

    def _sentence(self, offset: int) -> int:
        return max((i for i, s in enumerate(self.sentences) if s.start <= offset), default=0)

    def _first_person(self, sentence: int, offset: int, gender: str, *, quoted: bool = False) -> Referent | None:
        for name in self.cast.names:
            if name.sentence == sentence and name.start < offset and name.quoted is quoted:
                found = self._name(name, name.start)
                if found.is_person and found.gender in (None, gender):
                    return found
        return None

    def _speaker_in(self, sentence: int, offset: int, gender: str) -> Referent | None:
        """Return the last person who speaks in a sentence, in front of an offset."""
        bounds = self.sentences[sentence]
        speakers = [
            referent
            for key, referent in self.resolved.items()
            if (source := self.order[key].source) is not None
            and bounds.start <= source.spans[0].start < min(bounds.end, offset)
            and self.order[key].within is None
            and referent.is_person
            and referent.gender in (None, gender)
        ]
        return speakers[-1] if speakers else None

    def _thing_meant(self, offset: int, *, plural: bool, attribution: Attribution) -> Referent:
        """Return what "it" or "they" means: the nearest speaker in front that is no person, or are many."""
        wanted = (Kind.GROUP, Kind.UNKNOWN, Kind.ORGANIZATION) if plural else (
            Kind.ORGANIZATION, Kind.MEDIA, Kind.COUNTRY, Kind.DOCUMENT
        )  # fmt: skip
        number = self._sentence(offset)
        for key, referent in reversed(self.resolved.items()):
            source = self.order[key].source
            if source is None or source.spans[0].start >= offset or self._sentence(source.spans[0].start) < number - 2:
                continue
            if referent.kind in wanted and (not plural or referent.kind is Kind.GROUP or referent.words):
                return referent
        for name in self.cast.before(offset):
            if name.sentence < number - 1:
                break
            if not plural and name.kind in wanted and not name.quoted:
                return self._name(name, name.start)
        return Referent(name=None, kind=Kind.GROUP if plural else Kind.UNKNOWN, words="they" if plural else "it")


def a_start(attribution: Attribution) -> int:
    """Return where an attribution begins."""
    return min(p.spans[0].start for p in (attribution.source, attribution.cue, attribution.content) if p)


def _shortens(short: str, full: str) -> bool:
    """Tell whether one organisation's name shortens another: "the Chronicle" or "Thames" for "The Thames Chronicle"."""
    a, b = folded_name(short).split(), folded_name(full).split()
    return 0 < len(a) < len(b) and (b[-len(a) :] == a or (len(a) == 1 and b[0] == a[0] and len(a[0]) > 3))
