"""Through whom a statement reached the reader: its publisher, the agency behind that, and who relays whom."""

from collections.abc import Iterator, Mapping, Sequence

from kg.model import UNKNOWN_PUBLISHER, Attribution, Kind, Metadata, Source
from kg.resolve.through.media import Media


class Chains:
    """The chains of one document's attributions, by their keys.

    `hearers` are the media that were spoken to, as the text has them; only those that are no link already become one.
    """

    def __init__(
        self,
        metadata: Metadata,
        attributions: Sequence[Attribution],
        sources: Mapping[int, Source],
        hearers: Mapping[int, Source],
        media: Media,
    ) -> None:
        self._outlets = [name for name in (metadata.publisher, metadata.credit) if name] or [UNKNOWN_PUBLISHER]
        self._within = {a.key: a.within for a in attributions}
        self._sources = sources
        self._hearers = hearers
        self._media = media

    def told_to(self, key: int) -> Source | None:
        """Return the medium that a statement was told to, None where it is an earlier link, or the document's own."""
        *_, (_, told) = self._steps(key)
        return told

    def names(self, key: int) -> tuple[str, ...]:
        """Return the names through which a statement reached the reader, publisher first, its source last.

        An agency that is credited takes the publisher's place where none is known. A source that speaks inside its
        own statement is one link.
        """
        *_, (links, _) = self._steps(key)
        return (self._outlets[0], *(link.name for link in links))

    def shown(self, key: int) -> tuple[str, ...]:
        """Return the same as a reader sees it."""
        *_, (links, _) = self._steps(key)
        return (self._outlets[0], *(link.inside for link in links))

    def _steps(self, key: int) -> Iterator[tuple[list[Source], Source | None]]:
        """Yield, from the outermost statement inward, the links behind the first outlet, and the medium told."""
        path = [key]
        while (outer := self._within[path[-1]]) is not None:
            path.append(outer)
        links = [Source.of_name(outlet, Kind.MEDIA) for outlet in self._outlets[1:]]
        for each in reversed(path):
            source, told = self._sources[each], self._told(each, links)
            links = [*links, told] if told is not None else links
            links = links if links and links[-1].id == source.id else [*links, source]
            yield links, told

    def _told(self, key: int, links: Sequence[Source]) -> Source | None:
        told, source = self._hearers.get(key), self._sources[key]
        if told is None or any(self._media.same(told.name, outlet) for outlet in self._outlets):
            return None
        says_itself = bool(links) and links[-1].id == source.id
        return None if says_itself or told.id in {source.id, *(link.id for link in links)} else told
