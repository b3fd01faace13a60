"""Who a source is: the words of each attribution led back to a name of the document, or left unnamed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence
from kg.model import Attribution, Kind, Metadata, Passage, folded_name
from kg.resolve.antecedents import Antecedents, Speaker
from kg.resolve.authority import Authority
from kg.resolve.canon import Canon
from kg.resolve.cast import Cast
from kg.resolve.descriptions import Descriptions
from kg.resolve.names import NameReader
from kg.resolve.phrases import read_phrase
from kg.resolve.referents import UNKNOWN, Referent


class Sources:
    """Resolves the sources of one document's attributions, in order."""

    def __init__(
        self, text: str, sentences: Iterable[Sentence], metadata: Metadata, words: Lexicon, known: Authority
    ) -> None:
        self.text = text
        self.known = known
        self._reader = NameReader(words, known)
        self._canon = Canon(Cast(list(sentences), self._reader), known, metadata.publisher)
        self._descriptions = Descriptions(self._canon, words, known)
        self._speakers: list[Speaker] = []
        self._antecedents = Antecedents(self._canon, self._speakers)
        self._spellings: dict[str, Referent] = {}
        if metadata.publisher:
            self._spelled(Referent(name=metadata.publisher, kind=Kind.MEDIA))

    def resolve(self, attributions: Sequence[Attribution]) -> Mapping[int, Referent]:
        """Return the referent of each attribution by its key."""
        resolved: dict[int, Referent] = {}
        for attribution in sorted(attributions, key=lambda a: (_start(a), a.key)):
            if attribution.continues is None:
                resolved[attribution.key] = self._resolved(attribution)
        for attribution in attributions:
            if attribution.continues is not None:
                resolved[attribution.key] = resolved.get(attribution.continues, UNKNOWN)
        return resolved

    def _resolved(self, attribution: Attribution) -> Referent:
        if attribution.source is None:
            return UNKNOWN
        referent = self._spelled(self._referent(attribution.source))
        nested = attribution.within is not None
        self._speakers.append(Speaker(attribution.source.spans[0].start, referent, nested))
        return referent

    def _referent(self, source: Passage) -> Referent:
        phrase = read_phrase(self.text, source, self._reader)
        offset = source.spans[0].start
        entry = self.known.find(phrase.text)
        if entry is not None:
            return Referent.of_entry(entry)
        if phrase.is_pronoun:
            return self._antecedents.referent(phrase.head, offset)
        if phrase.name is not None:
            return self._canon.referent(phrase.name, offset)
        return self._descriptions.referent(phrase, offset)

    def _spelled(self, referent: Referent) -> Referent:
        """Spell a name as the document first does: letter case and "the" make no other source."""
        if referent.name is None:
            return referent
        first = self._spellings.setdefault(folded_name(referent.name), referent)
        return replace(referent, name=first.name)


def _start(attribution: Attribution) -> int:
    """Return where an attribution's source begins, or the attribution where it has none."""
    if attribution.source is not None:
        return attribution.source.spans[0].start
    return min(passage.spans[0].start for passage in (attribution.cue, attribution.content) if passage)
