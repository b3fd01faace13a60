"""Which form of a thing the client would rather have."""

from collections.abc import Sequence

from fastapi import Request


def accepted(request: Request) -> str:
    """Return what a request likes: its Accept header, or all of them as the one list that they are (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getlist("accept"))


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type offered that an Accept header likes best, or None where it likes none.

    Of those liked equally the first offered is taken; no header likes everything. See RFC 9110, 12.5.1.
    """
    ranges = _ranges(accept or "*/*")
    liked = [(_quality(media, ranges), -place, media) for place, media in enumerate(offered)]
    quality, _, media = max(liked)
    return media if quality > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    ranges = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [value for name, _, value in (one.partition("=") for one in parameters) if name.strip() == "q"]
        ranges[media] = _number(weights[0]) if weights else 1.0
    return ranges


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media: str, ranges: dict[str, float]) -> float:
    family = media.partition("/")[0] + "/*"
    return next((ranges[wanted] for wanted in (media, family, "*/*") if wanted in ranges), 0.0)
