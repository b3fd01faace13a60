"""Sources that speak together: "Ada Lund and Bo Vik said" is a statement of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extract.classes import word_set
from kg.extract.text import Token, tokens
from kg.model import Attribution, Passage, Span
from kg.resolve.names import NameReader

_OPENING = word_set("both")
_AND = " and "
_BEHIND = word_set("who which whose both all each")
_ARTICLE = word_set("the")
_TWO = 2


def divided(
    text: str, attributions: Sequence[Attribution], reader: NameReader, is_known: Callable[[Passage], bool]
) -> tuple[Attribution, ...]:
    """Return the attributions with one for each of several names that are joined by "and".

    `is_known` tells whether words lead to somebody: "Marks and Spencer" are nobody each, but in a list of three or more
    each is somebody. What goes on from a statement of several, or stands inside one, does so from the first one's.
    """
    key = max((attribution.key for attribution in attributions), default=0)
    found: list[Attribution] = []
    for attribution in attributions:
        sources = _each(text, attribution.source, reader, is_known) if attribution.source is not None else ()
        if len(sources) < 2:
            found.append(attribution)
            continue
        found.append(replace(attribution, source=sources[0]))
        for source in sources[1:]:
            key += 1
            found.append(replace(attribution, key=key, source=source))
    return tuple(found)


def _each(text: str, source: Passage, reader: NameReader, is_known: Callable[[Passage], bool]) -> tuple[Passage, ...]:
    """Return the words of each of several names, none where something else stands between or around them."""
    if _AND not in source.text:
        return ()
    words = list(tokens(text, Span(source.spans[0].start, source.spans[-1].end)))
    pieces = list(_pieces(words[1:] if words[0].lower in _OPENING else words, reader))
    named = [piece for piece in pieces if _is_name(piece, reader)]
    if len(named) < len(pieces) and not _may_describe(words, pieces, named):
        return ()
    found = tuple(Passage.of(text, [Span(piece[0].start, piece[-1].end)]) for piece in named)
    return found if len(pieces) > _TWO or all(map(is_known, found)) else ()


def _may_describe(words: Sequence[Token], pieces: Sequence[Sequence[Token]], named: Sequence[Sequence[Token]]) -> bool:
    """Tell whether the one piece of a list that is no name may be left out, as it describes what stands beside it.

    "The mayor, [Lund] and [Vik]", "[Lund], the mayor, and [Vik]"; but the end of "Lund, of Pell and Vik" is nobody.
    """
    if len(pieces) != len(named) + 1 or len(named) < _TWO:
        return False
    if pieces[0] not in named:
        return True
    last = words.index(pieces[-1][0])
    return pieces[-2] not in named and words[last - 2].text == ","


def _pieces(words: Sequence[Token], reader: NameReader) -> Iterator[Sequence[Token]]:
    """Yield what "and" and the commas of a list part, none without an "and"; brackets and "who …" are left out."""
    names = list(reader.runs(words))
    pieces: list[list[Token]] = [[]]
    joined, depth = False, 0
    for index, word in enumerate(words):
        inside = any(begin < index < end for begin, end in names)  # the Ministry of Health and Welfare
        depth += word.text == "("
        if depth:
            depth -= word.text == ")"
        elif word.lower in _BEHIND and not pieces[-1]:
            break
        elif not inside and (word.text == "," or word.lower == "and"):
            joined = joined or word.lower == "and"
            pieces.append([])
        else:
            pieces[-1].append(word)
    if joined:
        yield from (piece for piece in pieces if piece)


def _is_name(piece: Sequence[Token], reader: NameReader) -> bool:
    """Tell whether words are a name with titles in front, or what a person leads: "the Lund campaign"."""
    runs = list(reader.runs(piece))
    if not runs:
        return False
    begin, end = runs[-1]
    behind = [token.lower for token in piece[end:]]
    in_front = {token.lower for token in piece[:begin]} - _ARTICLE
    people = reader.words.people | reader.words.titles
    named = reader.read(piece, begin, end) is not None
    return named and behind in ([], ["campaign"], ["administration"]) and in_front <= people
