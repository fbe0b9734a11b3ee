"""The two-groups model: how probable it is that a score comes from the few that stand out.

Scores are a mixture of two normal distributions, those that do not have a code and those that do (Efron 2008,
"Microarrays, empirical Bayes and the two-groups model"), fitted over all codes together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

STEPS = 200
"""Steps of expectation-maximisation; it lies still well before."""
START = 2.0
"""Where the group that stands out is first looked for, in standard deviations."""


def probabilities(
    score: npt.NDArray[np.float64], shift: npt.NDArray[np.float64] | None = None
) -> npt.NDArray[np.float64]:
    """Give, for standard scores of shape ``(n, codes)``, the probability that a text has a code.

    The two groups share one spread, so a higher score is always more probable. ``shift``, shape ``(codes,)``,
    is added to the scores of a code once the groups are known.
    """
    values = score.ravel()
    fewest = 1 / (4 * score.shape[1])
    share, low, high, spread = 1 / max(score.shape[1], 2), 0.0, START, 1.0
    for _ in range(STEPS):
        one = _posterior(values, share, low, high, spread)
        share = float(np.clip(one.mean(), fewest, 0.5))
        low = float(((1 - one) * values).sum() / max(float((1 - one).sum()), 1e-12))
        high = max(float((one * values).sum() / max(float(one.sum()), 1e-12)), low + 1.0)
        variance = (one * (values - high) ** 2 + (1 - one) * (values - low) ** 2).mean()
        spread = max(float(np.sqrt(variance)), 0.1)
    shifted = score if shift is None else score + shift
    return _posterior(shifted.ravel(), share, low, high, spread).reshape(score.shape)


def _posterior(
    values: npt.NDArray[np.float64], share: float, low: float, high: float, spread: float
) -> npt.NDArray[np.float64]:
    """Give the probability of the group that stands out, by Bayes' rule."""
    odds = np.log(share / (1 - share)) + (high - low) * (values - (high + low) / 2) / spread**2
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))), dtype=np.float64)
