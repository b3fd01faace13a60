"""Noun phrases that name a news medium: "the Berlin magazine Laufbote", "Germany’s Bild newspaper", "a BBC host"."""

from collections.abc import Sequence

from kg.extract.classes import (
    ADVERBS,
    ANY_PRONOUN,
    ARTICLES,
    CLITICS,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    is_adverb,
    word_set,
)
from kg.extract.text import Token
from kg.extract.times import DAYS, MONTHS
from kg.model import Kind
from kg.resolve.names import Name
from kg.resolve.recognised import Recognised
from kg.resolve.runs import joined, runs
from kg.resolve.through.media import Media

_NOUNS = word_set(
    """
    magazine newspaper daily weekly tabloid broadsheet paper broadcaster website outlet podcast newswire newsletter
    portal channel journal
    """
)
_OF_NEWS = word_set("news press wire tv television radio cable satellite")
_ONLY_OF_NEWS = word_set("agency service network station site")
"""Nouns that mean a medium behind one of `_OF_NEWS` only: a news agency, a radio station."""
_ADJECTIVES = word_set(
    """
    state state-run state-owned state-controlled public private local national regional independent opposition online
    business financial investigative sports trade official semi-official pro-government
    """
)
_ADJECTIVE_ENDINGS = ("-language", "-based", "-run", "-owned", "-controlled", "-linked", "-backed", "-affiliated")
_REPORTERS = word_set("reporter journalist correspondent interviewer anchor host presenter")
_IN_FRONT = _NOUNS | _OF_NEWS | _ONLY_OF_NEWS | _ADJECTIVES | _REPORTERS | CLITICS
_NOT_ALONE = word_set("press media news radio television tv magazine broadcasting wire record review bbc")
"""Words of media's names by which alone, with an article in front, no paper is called."""
_HONORIFICS = word_set("mr mrs ms miss dr sir dame lord lady")
_NO_SURNAMES = word_set("news radio television tv media broadcasting wire magazine sinmun")
_LIKE_A_PERSON = 2
"""Words of a name, at most, that may be a person's unless "the" stands in front: Ada Post, but the Miami Post."""
_NUMBERED = word_set("radio channel tv")
_BEHIND_NUMBERS = word_set("live extra news sport")
_ALONE = word_set("sun")
"""Words by which papers are called with an article only: the Sun, but Yun Sun."""
_MAY_FOLLOW = (
    (PREPOSITIONS - {"of"})
    | SUBORDINATORS
    | COORDINATORS
    | DETERMINERS
    | ANY_PRONOUN
    | ADVERBS
    | DAYS
    | MONTHS
    | word_set("late early last")
)
"""Words in front of which the name of a medium is complete: "told Reuters on Friday", not "told BBC executives"."""
_LONGEST = 12
"""Tokens of such a phrase, at most."""
_LONGEST_REST = 4
"""Tokens of a known name from its "of" on, at most."""


class MediaPhrases:
    """Reads noun phrases, with the media that are known and the names that the model recognises."""

    def __init__(self, media: Media, recognised: Recognised) -> None:
        self._media = media
        self._recognised = recognised

    def medium(self, tokens: Sequence[Token], begin: int, end: int) -> Name | None:
        """Return the name of the medium in the phrase that begins at a token and ends at another, or before.

        It is None where the phrase names no medium, or its staff, its summit, its owner. The kind of a name that by
        itself doesn't tell a medium, "the Dispatch", is unknown.
        """
        article = _lower(tokens, begin) if _lower(tokens, begin) in ARTICLES else ""
        begin += bool(article)
        known = self._known_end(tokens, begin, begin)
        if known > begin and _is_complete(tokens, known, end, article):  # "state media", in an article on Korea
            text = joined(tokens[begin:known])
            return Name(text=text, start=tokens[begin].start, end=tokens[known - 1].end, kind=Kind.MEDIA)
        length = 0
        while length < min(end - begin, _LONGEST) and _is_of_phrase(tokens[begin + length]):
            length += 1
        for run_begin, run_end in runs(tokens[begin : begin + length]):
            first = begin + run_begin
            last = self._known_end(tokens, first, begin + run_end)
            kind = self._kind(tokens, first, last, article if first == begin else "")
            if _lower(tokens, last - 1) in _NUMBERED and _lower(tokens, last).isdigit():
                last += 1 + (_lower(tokens, last + 1) in _BEHIND_NUMBERS)
            name_end = last
            if kind is None and (channel := self._channel_end(tokens, first, last)):
                kind, name_end = Kind.MEDIA, channel
            if kind is not None and _is_complete(tokens, last, end, article):
                text = joined(tokens[first:name_end])
                called = article == "the" and not text.isupper() and self._media.known.may_be(text, Kind.MEDIA)
                if first == begin and (_is_title(tokens, begin - 1) or called):
                    text = f"The {text}"
                return Name(text=text, start=tokens[first].start, end=tokens[name_end - 1].end, kind=kind)
        return None

    def _known_end(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Return where a name ends, which may go on behind its capitals: Voice of America, Hello! magazine."""
        for end in range(min(len(tokens), last + _LONGEST_REST), last, -1):
            entry = self._media.known.find(joined(tokens[first:end]))
            if entry is not None and entry.kind is Kind.MEDIA:
                return end
        return last

    def _channel_end(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """Return where the broadcaster's name ends that begins a programme's, "BBC Breakfast", None for others.

        The name goes on neither as a person's, "BBC Director Ada Lund", nor as that of a body: "the BBC Trust".
        """
        words = self._media.words
        others = words.people | words.titles | words.organization_words
        for end in range(last - 1, first, -1):
            entry = self._media.known.find(joined(tokens[first:end]))
            if entry is not None and entry.kind is Kind.MEDIA and "broadcaster" in entry.nouns:
                person = self._recognised.kind(tokens[first].start, tokens[last - 1].end) is Kind.PERSON
                other = any(token.lower in others for token in tokens[end:last])
                return None if person or other else end
        return None

    def _kind(self, tokens: Sequence[Token], first: int, last: int, article: str) -> Kind | None:
        """Return MEDIA for a medium's name, UNKNOWN for one that may be a medium's, None for others."""
        run, known = tokens[first:last], self._media.known
        text, word = joined(run), run[-1].lower
        entry = known.find(text)
        if entry is not None:
            return Kind.MEDIA if entry.kind is Kind.MEDIA else None
        recognised = self._recognised.kind(run[0].start, run[-1].end)
        if recognised is Kind.PERSON or self._is_titled(run) or known.country(text) or known.is_demonym(text):
            return None
        titled = article == "the" and _is_title(tokens, first - 1)
        if (text.isupper() or titled) and known.may_be(text, Kind.MEDIA):  # "told PTI", "told The Hindu"
            return Kind.MEDIA
        is_body = recognised is Kind.ORGANIZATION
        impersonal = is_body or article or len(run) > _LIKE_A_PERSON or word in _NO_SURNAMES
        impersonal = impersonal or run[0].lower in self._media.words.media_first
        if _noun_length(tokens, first - 1, -1) or (impersonal and self._media.is_medium(text)):
            return Kind.MEDIA
        behind = last + _noun_length(tokens, last, 1)
        if behind > last and (is_body or (recognised is None and not article)):  # "the Munich newspaper" names none
            return None if behind < len(tokens) and tokens[behind].is_capitalised else Kind.MEDIA
        if article == "the" and len(run) == 1 and word in self._media.words.media_words - _NOT_ALONE | _ALONE:
            return Kind.MEDIA if titled or known.may_be(text, Kind.MEDIA) else Kind.UNKNOWN
        return None

    def _is_titled(self, run: Sequence[Token]) -> bool:
        words, first = self._media.words, run[0].lower.rstrip(".")
        return len(run) > 1 and first in words.titles and (first in words.people or first in _HONORIFICS)


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def _is_title(tokens: Sequence[Token], article: int) -> bool:
    """Tell whether an article has a capital inside a sentence, and so belongs to the name: The Ledger."""
    return article > 0 and tokens[article].text == "The"


def _is_of_phrase(token: Token) -> bool:
    named = token.is_word and (token.is_capitalised or token.text.isdigit())
    adjective = token.lower.endswith(_ADJECTIVE_ENDINGS) or token.lower.startswith("pro-")
    return named or adjective or token.lower in _IN_FRONT


def _noun_length(tokens: Sequence[Token], index: int, step: int) -> int:
    """Return how many tokens from here on, or with a step of -1 up to here, are a noun for media: "news agency"."""
    here, next_ = _lower(tokens, index), _lower(tokens, index + step)
    first, second = (here, next_) if step > 0 else (next_, here)
    if first in _OF_NEWS and second in _NOUNS | _ONLY_OF_NEWS:
        return 2
    return int(here in _NOUNS)


def _is_complete(tokens: Sequence[Token], index: int, end: int, article: str) -> bool:
    """Tell whether a medium is meant by a name that ends here, and not its staff, its summit or its owner.

    Behind `end` other words begin, what is said: "told Reuters talks had stalled".
    """
    index += _noun_length(tokens, index, 1)
    if _lower(tokens, index) in CLITICS:
        following = tokens[index + 1] if index + 1 < end else None
        return following is not None and (
            following.is_capitalised or following.is_mark or following.lower in _REPORTERS
        )
    if article in ("a", "an"):  # a Reuters reporter
        return _lower(tokens, index) in _REPORTERS
    if index >= end:
        return True
    token, word = tokens[index], tokens[index].lower
    return not token.is_word or word in _MAY_FOLLOW or word in _REPORTERS or is_adverb(token)
