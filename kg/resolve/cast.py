"""The cast of a document: everybody and everything that it names, sentence by sentence."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise, takewhile

from kg.extract import anonymity
from kg.extract.classes import ARTICLES, BE, CLITICS, POSSESSIVE_PRONOUNS, PREPOSITIONS, word_set
from kg.extract.text import Sentence, Token
from kg.model import Kind
from kg.resolve.across.forms import gender_of, is_given
from kg.resolve.clauses import is_asked, main_clause
from kg.resolve.names import BODIES, Name, NameReader
from kg.resolve.offices import SAME_PARTY

_DETERMINED = word_set("the a an this that")
_ANOTHER = word_set("another others")
_IN_FRONT, _BEHIND = 6, 10
"""Tokens around a name within which a description of it stands."""
_RELATIVES = word_set("wife husband son daughter mother father brother sister widow widower spouse niece nephew cousin")
_DOES_TO = word_set(
    """
    accused accuses arrested asked asks beat beats confronted fined interviewed interviews jailed questioned sentenced
    sued sues suspended
    """
)
"""Verbs behind which stands whom something is done to, of whom the text then goes on as well."""
_OWN = {"female": "her", "male": "his"}
_BEING = (BE - CLITICS) | word_set("as became become becomes remained remains")
_ENDS = frozenset(",;:.)—–")
_TELLING = word_set("told tells telling")
_ASKING = word_set("asked asks")
_QUESTION_WORDS = word_set("if whether why how what when where who which about for")
_NOUN_REACH = 4
"""Tokens behind a name within which the noun of its body stands: the Lund foreign ministry."""
_AGE_DIGITS = 3
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
        self._gender = reader.words.gender
        self.is_demonym, self._is_verb = reader.known.is_demonym, reader.words.is_verb
        self._is_body = reader.is_body

    def beside(self, name: Name) -> frozenset[str]:
        """Return the words that introduce a name, in lower case: "Ohio Sen. Ada Lund", "Lund, an Ohio Democrat,"."""
        tokens = self.sentences[name.sentence].tokens
        begin = next(index for index, token in enumerate(tokens) if token.end > name.start)
        end = next((index for index, token in enumerate(tokens) if token.start >= name.end), len(tokens))
        in_front = takewhile(self._introduces, reversed(tokens[max(0, begin - _IN_FRONT) : begin]))
        opens = end < len(tokens) and tokens[end].text in (",", "(")
        behind = takewhile(lambda token: token.text not in _ENDS, tokens[end + 1 : end + _BEHIND] if opens else ())
        return frozenset(SAME_PARTY.get(token.lower, token.lower) for token in (*in_front, *behind))

    def is_called_body(self, name: Name) -> bool:
        """Tell whether what a body is stands in front of its name: "the airline Lundia"."""
        tokens = self.sentences[name.sentence].tokens
        begin = next(index for index, token in enumerate(tokens) if token.end > name.start)
        return begin > 0 and name.kind in BODIES and self._is_body(tokens[begin - 1].lower)

    def age(self, name: Name) -> str | None:
        """Return how old somebody is, if the text says so beside a name: "Ada Lund, 46," or "46-year-old Ada Lund"."""
        tokens = self.sentences[name.sentence].tokens
        begin = next(index for index, token in enumerate(tokens) if token.end > name.start)
        end = next((index for index, token in enumerate(tokens) if token.start >= name.end), len(tokens))
        behind = [token.text for token in tokens[end : end + 3]]
        if len(behind) > 1 and behind[0] in (",", "(") and behind[1].isdigit() and len(behind[1]) <= _AGE_DIGITS:
            return behind[1] if behind[2:] in ([], [","], [")"], ["."]) else None
        in_front = takewhile(self._introduces, reversed(tokens[max(0, begin - _IN_FRONT) : begin]))
        return next((token.lower.split("-")[0] for token in in_front if token.lower.endswith("-year-old")), None)

    def is_adjective(self, name: Name) -> bool:
        """Tell whether a name only tells where somebody or a body is from: "the [U.S.] company"."""
        tokens = self.sentences[name.sentence].tokens
        behind = next((token for token in tokens if token.start >= name.end), None)
        noun = behind is not None and (behind.text in self._people or self._is_body(behind.text))
        return noun and name.kind is Kind.COUNTRY

    def is_relative(self, name: Name) -> bool:
        """Tell whether a name is introduced as somebody's relative: "his wife, Ada Lund"."""
        tokens = self.sentences[name.sentence].tokens
        begin = next(index for index, token in enumerate(tokens) if token.end > name.start)
        before = [token.lower for token in tokens[max(0, begin - 2) : begin] if token.text != ","]
        return before[-1:] != [] and before[-1] in _RELATIVES

    def nouns_behind(self, name: Name, noun: str) -> Sequence[str]:
        """Return the words behind a name up to this noun, none where it doesn't follow: "foreign", "ministry".

        What makes a possessive is the first of them.
        """
        tokens = self.sentences[name.sentence].tokens
        end = next((index for index, token in enumerate(tokens) if token.start >= name.end), len(tokens))
        words = [token.lower for token in tokens[end : end + _NOUN_REACH]]
        nouns = words[: words.index(noun) + 1] if noun in words else []
        plain = nouns[1:] if nouns and nouns[0] in CLITICS else nouns
        headline = self.sentences[name.sentence].headline
        parted = any(
            not word.isalpha() or word in PREPOSITIONS or self._is_verb(word) or _may_be_verb(word, headline=headline)
            for word in plain[:-1]
        )
        return () if parted else nouns

    def called_before(self, noun: str, offset: int) -> frozenset[str]:
        """Return the words in front of a noun before an offset: "chilean" of "the Chilean embassy"."""
        found = set()
        for sentence in self.sentences[: self.sentence_at(offset) + 1]:
            for index, token in enumerate(sentence.tokens):
                if token.lower == noun and token.start < offset and index:
                    owned = sentence.tokens[index - 1].text in CLITICS and index > 1
                    found.add(sentence.tokens[index - 2 if owned else index - 1].lower)
        return frozenset(found - _DETERMINED)

    def is_another_s(self, name: Name) -> bool:
        """Tell whether a name is introduced as that of somebody else's: "its bank, the Lake Bank"."""
        tokens = self.sentences[name.sentence].tokens
        begin = next(index for index, token in enumerate(tokens) if token.end > name.start)
        begin -= begin > 0 and tokens[begin - 1].lower in ARTICLES
        begin -= begin > 1 and tokens[begin - 1].text == "," and tokens[begin - 2].text.islower()
        for token in takewhile(lambda token: token.is_word, reversed(tokens[max(0, begin - _IN_FRONT) : begin])):
            if token.lower in POSSESSIVE_PRONOUNS:
                return True
            if token.lower in PREPOSITIONS or self._is_verb(token.lower):
                return False
        return False

    def relatives(self, sentence: int) -> Iterator[Name]:
        """Yield the names in a sentence that are introduced as somebody's relatives."""
        return (name for name in self._by_sentence[sentence] if self.is_relative(name))

    def _introduces(self, token: Token) -> bool:
        """Tell whether a word in front of a name may belong to what the person is."""
        return (
            token.is_word
            and (token.lower == "of" or token.lower not in PREPOSITIONS)
            and not self._is_verb(token.lower)
        )

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
        """Yield the names of a sentence that no preposition governs, in order, those that own something last.

        Those of a clause in front stand behind those of the main one: in "When Lund left, Vik smiled" it is Vik.
        """
        begins = self._main_clause(sentence)
        names = list(self._ungoverned(sentence))
        yield from (name for name, _ in sorted(names, key=lambda pair: (pair[0].start < begins, pair[1])))

    def _ungoverned(self, sentence: int) -> Iterator[tuple[Name, bool]]:
        """Yield the names of a sentence that no preposition governs, and whether they own something."""
        tokens = self.sentences[sentence].tokens
        governed = False
        for name in self._by_sentence[sentence]:
            begin = self._title_begin(tokens, next(i for i, token in enumerate(tokens) if token.end > name.start))
            end = next((i for i, token in enumerate(tokens) if token.start >= name.end), len(tokens))
            before = tokens[begin - 1].lower if begin else ""
            governed = before in PREPOSITIONS or (before == "and" and governed)
            if not governed:
                yield name, end < len(tokens) and tokens[end].text in CLITICS

    def is_in_front(self, offset: int) -> bool:
        """Tell whether an offset stands in a clause in front of a main one whose subject may have a name."""
        sentence = self.sentence_at(offset)
        begins = self._main_clause(sentence)
        return offset < begins and any(name.start >= begins and not owner for name, owner in self._ungoverned(sentence))

    def is_in_question(self, offset: int) -> bool:
        """Tell whether an offset stands in what the subject of a sentence is asked: "Asked whether Lund would go"."""
        sentence = self.sentence_at(offset)
        return is_asked(self.sentences[sentence].tokens) and offset < self._main_clause(sentence)

    def _main_clause(self, sentence: int) -> int:
        """Return the offset of the main clause of a sentence, behind one in front of it."""
        tokens, names = self.sentences[sentence].tokens, self._by_sentence[sentence]
        by_name = bool(names) and names[0].start == tokens[0].start
        return tokens[0 if by_name else main_clause(tokens, self._is_verb)].start

    def objects(self, sentence: int) -> Iterator[Name]:
        """Yield the names in a sentence of whom something is done to: "Lund accused Vik"."""
        tokens = self.sentences[sentence].tokens
        for name in self._by_sentence[sentence]:
            begin = self._title_begin(tokens, next(i for i, token in enumerate(tokens) if token.end > name.start))
            if begin and tokens[begin - 1].lower in _DOES_TO:
                yield name

    def does(self, sentence: int, gender: str | None, name: Name) -> bool:
        """Tell whether a pronoun already stands for who does it to a name: "when he accused Vik. He said"."""
        words = [
            token.lower for token in self.sentences[sentence].tokens if token.end <= name.start and not token.quoted
        ]
        verb = next((i for i in range(len(words) - 1, 0, -1) if words[i] in _DOES_TO), 0)
        return words[verb - 1 : verb] == ["he" if gender == "male" else "she"]

    def is_subject(self, name: Name) -> bool:
        """Tell whether a sentence may be about a name: no preposition governs it, and it owns nothing."""
        return name.start in self._subject_starts

    @cached_property
    def _subject_starts(self) -> frozenset[int]:
        return frozenset(
            name.start for number in self._by_sentence for name, owner in self._ungoverned(number) if not owner
        )

    def _title_begin(self, tokens: Sequence[Token], begin: int) -> int:
        """Return where the titles in front of a name begin: "Deputy Minister of Defence Ada Lund"."""
        while begin:
            before = tokens[begin - 1]
            of_title = before.lower == "of" and begin > 1 and tokens[begin - 2].lower in self._people & self._titles
            if not of_title and (not before.is_capitalised or before.lower in PREPOSITIONS):
                break
            begin -= 2 if of_title else 1
        return begin

    def describes_somebody(self, sentence: int) -> bool:
        """Tell whether a sentence begins with somebody who is only described: "The minister touched on"."""
        return bool(self.opening_description(sentence))

    def opening_description(self, sentence: int) -> tuple[str, ...]:
        """Return the words of whoever a sentence begins with, without "the", where they only describe him.

        "Another was blunter" begins with another.
        """
        tokens = self.sentences[sentence].tokens
        if tokens[0].lower in _ANOTHER and (len(tokens) == 1 or not tokens[1].is_capitalised):
            return (tokens[0].lower,)
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

    def is_told(self, name: Name) -> bool:
        """Tell whether something is told to a name: "told the Tribune it rained"."""
        tokens = self.sentences[name.sentence].tokens
        begin = next(index for index, token in enumerate(tokens) if token.end > name.start)
        begin -= begin > 0 and tokens[begin - 1].lower in _DETERMINED
        return begin > 0 and tokens[begin - 1].lower in _TELLING

    def speaks_of_one(self, sentence: int, gender: str, offset: int) -> bool:
        """Tell whether a sentence speaks of a woman or of a man without a name, in front of an offset: "his sister".

        In "Lund, a mother of two" and "Lund is a mother" it is somebody with a name, and "her sister" is another's.
        """
        tokens = self.sentences[sentence].tokens
        for index, token in enumerate(tokens):
            if token.end > offset or token.quoted or self._gender(token.lower) != gender:
                continue
            owned = index > 0 and tokens[index - 1].lower == _OWN[gender]
            if token.text.islower() and not (owned or self._says_what_is(sentence, index)):
                return True
        return False

    def _says_what_is(self, sentence: int, noun: int) -> bool:
        """Tell whether a noun only says what somebody with a name is, in front of the name or behind it."""
        tokens, names = self.sentences[sentence].tokens, self._by_sentence[sentence]
        behind = noun + 2 if tokens[noun + 1 : noun + 2] and tokens[noun + 1].text == "," else noun + 1
        if behind < len(tokens) and any(name.start == tokens[behind].start for name in names):
            return True
        before = noun - 1
        while before > 0 and self._modifies(tokens[before]):
            before -= 1
        if tokens[before].lower in _BEING:
            return True
        comma = before
        while before > 0 and (tokens[before].text == "," or tokens[before].text.isdigit()):
            before -= 1
        return before < comma and any(name.end == tokens[before].end for name in names)

    def _modifies(self, token: Token) -> bool:
        """Tell whether a word may stand between a noun and what the noun is said of: an article, an adjective."""
        return token.text.islower() and token.lower not in _BEING | CLITICS and self._introduces(token)

    def asked(self, sentence: int) -> Sequence[Token]:
        """Return the words between "asked" and "whether", by which somebody is asked; none where nobody is."""
        tokens = self.sentences[sentence].tokens
        for index, token in enumerate(tokens):
            passive = any(before.lower in BE for before in tokens[max(0, index - 2) : index])
            if token.lower not in _ASKING or passive or token.quoted:
                continue
            behind = list(takewhile(lambda word: word.is_word or word.text == ",", tokens[index + 1 : index + _BEHIND]))
            end = next((i for i, word in enumerate(behind) if word.lower in _QUESTION_WORDS), 0)
            return behind[:end] if behind and behind[0].lower not in PREPOSITIONS else ()
        return ()

    def is_anonymous(self, offset: int) -> bool:
        """Tell whether a sentence, or the one behind it, tells that somebody in it speaks without a name."""
        here = self.sentence_at(offset)
        words = " ".join(token.lower for sentence in self.sentences[here : here + 2] for token in sentence.tokens)
        return anonymity.is_wanted(words)

    def in_headline(self, offset: int) -> bool:
        """Tell whether an offset lies in the headline."""
        return bool(self.sentences) and self.sentences[0].headline and offset < self.sentences[0].end

    def in_quotation(self, offset: int) -> bool:
        """Tell whether an offset lies inside quotation marks."""
        return any(q.start < offset < q.end for q in self.sentences[self.sentence_at(offset)].quotations)


def _may_be_verb(word: str, *, headline: bool) -> bool:
    """Tell whether a word may be the verb between a body and another: "the UN blamed police", "UN blames police"."""
    return (word.endswith("ed") and word != "armed") or (headline and word.endswith("s"))


def _names(sentences: Sequence[Sentence], reader: NameReader) -> Iterator[Name]:
    seen: set[str] = set()
    for number, sentence in enumerate(sentences):
        read = (reader.read(sentence.tokens, *run, sentence=number) for run in reader.runs(sentence.tokens))
        names = [name for name in read if name is not None]
        for name, behind in pairwise([*names, None]):
            if name is not None:
                couple = behind is not None and _share_surname(name, behind, sentence.tokens) and name.text not in seen
                yield _with_surname(name, behind) if couple and behind is not None else name
                seen.update(name.text.split())


def _share_surname(first: Name, second: Name, tokens: Sequence[Token]) -> bool:
    """Tell whether a first name stands in front of "and" and another with a surname: "Alan and Sheila Lund"."""
    between = [token.lower for token in tokens if first.end <= token.start < second.start]
    given = " " not in first.text and is_given(first.text) and not first.roles and first.gender is None
    return between == ["and"] and given and second.kind is Kind.PERSON and gender_of(second.text) is not None


def _with_surname(first: Name, second: Name) -> Name:
    """Return the first of two with the surname that both have."""
    return replace(first, text=f"{first.text} {second.text.split()[-1]}", kind=Kind.PERSON)
