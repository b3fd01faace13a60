"""Sources that a common noun describes: "the agency", "South Korea’s military", "officials in Seoul"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.extract.classes import CLITICS, POSSESSIVE_PRONOUNS, word_set
from kg.extract.lexicon import Lexicon
from kg.model import Kind, Reason
from kg.resolve.authority import Authority, Entry
from kg.resolve.beside import OF_FIELDS, ONE_OF_MANY, ORGANS, TOLD_BY_FIELD
from kg.resolve.canon import NAMESAKE, Canon
from kg.resolve.names import BODIES, NAMELESS, Name
from kg.resolve.offices import PARTIES, SAME_PARTY, Office, may_hold
from kg.resolve.phrases import DEFINITE, INDEFINITE, Phrase
from kg.resolve.referents import Referent

SURELY_UNNAMED, ONE_UNNAMED, PERHAPS_NAMED = 0.95, 0.8, 0.4
"""How probable it is that nobody is named by "two officials", by "an official" (who may be named further on), and by
"the minister" whom nothing introduces."""
NAMED_LATER = 0.8
"""How probable it is that somebody described at the beginning is the first of that trade to be named."""
_LATER = 8
"""Sentences ahead in which that name is looked for."""
_ANYBODY = INDEFINITE - word_set("a an")
"""Determiners of somebody whom the text does not go on to name: "one senator", "another"."""
_APART = word_set("second third fourth other different fellow senior top")
"""Words that set somebody apart from whoever is not introduced with them: "a senior official", "a second judge"."""
ONLY_ONE = 0.8
"""How probable it is that a description means the only one of that trade, although nothing else tells of him so."""
BODY_BEFORE = 0.75
"""How probable it is that "the group" means the one organisation that the sentences before are about."""
_BODY_REACH = 1
"""Sentences back in which it is looked for."""
_ANY_BODY = word_set("group organization organisation")
"""Nouns that any organisation may be called by."""
_SOME_BODY = {
    "union": word_set("union unions association federation guild brotherhood workers"),
    "association": word_set("association federation society union"),
    "force": word_set("police constabulary force"),
    "institute": word_set("institute institution center centre"),
    "agency": word_set("agency administration bureau office service"),
    "company": word_set(
        "co company corp corporation inc industries airlines airways lines motors holdings ltd systems"
    ),
    "firm": word_set("co company corp corporation inc industries holdings ltd partners technologies systems"),
    "charity": word_set("trust foundation fund society association"),
    "nonprofit": word_set("foundation fund society institute center trust"),
}
"""Nouns that an organisation may be called by whose name says nothing else, with the words of names that fit them."""
_NAMED_SO = word_set("force union")
"""Those of them whose names must say what they are."""
_OF_SEVERAL = word_set("some several two three")
_OF_ONE = word_set("one another a an")
_MEDIA = word_set("newspaper paper outlet publication broadsheet tabloid")
"""What any news medium in print may be called."""
_ORGAN_REACH = 4
"""Sentences back in which "the union" looks for the one that was named."""
_SINGLE = word_set("team group campaign camp administration family")
_TEAMS = _SINGLE | word_set("researchers scientists authors investigators")
_TEAM_REACH = 12
"""Sentences back in which "the team" looks for the one that was named."""
_SAME_TEAM = {"camp": "campaign"}
_WRITTEN_OUT = {"pm": "prime minister", "ceo": "chief executive", "mp": "lawmaker"}
_GOVERNMENTS = word_set("government administration regime authorities side state")
"""Nouns by which a country itself is meant: "the Seoul government"."""
_OF_EACH = word_set("central main national opposition public ruling state")
"""Words in front of a body by which it is the one of its kind that something has: the Lund central bank."""
_NEWS = word_set("news press")
_PLACED = re.compile(r"\b[A-Z][\w.]*-[a-z]+\b")
"""Adjectives that a name begins: "the Kyiv-appointed mayor"."""
_MEMBERS = ("ers", "ists", "ians", "ors")
"""Endings of those whose union has their name."""


class Descriptions:
    """Resolves the descriptions of one document's sources."""

    def __init__(self, canon: Canon, words: Lexicon, known: Authority) -> None:
        self.canon = canon
        self.cast = canon.cast
        self.words = words
        self.known = known
        self._held = self._all_offices()
        self._lead = self._of_headline()
        self._last_teams: dict[str, tuple[int, Referent]] = {}

    def _all_offices(self) -> dict[str, frozenset[Office]]:
        """Return the offices of everybody who has one, by their names."""
        held: dict[str, frozenset[Office]] = {}
        for name in self.cast.names:
            person = self.canon.referent(name, name.start).name if name.offices else None
            if person is not None:
                held[person] = held.get(person, frozenset()) | name.offices
        return held

    def _of_headline(self) -> tuple[str, Referent] | None:
        """Return by what words the sentence behind the headline begins with its subject, and who that is.

        "Lund tells Vik to wait" and then "The prime minister insisted …": whoever nothing else is known of.
        """
        headlines = [number for number, sentence in enumerate(self.cast.sentences) if sentence.headline]
        if not headlines or headlines[-1] + 1 >= len(self.cast.sentences):
            return None
        words = self.cast.opening_description(headlines[-1] + 1)
        subject = next(iter(self.cast.subjects(headlines[-1])), None)
        if not words or subject is None:
            return None
        found = self.canon.referent(subject, subject.start)
        return (" ".join(words), found) if found.kind is Kind.PERSON else None

    def referent(self, phrase: Phrase, offset: int) -> Referent:
        """Return whom a phrase without a name means that stands at an offset, unnamed where nothing tells."""
        described = (
            self._team(phrase, offset)
            or self._state_media(phrase)
            or self._document(phrase, offset)
            or self._somebody(phrase, offset)
            or self._body(phrase, offset)
        )
        if described is not None:
            return described.found_by(Reason.DESCRIPTION)
        called = self._role(phrase, offset) or self._body_before(phrase, offset)
        if called is not None:
            return called.found_by(Reason.ROLE)
        if self._lead is not None and phrase.determiner == "the" and phrase.noun == self._lead[0]:
            return self._lead[1].found_by(Reason.ROLE)
        return self.unnamed(phrase)

    def named_later(self, phrase: Phrase, offset: int) -> Referent | None:
        """Return whom the text names first behind a description of the same trade: "a judge" and "Judge Ada Lund".

        Who speaks without a name on purpose, "one senator, who asked not to be named", is nobody who has one.
        """
        if phrase.name is not None or self._is_plural(phrase) or phrase.head not in self.words.people:
            return None
        if phrase.determiner in _ANYBODY or self.cast.is_anonymous(offset):
            return None
        here = self.cast.sentence_at(offset)
        told = (self._told(phrase) - self._place(phrase)).union(_APART.intersection(phrase.modifiers))
        for name in self.cast.names:
            if name.start <= offset or name.kind is not Kind.PERSON or " " not in name.text:
                continue
            if name.sentence - here > _LATER:
                return None
            if phrase.head in name.roles and told <= self.cast.beside(name) and not self._is_another(phrase, name):
                return replace(self.canon.referent(name, name.start), reason=Reason.ROLE, sure=NAMED_LATER)
        return None

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
            return self.unnamed(phrase)
        found = self.canon.referent(maker, offset)
        return Referent(name=found.name, kind=found.kind, aliases=found.aliases)

    def _somebody(self, phrase: Phrase, offset: int) -> Referent | None:
        """Leave "a minister", "two officials", "analysts" unnamed."""
        bare = not phrase.determiner and phrase.owner is None and not self.cast.in_headline(offset)
        people = phrase.head in self.words.people
        indefinite = phrase.determiner in INDEFINITE or self._is_plural(phrase) or (people and bare)
        several = self._is_plural(phrase) or phrase.determiner not in _OF_ONE
        return self.unnamed(phrase, sure=SURELY_UNNAMED if several else ONE_UNNAMED) if indefinite else None

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
            if not self._is_of_state(phrase):
                return self.unnamed(phrase)
            name = f"{country.demonym} {phrase.noun}"
            entry = self.known.find(name)
            return Referent.of_entry(entry) if entry else Referent(name=name, kind=Kind.ORGANIZATION)
        if owner is not None and country is None and not phrase.owner_is_name:
            entry = self.known.find(f"{owner.text} {phrase.noun}")
            if entry is not None:
                return Referent.of_entry(entry)
            organ = self._organ(phrase, owner, offset)
            describes = phrase.owner_is_place or any(map(str.isdigit, phrase.modifiers))
            return organ or (self.unnamed(phrase) if describes else self.canon.referent(owner, offset))
        return self._organ_before(phrase, offset)

    def _is_of_state(self, phrase: Phrase) -> bool:
        """Tell whether a country has one body that is called so: "the French army", not "the French company"."""
        if phrase.head in ONE_OF_MANY:
            return False
        if phrase.head in TOLD_BY_FIELD:
            return bool(phrase.modifiers)
        return phrase.head == "counterpart" or self._is_organ(phrase)

    def _is_organ(self, phrase: Phrase) -> bool:
        """Tell whether the noun of a body makes it another's: "the Lund board", "the Lund space agency"."""
        modifiers = set(phrase.modifiers)
        of_field = phrase.head in OF_FIELDS and modifiers and modifiers.isdisjoint(_NEWS)
        return bool(phrase.head in ORGANS or not modifiers.isdisjoint(_OF_EACH) or of_field)

    def _organ(self, phrase: Phrase, owner: Name, offset: int) -> Referent | None:
        """Return a body of the one whose name stands in front, None where that one is the body: "the Lund union"."""
        if not self._is_organ(phrase) or "and" in phrase.modifiers:
            return None
        is_it = (name.roles & {phrase.head, phrase.noun} for name in self.cast.names if name.text == owner.text)
        of_members = phrase.head == "union" and owner.text.endswith(_MEMBERS)
        if any(is_it) or of_members:  # "Lund, the union, …", "the Dockers union"
            return None
        if phrase.noun not in phrase.text.lower():  # a mark stands between its words
            return self.unnamed(phrase)
        found = self.canon.referent(owner, offset)
        by_person = found.kind is Kind.PERSON and found.name is not None and " " in found.name
        name = f"{found.name}'s {phrase.noun}" if by_person else f"{found.name} {phrase.noun}"
        return Referent(name=name, kind=Kind.ORGANIZATION)

    def _organ_before(self, phrase: Phrase, offset: int) -> Referent | None:
        """Return the one body of its kind that is named before, for "the union" behind "the Lund union".

        It stays unnamed where that was one of several. "The government" may be another than the French government.
        """
        bare = phrase.owner is None and phrase.place is None and not phrase.modifiers
        if phrase.determiner != "the" or not bare or phrase.head not in ORGANS:
            return None
        here = self.cast.sentence_at(offset)
        organs: dict[str | None, Referent] = {}
        others: set[str] = set()
        for name in takewhile(lambda name: here - name.sentence <= _ORGAN_REACH, self.cast.before(offset)):
            nouns = self.cast.nouns_behind(name, phrase.head)
            full = replace(phrase, text=" ".join(nouns), modifiers=tuple(nouns[:-1]), owner=name)
            if nouns and nouns[0] not in CLITICS and self._country(name) is None:
                organ = self._organ(full, name, offset) or self.canon.referent(name, offset)
                organs[organ.name] = organ
            elif nouns or (name.kind in BODIES and phrase.head in self._called(name)):
                others.add(name.text)
        if not organs:
            return None
        return next(iter(organs.values())) if len(organs) == 1 and not others else self.unnamed(phrase)

    def _role(self, phrase: Phrase, offset: int) -> Referent | None:
        """Find whom "the agency", "the minister" or "the North Korean leader" means: the nearest who is called so."""
        headline = self.cast.in_headline(offset)
        if not (phrase.determiner in DEFINITE or phrase.owner is not None or headline):
            return None
        if phrase.determiner in POSSESSIVE_PRONOUNS:  # "his lawyer" may be another's lawyer than the one who is named
            return None
        wanted = {phrase.head, phrase.noun, _WRITTEN_OUT.get(phrase.head, phrase.head)}
        told = self._told(phrase)
        bearers = [
            name
            for name in self.cast.nearest(offset)
            if name.kind is not Kind.COUNTRY
            and not wanted.isdisjoint(self._called(name))
            and not self._is_another(phrase, name)
            and not (phrase.head in self.words.bodies and self._is_person(name, name.start))
            and (name.start <= offset or headline or name.kind is Kind.PERSON)
            and self._is_of_country(phrase, name)
        ]
        shown = [name for name in bearers if told <= self._shown(name)]
        if shown:
            return self._holder(phrase, shown, offset)
        people = [self.canon.referent(name, name.start) for name in bearers]
        if bearers and told == self._place(phrase) and len({found.name for found in people}) == 1:
            return replace(people[0], sure=ONLY_ONE)  # "the Ohio senator", where no other senator is named
        return None

    def _is_of_country(self, phrase: Phrase, name: Name) -> bool:
        """Tell whether somebody is of the country that a description names; "of Chile" only no other may be told."""
        country = self._country(phrase.owner) or (self._country(phrase.place) if phrase.preposition == "of" else None)
        untold = phrase.owner is None and name.country is None
        return country is None or name.kind in BODIES or untold or name.country == country.name

    def _shown(self, name: Name) -> frozenset[str]:
        """Return the words by which the text introduces a name."""
        words = (role.split() for role in name.roles)
        return self.cast.beside(name).union(
            name.text.lower().split(), *words, *(office.told for office in name.offices)
        )

    def _holder(self, phrase: Phrase, shown: Sequence[Name], offset: int) -> Referent:
        """Return the nearest of several, but of an office rather who has just that: "the president", not a club’s."""
        nearest = self.canon.referent(shown[0], shown[0].start)
        if phrase.head not in self.words.titles or phrase.office in self._offices(shown[0]):
            return nearest
        exact = (name for name in shown if name.start <= offset and phrase.office in name.offices)
        name = next(exact, None)
        found = self.canon.referent(name, name.start) if name is not None else nearest
        others = () if found.name == nearest.name or nearest.name is None else (nearest.name,)
        return replace(found, sure=NAMESAKE, candidates=others) if others else found

    def _place(self, phrase: Phrase) -> frozenset[str]:
        """Return the word by which a description tells where somebody is from: "the Ohio senator"."""
        place = phrase.owner or (phrase.place if phrase.preposition == "of" else None)
        name = place.text.lower() if place is not None else ""
        return frozenset(name.split()[-1:] if name in self.words.places else ())

    def _body_before(self, phrase: Phrase, offset: int) -> Referent | None:
        """Return the one organisation that the text is about, for "the group" and other nouns that fit any."""
        if (
            not (phrase.head in _ANY_BODY or phrase.head in _SOME_BODY)
            or phrase.determiner != "the"
            or phrase.modifiers
            or phrase.owner
            or phrase.place
        ):
            return None
        here = self.cast.sentence_at(offset)
        for sentence in range(here, max(-1, here - 1 - _BODY_REACH), -1):
            found = {
                self.canon.referent(name, name.start).name: name
                for name in self.cast.subjects(sentence)
                if name.start < offset
                and name.kind is Kind.ORGANIZATION
                and not name.quoted
                and not self.cast.is_another_s(name)
                and not self._is_person(name, name.start)
            }
            if len(found) == 1:
                name = next(iter(found.values()))
                if not self._fits(phrase.head, name):
                    return None
                return replace(self.canon.referent(name, name.start), sure=BODY_BEFORE)
            if found:
                return None
        return None

    def _fits(self, noun: str, name: Name) -> bool:
        """Tell whether an organisation's name may be that of a union or an agency; some must say so."""
        if noun in _ANY_BODY:
            return True
        words = {*name.text.lower().split(), *(name.roles & self.words.bodies)}
        if words & _SOME_BODY[noun]:
            return True
        kinds = self.words.bodies | self.words.organization_words | self.words.media_words
        unknown = name.text.isupper() and self.known.find(name.text) is None
        return words.isdisjoint(kinds) and (noun not in _NAMED_SO or unknown)

    def _told(self, phrase: Phrase) -> frozenset[str]:
        """Return the words of a description that only one person's introduction has: "the Ohio senator"."""
        if phrase.head == "court":
            return frozenset(phrase.modifiers)
        placed = {word.lower() for word in _PLACED.findall(phrase.text)}.intersection(phrase.modifiers)
        if phrase.head in self.words.bodies:
            return (NAMELESS | {"central"}).intersection(phrase.modifiers).union(placed)  # "the Kurdish group"
        if phrase.head not in self.words.people:
            return frozenset()
        told = {word for word in (phrase.of, *phrase.modifiers) if word in PARTIES or word == phrase.of} - {""}
        told |= placed
        if phrase.owner is not None and self._country(phrase.owner) is None:
            told.add(phrase.owner.text.lower().split()[-1])
        if phrase.place is not None and phrase.preposition == "of" and self._country(phrase.place) is None:
            told.add(phrase.place.text.lower().split()[-1])
        if phrase.possessor in self.words.people:
            told.add(phrase.possessor)
        return frozenset(SAME_PARTY.get(word, word) for word in told)

    def _is_another(self, phrase: Phrase, name: Name) -> bool:
        """Tell whether somebody has another office of the same kind: the foreign minister is not the prime minister."""
        return phrase.head in self.words.people and not may_hold(phrase.office, self._offices(name))

    def _offices(self, name: Name) -> frozenset[Office]:
        """Return the offices that a text gives to somebody anywhere."""
        return self._held.get(self.canon.referent(name, name.start).name or "", name.offices)

    def others(self, phrase: Phrase) -> frozenset[str]:
        """Return who is called so with another office, or has something to do with who is: the minister’s brother.

        Of bodies it returns those whose names tell that they are something else.
        """
        if phrase.head in _SOME_BODY:
            bodies = (name for name in self.cast.names if name.kind in BODIES and phrase.head not in self._called(name))
            return frozenset(
                self.canon.referent(name, name.start).name or "" for name in bodies if not self._fits(phrase.head, name)
            )
        if phrase.head not in self.words.people:
            return frozenset()
        noun = phrase.office.noun
        return frozenset(
            person
            for person, offices in self._held.items()
            if not may_hold(phrase.office, offices)
            or any(noun in office.told and noun != office.noun for office in offices)
        )

    def _team(self, phrase: Phrase, offset: int) -> Referent | None:
        """Name "Lund’s team", "the Lund campaign" and "the researchers, led by Lund" after Lund.

        "The team" and "the campaign" are the last one named.
        """
        if phrase.head not in _TEAMS:
            return None
        leader = phrase.place if phrase.preposition == "led" else phrase.owner
        noun = _SAME_TEAM.get(phrase.head, phrase.head) if phrase.head in _SINGLE else "team"
        if leader is None:
            alone = phrase.determiner == "the" and phrase.place is None and not phrase.modifiers
            sentence, last = self._last_teams.get(noun, (0, None))
            return last if alone and self.cast.sentence_at(offset) - sentence <= _TEAM_REACH else None
        if leader.kind not in (Kind.PERSON, Kind.UNKNOWN) and not self._is_person(leader, offset):
            return None
        if phrase.owner is not None and phrase.head not in _SINGLE:
            return None
        name = f"{self.canon.referent(leader, offset).name}'s {noun}"
        team = Referent(name=name, kind=Kind.ORGANIZATION if noun in self.words.bodies - {"team"} else Kind.GROUP)
        self._last_teams[noun] = (self.cast.sentence_at(offset), team)
        return team

    def _is_person(self, name: Name, offset: int) -> bool:
        """Tell whether a name is a person's, although what stands around it does not: "the Lund campaign"."""
        return self.canon.referent(name, offset).kind is Kind.PERSON

    def _called(self, name: Name) -> frozenset[str]:
        """Return the nouns that a name can be meant by: its roles, and the words of an organisation's name."""
        if name.kind not in BODIES:
            return name.roles
        words = {
            word for word in name.text.lower().split() if word in self.words.speakers | self.words.organization_words
        }
        return name.roles.union(words, _MEDIA if name.kind is Kind.MEDIA else ())

    def _is_plural(self, phrase: Phrase) -> bool:
        """Tell whether people are several: officials, policemen."""
        head = phrase.head
        return head in self.words.people and not head.endswith("ss") and head.endswith(("s", "men", "people"))

    def unnamed_group(self, phrase: Phrase) -> Referent:
        """Return the many people of a phrase, who have a name only together: "many Mexicans"."""
        return Referent(name=None, kind=Kind.GROUP, words=phrase.text, sure=SURELY_UNNAMED)

    def unnamed(self, phrase: Phrase, *, sure: float | None = None) -> Referent:
        """Return whom a phrase describes that leads to nobody's name."""
        if sure is None:
            sure = PERHAPS_NAMED if phrase.determiner in DEFINITE else SURELY_UNNAMED
        head = phrase.head
        gender = None if self.known.is_demonym(head.title()) else self.words.gender(head)  # "the German"
        return Referent(name=None, kind=self._kind(phrase), words=phrase.text, gender=gender, sure=sure)

    def _kind(self, phrase: Phrase) -> Kind:
        words, head = self.words, phrase.head
        if head in words.documents:
            return Kind.DOCUMENT
        if head in words.bodies:
            return Kind.ORGANIZATION
        if (
            (head.endswith("s") and not head.endswith("ss"))
            or self._is_plural(phrase)
            or phrase.determiner in _OF_SEVERAL
        ):
            return Kind.GROUP
        person = head in words.people or phrase.national or phrase.determiner in _OF_ONE
        return Kind.PERSON if person else Kind.UNKNOWN
