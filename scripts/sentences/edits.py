"""Edits of a content that leave what it says, and edits that change it."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from sentences.pairs import Pair

_NUMBER = re.compile(r"\$?\d+(?:[.,]\d+)*(?!\w)")
_NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*)*")
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")


def _pairs(words: str) -> list[tuple[str, str]]:
    return [(one.strip(), other.strip()) for one, _, other in (each.partition("=") for each in words.split(";"))]


_SHIFTS = _pairs(
    "will=would; can=could; may=might; is=was; are=were; has=had; have=had; 'll='d; ’ll=’d; does not=did not; "
    "is going to=will; plans to=will; is to=will"
)
_WORDINGS = _pairs(
    "said=stated; children=kids; percent=per cent; percent=%; about=around; about=roughly; about=some; "
    "more than=over; less than=under; at least=no fewer than; because=since; many=numerous; start=begin; "
    "started=began; ended=finished; help=assist; near=close to; show=indicate; shows=indicates; showed=indicated; "
    "buy=purchase; bought=purchased; big=large; tell=inform; people=persons; dead=killed; hurt=injured; "
    "doctors=physicians; car=vehicle; lawyer=attorney; company=firm; companies=firms; chief executive=CEO; "
    "United States=U.S.; United States=US; last year=a year ago; not=n’t; two=2; three=3; four=4; five=5; "
    "six=6; seven=7; eight=8; nine=9; ten=10; million=m; while=as; use=employ; soon=shortly; whole=entire; "
    "but=although; after=following; before=ahead of; yesterday=the day before; tomorrow=the next day; "
    "made=produced; got=received; need=require; needs=requires; film=movie; job cuts=layoffs; deal=agreement"
)
_MODALS = _pairs(
    "will=may; will=must; will=should; will=could; would=might; has=may have; has=should have; have=could have; "
    "had=might have; was=could be; was=must be; were=may be; were=should be; is=may be; is=must be; are=should be; "
    "will=wants to; will=refused to; has=threatened to have; is=will be; was=will be"
)
_ANTONYMS = _pairs(
    "rose=fell; up=down; increase=decrease; increased=decreased; gained=lost; gain=loss; higher=lower; more=fewer; "
    "won=lost; win=lose; accepted=rejected; accept=reject; approved=rejected; opened=closed; open=close; before=after; "
    "first=last; first=second; best=worst; began=ended; begin=end; start=stop; started=stopped; guilty=innocent; "
    "legal=illegal; safe=dangerous; support=oppose; supports=opposes; supported=opposed; allow=forbid; "
    "allowed=forbidden; bought=sold; buy=sell; strong=weak; stronger=weaker; north=south; northern=southern; "
    "east=west; eastern=western; arrested=released; hired=dismissed; joined=left; alive=dead; killed=injured; "
    "killed=rescued; success=failure; possible=impossible; likely=unlikely; able=unable; arrived=departed; "
    "improved=worsened; all=some; all=none; always=never; everyone=no one; many=few; most=few; true=false; "
    "public=private; old=new; man=woman; father=mother; son=daughter; men=women; boys=girls; day=week; week=month; "
    "month=year; morning=evening; million=billion; hundreds=thousands; minister=ambassador; agree=refuse"
)
_PARENTHESIS = re.compile(r"(?<=\w)(?:, [^,.;]{5,40}(?=, )|, which [^,.;]+| \([^()]+\))")
_SAME = 0.4
"""Share of the edits that change nothing of what is said."""
_LEADS = ("that ", "that ", "“", "saying that ")


def same(sentence: str, random: Random) -> str:
    """Return a sentence that says the same in somewhat other words."""
    edited = sentence
    for _ in range(random.choice((1, 1, 2, 3))):
        edited = random.choice((_shifted, _reworded, _reworded, _shortened, _led))(edited, random)
    return edited


def different(sentence: str, names: list[str], random: Random) -> str | None:
    """Return a sentence that says something else in nearly the same words, or None where there is no way."""
    ways = [_numbered, _numbered, _renamed, _renamed, _redated, _turned, _turned, _swapped, _modal]
    random.shuffle(ways)
    for way in ways:
        edited = way(sentence, names, random)
        if edited is not None and edited != sentence:
            return edited
    return None


def edited(pairs: Sequence[Pair], count: int, random: Random) -> Iterator[Pair]:
    """Yield sentences of pairs with edits of them, and with edits of what says the same."""
    sentences = [sentence for pair in pairs for sentence in (pair.a, pair.b)]
    twins = {pair.a: pair.b for pair in pairs if pair.same}
    names = [name for sentence in sentences for name in names_in(sentence)]
    while count:
        sentence = random.choice(sentences)
        is_same = random.random() < _SAME
        if is_same:
            other: str | None = same(sentence, random)
        else:
            twin = twins.get(sentence, sentence) if random.random() < 0.5 else sentence
            other = different(twin, names, random)
        if other and other != sentence:
            yield Pair(a=sentence, b=other, same=is_same)
            count -= 1


def names_in(sentence: str) -> list[str]:
    """Return the capitalised words in a sentence that don't begin it."""
    return [name for name in _NAME.findall(sentence) if name not in _DAYS and name not in _MONTHS]


def _replaced(sentence: str, table: list[tuple[str, str]], random: Random, *, both_ways: bool = True) -> str | None:
    found = []
    for one, other in table:
        for old, new in ((one, other), (other, one)) if both_ways else ((one, other),):
            if match := re.search(rf"(?<!\w){re.escape(old)}(?!\w)", sentence):
                found.append((match, new))
    if not found:
        return None
    match, new = random.choice(found)
    return sentence[: match.start()] + new + sentence[match.end() :]


def _shifted(sentence: str, random: Random) -> str:
    shifted = sentence
    for old, new in _SHIFTS if random.random() < 0.7 else [(new, old) for old, new in _SHIFTS]:
        shifted = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", f"\0{new}\0", shifted)
    return shifted.replace("\0", "")


def _reworded(sentence: str, random: Random) -> str:
    return _replaced(sentence, _WORDINGS, random) or sentence


def _shortened(sentence: str, random: Random) -> str:
    found = list(_PARENTHESIS.finditer(sentence))
    if not found:
        return sentence
    match = random.choice(found)
    return sentence[: match.start()] + sentence[match.end() :]


def _led(sentence: str, random: Random) -> str:
    lead = random.choice(_LEADS)
    if sentence.startswith(_LEADS):
        return sentence
    bare = sentence.strip().rstrip(".")
    lowered = bare if lead == "“" or bare[:1] == "I" else bare[:1].lower() + bare[1:]
    return f"{lead}{lowered}{',”' if lead == '“' else ''}"


def _numbered(sentence: str, _names: list[str], random: Random) -> str | None:
    found = [m for m in _NUMBER.finditer(sentence) if any(c != "0" for c in m[0] if c.isdigit())]
    if not found:
        return None
    match = random.choice(found)
    digits = list(match[0])
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    for place in places[: random.choice((1, 2))]:
        digits[place] = random.choice([c for c in "123456789" if c != digits[place]])
    return sentence[: match.start()] + "".join(digits) + sentence[match.end() :]


def _renamed(sentence: str, names: list[str], random: Random) -> str | None:
    found = [m for m in _NAME.finditer(sentence) if m[0] not in _DAYS and m[0] not in _MONTHS]
    if not found or not names:
        return None
    match = random.choice(found)
    return sentence[: match.start()] + random.choice(names) + sentence[match.end() :]


def _redated(sentence: str, _names: list[str], random: Random) -> str | None:
    for pattern, words in ((_DAY, _DAYS), (_MONTH, _MONTHS)):
        if match := pattern.search(sentence):
            return sentence[: match.start()] + random.choice(words) + sentence[match.end() :]
    return None


def _turned(sentence: str, _names: list[str], random: Random) -> str | None:
    return _replaced(sentence, _ANTONYMS, random)


def _modal(sentence: str, _names: list[str], random: Random) -> str | None:
    return _replaced(sentence, _MODALS, random, both_ways=False)


def _swapped(sentence: str, _names: list[str], _random: Random) -> str | None:
    found = list(_NAME.finditer(sentence))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    one, other = found[:2]
    between = sentence[one.end() : other.start()]
    if " and " in between or " or " in between or len(between) < 4:
        return None
    return sentence[: one.start()] + other[0] + between + one[0] + sentence[other.end() :]
