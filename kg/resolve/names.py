"""Names in a text: runs of capitalised words, what they name, and the titles and trades that stand around them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import Lexicon
from kg.extract.text import Sentence, Token
from kg.model import Kind
from kg.resolve.authority import Authority, Entry

_CONNECTORS = frozenset({"of", "for", "and", "the", "de", "da", "di", "del", "la", "le", "van", "von", "der", "bin", "al"})
_PARTICLES = frozenset({"de", "da", "di", "del", "la", "le", "van", "von", "der", "bin", "al"})
_NO_NAME = frozenset(
    "the a an in on at by for from with to of and but or if when while as after before since although though because "
    "he she it they we i you his her its their our my this that these those there here what who which how why where not "
    "no nobody everyone everybody anyone anybody nothing something yes one two three four five some many most all both each every another other according asked meanwhile however "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december correction editor's note photo".split()
)
_MALE = frozenset("mr sir lord king prince father husband son brother spokesman chairman man congressman baron".split())
_FEMALE = frozenset(
    "mrs ms miss dame lady queen princess mother wife daughter sister spokeswoman chairwoman woman congresswoman".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One mention of a name: `text` without titles; `roles` the nouns that stand beside it; offsets in the text."""

    text: str
    start: int
    end: int
    kind: Kind
    roles: frozenset[str] = frozenset()
    acronym: str | None = None
    gender: str | None = None
    quoted: bool = False
    sentence: int = 0


@dataclass(slots=True)
class Cast:
    """Everybody and everything that a document names, in the order of the text."""

    names: list[Name] = field(default_factory=list)

    def before(self, offset: int) -> Iterator[Name]:
        """Yield the names in front of an offset, the nearest first."""
        return (name for name in reversed(self.names) if name.start < offset)

    def nearest(self, offset: int) -> Iterator[Name]:
        """Yield the names in front of an offset, the nearest first, then those behind it."""
        yield from self.before(offset)
        yield from (name for name in self.names if name.start >= offset)


def read_cast(sentences: Iterable[Sentence], words: Lexicon, known: Authority) -> Cast:
    """Return the cast of a text."""
    everything = list(sentences)
    lowered = {token.text for s in everything for token in s.tokens if token.text[0].islower()}
    inner = {
        token.text
        for s in everything
        for before, token in zip(s.tokens, s.tokens[1:], strict=False)
        if token.is_capitalised and before.is_word
    }
    cast = Cast()
    for number, sentence in enumerate(everything):
        for begin, end in runs(sentence.tokens):
            first = sentence.tokens[begin]
            starts = begin == 0 or not sentence.tokens[begin - 1].is_word
            if starts and end - begin == 1 and first.text not in inner and (
                first.text.lower() in lowered or _is_plain(first.text, words, known)
            ):
                continue
            name = name_at(sentence.tokens, begin, end, words, known, number)
            if name is not None:
                cast.names.append(name)
    return cast


def _is_plain(word: str, words: Lexicon, known: Authority) -> bool:
    """Tell whether a word that begins a sentence is likelier a common noun: Officials, Traders, Analysts."""
    lower = word.lower()
    return (
        lower in words.people | words.bodies | words.documents or lower in words.finite or lower in words.verbs
    ) and known.find(word) is None


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words as intervals of tokens; a possessive ends one."""
    index = 0
    while index < len(tokens):
        if not _is_name_word(tokens[index]):
            index += 1
            continue
        end = index + 1
        while end < len(tokens):
            if _is_name_word(tokens[end]) and not tokens[end].lower in ("the",):
                end += 1
            elif tokens[end].lower in _CONNECTORS and _connects(tokens, index, end):
                end += 1
            else:
                break
        yield index, end
        index = end


def _is_name_word(token: Token) -> bool:
    return token.is_capitalised and token.is_word and token.lower not in _NO_NAME


_HEADS_WITH_OF = frozenset(
    "academy association bank board bureau center centre chamber chiefs church college commission committee council "
    "court department embassy faculty federation foundation house institute institution ministry monitor office "
    "organisation organization party school society union university republic united states states kingdom group league "
    "agency authority army".split()
)


def _connects(tokens: Sequence[Token], begin: int, index: int) -> bool:
    """Tell whether a small word between capitals belongs to the name: Bank of Spain, Cave for Art, de Gaulle."""
    word = tokens[index].lower
    following = index + 1
    if word in ("of", "for") and following < len(tokens) and tokens[following].lower == "the":
        following += 1
    if following >= len(tokens) or not _is_name_word(tokens[following]):
        return False
    if word in _PARTICLES:
        return tokens[index].text.islower()
    if word == "the":
        return tokens[index - 1].lower in ("of", "for") and index - 1 > begin
    if word == "and":
        return tokens[index - 1].lower in ("health", "trade", "food", "security", "conflict", "energy", "education", "science", "research", "defense", "law") and any(
            t.lower in _HEADS_WITH_OF for t in tokens[begin:index]
        )
    heads = {token.lower.rstrip("s") if token.lower != "chiefs" else "chiefs" for token in tokens[begin:index]}
    return bool(heads & _HEADS_WITH_OF)


def strip_titles(tokens: Sequence[Token], words: Lexicon, known: Authority) -> int:
    """Return how many tokens in front of a person's name are titles, trades, countries and demonyms."""
    position = 0
    while position < len(tokens) - 1:
        pair = " ".join(token.text for token in tokens[position : position + 2])
        if (known.is_demonym(pair) or known.country(pair)) and position + 2 < len(tokens):
            position += 2
            continue
        token = tokens[position]
        if token.lower.rstrip(".") in words.titles | words.people or known.is_demonym(token.text) or known.country(token.text):
            position += 1
            continue
        break
    return position


def name_at(
    tokens: Sequence[Token], begin: int, end: int, words: Lexicon, known: Authority, sentence: int = 0
) -> Name | None:
    """Read the run of capitalised words at `[begin, end)` as a name, or None where it is only a title."""
    if end - begin > 1 and known.find(_join(tokens[begin:end])) is None and _is_adjective(tokens[begin:end], known):
        begin += 1
    run = tokens[begin:end]
    text = _join(run)
    roles: set[str] = set()
    kind = _kind_of(run, text, words, known)
    skip = 0
    if kind in (Kind.UNKNOWN, Kind.PERSON):
        skip = strip_titles(run, words, known)
        roles |= _title_roles(run[:skip], words)
        run = run[skip:]
        text = _join(run)
        if len(run) == 1 and run[0].lower.rstrip(".") in words.titles and not known.find(text):
            return None
        if skip and known.find(text) is not None:
            kind = known.find(text).kind  # type: ignore[union-attr]
    text = _with_country(tokens, begin, run, text, words, known)
    entry = known.find(text)
    before = tokens[begin - 1].lower if begin else ""
    if before in words.people or (before.rstrip(",") in words.people):
        roles.add(before)
        kind = Kind.PERSON if kind is Kind.UNKNOWN else kind
    elif before in words.bodies and kind in (Kind.UNKNOWN, Kind.ORGANIZATION, Kind.MEDIA):
        roles.add(before)
        kind = Kind.ORGANIZATION if kind is Kind.UNKNOWN else kind
    after = _nouns_after(tokens, end, words)
    bodies = {noun for noun in after if noun in words.bodies}
    people = after - bodies
    if kind is Kind.UNKNOWN:
        if people or {role for role in roles if role in words.people or role in words.titles}:
            kind = Kind.PERSON
        elif bodies or before == "the":
            kind = Kind.ORGANIZATION
        elif 2 <= len(run) <= 4 and before not in ("at", "in", "of", "from"):
            kind = Kind.PERSON
    roles |= people if kind is Kind.PERSON else bodies if kind in (Kind.ORGANIZATION, Kind.MEDIA) else set()
    if entry is not None:
        roles |= entry.nouns
    nouns = {*roles, *(t.lower.rstrip(".") for t in tokens[max(0, begin - 2) : begin + skip])}
    gender = "male" if nouns & _MALE else "female" if nouns & _FEMALE else None
    return Name(
        text=text,
        start=run[0].start,
        end=run[-1].end,
        kind=kind,
        roles=frozenset(roles),
        acronym=_acronym(tokens, end, run),
        gender=gender if kind is Kind.PERSON else None,
        quoted=run[0].quoted,
        sentence=sentence,
    )


def _is_adjective(run: Sequence[Token], known: Authority) -> bool:
    """Tell whether a capital only begins a sentence in front of a demonym: "Recent North Korean reports"."""
    if any(known.is_demonym(_join(run[:length])) for length in (1, 2)):
        return False
    return any(known.is_demonym(_join(run[1:end])) for end in (2, 3) if end <= len(run))


_GENERIC = frozenset(
    "agriculture air army bank cabinet central commerce court culture defence defense department economy education "
    "embassy energy environment finance foreign force government health home interior justice labor labour military "
    "ministry navy office parliament police senate state supreme trade transport treasury unification".split()
)


def _with_country(
    tokens: Sequence[Token], begin: int, run: Sequence[Token], text: str, words: Lexicon, known: Authority
) -> str:
    """Return "Russian Foreign Ministry" for Russia’s Foreign Ministry: many countries have one."""
    if begin < 2 or tokens[begin - 1].text not in ("’s", "'s", "’") or any(t.lower not in _GENERIC for t in run):
        return text
    for length in (2, 1):
        owner = tokens[max(0, begin - 1 - length) : begin - 1]
        country = known.country(_join(owner))
        if country is not None:
            return f"{demonym_of(country)} {text}"
    return text


def demonym_of(country: Entry) -> str:
    """Return the usual demonym of a country, or its name where there is none."""
    return min(country.demonyms, key=lambda demonym: (len(demonym) < 4, demonym), default=country.name)


def _join(run: Sequence[Token]) -> str:
    if not run:
        return ""
    text = run[0].text
    for before, token in zip(run, run[1:], strict=False):
        text += (" " if token.start > before.end else "") + token.text
    return text


def _kind_of(run: Sequence[Token], text: str, words: Lexicon, known: Authority) -> Kind:
    entry = known.find(text)
    if entry is not None:
        return entry.kind
    if known.country(text):
        return Kind.COUNTRY
    lowered = [token.lower for token in run]
    if lowered[-1] in words.media_words and len(run) > 1:
        return Kind.MEDIA
    if any(word in words.organization_words for word in lowered) and not _is_titled(run, words):
        return Kind.ORGANIZATION
    if len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1:
        return Kind.ORGANIZATION
    return Kind.UNKNOWN


def _is_titled(run: Sequence[Token], words: Lexicon) -> bool:
    """Tell whether "Defense Minister Shin Won-sik" only looks like an organisation's name because of a title."""
    people = [i for i, token in enumerate(run) if token.lower.rstrip(".") in words.titles and token.lower in words.people]
    return bool(people) and people[-1] < len(run) - 1 and not any(
        token.lower in words.organization_words for token in run[people[-1] + 1 :]
    )


def _title_roles(titles: Sequence[Token], words: Lexicon) -> set[str]:
    lowered = [token.lower.rstrip(".") for token in titles]
    roles = {word for word in lowered if word in words.people}
    if len(lowered) > 1 and lowered[-1] in words.people:
        roles.add(" ".join(lowered[-2:]))
    return roles


def _nouns_after(tokens: Sequence[Token], end: int, words: Lexicon) -> set[str]:
    """Return the trade in an apposition: "Clara Moretti, chief economist at …", "the Lena group"."""
    following = [token.lower for token in tokens[end : end + 3]]
    for length in (1, 2, 3):
        if len(following) >= length and following[length - 1] in words.bodies and all(word.isalpha() for word in following[:length]):
            if length == 1 or following[0] in ("news", "think", "state", "rights", "aid"):
                return {following[length - 1], " ".join(following[:length])}
    position = end
    if position < len(tokens) and tokens[position].text == "(":
        position = next((i + 1 for i in range(position, min(len(tokens), position + 6)) if tokens[i].text == ")"), position)
    if position >= len(tokens) or tokens[position].text != ",":
        return set()
    found: set[str] = set()
    for token in tokens[position + 1 : position + 8]:
        if not token.is_word or token.lower in ("who", "which", "at", "of", "in", "and", "but", "for"):
            break
        if token.lower in words.people or token.lower in words.bodies:
            found.add(token.lower)
    first = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    if first not in ("a", "an", "the", "his", "her", "its", "their") and first not in words.people and first not in words.titles:
        return set()
    return found


def _acronym(tokens: Sequence[Token], end: int, run: Sequence[Token]) -> str | None:
    """Return the acronym that is introduced in brackets behind a name, checked against its letters."""
    if end + 2 >= len(tokens) or tokens[end].text != "(" or tokens[end + 2].text != ")":
        return None
    short = tokens[end + 1].text.replace(".", "")
    initials = "".join(token.text[0] for token in run).upper()
    letters = re.sub(r"[^A-Z]", "", short.upper())
    if len(short) < 2 or not short[0].isupper():
        return None
    remaining = iter("".join(token.text for token in run).upper())
    return short if letters[0] == initials[0] and all(letter in remaining for letter in letters) else None
