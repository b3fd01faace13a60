"""Whom a medium cites before it speaks: in "KCNA, citing the ministry, said that …" the ministry is a source.

Extractors know "citing" behind the content that it gives a source to; in front of it they take whom it names for
what is said. Only media are read so: whoever else speaks "citing ill health" gives a reason, not a source.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.classes import word_set
from kg.model import Attribution, Passage
from kg.resolve.through.media import Media

_CITING = word_set("citing quoting")
_OF_MEDIA = word_set(
    "agency newspaper paper broadcaster media outlet daily magazine network channel website tabloid station"
)
_OWNER = re.compile(r".*['’]s ")
_COMMA = re.compile(r"\s*,\s*")


def put_right(text: str, attributions: Sequence[Attribution], media: Media) -> tuple[Attribution, ...]:
    """Return the attributions with each such citation inside what it supports, of the source that it names."""
    hosts = [each for each in attributions if each.source and each.content and _is_medium(each.source.text, media)]
    return tuple(_put_right(text, each, hosts, media) for each in attributions)


def _put_right(text: str, citation: Attribution, hosts: Sequence[Attribution], media: Media) -> Attribution:
    cue, content = citation.cue, citation.content
    if cue is None or content is None or cue.text.lower() not in _CITING:
        return citation
    cited = content.spans[-1]
    behind = cue.spans[-1].end
    source = Passage.of(text, [cited])
    if not behind < cited.start or text[behind : cited.start].strip() or not _can_speak(source.text, media):
        return citation
    for host in hosts:
        if host.key != citation.key and host.content and _is_host(text, host, cue.spans[0].start, cited.end):
            return replace(citation, source=source, content=host.content, quotation=host.quotation, within=host.key)
    return citation


def _is_medium(words: str, media: Media) -> bool:
    name = _OWNER.sub("", words)  # "Japan’s NHK"
    return media.is_medium(name) or not _OF_MEDIA.isdisjoint(words.lower().split())


def _can_speak(words: str, media: Media) -> bool:
    """Tell whether words can name a source: a name, people, a body, a document."""
    speakers = media.words.speakers | media.words.documents
    return any(word[0].isupper() or word.lower() in speakers for word in words.split())


def _is_host(text: str, host: Attribution, begin: int, end: int) -> bool:
    """Tell whether a citation stands between a speaker and his cue, "KCNA, citing …, said", or in front of him."""
    if host.source is None or host.cue is None:
        return False
    speaker, cue = host.source.spans, host.cue.spans[0].start
    between = _is_comma(text, speaker[-1].end, begin) and _is_comma(text, end, cue)
    return between or (_is_comma(text, end, speaker[0].start) and speaker[-1].end <= cue)


def _is_comma(text: str, begin: int, end: int) -> bool:
    return begin < end and _COMMA.fullmatch(text, begin, end) is not None
