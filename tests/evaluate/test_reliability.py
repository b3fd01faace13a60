"""Confidences are compared with how many were right, band by band."""

import pytest

from kg.evaluate.reliability import Reliability


def test_bands_hold_their_means_and_the_error_weighs_them() -> None:
    found = Reliability([(0.95, True), (0.97, False), (0.25, False), (1.0, True)])
    low, high = found.bands()
    assert (low.low, low.statements, low.confidence, low.right) == (0.2, 1, 0.25, 0.0)
    assert (high.high, high.statements, high.right) == (1.0, 3, pytest.approx(2 / 3, abs=1e-4))
    assert found.error() == pytest.approx((0.25 + 3 * (0.9733 - 0.6667)) / 4, abs=1e-3)


def test_articles_add_up_and_nothing_has_no_error() -> None:
    found = Reliability()
    assert (list(found.bands()), found.error()) == ([], 0.0)
    found.add(Reliability([(0.5, True)]))
    assert found.error() == 0.5
