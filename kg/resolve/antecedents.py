"""Pronouns: whom "he" and "she" mean, and what "it" and "they" do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.model import Kind, Span
from kg.resolve.canon import Canon
from kg.resolve.names import ALSO
from kg.resolve.phrases import INDEFINITE, Phrase
from kg.resolve.referents import UNKNOWN, Referent

OPEN = 0.4
"""How probable it is that a pronoun without an antecedent means nobody who is named."""
THING = 0.65
"""How probable it is that "it" and "they" mean the body or group that spoke last."""
_GENDERS = {"he": "male", "she": "female"}
_AS_SUBJECT = {"him": "he", "her": "she"}
_PERSON_REACH = 3
"""Sentences back in which "he" looks for whom it means."""
_SPEAKER_REACH = 2
"""Sentences back in which "it" looks for a speaker."""
_NAME_REACH = 1
"""Sentences back in which "it" looks for any name."""
_ONE_REACH = 2
"""Sentences back in which "one" looks for those whose one it is."""
_UNNAMED_REACH = 8
"""Sentences back in which "the senator" looks for somebody who spoke without a name."""
_MANY = (Kind.GROUP, Kind.UNKNOWN, Kind.ORGANIZATION)
_ONE = (Kind.ORGANIZATION, Kind.MEDIA, Kind.COUNTRY, Kind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks at an offset of the text; `nested` inside somebody else's statement.

    `behalf` is whom a spokesman without a name speaks for, without a name itself where that is only described;
    `phrase` are the words of whoever is only described.
    """

    offset: int
    referent: Referent
    nested: bool
    behalf: Referent | None = None
    phrase: Phrase | None = None


class Antecedents:
    """Finds what the pronouns of one document mean; `speakers` are those found so far, in the order of the text."""

    def __init__(self, canon: Canon, speakers: Sequence[Speaker], people: frozenset[str]) -> None:
        self.canon = canon
        self.people = people
        self.cast = canon.cast
        self.speakers = speakers

    def referent(self, pronoun: str, offset: int, said: Sequence[Span] = ()) -> Referent:
        """Return what "he", "she", "it" or "they" means at an offset, unnamed where nothing tells.

        Whom his own words `said` name in front of him is not him: "Lund had to go, he said".
        """
        if pronoun in _GENDERS:
            return self._person(offset, pronoun, said)
        if self.cast.in_quotation(offset):  # whoever is quoted says "we"
            return self.unknown(pronoun)
        found = self._many(offset) if pronoun == "they" else self._thing(offset)
        return replace(found, sure=THING) if found else self.unknown(pronoun)

    def unknown(self, pronoun: str) -> Referent:
        """Return whom a pronoun means where nothing tells."""
        gender = _GENDERS.get(pronoun)
        kind = Kind.PERSON if gender else Kind.GROUP if pronoun == "they" else Kind.UNKNOWN
        return Referent(name=None, kind=kind, words=pronoun, gender=gender, sure=OPEN)

    def in_front(self, offset: int) -> Referent:
        """Return whom "who" or "which" at an offset means: the name right in front of it, "Lund, who said"."""
        tokens = self.cast.sentences[self.cast.sentence_at(offset)].tokens
        before = [token for token in tokens if token.end <= offset and token.text != ","][-1:]
        name = next(self.cast.before(offset), None)
        if name is None or not before or before[0].end != name.end:
            return Referent(name=None, kind=Kind.UNKNOWN, words="who")
        return self.canon.referent(name, name.start)

    def one_of(self, offset: int) -> str | None:
        """Return whom "one" is one of, in the singular: "said one" behind "British officials" is a British official."""
        here = self.cast.sentence_at(offset)
        for number in range(here, max(-1, here - 1 - _ONE_REACH), -1):
            tokens = [token for token in self.cast.sentences[number].tokens if token.end <= offset]
            for index in range(len(tokens) - 1, -1, -1):
                word = tokens[index].lower
                if word.endswith("s") and word in self.people and word[:-1] in self.people:
                    before = tokens[index - 1] if index else None
                    adjective = before.text if before is not None and self.cast.is_demonym(before.text) else ""
                    return f"{adjective} {word[:-1]}".strip()
        return None

    def unnamed(self, phrase: Phrase, offset: int) -> Referent | None:
        """Return who spoke without a name, and is called so again: "the senator" behind "one Ohio senator".

        It is no longer him where somebody has spoken since who has a name and that trade.
        """
        bare = phrase.determiner == "the" and phrase.owner is None and phrase.place is None
        if not bare or phrase.head not in self.people:
            return None
        here, since = self.cast.sentence_at(offset), set()
        for speaker in reversed(self.speakers):
            if here - self.cast.sentence_at(speaker.offset) > _UNNAMED_REACH:
                return None
            since.add(speaker.referent.name)
            other, found = speaker.phrase, speaker.referent
            if speaker.nested or other is None or other.determiner not in INDEFINITE or found.kind is not Kind.PERSON:
                continue
            if phrase.head in (other.head, *ALSO.get(other.head, ())):
                same = set(phrase.modifiers) <= {*other.modifiers} and not self._called(phrase.head, offset) & since
                return found if same else None
        return None

    def _called(self, noun: str, offset: int) -> frozenset[str | None]:
        """Return those whom the text names in front of an offset with this trade."""
        before = (name for name in self.cast.before(offset) if noun in name.roles)
        return frozenset(self.canon.referent(name, name.start).name for name in before)

    def spoken_of(self, offset: int) -> Referent | None:
        """Return whom the text is about at an offset: the subject or the speaker before, None where nobody is named."""
        found = self._person(offset, None)
        return found if found.name is not None else None

    def _person(self, offset: int, pronoun: str | None, said: Sequence[Span] = ()) -> Referent:
        """Return the subject of the pronoun's sentence, else the speaker or the subject of one before.

        Who is asked in the sentence before answers. Inside quotation marks a pronoun never means who speaks, but
        somebody named in the same words. Where a sentence before is about somebody who is only described ("the
        minister"), nobody further back is meant.
        """
        gender = _GENDERS[pronoun] if pronoun else None
        unknown = self.unknown(pronoun) if pronoun else UNKNOWN
        here = self.cast.sentence_at(offset)
        if self.cast.in_quotation(offset):
            return self._subject(here, offset, gender, quoted=True) or unknown
        if here and offset == self.cast.sentences[here].start and self.cast.asked(here - 1):
            return self._asked(here - 1, gender) or unknown
        spoken_of = self._named_in(said)
        begins = min([offset, *(span.start for span in said)])
        for sentence in range(here, max(-1, here - 1 - _PERSON_REACH), -1):
            found = self._about(sentence, here, offset, gender, said)
            if found is not None and found.gender is None and found.name in spoken_of:
                continue  # “Robin was cold,” she said
            if found is not None:
                between = range(sentence, here + (sentence < here))
                unsure = self._may_be_unnamed(found, gender, between, begins)
                return replace(unknown, candidates=(found.name,)) if unsure and found.name else found
            if sentence < here and self.cast.describes_somebody(sentence):
                break
        return unknown

    def _about(
        self, sentence: int, here: int, offset: int, gender: str | None, said: Sequence[Span]
    ) -> Referent | None:
        """Return whom a sentence is about, for a pronoun at an offset of the sentence `here`."""
        if sentence == here:
            found = self._subject(here, offset, gender, said=said) or self._speaker_in(here, offset, gender)
        else:
            found = self._speaker_in(sentence, offset, gender)
            found = found or self._same_pronoun(sentence, gender) or self._subject(sentence, offset, gender)
        return found and self._or_another(found, sentence, offset, gender)

    def _named_in(self, said: Sequence[Span]) -> frozenset[str | None]:
        """Return whom somebody's own words name."""
        names = (name for name in self.cast.names if any(span.start <= name.start < span.end for span in said))
        return frozenset(self.canon.referent(name, name.start).name for name in names)

    def _may_be_unnamed(self, found: Referent, gender: str | None, between: Sequence[int], offset: int) -> bool:
        """Tell whether a pronoun may as well mean somebody without a name: "Robin Lund saw his sister. She said".

        Whoever is found in the first of these sentences is surer than such a one in it, if surely a woman or a man.
        """
        nearer = between if found.gender is None else between[1:]
        return gender is not None and any(self.cast.speaks_of_one(number, gender, offset) for number in nearer)

    def _or_another(self, found: Referent, sentence: int, offset: int, gender: str | None) -> Referent:
        """Return whom a pronoun means where its sentence says that who was found did something to another.

        "Lund interviewed Vik when he said": where only one is surely a man it is him, otherwise nobody knows.
        """
        done_to = [
            self.canon.referent(name, name.start)
            for name in self.cast.objects(sentence)
            if name.start < offset and not self.cast.does(sentence, gender, name)
        ]
        kin = (self.canon.referent(name, name.start) for name in self.cast.relatives(sentence) if name.start < offset)
        surely = [other for other in kin if other.gender == gender is not None]
        if found.gender is None and len(surely) == 1:  # "Robin Lund met her husband, David Vik. He said"
            return surely[0]
        others = [*done_to, *self._only_in_front(sentence, offset)]
        others = [o for o in others if (o.may_be(gender) or o.kind is Kind.UNKNOWN) and o.name != found.name]
        if gender is None or not others or (found.gender == gender and all(o.gender is None for o in others)):
            return found
        if found.gender is None and len(others) == 1 and others[0].gender == gender:
            return others[0]
        candidates = sorted(other.name for other in (found, *others) if other.name is not None)
        return Referent(
            name=None,
            kind=Kind.PERSON,
            words="he" if gender == "male" else "she",
            gender=gender,
            sure=OPEN,
            candidates=tuple(candidates),
        )

    def _asked(self, sentence: int, gender: str | None) -> Referent | None:
        """Return whom somebody asks something in a sentence, None where that one is only described."""
        words = self.cast.asked(sentence)
        if len(words) == 1 and words[0].lower in _AS_SUBJECT:
            pronoun, start = _AS_SUBJECT[words[0].lower], self.cast.sentences[sentence].start
            return self._person(start, pronoun) if gender in (None, _GENDERS[pronoun]) else None
        name = next((name for name in self.cast.before(words[-1].end) if name.start >= words[0].start), None)
        found = self.canon.referent(name, name.start) if name is not None else None
        return found if found is not None and found.may_be(gender) else None

    def _same_pronoun(self, sentence: int, gender: str | None) -> Referent | None:
        """Return whom a sentence is about that begins with the same pronoun."""
        first = self.cast.sentences[sentence].tokens[0]
        if first.lower not in _GENDERS or gender not in (None, _GENDERS[first.lower]) or sentence == 0:
            return None
        return self._person(first.start, first.lower)

    def _subject(
        self, sentence: int, offset: int, gender: str | None, *, quoted: bool = False, said: Sequence[Span] = ()
    ) -> Referent | None:
        """Return the first person named in a sentence, in front of an offset, who can be its subject."""
        for name in self.cast.subjects(sentence):
            own = any(span.start <= name.start < span.end for span in said)
            if name.start < offset and name.quoted is quoted and not own and not self.cast.is_in_question(name.start):
                found = self.canon.referent(name, name.start)
                if found.may_be(gender):
                    return found
        return None

    def _speaker_in(self, sentence: int, offset: int, gender: str | None) -> Referent | None:
        """Return the last person who speaks in a sentence, in front of an offset, and not only in a clause in front."""
        return next(
            (
                speaker.referent
                for speaker in self._speakers_of(sentence, offset)
                if speaker.referent.may_be(gender) and not speaker.nested and not self.cast.is_in_front(speaker.offset)
            ),
            None,
        )

    def _speakers_of(self, sentence: int, offset: int) -> Iterator[Speaker]:
        """Yield who speaks in a sentence, in front of an offset, the last one first."""
        bounds = self.cast.sentences[sentence]
        near = takewhile(lambda speaker: speaker.offset >= bounds.start, reversed(self.speakers))
        return (speaker for speaker in near if speaker.offset < min(bounds.end, offset))

    def _only_in_front(self, sentence: int, offset: int) -> list[Referent]:
        """Return who speaks in a sentence where they do only in a clause in front: "When Lund called, Vik smiled"."""
        speakers = list(self._speakers_of(sentence, offset))
        if not all(self.cast.is_in_front(speaker.offset) for speaker in speakers):
            return []
        return [speaker.referent for speaker in speakers if not self.cast.is_in_question(speaker.offset)]

    def _speakers_near(self, offset: int, kinds: Sequence[Kind]) -> list[Referent]:
        """Return the speakers of these kinds in front of an offset, the last one first."""
        return [speaker.referent for speaker in self._near(offset) if speaker.referent.kind in kinds]

    def _near(self, offset: int) -> list[Speaker]:
        """Return who speaks in front of an offset, not far from it, the last one first."""
        earliest = self.cast.sentence_at(offset) - _SPEAKER_REACH
        near = takewhile(lambda s: self.cast.sentence_at(s.offset) >= earliest, reversed(self.speakers))
        return [speaker for speaker in near if speaker.offset < offset]

    def _may_be_thing(self, speaker: Speaker, offset: int) -> bool:
        """Tell whether who speaks in the sentence before has one name, and nothing tells that it is a person's."""
        name, near = speaker.referent.name, self.cast.sentence_at(offset) - self.cast.sentence_at(speaker.offset) <= 1
        return near and name is not None and " " not in name and speaker.referent.kind is Kind.UNKNOWN

    def _many(self, offset: int) -> Referent | None:
        """Return the nearest speaker who is many, or whose name is not known."""
        near = self._speakers_near(offset, _MANY)
        many = next((referent for referent in near if referent.kind is Kind.GROUP or referent.words), None)
        return many or next(iter(self._speakers_near(offset, (Kind.ORGANIZATION, Kind.MEDIA))), None)

    def _thing(self, offset: int) -> Referent | None:
        """Return the nearest speaker that is no person, or for whom somebody speaks, else the nearest such name.

        It is never the medium that was told.
        """
        for speaker in self._near(offset):
            if speaker.behalf is not None:
                return speaker.behalf if speaker.behalf.name is not None else None
            if speaker.referent.kind in _ONE or self._may_be_thing(speaker, offset):
                return speaker.referent
        earliest = self.cast.sentence_at(offset) - _NAME_REACH
        for name in self.cast.before(offset):
            if name.sentence < earliest or self.cast.is_adjective(name):
                break
            if name.kind in _ONE and not name.quoted and not self.cast.is_told(name):
                return self.canon.referent(name, name.start)
        return None


def can_mean(pronoun: str, referent: Referent) -> bool:
    """Tell whether a pronoun can mean somebody by his kind: "it" is no person, and "they" are many."""
    if pronoun in _GENDERS:
        return referent.may_be(_GENDERS[pronoun]) or referent.kind is Kind.UNKNOWN
    return referent.kind in _MANY if pronoun == "they" else referent.kind is not Kind.PERSON
