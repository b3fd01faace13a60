"""Runs of capitalised words, the small words that belong to a name among them: Bank of Spain, Charles de Gaulle."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg.extract.classes import word_set
from kg.extract.text import Token

_PARTICLES = word_set("de da di del la le van von der bin al")
_CONNECTORS = _PARTICLES | word_set("of for on and the a & ,")
_PREFIXES = ("al-", "el-", "ad-", "as-", "ibn-")
"""What Arabic names may begin with in front of their capital: al-Haddad."""
_PARTICIPLES = word_set("born built held led made owned run speaking leaning")
"""What ends an adjective that a name begins, besides words in -ed: "the Oslo-led mission"."""
_NO_NAME = word_set(
    """
    the a an in on at by for from with to of and but or if when while as after before since although though because
    he she it they we i you his her its their our my this that these those there here what who which how why where not
    no nobody everyone everybody anyone anybody nothing something yes one two three four five some many most all both
    each every another other either neither nor according asked meanwhile however then did does do is are was were has
    have had would should
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december correction editor's note photo
    """
)
"""Words that often have a capital and never belong to a name."""
_HEADS_WITH_OF = word_set(
    """
    academy association bank board bureau center centre chamber chiefs church college commission committee council
    court department embassy faculty federation foundation house institute institution ministry monitor office
    organisation organization party school society union university republic united states states kingdom group league
    agency authority army museum library gallery fund register survey alliance coalition network collective movement
    front forum campaign initiative directorate confederation congress assembly parliament faculty tribunal
    """
)
_HEADS_WITH_ON = word_set("commission committee subcommittee council institute center centre conference panel")
FIELDS = word_set(
    """
    affairs agriculture alcohol arts business care children citizenship climate commerce communications communities
    conflict crafts culture defence defense development economy education employment energy environment ethnography
    explosives families finance firearms fisheries food foreign forestry forests health heritage history housing
    immigration industry information infrastructure innovation interior investment justice labor labour land law
    literature media mines mining pensions planning research resources science security services skills social sport
    sports technology tobacco tourism trade transport veterans water welfare wildlife women work youth human rural local
    urban natural public regional international
    """
)
"""What bodies are for: "the Ministry of Health and Welfare"."""


_OF_MEMBERS = word_set(
    """
    alliance association board club confederation congress council federation foundation forum guild institute league
    movement network party society trust union
    """
)
"""What may belong to those whose body it is: "the Teachers’ Union"."""
_MEMBERS = word_set("women men children people")
_COUNTRIES = frozenset(("united states", "united nations", "netherlands", "philippines", "maldives", "bahamas"))
"""Names behind which a bare apostrophe makes a possessor."""


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words as intervals of tokens; a possessive ends one that is no body's members."""
    index = 0
    while index < len(tokens):
        if not _is_name_word(tokens[index]):
            index += 1
            continue
        begin = index - 2 if _is_ordinal(tokens, index) else index
        end = index + 1
        while end < len(tokens) and (
            _is_name_word(tokens[end])
            or tokens[end].text == "May"
            or _connects(tokens, index, end)
            or _is_of_members(tokens, index, end)
        ):
            end += 1
        yield begin, end
        index = end


def _is_ordinal(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a number stands in front: the 11th Circuit Court."""
    if index < 2 or tokens[index - 1].text not in ("st", "nd", "rd", "th"):
        return False
    return tokens[index - 2].text.isdigit() and tokens[index - 2].end == tokens[index - 1].start


def joined(run: Sequence[Token]) -> str:
    """Return the words of a run as they are written, with single blanks."""
    text = run[0].text if run else ""
    for before, token in pairwise(run):
        text += (" " if token.start > before.end else "") + token.text
    return text


def _is_name_word(token: Token) -> bool:
    if token.text[0].isupper():
        return token.is_word and token.lower not in _NO_NAME and not _is_participle(token)
    return "-" in token.text and token.text.startswith(_PREFIXES) and token.text.partition("-")[2][:1].isupper()


def _is_participle(token: Token) -> bool:
    """Tell whether a name only begins an adjective: Oslo-listed, US-backed, but neither Kwang-hyok nor Mohammed."""
    last = token.text.rpartition("-")[2]
    return last != token.text and last.islower() and (last.endswith("ed") or last in _PARTICIPLES)


def _is_of_members(tokens: Sequence[Token], begin: int, index: int) -> bool:
    """Tell whether an apostrophe stands inside the name of its members' body: the Tenants’ Union, Women’s Institute."""
    members = tokens[index - 1].lower
    plural = tokens[index].text in ("’", "'") and members.endswith("s")
    irregular = tokens[index].lower == "'s" and members in _MEMBERS
    if not (plural or irregular) or tokens[index - 1].end != tokens[index].start:
        return False
    if not begin or tokens[begin - 1].lower != "the" or joined(tokens[begin:index]).lower() in _COUNTRIES:
        return False
    behind = takewhile(_is_name_word, tokens[index + 1 :])
    return any(token.lower in _OF_MEMBERS for token in behind)


def _connects(tokens: Sequence[Token], begin: int, index: int) -> bool:
    """Tell whether a small word between capitals belongs to the name: Bank of Spain, Cave for Art, de Gaulle."""
    word, before = tokens[index].lower, tokens[index - 1].lower
    if word not in _CONNECTORS:
        return False
    following = index + 1
    if word in ("of", "for", "on") and following < len(tokens) and tokens[following].lower in ("the", "a"):
        following += 1
    while word in _PARTICLES and following < len(tokens) and tokens[following].text in _PARTICLES:
        following += 1  # van der Berg
    if following >= len(tokens) or not _is_name_word(tokens[following]):
        return False
    if word == "&":
        return True
    if word in _PARTICLES:
        return tokens[index].text.islower()
    if word in ("the", "a"):
        return before in ("of", "for", "on") and index - 1 > begin
    if word == "on":
        return before in _HEADS_WITH_ON
    names = tokens[begin:index]
    if word in ("and", ","):
        headed = any(token.lower in _HEADS_WITH_OF for token in names) and any(token.text.islower() for token in names)
        return before in FIELDS and tokens[following].lower in FIELDS and headed
    return any(token.lower == "chiefs" or token.lower.rstrip("s") in _HEADS_WITH_OF for token in names)
