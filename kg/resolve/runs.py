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
    several dozens each every another other either neither nor according asked meanwhile however then did does do is
    are was were has have had would should
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
    academies agency alliance army assembly authority campaign club coalition collective confederation congress
    directorate faculty forum front fund gallery guild initiative library movement museum network parliament
    register survey tribunal trust
    """
)
_NAMES_ALONE = word_set("army church house kingdom republic states united")
"""Of these, what names somebody without more: "the House"."""
_HEADS_WITH_ON = word_set("commission committee subcommittee council institute center centre conference panel")
FIELDS = word_set(
    """
    affairs agriculture alcohol arts business care children citizenship climate commerce communications
    communities conflict crafts culture defence defense development economy education employment energy
    engineering environment ethnography explosives families finance fire firearms fisheries food foreign
    forestry forests health heritage history housing human immigration industry information infrastructure
    innovation interior international investment justice labor labour land law literature local media medicine
    mines mining natural pensions planning public regional rescue research resources rural safety science
    sciences security services skills social sport sports technology tobacco tourism trade transport urban
    veterans water welfare wildlife women work youth
    """
)
"""What bodies are for: "the Ministry of Health and Welfare"."""
_CHAMBERS = word_set("house senate commons lords")
_PANELS = word_set("committee subcommittee panel")

_OF_MEMBERS = word_set(
    """
    alliance association board club confederation congress council federation foundation forum guild institute league
    movement network party society trust union
    """
)
"""What may belong to those whose body it is: "the Teachers’ Union"."""
_MEMBERS = word_set("women men children people")
_OFFICERS = word_set(
    """
    assessor attorney auditor chancellor clerk commissioner comptroller coroner defender examiner general governor king
    mayor minister ombudsman premier president prince princess prosecutor queen secretary sheriff solicitor treasurer
    """
)
_OF_OFFICER = word_set("chief deputy district medical prime public vice")
_OF_OFFICERS = word_set("college commission council department foundation fund office service trust")
"""What may belong to who holds an office, whose name nobody gives: "the Lake County Sheriff’s Office"."""
_COUNTRIES = frozenset(("united states", "united nations", "netherlands", "philippines", "maldives", "bahamas"))
"""Names behind which a bare apostrophe makes a possessor."""


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words as intervals of tokens.

    A possessive ends one unless it is that of a body's members or of an officer.
    """
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
            or is_of_officer(tokens, end)
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


def has_inner_capital(word: str) -> bool:
    """Tell whether only a name is written so: LOH, PayPal, DoorDash."""
    return word.isupper() or any(before.islower() and letter.isupper() for before, letter in pairwise(word))


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


def is_of_officer(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an apostrophe stands between an officer and what is his: the Mayor’s Office."""
    if not 0 < index < len(tokens) - 1 or tokens[index].lower != "'s" or tokens[index - 1].end != tokens[index].start:
        return False
    officer, office = tokens[index - 1], tokens[index + 1]
    if officer.text == "State" and office.text == "Attorney":
        return is_of_officer(tokens, index + 2)
    return (
        officer.is_capitalised and officer.lower in _OFFICERS and _is_name_word(office) and office.lower in _OF_OFFICERS
    )


def tells_nobody(words: Sequence[str]) -> bool:
    """Tell whether the lower-case words of a body's name tell nobody's: "the Office", "the Mayor’s Office".

    The king's college and trust are well known.
    """
    *in_front, head = words
    if not in_front:
        return head in _HEADS_WITH_OF - _NAMES_ALONE or head in _OF_OFFICERS
    officers = in_front[-1] == "'s" and all(word in _OFFICERS | _OF_OFFICER for word in in_front[:-1])
    return officers and head in ("office", "department", "service")


def _connects(tokens: Sequence[Token], begin: int, index: int) -> bool:
    """Tell whether a small word between capitals belongs to the name: Bank of Spain, Cave for Art, de Gaulle."""
    word, before = tokens[index].lower, tokens[index - 1].lower
    names = tokens[begin:index]
    if word == ",":
        return before in FIELDS and _has_head(names) and _lists_fields(tokens, index)
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
    if word == "and":
        return _joins(names, list(takewhile(_is_name_word, tokens[following:])))
    return _has_head(names)


def _has_head(names: Sequence[Token]) -> bool:
    """Tell whether words hold the noun of a body that is told by what follows: "the Ministry of", "the Club for"."""
    return any(token.lower in _HEADS_WITH_OF or token.lower.rstrip("s") in _HEADS_WITH_OF for token in names)


def _is_head(token: Token) -> bool:
    return token.lower in _HEADS_WITH_OF or token.lower in ("police", "service")


def _joins(names: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether "and" joins what one body is for: "the Health and Safety Executive", not "the Bank and Lake Police".

    Those whose college it is are joined so, too: "the College of Physicians and Surgeons".
    """
    before = names[-2 if names[-1].text == "," else -1].lower
    first, last = behind[0].lower, behind[-1].lower
    if last in _PANELS and len(names) > 1 and names[0].lower in _CHAMBERS:
        return first not in _CHAMBERS
    if _has_head(names):
        of_members = len(behind) == 1 and len(names) > 2 and names[-2].lower in ("of", "for")
        members = of_members and before.endswith("s") and first.endswith("s") and _is_of_several(names)
        return members or (before in FIELDS and first in FIELDS and not (len(behind) > 1 and _is_head(behind[-1])))
    return before in FIELDS and first in FIELDS


def _is_of_several(names: Sequence[Token]) -> bool:
    return any(token.lower in _OF_MEMBERS or token.lower == "college" for token in names)


def _lists_fields(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a list of fields goes on, up to its "and": "the Academy of Sciences[, Engineering and Medicine]"."""
    words = [token.lower for token in tokens[index:]]
    while words[:1] == [","] and words[1:2] and words[1] in FIELDS:
        words = words[2:]
    return words[:1] == ["and"] or words[:2] == [",", "and"]
