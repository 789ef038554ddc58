"""Distributions, from their textbook definitions: the normal one, and Student's t by the incomplete beta function."""

import functools
import math
from statistics import NormalDist

NORMAL = NormalDist()


def normal_below(z):
    """Share of a standard normal distribution below z; erfc keeps small tails exact."""
    return math.erfc(-z / math.sqrt(2)) / 2


def normal_quantile(p):
    return NORMAL.inv_cdf(p)


def beta_fraction(a, b, x):
    """Continued fraction of the incomplete beta function (Abramowitz & Stegun 1964, 26.5.8; Lentz's way)."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    value = d
    for m in range(1, 500):
        for odd in (False, True):
            if odd:
                term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            else:
                term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + term * d
            c = 1 + term / c
            d = 1 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def beta_below(a, b, x):
    """Regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(a, b, x) / a
    return 1 - front * beta_fraction(b, a, 1 - x) / b


def student_above(t, freedom):
    """Share of Student's t above t >= 0."""
    return beta_below(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2


def f_below(f, above, below):
    """Share of an F distribution with so many degrees of freedom below f."""
    return beta_below(above / 2, below / 2, above * f / (above * f + below))


def solve(falling, goal, low, high):
    """Where a falling function meets a goal; bisection to the last bits."""
    for _ in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if falling(middle) > goal:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@functools.cache  # asked for thousands of cells, of few degrees of freedom
def student_quantile(tail, freedom):
    """t with so small a share above it."""
    high = 1.0
    while student_above(high, freedom) > tail:
        high *= 2
    return solve(lambda t: student_above(t, freedom), tail, 0.0, high)
