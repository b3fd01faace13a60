"""The news medium that a speaker spoke to, beside a statement's cue: "told Reuters", "in an interview with the BBC".

Only words outside the content count, and only where the medium is named and the phrase belongs to one cue alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.extract.classes import BE, COORDINATORS, MODALS, is_negation, word_set
from kg.extract.text import Sentence, Token
from kg.model import Act, Attribution, Passage
from kg.resolve.names import Name
from kg.resolve.recognised import Recognised
from kg.resolve.through.media import Media
from kg.resolve.through.media_phrases import MediaPhrases

_TELLING = word_set("told tells telling")
_SAYING_TO = word_set(
    "said says saying confirmed admitted revealed disclosed explained denied acknowledged conceded remarked commented"
)
_SAYING_BESIDE = {
    *((verb, "to") for verb in _SAYING_TO),
    *((verb, "in") for verb in ("wrote", "writes")),
    *((verb, "on") for verb in ("said", "says")),
}
"""Verbs with what stands between them and a medium: "confirmed to Reuters", "wrote in the Guardian", "said on CNN"."""
_ADDING = word_set("adding added adds")
_MEANS = (
    r"(?:statements?|remarks|comments|speech|address|message|letter|interviews?|conversation|commentary|editorial"
    r"|op-ed|essay|column|article|reports?|video|broadcast|transcript|dispatch|communiqu[eé]|posts?)"
)
"""What a medium carries of what somebody says."""
_WHEN = (
    r"(?:(?:(?:on|late|early|earlier|last|this)\ ){0,2}(?:\w+day|\w+\ \d+|week|month|year)"
    r"(?:\ (?:night|morning|evening))?\ )?"
)
_PHRASE = re.compile(
    rf"""(?<!\S)(?:
      (?:in|during)\ (?:(?:an?|his|her|its|their)\ )?(?:[\w-]+\ ){{0,2}}(?:
          interviews?\ (?:with|to|on|for) | (?:conversations?|(?:tele)?phone\ calls?)\ with
        )
    | (?:in|by|via)\ (?:(?:an?|his|her|its|their)\ )?(?:[\w-]+\ ){{0,2}}
        (?:statements?|remarks|comments|e-?mails?|messages?|answers|responses|replies)\ (?:sent\ |given\ |made\ )?to
    | in\ an?\ (?:[\w-]+\ )?(?:response|reply)\ to
    | in\ (?:an?\ )?(?:[\w-]+\ )?(?:op-eds?|column|opinion\ piece|essay|article|commentary)\ (?:for|in)
    | in\ (?:(?:an?|his|her|its|their|the)\ )?(?:[\w’'-]+\ ){{0,2}}{_MEANS}\ (?:,\ )?
        (?:(?:that|which)\ (?:was|were|is|are|has\ been|have\ been)\ )?(?:\w+ly\ )?(?:
          (?:carried|published|printed|broadcast|televised|aired|read(?:\ out)?|reported|released|relayed|run
            |distributed|quoted|cited)\ (?:\w+ly\ |live\ )?{_WHEN}(?:by|in|on)
        | (?:(?:issued|released|sent|distributed)\ )?(?:via|through)
        )
    | (?:(?:has|have|had)\ )?(?:is|are|was|were|been|as)\ (?:\w+ly\ )?(?:quoted|cited|reported)\ (?:by|in)
    | (?P<of_source>(?:,\ (?:(?:that|which|who)\ (?:was|were)\ )?)?
        (?:(?:carried|published|broadcast|aired|relayed)\ {_WHEN}(?:by|on)
          |(?:quoted|cited|interviewed|contacted)\ {_WHEN}(?:by|in|on)))
    | (?:speaking|talking)\ (?:\w+ly\ )?(?:to|with|on)
    | appearing\ on | writing\ (?:in|for) | (?:when\ )?(?:asked|questioned)\ by
    )\ """,
    re.VERBOSE,
)
"""What stands in front of a medium that was spoken to, or that carried it, in lower-case words with single blanks."""

_FAR = 20
"""Tokens within which a medium is looked for."""
_RELATIVE = word_set("who whom whose which that where when")
_ANOTHER_CLAUSE = COORDINATORS | _RELATIVE | word_set("while whereas as after before because if ; :")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """A cue within its sentence: its tokens, those of its source, and the contents that it stands in."""

    attribution: Attribution
    tokens: Sequence[int]
    source: AbstractSet[int]
    contents: AbstractSet[int]

    @property
    def begin(self) -> int:
        return self.tokens[0]

    @property
    def end(self) -> int:
        return self.tokens[-1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A sentence with its cues, and for each token the keys of the attributions whose content it stands in."""

    tokens: Sequence[Token]
    contents: Sequence[AbstractSet[int]]
    cues: Sequence[_Cue]

    def lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def beside(self, index: int, contents: AbstractSet[int]) -> bool:
        """Tell whether a token stands in these contents and in no other: with a cue there, outside what it says."""
        return 0 <= index < len(self.tokens) and self.contents[index] == contents

    def is_relative(self, begin: int, end: int) -> bool:
        """Tell whether a relative clause begins between two tokens."""
        return any(self.lower(index) in _RELATIVE for index in range(begin, end))

    def joins(self, begin: int, end: int, cue: _Cue) -> bool:
        """Tell whether no content and no other clause begins between two tokens of a cue's sentence."""
        return all(
            index in cue.source or (self.contents[index] == cue.contents and self.lower(index) not in _ANOTHER_CLAUSE)
            for index in range(begin, end)
        )


class Hearers:
    """Finds the media that the speakers of one document spoke to."""

    def __init__(self, sentences: Sequence[Sentence], media: Media, recognised: Recognised) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._phrases = MediaPhrases(media, recognised)

    def find(self, attributions: Sequence[Attribution]) -> Mapping[int, Name]:
        """Return the name of the medium that was spoken to, by the key of the attribution.

        The kind of a name that alone doesn't tell a medium, "the Dispatch", is unknown.
        """
        found: dict[int, Name] = {}
        for sentence in self._read(attributions):
            found.update(self._in_sentence(sentence))
        for attribution in attributions:
            if attribution.continues in found:
                found[attribution.key] = found[attribution.continues]
        return found

    def _read(self, attributions: Sequence[Attribution]) -> Iterator[_Read]:
        """Yield the sentences that hold cues."""
        cues: dict[int, list[Attribution]] = defaultdict(list)
        contents: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in attributions:
            if attribution.cue is not None:
                cues[self._sentence_at(attribution.cue.spans[0].start)].append(attribution)
            for span in attribution.content.spans if attribution.content else ():
                for number in range(self._sentence_at(span.start), self._sentence_at(span.end - 1) + 1):
                    contents[number].append(attribution)
        for number, told in cues.items():
            tokens = self._sentences[number].tokens
            inside: list[set[int]] = [set() for _ in tokens]
            for attribution in contents[number]:
                for index in _tokens_of(tokens, attribution.content):
                    inside[index].add(attribution.key)
            read = [
                _Cue(
                    attribution=attribution,
                    tokens=indices,
                    source=frozenset(_tokens_of(tokens, attribution.source)),
                    contents=inside[indices[0]],
                )
                for attribution in told
                if (indices := _tokens_of(tokens, attribution.cue))
            ]
            yield _Read(tokens=tokens, contents=inside, cues=sorted(read, key=lambda cue: cue.begin))

    def _sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _in_sentence(self, sentence: _Read) -> Mapping[int, Name]:
        found: dict[int, Name] = {}
        for cue in sentence.cues:
            begin = _behind_the_verb(sentence, cue)
            if begin is not None and (name := self._medium_at(sentence, begin, cue)):
                found[cue.attribution.key] = name
        words = " ".join(token.lower for token in sentence.tokens)
        for match in _PHRASE.finditer(words):
            begin, end = words.count(" ", 0, match.start()), words.count(" ", 0, match.end())
            cue_of_phrase = _cue_of(sentence, begin, end)
            if cue_of_phrase and (match["of_source"] or begin in cue_of_phrase.source):
                cue_of_phrase = cue_of_phrase if _is_of_source(sentence, cue_of_phrase, begin) else None
            name = self._medium_at(sentence, end, cue_of_phrase) if cue_of_phrase else None
            if cue_of_phrase and name:
                found.setdefault(cue_of_phrase.attribution.key, name)
        for before, cue in _added(sentence):
            if before.attribution.key in found:
                found.setdefault(cue.attribution.key, found[before.attribution.key])
        return found

    def _medium_at(self, sentence: _Read, begin: int, cue: _Cue) -> Name | None:
        """Return the medium that is named from a token on by words that stand outside what the cue's source says."""
        end = begin
        while end < begin + _FAR and end not in cue.tokens and sentence.beside(end, cue.contents):
            end += 1
        return self._phrases.medium(sentence.tokens, begin, end)


def _token_start(token: Token) -> int:
    return token.start


def _tokens_of(tokens: Sequence[Token], passage: Passage | None) -> list[int]:
    found: list[int] = []
    for span in passage.spans if passage is not None else ():
        low, high = (bisect_left(tokens, at, key=_token_start) for at in (span.start, span.end))
        found += range(low, high)
    return found


def _behind_the_verb(sentence: _Read, cue: _Cue) -> int | None:
    """Return where the hearer begins whom the verb of a cue takes: "told …", "confirmed to …"."""
    tokens = [sentence.tokens[index] for index in cue.tokens]
    if any(token.lower in MODALS or is_negation(token) for token in tokens):
        return None
    for index in cue.tokens:
        if sentence.lower(index - 1) in BE:
            continue
        if sentence.lower(index) in _TELLING and cue.attribution.act is not Act.DEMAND:
            return index + 1
        if (sentence.lower(index), sentence.lower(index + 1)) in _SAYING_BESIDE:
            return index + 2
    return None


def _cue_of(sentence: _Read, begin: int, end: int) -> _Cue | None:
    """Return the cue that a phrase belongs to, by what stands between them; None where it may be another's."""
    cues = [cue for cue in sentence.cues if sentence.beside(begin, cue.contents) and sentence.beside(end, cue.contents)]
    left = next((cue for cue in reversed(cues) if cue.begin <= begin), None)
    right = next((cue for cue in cues if cue.begin >= end), None)
    if left is not None and sentence.joins(left.end, begin, left) and not sentence.is_relative(left.end, begin):
        return left
    if right is not None and _opens(sentence, begin, right) and sentence.joins(end, _begin(sentence, right), right):
        return right
    if left is not None:  # “It rained,” she said, “for days,” in an interview with …
        content_end = next(
            (i for i in range(begin, left.end, -1) if left.attribution.key in sentence.contents[i - 1]), None
        )
        if content_end is not None and sentence.joins(content_end, begin, left):
            return left
    return None


def _is_of_source(sentence: _Read, cue: _Cue, begin: int) -> bool:
    """Tell whether words belong to a cue's source, "a clerk quoted by AFP", and to nothing that describes it."""
    if begin not in cue.source and begin - 1 not in cue.source:
        return False
    before = range(min(cue.source), begin)
    return not sentence.is_relative(min(cue.source), begin) and not any(sentence.lower(i)[-2:] == "ed" for i in before)


def _begin(sentence: _Read, cue: _Cue) -> int:
    """Return where a cue begins, with the "as" in front of it: "was quoted by the Herald as saying"."""
    return cue.begin - (sentence.lower(cue.begin - 1) == "as")


def _opens(sentence: _Read, begin: int, cue: _Cue) -> bool:
    """Tell whether a phrase in front of a cue begins with a pause or goes on from its speaker: "Berg, in …, said"."""
    if sentence.is_relative(min(cue.source, default=begin), begin):
        return False
    pause = begin == 0 or not sentence.tokens[begin - 1].is_word or sentence.lower(begin - 1) in COORDINATORS
    return pause or begin - 1 in cue.source


def _added(sentence: _Read) -> Iterator[tuple[_Cue, _Cue]]:
    """Yield the cues by which a speaker goes on in the same breath, each behind the one before: "told …, adding …"."""
    for position, cue in enumerate(sentence.cues):
        if {sentence.lower(index) for index in cue.tokens} & _ADDING:
            for before in reversed(sentence.cues[:position]):
                if before.contents == cue.contents and (before.source == cue.source or not cue.source):
                    yield before, cue
                    break
