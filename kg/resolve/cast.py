"""The cast of a document: everybody and everything that it names, sentence by sentence."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.extract.classes import CLITICS, PREPOSITIONS, word_set
from kg.extract.text import Sentence, Token
from kg.resolve.names import Name, NameReader

_DETERMINED = word_set("the a an this that")
_LONGEST_DESCRIPTION = 6
"""Tokens within which the noun of a description is looked for."""


class Cast:
    """The names of a document in the order of its text; offsets are those of the text."""

    def __init__(self, sentences: Sequence[Sentence], reader: NameReader) -> None:
        self.sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self.names = list(_names(sentences, reader))
        self._name_starts = [name.start for name in self.names]
        self._by_sentence: dict[int, list[Name]] = defaultdict(list)
        for name in self.names:
            self._by_sentence[name.sentence].append(name)
        self._people, self._titles = reader.words.people, reader.words.titles
        self.is_demonym = reader.known.is_demonym

    def before(self, offset: int) -> Iterator[Name]:
        """Yield the names in front of an offset, the nearest first."""
        return (self.names[i] for i in range(bisect_left(self._name_starts, offset) - 1, -1, -1))

    def nearest(self, offset: int) -> Iterator[Name]:
        """Yield the names in front of an offset, the nearest first, then those behind it."""
        yield from self.before(offset)
        yield from (self.names[i] for i in range(bisect_left(self._name_starts, offset), len(self.names)))

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def subjects(self, sentence: int) -> Iterator[Name]:
        """Yield the names of a sentence that no preposition governs, in order, those that own something last."""
        tokens = self.sentences[sentence].tokens
        governed = False
        owners = []
        for name in self._by_sentence[sentence]:
            begin = self._title_begin(tokens, next(i for i, token in enumerate(tokens) if token.end > name.start))
            end = next((i for i, token in enumerate(tokens) if token.start >= name.end), len(tokens))
            before = tokens[begin - 1].lower if begin else ""
            governed = before in PREPOSITIONS or (before == "and" and governed)
            if governed:
                continue
            if end < len(tokens) and tokens[end].text in CLITICS:
                owners.append(name)
            else:
                yield name
        yield from owners

    def _title_begin(self, tokens: Sequence[Token], begin: int) -> int:
        """Return where the titles in front of a name begin: "Deputy Minister of Defence Ada Lund"."""
        while begin:
            before = tokens[begin - 1]
            of_title = before.lower == "of" and begin > 1 and tokens[begin - 2].lower in self._people
            if not of_title and (not before.is_capitalised or before.lower in PREPOSITIONS):
                break
            begin -= 2 if of_title else 1
        return begin

    def describes_somebody(self, sentence: int) -> bool:
        """Tell whether a sentence begins with somebody who is only described: "The minister touched on"."""
        return bool(self.opening_description(sentence))

    def opening_description(self, sentence: int) -> tuple[str, ...]:
        """Return the words of whoever a sentence begins with, without "the", where they only describe him."""
        tokens = self.sentences[sentence].tokens
        if tokens[0].lower not in _DETERMINED:
            return ()
        words = []
        for token in tokens[1:_LONGEST_DESCRIPTION]:
            words.append(token.lower)
            if token.lower in self._people:
                return tuple(words)
            if not token.is_word or (token.is_capitalised and token.lower not in self._titles):
                return ()
        return ()

    def in_headline(self, offset: int) -> bool:
        """Tell whether an offset lies in the headline."""
        return bool(self.sentences) and self.sentences[0].headline and offset < self.sentences[0].end

    def in_quotation(self, offset: int) -> bool:
        """Tell whether an offset lies inside quotation marks."""
        return any(q.start < offset < q.end for q in self.sentences[self.sentence_at(offset)].quotations)


def _names(sentences: Sequence[Sentence], reader: NameReader) -> Iterator[Name]:
    for number, sentence in enumerate(sentences):
        for begin, end in reader.runs(sentence.tokens):
            name = reader.read(sentence.tokens, begin, end, sentence=number)
            if name is not None:
                yield name
