"""Small symmetric matrices: eigenvalues by Jacobi's rotations, and means drawn in by what of their covariance is chance."""

import math
from estimators import mean

NEGLIGIBLE = 1e-12  # of the largest variance: rounding


def times(m, v):
    return [math.fsum(a * b for a, b in zip(row, v)) for row in m]


def transposed(m):
    return [list(column) for column in zip(*m)]


def product(a, b):
    return transposed([times(a, column) for column in transposed(b)])


def eigen(m):
    """Eigenvalues, and eigenvectors as rows."""
    n, m = len(m), [list(row) for row in m]
    vectors = [[float(i == j) for j in range(n)] for i in range(n)]
    for _ in range(60):
        off = [(abs(m[i][j]), i, j) for i in range(n) for j in range(i)]
        if not off or max(off)[0] <= 1e-18 * max(abs(m[i][i]) for i in range(n)):
            break
        _, p, q = max(off)
        angle = math.atan2(2 * m[p][q], m[q][q] - m[p][p]) / 2
        c, s = math.cos(angle), math.sin(angle)
        turn = [[float(i == j) for j in range(n)] for i in range(n)]
        turn[p][p] = turn[q][q] = c
        turn[p][q], turn[q][p] = -s, s
        m = product(product(turn, m), transposed(turn))
        vectors = product(turn, vectors)
    return [m[i][i] for i in range(n)], vectors


def covariance(rows):
    centre = [mean(column) for column in transposed(rows)]
    off = [[v - c for v, c in zip(row, centre)] for row in rows]
    k = range(len(centre))
    return centre, [[math.fsum(o[i] * o[j] for o in off) / (len(rows) - 1) for j in k] for i in k]


def drawn_in(rows, chance):
    """mean + B^(1/2) (y - mean), B = (T - W) T^-1 with eigenvalues held to 0..1; T over rows, W their mean chance."""
    centre, total = covariance(rows)
    if not any(chance[i][i] > 0 for i in range(len(chance))):
        return rows
    values, vectors = eigen(total)
    kept = [(v, e) for v, e in zip(values, vectors) if v > NEGLIGIBLE * max(values) and v > 0]
    if not kept:
        return [centre for _ in rows]
    whiten = [[x / math.sqrt(v) for x in e] for v, e in kept]
    colour = transposed([[x * math.sqrt(v) for x in e] for v, e in kept])
    shares, turns = eigen(product(product(whiten, chance), transposed(whiten)))
    keep = [math.sqrt(min(max(1 - s, 0), 1)) for s in shares]
    out = []
    for row in rows:
        along = times(turns, times(whiten, [v - c for v, c in zip(row, centre)]))
        back = times(transposed(turns), [a * k for a, k in zip(along, keep)])
        out.append([c + v for c, v in zip(centre, times(colour, back))])
    return out
