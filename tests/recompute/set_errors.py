"""How far a distribution over sets of assumptions, seen through chance, may be off.

Written from the section "In how many sets of assumptions" of sim/analysis/METHODS.md, and from set_errors.h.
"""

import math
from operator import mul
from distributions import normal_below

HERMITE = 40


class Errors:
    """Variance of an estimated share of sets below z, under the normal working model, by Hermite components.

    `steps` of expectation and maximisation; 0: of means that are drawn in towards their mean.
    """

    def __init__(self, between, chance, freedom, sets, steps):
        keeps = between ** 2 / (between ** 2 + chance)
        later = lambda k: 1 - (1 - keeps ** k) ** steps if steps else math.sqrt(keeps ** k)
        back = [1 if k <= 2 else later(k) for k in range(1, HERMITE + 1)]
        self.weight = [b ** 2 / keeps ** k if keeps ** k > 0 else 0.0 for k, b in enumerate(back, 1)]
        self.noise, self.freedom, self.sets = chance / between ** 2, freedom, sets

    def at(self, z):
        density, below = math.exp(-z * z / 2) / math.sqrt(2 * math.pi), normal_below(z)
        polynomials = [1.0, z]
        for k in range(2, HERMITE):
            polynomials.append((z * polynomials[-1] - math.sqrt(k - 1) * polynomials[-2]) / math.sqrt(k))
        size = [(density * p) ** 2 / k for k, p in enumerate(polynomials, 1)]
        rest = max(0, below * (1 - below) - math.fsum(size)) * (1 + max(1, self.weight[-1])) / 2
        lean = density * z / 2 * self.noise
        return (math.fsum(map(mul, self.weight, size)) + rest) / self.sets + lean ** 2 * 2 / self.freedom
