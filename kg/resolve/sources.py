"""Who a source is: the words of each attribution led back to a name of the document, or left unnamed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.base import Extraction
from kg.extract.classes import BE, word_set
from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence, tokens
from kg.model import Act, Attribution, Kind, Metadata, Passage, Reason, Span, name_key
from kg.resolve.antecedents import Antecedents, Speaker, can_mean
from kg.resolve.authority import Authority, Entry
from kg.resolve.canon import NAMESAKE, Canon
from kg.resolve.capitals import plain_words
from kg.resolve.cast import Cast
from kg.resolve.context import Context
from kg.resolve.denials import Denials
from kg.resolve.descriptions import Descriptions
from kg.resolve.epithets import Epithets
from kg.resolve.joint import divided
from kg.resolve.names import BODIES, Name, NameReader
from kg.resolve.phrases import Phrase, read_phrase
from kg.resolve.recognised import Recognised
from kg.resolve.referents import UNKNOWN, Referent
from kg.resolve.runs import tells_nobody

_POSTS = ("embassy", "consulate", "mission", "delegation")
_NEXT = 2
"""Paragraphs within which somebody is named whom an article begins with."""
_LEAD = 3
"""Paragraphs, the headline among them, that may describe somebody whom the text behind them names."""
NESTED_ROLE = 0.8
"""How probable it is that "the minister" means whom the text names so where somebody else says it."""
UNSEEN = 0.85
"""How probable it is that capitalised words name their source where the model sees no name."""
DENIES = 0.9
"""How probable it is that somebody denies what he is accused of, where a pronoun denies it."""
_FOR = ("for", "of", "at")
_ITS = word_set("it its itself our")
_HIS = word_set("he him his himself she her herself")
_FIRST_PERSON = ("i", "me", "myself")


class Sources:
    """Resolves the sources of one document's attributions, in order."""

    def __init__(
        self,
        text: str,
        sentences: Iterable[Sentence],
        metadata: Metadata,
        words: Lexicon,
        known: Authority,
        found: Extraction,
    ) -> None:
        self.text = text
        self.known = known
        self._words = words
        recognised, read = Recognised(found.names), list(sentences)
        self._reader = NameReader(words, known, recognised, plain_words(read, words, known, recognised))
        self._canon = Canon(Cast(read, self._reader), known, metadata.publisher)
        self._descriptions = Descriptions(self._canon, words, known)
        self._speakers: list[Speaker] = []
        self._antecedents = Antecedents(self._canon, self._speakers, words.people)
        self._epithets = Epithets(self._canon, words)
        self._context = Context(self._canon, found.meant)
        self._spellings: dict[str, Referent] = {}
        self._speaking: frozenset[str | None] = frozenset()
        for outlet in (metadata.publisher, metadata.credit):
            if outlet:
                self._spelled(Referent(name=outlet, kind=Kind.MEDIA))

    def resolve(self, attributions: Sequence[Attribution]) -> Mapping[int, Referent]:
        """Return the referent of each attribution by its key."""
        resolved: dict[int, Referent] = {}
        ordered = sorted(attributions, key=lambda a: (_start(a), a.key))
        denials = Denials(self.text, self._canon.cast, self._words, ordered)
        self._speaking = frozenset(self._names_in(attributions))
        first_person = {a.key for a in ordered if a.source is not None and a.source.text.lower() in _FIRST_PERSON}
        for attribution in ordered:
            if attribution.continues is None and attribution.key not in first_person:
                resolved[attribution.key] = self._resolved(attribution, resolved, denials)
        resolved |= self._named_next(ordered, resolved)
        for attribution in attributions:
            if attribution.continues is not None:
                resolved[attribution.key] = resolved.get(attribution.continues, UNKNOWN).found_by(Reason.SPEAKER)
        for attribution in ordered:
            if attribution.key in first_person:
                resolved[attribution.key] = self._first_person(attribution, resolved)
        return resolved

    def divided(self, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """Return the attributions with one for each of several named sources that speak together."""
        return divided(self.text, attributions, self._reader, self._is_known)

    def _is_known(self, words: Passage) -> bool:
        """Tell whether words name somebody in full, or in short somebody whom the document names in full."""
        found = self._referent(words, ())
        return found.name is not None and (found.reason is not Reason.FULL_NAME or " " in found.name)

    def medium(self, name: Name) -> Referent | None:
        """Return the medium that a name means, None where it means none; one of unknown kind must be known as one."""
        entry = self.known.find(name.text) if name.kind is Kind.MEDIA else None
        found = Referent.of_entry(entry) if entry is not None else self._canon.referent(name, name.start)
        sure = name.kind is Kind.MEDIA and found.kind in (Kind.MEDIA, Kind.ORGANIZATION, Kind.UNKNOWN)
        return replace(self._spelled(found), kind=Kind.MEDIA) if sure or found.kind is Kind.MEDIA else None

    def _named_next(self, ordered: Sequence[Attribution], resolved: Mapping[int, Referent]) -> dict[int, Referent]:
        """Return whom the first words of an article mean that only describe their source, if the next name him.

        "…, the immigration minister has said." and then "“…,” Ada Lund said." in the next two paragraphs.
        """
        cast = self._canon.cast
        spoken = [a for a in ordered if a.source is not None and a.within is None and a.continues is None]
        spoken = [a for a in spoken if not cast.in_headline(_start(a))][:2]
        if len(spoken) < 2 or spoken[0].source is None:
            return {}
        first, second = (resolved.get(a.key, UNKNOWN) for a in spoken)
        here, there = (cast.sentences[cast.sentence_at(_start(a))].paragraph for a in spoken)
        definite = spoken[0].source.text.lower().startswith("the ")
        described = definite and first.name is None and first.kind is Kind.PERSON
        introduced = second.kind is Kind.PERSON and second.reason is Reason.FULL_NAME
        follows = described and introduced and 0 < there - here <= _NEXT
        return {spoken[0].key: second.found_by(Reason.ROLE)} if follows else {}

    def _named_later(self, phrase: Phrase, offset: int) -> Referent | None:
        """Return who speaks under his name further on where the first paragraphs describe him.

        "A judge has rejected …" and then "Judge Ada Lund wrote".
        """
        cast = self._canon.cast
        lead = bool(cast.sentences) and cast.sentences[cast.sentence_at(offset)].paragraph < _LEAD
        found = self._descriptions.named_later(phrase, offset) if lead else None
        return found if found is not None and found.name in self._speaking else None

    def _names_in(self, attributions: Sequence[Attribution]) -> Iterator[str | None]:
        """Yield the names of all who speak under a name somewhere, in full or in short."""
        spans = [a.source.spans[0] for a in attributions if a.source is not None]
        for name in self._canon.cast.names:
            if any(span.start <= name.start < span.end for span in spans):
                yield self._canon.referent(name, name.start).name

    def _first_person(self, attribution: Attribution, resolved: Mapping[int, Referent]) -> Referent:
        """Return whom "I" means: who speaks around it; nobody that is named where nobody does."""
        speaker = resolved.get(attribution.within) if attribution.within is not None else None
        words = attribution.source.text if attribution.source else None
        return speaker.found_by(Reason.SPEAKER) if speaker else Referent(name=None, kind=Kind.PERSON, words=words)

    def _resolved(self, attribution: Attribution, resolved: Mapping[int, Referent], denials: Denials) -> Referent:
        if attribution.source is None:
            return UNKNOWN
        referent = self._spelled(
            self._denier(attribution, resolved, denials)
            or self._referent(attribution.source, attribution.content.spans if attribution.content else ())
        )
        nested = attribution.within is not None
        around = resolved.get(attribution.within, UNKNOWN) if attribution.within is not None else UNKNOWN
        if referent.reason is Reason.ROLE and referent.kind is not Kind.PERSON and referent.name == around.name:
            # "Reuters reported that the agency had warned": it would be "it"
            referent = self._descriptions.unnamed(read_phrase(self.text, attribution.source, self._reader))
        in_words = self._canon.cast.in_quotation(attribution.source.spans[0].start)
        if in_words and referent.name == around.name is not None and attribution.source.text.lower() in _HIS:
            # "“She said that it rained,” Lund said": she would be "I"
            referent = Referent(name=None, kind=Kind.PERSON, words=attribution.source.text)
        if nested and referent.reason is Reason.ROLE and referent.sure is None:
            referent = replace(referent, sure=NESTED_ROLE)
        if referent.name is not None:
            self._speakers.append(Speaker(_start(attribution), referent, nested))
            return referent
        phrase = read_phrase(self.text, attribution.source, self._reader)
        later = self._named_later(phrase, _start(attribution)) if referent.kind is Kind.PERSON else None
        self._speakers.append(
            Speaker(_start(attribution), later or referent, nested, self._behalf(phrase), None if later else phrase)
        )
        return later or referent

    def _denier(self, denial: Attribution, resolved: Mapping[int, Referent], denials: Denials) -> Referent | None:
        """Return whom a pronoun means that denies what somebody is accused of, or said to have done.

        It is never who says so in the same sentence: of whom else, nothing may tell.
        """
        source = denial.source
        pronoun = read_phrase(self.text, source, self._reader).pronoun if source is not None else None
        if source is None or pronoun is None or denial.act is not Act.DENY:
            return None
        accused, answered = denials.accused(denial), denials.answered(denial)
        found = self._referent(accused, ()) if accused is not None else UNKNOWN
        if accused is not None and can_mean(pronoun, found):
            return replace(found.found_by(Reason.PRONOUN), sure=DENIES) if found.name else found
        if answered is None:
            return None
        found = self._referent(source, denial.content.spans if denial.content else ())
        return self._antecedents.unknown(pronoun) if found.name == resolved[answered.key].name else found

    def _behalf(self, phrase: Phrase) -> Referent | None:
        """Return whom a spokesman speaks for, without a name where that is only described; None for a person."""
        if not phrase.head.startswith("spokes"):
            return None
        name = phrase.place if phrase.preposition in _FOR else phrase.owner
        if name is None:
            return UNKNOWN if phrase.preposition in _FOR or phrase.modifiers else None
        found = self._canon.referent(name, name.start)
        return found if found.kind in (*BODIES, Kind.COUNTRY) else None

    def _referent(self, source: Passage, said: Sequence[Span]) -> Referent:
        phrase = read_phrase(self.text, source, self._reader)
        offset = source.spans[0].start
        entry = self.known.find(phrase.text) or self.known.find(phrase.text.partition(" (")[0])
        if entry is not None and not self._is_surname(phrase, entry, offset):
            return Referent.of_entry(entry)
        if phrase.pronoun:
            found = self._antecedents.referent(phrase.pronoun, offset, said).found_by(Reason.PRONOUN)
            return self._context.pronoun(phrase.pronoun, offset, found)
        if phrase.text.lower() in ("who", "which"):
            return self._antecedents.in_front(offset)
        if phrase.text.lower() == "one":
            one = self._antecedents.one_of(offset)
            return Referent(name=None, kind=Kind.PERSON, words=f"one {one}" if one else phrase.text)
        if phrase.several:
            return self._descriptions.unnamed_group(phrase)
        if phrase.name is not None and self._is_people(phrase.name):
            return self._descriptions.unnamed_group(phrase)
        if phrase.name is not None:
            named = self._canon.referent(phrase.name, offset)
            whole = phrase.owner_is_name or named.name == phrase.name.text
            if whole and self._tells_nobody(phrase.name):
                bare = replace(phrase, name=None, head=phrase.name.text.split()[-1].lower())
                alone = " " not in phrase.name.text and not phrase.owner_is_name
                return self._descriptions.referent(bare, offset) if alone else self._descriptions.unnamed(bare)
            return _posted(phrase, self._seen(phrase.name, self._of_family(phrase.name, named, said)))
        unnamed = self._antecedents.unnamed(phrase, offset)
        if unnamed is not None:
            return unnamed
        post = self._post_before(phrase, offset)
        if post is not None:
            return post
        about = self._antecedents.spoken_of(offset)
        epithet = self._epithets.referent(phrase, offset, about, self._speakers)
        if epithet is not None:
            return epithet
        found = _posted(phrase, self._descriptions.referent(phrase, offset))
        return self._context.description(phrase, offset, found, about, self._descriptions.others(phrase))

    def _post_before(self, phrase: Phrase, offset: int) -> Referent | None:
        """Return the one post abroad that has spoken, for "the embassy" behind "the Chilean embassy in Oslo"."""
        bare = not phrase.modifiers and phrase.owner is None and phrase.place is None
        if phrase.head not in _POSTS or phrase.determiner != "the" or not bare:
            return None
        spoken = (speaker.referent for speaker in self._speakers if speaker.referent.name is not None)
        posts = {post.name: post for post in spoken if phrase.head in name_key(post.name or "").split()}
        several = len(posts) > 1 or len(self._canon.cast.called_before(phrase.head, offset)) > 1
        return next(iter(posts.values())).found_by(Reason.ROLE) if posts and not several else None

    def _is_surname(self, phrase: Phrase, entry: Entry, offset: int) -> bool:
        """Tell whether a known body's name is the surname of somebody in the text: "Ford" behind "Ada Ford"."""
        if entry.kind is not Kind.ORGANIZATION or phrase.name is None or " " in phrase.name.text:
            return False
        return self._canon.referent(phrase.name, offset).kind is Kind.PERSON

    def _tells_nobody(self, name: Name) -> bool:
        """Tell whether a name is only a noun of bodies with a capital: "the Office", "the Mayor’s Office"."""
        words = [token.lower for token in tokens(name.text, Span(0, len(name.text)))]
        return name.kind in BODIES and self.known.find(name.text) is None and tells_nobody(words)

    def _of_family(self, name: Name, found: Referent, said: Sequence[Span]) -> Referent:
        """Return the company that has somebody's surname where that speaks of its own: "Lund said its sales rose".

        Where "it" may be the rain, or anything else, the company is only a candidate.
        """
        if found.kind is not Kind.PERSON or found.reason is not Reason.SHORT_NAME or name.gender or name.roles:
            return found
        of_family = (
            other for other in self._canon.cast.names if other.kind in BODIES and other.text.startswith(f"{name.text} ")
        )
        company = next((self._canon.referent(other, other.start) for other in of_family), None)
        words = re.findall(r"\w+", " ".join(self.text[span.start : span.end] for span in said).lower())
        if company is None or company.name is None or _ITS.isdisjoint(words) or not _HIS.isdisjoint(words):
            return found
        words = [*words[words[0] == "that" :], "", ""]
        its_own = words[0] == "its" or (words[0] == "it" and words[1] not in BE and words[2] not in BE)
        if not its_own:
            return replace(found, sure=NAMESAKE, candidates=tuple(sorted({*found.candidates, company.name})))
        people = {*found.candidates, *([found.name] if found.name else [])}
        return replace(company, reason=Reason.SHORT_NAME, sure=NAMESAKE, candidates=tuple(sorted(people)))

    def _seen(self, name: Name, found: Referent) -> Referent:
        """Return a referent as less sure where the model has read the text and sees no such name in it.

        A title or a trade beside the name shows it as well.
        """
        recognised = self._reader.recognised
        if found.reason is not Reason.FULL_NAME or not recognised.any or name.roles or name.acronym:
            return found
        same = (other for other in (name, *self._canon.cast.names) if other.text == name.text)
        return found if any(recognised.kind(other.start, other.end) for other in same) else replace(found, sure=UNSEEN)

    def _is_people(self, name: Name) -> bool:
        """Tell whether a name is that of many people: Mexicans, African-Americans, Republicans."""
        plural = name.text.endswith("s") and self.known.find(name.text) is None
        demonym = self.known.is_demonym(name.text[:-1]) or name.text.endswith("-Americans")
        return plural and (demonym or self._reader.recognised.is_group(name.start, name.end))

    def _spelled(self, referent: Referent) -> Referent:
        """Spell a name as the document first does: letter case and "the" make no other source."""
        if referent.name is None:
            return referent
        first = self._spellings.setdefault(name_key(referent.name), referent)
        return replace(referent, name=first.name)


def _posted(phrase: Phrase, found: Referent) -> Referent:
    """Name a country's post abroad after its place too: there is a Russian embassy in Tokyo and one in Seoul."""
    if phrase.place is None or found.name is None or found.name.split()[-1].lower() not in _POSTS:
        return found
    return replace(found, name=f"{found.name} {phrase.preposition} {phrase.place.text}")


def _start(attribution: Attribution) -> int:
    """Return where an attribution's source begins, or the attribution where it has none."""
    if attribution.source is not None:
        return attribution.source.spans[0].start
    return min(passage.spans[0].start for passage in (attribution.cue, attribution.content) if passage)
