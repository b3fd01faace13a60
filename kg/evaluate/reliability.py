"""Whether confidences mean what they say: how many of the statements are right, by how sure the program was."""

from collections.abc import Iterator
from dataclasses import dataclass, field

BANDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The statements whose confidence lies in `[low, high)`, 1 in the last band: their mean, and the share right."""

    low: float
    high: float
    statements: int
    confidence: float
    right: float


@dataclass(slots=True)
class Reliability:
    """Confidences and whether each was right, of several articles together."""

    results: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, other: "Reliability") -> None:
        """Add another article's results."""
        self.results += other.results

    def bands(self) -> Iterator[Band]:
        """Yield the tenths of the scale in which there are statements."""
        for number in range(BANDS):
            inside = [(c, right) for c, right in self.results if min(int(c * BANDS), BANDS - 1) == number]
            if inside:
                yield Band(
                    low=number / BANDS,
                    high=(number + 1) / BANDS,
                    statements=len(inside),
                    confidence=round(sum(c for c, _ in inside) / len(inside), 4),
                    right=round(sum(right for _, right in inside) / len(inside), 4),
                )

    def error(self) -> float:
        """Return the expected calibration error: how far the bands' means lie from their shares, on average."""
        total = sum(band.statements * abs(band.confidence - band.right) for band in self.bands())
        return round(total / len(self.results), 4) if self.results else 0.0
