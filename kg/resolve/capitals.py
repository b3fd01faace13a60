"""Capitals that make no name: those of a sentence's first word, and those of a headline in title case."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.classes import COORDINATORS, PREPOSITIONS, SUBORDINATORS, word_set
from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence, Token
from kg.model import Kind
from kg.resolve.authority import Authority
from kg.resolve.recognised import Recognised
from kg.resolve.runs import has_inner_capital, runs

_LONG_WORD = 4
"""Letters from which a word has a capital in every headline that is in title case."""
_FEW_WORDS, _MANY_WORDS = 2, 4
"""Long words from which a headline is looked at, and from which another paragraph is."""
_NO_FIRST = (PREPOSITIONS | SUBORDINATORS | COORDINATORS) - word_set("like") | word_set(
    "again also earlier following later maybe meanwhile now outside perhaps today tomorrow yesterday"
)
"""Words with which sentences begin, and names only where the model sees one or the text has it elsewhere."""
IN_FRONT = word_set(
    """
    aid border city court defence defense federal foreign former government health human industry intelligence
    international law local military municipal national official opposition police prison private provincial public
    recent regional relief rescue rights security senior social state top
    """
)
"""Words in front of a common noun that have a capital only because they begin a sentence: "Local media"."""
_TITLE_CASE = 0.8
"""Share of a headline's long words that have a capital, from which it is in title case."""


def plain_words(
    sentences: Sequence[Sentence], words: Lexicon, known: Authority, recognised: Recognised
) -> frozenset[int]:
    """Return where the capitalised words begin that are common nouns, verbs and the like.

    What a headline in title case names, the text behind it or the model must show to be a name: "Lund Says Museum
    Will Tell" names Lund.
    """
    return frozenset(token.start for token in _Capitals(sentences, words, known, recognised).plain())


class _Capitals:
    def __init__(self, sentences: Sequence[Sentence], words: Lexicon, known: Authority, recognised: Recognised) -> None:
        self.sentences, self.words, self.known, self.recognised = sentences, words, known, recognised
        self.shouting = _in_title_case(sentences)
        running = [sentence for index, sentence in enumerate(sentences) if index not in self.shouting]
        self.lowered = {token.text for sentence in sentences for token in sentence.tokens if token.text[0].islower()}
        self.inner = {
            token.text
            for sentence in running
            for before, token in pairwise(sentence.tokens)
            if token.is_capitalised and before.is_word
        }
        """Words that have a capital where none begins a sentence."""

    def plain(self) -> Iterator[Token]:
        for index, sentence in enumerate(self.sentences):
            shouting, tokens = index in self.shouting, sentence.tokens
            for begin, end in runs(tokens):
                if shouting:
                    yield from (token for token in tokens[begin:end] if not self._is_shown(token))
                elif begin == 0 or not (tokens[begin - 1].is_word or tokens[begin - 1].text == ","):
                    behind_comma = begin > 1  # "“…,” Ada Lund said" opens nothing
                    yield from self._opening(tokens[begin:end], tokens[end : end + 1], alone=behind_comma)

    def _opening(self, run: Sequence[Token], behind: Sequence[Token], *, alone: bool) -> Iterator[Token]:
        """Yield the first word of a run that opens a sentence, where the capital is the sentence's.

        `alone` asks for a run of one word, or for a first one that hardly begins a name.
        """
        first = run[0]
        if first.text in self.inner or has_inner_capital(first.text) or self.known.find(first.text):
            return
        if self.recognised.kind(first.start, first.end) is Kind.PERSON:
            return
        if len(run) == 1:
            unseen = self.recognised.passes_over(first.start, first.end)
            in_front = first.lower in IN_FRONT and any(token.text.islower() for token in behind)
            if in_front or self._is_common(first) or (unseen and not self.known.country(first.text)):
                yield first
        elif not self._belongs(first) and (first.lower in _NO_FIRST or self._begins_behind(run, alone=alone)):
            yield first

    def _begins_behind(self, run: Sequence[Token], *, alone: bool) -> bool:
        """Tell whether the model sees a name begin behind the first word of a run that opens a sentence."""
        return not alone and self.recognised.begins(run[1].start)

    def _is_common(self, token: Token) -> bool:
        """Tell whether a word that begins a sentence is likelier a common noun: Officials, Traders, Analysts."""
        word, words = token.text.lower(), self.words
        return word in self.lowered or word in words.speakers or word in words.finite or word in words.verbs

    def _belongs(self, token: Token) -> bool:
        """Tell whether a word in front of a name says who that is: "Minister", "French"."""
        word = token.lower.rstrip(".")
        in_front = word in self.words.titles or word in self.words.people or word in self.words.places
        return in_front or self.known.country(token.text) is not None or self.recognised.touches(token.start, token.end)

    def _is_shown(self, token: Token) -> bool:
        """Tell whether a headline's word is shown to be a name elsewhere, or by the model."""
        if token.text in self.inner:
            return True
        seen = self.recognised.touches(token.start, token.end) or self.known.country(token.text) is not None
        return seen and token.text.lower() not in self.lowered


def _in_title_case(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the indices of the sentences of paragraphs that have a capital on each long word: headlines, captions."""
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        paragraphs[sentence.paragraph].append(index)
    found: set[int] = set()
    for indices in paragraphs.values():
        tokens = [token for index in indices for token in sentences[index].tokens]
        long = [token.text for token in tokens if len(token.text) >= _LONG_WORD and token.text.isalpha()]
        capitals = sum(word[0].isupper() for word in long)
        least = _FEW_WORDS if sentences[indices[0]].headline else _MANY_WORDS
        if len(paragraphs) > 1 and len(long) >= least and capitals >= _TITLE_CASE * len(long):
            found.update(indices)
    return frozenset(found)
