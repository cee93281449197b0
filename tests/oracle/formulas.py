#!/usr/bin/env python3
"""formulas.py - the statistics of the observations, from their formulas

What observations.py computes with: quantiles and tails of distributions,
limits of proportions and counts, comparisons of two groups, families of
units, trends and breaks of series.  Python's standard library only; nothing
is shared with profstat.  A function returns (value, lower, upper) in the unit
of its formula, limits being None where there are none; it raises Undefined
with the reason where there is no figure.
"""
import bisect
import functools
import math
from fractions import Fraction
from statistics import NormalDist

INFINITY = math.inf


class Undefined(Exception):
    """There is no such figure; says why in the words of the column reason."""

    def __init__(self, reason, status="not_applicable"):
        super().__init__(reason)
        self.reason = reason
        self.status = status


# Distributions

def normal_z(level):
    """The two-sided quantile of the standard normal distribution."""
    return NormalDist().inv_cdf((1 + level) / 2)


def normal_p(z):
    """The two-sided probability beyond z."""
    return math.erfc(abs(z) / math.sqrt(2))


def beta_fraction(a, b, x):
    """Continued fraction of the incomplete beta function, modified Lentz."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 100000):
        for term in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) *
                                                   (a + 2 * m + 1))):
            d = 1 + term * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + term / c
            c = c if abs(c) > tiny else tiny
            h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return h


def beta_cdf(a, b, x):
    """The regularised incomplete beta function."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) +
                     a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(a, b, x) / a
    return 1 - front * beta_fraction(b, a, 1 - x) / b


def gamma_sf(a, x):
    """The regularised upper incomplete gamma function."""
    if x <= 0:
        return 1.0
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while abs(term) > abs(total) * 1e-17:
            n += 1
            term *= x / n
            total += term
        return 1 - front * total
    b = x + 1 - a
    c, d = 1e300, 1 / b
    h = d
    for i in range(1, 100000):
        b += 2
        d = 1 / (-i * (i - a) * d + b)
        c = b - i * (i - a) / c
        h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * h


def chi_square_sf(x, df):
    return gamma_sf(df / 2, x / 2)


def solve(function, low, high, steps=200):
    """Where a monotone function changes its sign, by bisection."""
    rising = function(high) > function(low)
    for _ in range(steps):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (function(middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return (low + high) / 2


@functools.lru_cache(maxsize=None)
def beta_quantile(a, b, p):
    return solve(lambda x: beta_cdf(a, b, x) - p, 0.0, 1.0)


@functools.lru_cache(maxsize=None)
def gamma_quantile(a, p):
    """Of the gamma distribution with the shape a: half a chi-square of 2a."""
    high = a + 10
    while 1 - gamma_sf(a, high) < p:
        high *= 2
    if p < 0.5:
        return solve(lambda x: 1 - gamma_sf(a, x) - p, 0.0, high)
    return solve(lambda x: (1 - p) - gamma_sf(a, x), 0.0, high)


@functools.lru_cache(maxsize=None)
def student_t(level, df):
    """The two-sided quantile of Student's distribution."""
    if df == 1:
        return math.tan(math.pi * level / 2)
    if df == 2:
        return level * math.sqrt(2 / (1 - level * level))
    x = beta_quantile(df / 2, 0.5, 1 - level)
    return math.sqrt(df * (1 - x) / x)


def f_sf(f, df1, df2):
    return beta_cdf(df2 / 2, df1 / 2, df2 / (df2 + df1 * f))


# Proportions

def wilson(x, n, level):
    z = normal_z(level)
    middle, half = 2 * x + z * z, z * math.sqrt(z * z + 4 * x * (n - x) / n)
    below = 2 * (n + z * z)
    low = 0.0 if x == 0 else (middle - half) / below
    return x / n, low, 1.0 if x == n else (middle + half) / below


def wilson_cc(x, n, level):
    z = normal_z(level)

    def low(x):
        if x == 0:
            return 0.0
        inner = z * z - 2 - 1 / n + 4 * x / n * (n - x + 1)
        return max(0.0, (2 * x + z * z - 1 - z * math.sqrt(inner)) /
                   (2 * (n + z * z)))
    return x / n, low(x), 1 - low(n - x)


def clopper_pearson(x, n, level):
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else beta_quantile(x, n - x + 1, tail)
    # the upper tail by symmetry, for its digits
    high = 1.0 if x == n else 1 - beta_quantile(n - x, x + 1, tail)
    return x / n, low, high


def jeffreys(x, n, level):
    """At 0 and n one limit is the end, as Brown, Cai and DasGupta advise."""
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else beta_quantile(x + 0.5, n - x + 0.5, tail)
    high = 1.0 if x == n else 1 - beta_quantile(n - x + 0.5, x + 0.5, tail)
    return x / n, low, high


def binomial_pmf(x, n, p):
    if p <= 0 or p >= 1:
        return float(x == (0 if p <= 0 else n))
    return math.exp(math.lgamma(n + 1) - math.lgamma(x + 1) -
                    math.lgamma(n - x + 1) + x * math.log(p) +
                    (n - x) * math.log1p(-p))


def binomial_cdf(x, n, p):
    if x < 0:
        return 0.0
    return 1.0 if x >= n else beta_cdf(n - x, x + 1, 1 - p)


def mid_p(x, n, level):
    tail = (1 - level) / 2

    def below(p):
        return binomial_cdf(x - 1, n, p) + binomial_pmf(x, n, p) / 2
    low = 0.0 if x == 0 else solve(lambda p: (1 - tail) - below(p), 0.0, 1.0)
    high = 1.0 if x == n else solve(lambda p: below(p) - tail, 0.0, 1.0)
    return x / n, low, high


def agresti_coull(x, n, level):
    z = normal_z(level)
    total = n + z * z
    p = (x + z * z / 2) / total
    half = z * math.sqrt(p * (1 - p) / total)
    return x / n, max(0.0, p - half), min(1.0, p + half)


def likelihood_ratio(x, n, level):
    z = normal_z(level)

    def distance(p):
        one = x * math.log(x / (n * p)) if x else 0.0
        two = (n - x) * math.log((n - x) / (n * (1 - p))) if x < n else 0.0
        return 2 * (one + two) - z * z
    tiny = 1e-300
    low = 0.0 if x == 0 else solve(distance, tiny, x / n)
    high = 1.0 if x == n else solve(distance, max(tiny, x / n), 1 - 1e-16)
    return x / n, low, high


PROPORTION = {"wilson": wilson, "wilson_cc": wilson_cc,
              "clopper_pearson": clopper_pearson, "mid_p": mid_p,
              "jeffreys": jeffreys, "agresti_coull": agresti_coull,
              "likelihood_ratio": likelihood_ratio}


# Counts of events

def exact_poisson_count(x, level):
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else gamma_quantile(x, tail)
    return low, gamma_quantile(x + 1, 1 - tail)


def byar_count(x, level):
    """Byar's limits from 10 events on, below the exact ones."""
    if x < 10:
        return exact_poisson_count(x, level)
    return byar_formula(x, level)


def byar_formula(x, level):
    z, k = normal_z(level), x + 1
    low = 0.0 if x == 0 else (
        x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3)
    return low, k * (1 - 1 / (9 * k) + z / (3 * math.sqrt(k))) ** 3


EVENTS = {"byar": byar_count, "exact_poisson": exact_poisson_count}


# Two groups: x1 of n1 and x2 of n2

def differ(x1, n1, x2, n2):
    """There are people with the event and without it."""
    if x1 + x2 == 0:
        raise Undefined("no_events")
    if x1 + x2 == n1 + n2:
        raise Undefined("all_equal")


def newcombe(x1, n1, x2, n2, level):
    z = normal_z(level)
    p1, l1, u1 = wilson(x1, n1, level)
    p2, l2, u2 = wilson(x2, n2, level)
    d = x1 / n1 - x2 / n2
    low = d - z * math.sqrt(l1 * (1 - l1) / n1 + u2 * (1 - u2) / n2)
    return p1 - p2, low, d + z * math.sqrt(u1 * (1 - u1) / n1 +
                                           l2 * (1 - l2) / n2)


def likeliest_difference(x1, n1, x2, n2, d):
    """The most likely proportions that differ by d: the root of the
    derivative of the likelihood, found by bisection."""
    low, high = max(0.0, -d), min(1.0, 1 - d)

    def slope(q2):
        q1 = q2 + d
        total = 0.0
        for x, n, q in ((x1, n1, q1), (x2, n2, q2)):
            if x:
                total += x / q if q > 0 else INFINITY
            if n - x:
                total -= (n - x) / (1 - q) if q < 1 else INFINITY
        return total
    edge = (high - low) * 1e-15
    if high - low < 1e-300 or slope(low + edge) <= 0:
        q2 = low
    elif slope(high - edge) >= 0:
        q2 = high
    else:
        q2 = solve(slope, low + edge, high - edge)
    return q2 + d, q2


def score_difference(x1, n1, x2, n2, level, factor):
    z, d0 = normal_z(level), x1 / n1 - x2 / n2

    def distance(d):
        q1, q2 = likeliest_difference(x1, n1, x2, n2, d)
        variance = factor * (q1 * (1 - q1) / n1 + q2 * (1 - q2) / n2)
        return (d0 - d) ** 2 - z * z * max(variance, 0.0)
    low = -1.0 if d0 <= -1 else solve(distance, -1.0, d0)
    high = 1.0 if d0 >= 1 else solve(distance, d0, 1.0)
    return d0, low, high


def miettinen_nurminen(x1, n1, x2, n2, level):
    n = n1 + n2
    return score_difference(x1, n1, x2, n2, level, n / (n - 1))


def mee(x1, n1, x2, n2, level):
    return score_difference(x1, n1, x2, n2, level, 1)


def katz(x1, n1, x2, n2, level):
    if x2 == 0:
        raise Undefined("not_finite" if x1 else "no_events")
    ratio = x1 / n1 / (x2 / n2)
    # nobody, or everybody in both: half a person is taken or given
    a, b = x1 or 0.5, x2
    if x1 == n1 and x2 == n2:
        a, b = x1 - 0.5, x2 - 0.5
    half = normal_z(level) * math.sqrt(1 / a - 1 / n1 + 1 / b - 1 / n2)
    middle = a / n1 / (b / n2)
    return (ratio, middle * math.exp(-half) if x1 else 0.0,
            middle * math.exp(half))


def koopman(x1, n1, x2, n2, level):
    """The likeliest q2 with q1 = r q2 solves a quadratic equation."""
    if x2 == 0:
        raise Undefined("not_finite" if x1 else "no_events")
    z, ratio = normal_z(level), x1 / n1 / (x2 / n2)

    def distance(r):
        a, c = (n1 + n2) * r, x1 + x2
        b = -((n1 + x2) * r + x1 + n2)
        q2 = (-b - math.sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * a)
        q1 = min(r * q2, 1.0)
        variance = q1 * (1 - q1) / n1 + r * r * q2 * (1 - q2) / n2
        return (x1 / n1 - r * x2 / n2) ** 2 - z * z * variance
    low = 0.0 if x1 == 0 else solve(distance, ratio * 1e-9, ratio)
    high = max(ratio, x2 / n2) * 2 + 1
    while distance(high) < 0 and high < 1e12:
        high *= 2
    return ratio, low, solve(distance, ratio or 1e-12, high)


def woolf(x1, n1, x2, n2, level):
    """Returns the method, too: half a person is added for an empty cell."""
    differ(x1, n1, x2, n2)
    cells, method = [x1, n1 - x1, x2, n2 - x2], "woolf"
    if 0 in cells:
        cells, method = [cell + 0.5 for cell in cells], "woolf_corrected"
    a, b, c, d = cells
    ratio = a * d / (b * c)
    half = normal_z(level) * math.sqrt(sum(1 / cell for cell in cells))
    return (ratio, ratio * math.exp(-half), ratio * math.exp(half)), method


def pearson_p(x1, n1, x2, n2):
    differ(x1, n1, x2, n2)
    x, n = x1 + x2, n1 + n2
    top = Fraction(x1 * (n2 - x2) - x2 * (n1 - x1)) ** 2 * n
    return chi_square_sf(float(top / (n1 * n2 * x * (n - x))), 1)


def fisher_p(x1, n1, x2, n2):
    """All tables with these margins that are no likelier, in whole numbers;
    as R does, likelihoods that differ by less than 1e-7 count as equal."""
    differ(x1, n1, x2, n2)
    x = x1 + x2
    first, last = max(0, x - n2), min(x, n1)
    weight = math.comb(n1, first) * math.comb(n2, x - first)
    weights = []
    for k in range(first, last + 1):
        weights.append(weight)
        weight = (weight * (n1 - k) * (x - k) //
                  ((k + 1) * (n2 - x + k + 1)))
    limit = weights[x1 - first]
    limit += limit // 10 ** 7
    return float(Fraction(sum(w for w in weights if w <= limit),
                          sum(weights)))


def mantel_haenszel(strata, level):
    """The common odds ratio; strata of (x1, n1, x2, n2)."""
    r = s = pr = both = qs = 0.0
    strata = [one for one in strata if one[1] and one[3]]
    if not strata:
        raise Undefined("too_few")
    differ(*(sum(one[i] for one in strata) for i in range(4)))
    for x1, n1, x2, n2 in strata:
        n = n1 + n2
        a, b, c, d = x1, n1 - x1, x2, n2 - x2
        p, q, ri, si = (a + d) / n, (b + c) / n, a * d / n, b * c / n
        r, s = r + ri, s + si
        pr, qs = pr + p * ri, qs + q * si
        both += p * si + q * ri
    if r == 0 or s == 0:
        # in each stratum all have the event or nobody has
        raise Undefined("all_equal" if r == s else "no_events")
    variance = pr / (2 * r * r) + both / (2 * r * s) + qs / (2 * s * s)
    half = normal_z(level) * math.sqrt(variance)
    return r / s, r / s * math.exp(-half), r / s * math.exp(half)


def kitagawa(strata):
    """(composition, rates) of the gap, as parts of 1."""
    n1, n2 = (sum(one[i] for one in strata) for i in (1, 3))
    if n1 == 0 or n2 == 0:
        raise Undefined("zero_denominator")
    composition = rates = Fraction(0)
    for x1, m1, x2, m2 in strata:
        if m1 == 0 and m2 == 0:
            continue
        # a rate that a group lacks is that of the other group
        r1 = Fraction(x1, m1) if m1 else Fraction(x2, m2)
        r2 = Fraction(x2, m2) if m2 else r1
        c1, c2 = Fraction(m1, n1), Fraction(m2, n2)
        composition += (c1 - c2) * (r1 + r2) / 2
        rates += (r1 - r2) * (c1 + c2) / 2
    return composition, rates


def cochran_armitage_p(counts):
    """Of (x, n, score) in groups."""
    x, n = sum(one[0] for one in counts), sum(one[1] for one in counts)
    if x in (0, n):
        raise Undefined("all_equal")
    p = Fraction(x, n)
    mean = Fraction(sum(one[1] * one[2] for one in counts), n)
    top = sum((s - mean) * (x - m * p) for x, m, s in counts)
    below = p * (1 - p) * sum(m * (s - mean) ** 2 for _, m, s in counts)
    if below == 0:
        raise Undefined("all_equal")
    return chi_square_sf(float(top * top / below), 1)


def adjusted(ps, method):
    """p-values adjusted for their number, in their order."""
    m = len(ps)
    order = sorted(range(m), key=lambda i: ps[i])
    factor = {"bonferroni": lambda j: m, "holm": lambda j: m + 1 - j,
              "hochberg": lambda j: m + 1 - j,
              "benjamini_hochberg": lambda j: m / j,
              "benjamini_yekutieli": lambda j: m / j * sum(
                  1 / i for i in range(1, m + 1))}[method]
    raised = [min(1.0, factor(j) * ps[i]) for j, i in enumerate(order, 1)]
    if method == "holm":
        raised = [max(raised[:j + 1]) for j in range(m)]
    elif method != "bonferroni":
        raised = [min(raised[j:]) for j in range(m)]
    result = [0.0] * m
    for value, i in zip(raised, order):
        result[i] = value
    return result


def tenth(value):
    """A part of 1 to a tenth of a per cent, halves away from 0."""
    steps = math.floor(abs(value) * 1000 * (1 + 1e-13) + 0.5)
    return math.copysign(steps / 1000, value) if steps else 0.0


def published_parts(strata):
    """Kitagawa's parts, the composition rounded, the rates what is left; and
    whether there is a composition part at all."""
    composition, rates = kitagawa(strata)
    rounded = tenth(float(composition))
    left = float(composition + rates) - rounded
    return rounded, 0.0 if abs(left) < 1e-14 else left, composition != 0


def rounded_up(p):
    """To two significant digits, so that a p tells little of others."""
    if p <= 0:
        return p
    unit = 10.0 ** (math.floor(math.log10(p)) - 1)
    steps = math.ceil(p / unit * (1 - 1e-12))
    return min(1.0, float(f"{steps * unit:.1e}"))


# Strata against a standard: rows of (observed, n, standard x, standard n)

def expected_events(strata):
    total = Fraction(0)
    for _, n, x, m in strata:
        if n:
            if m == 0:
                raise Undefined("zero_denominator")
            total += Fraction(n * x, m)
    return total


def standardised_ratio(strata, level, method="byar"):
    expected = expected_events(strata)
    observed = sum(one[0] for one in strata)
    if expected == 0:
        raise Undefined("zero_denominator")
    low, high = EVENTS[method](observed, level)
    return float(observed / expected), low / expected, high / expected


def direct_rate(strata, level):
    """Of (observed, n, weight): Dobson's limits."""
    people = sum(w for _, _, w in strata)
    observed = sum(x for x, _, _ in strata)
    if people == 0 or any(n == 0 and w for _, n, w in strata):
        raise Undefined("zero_denominator")
    rate = sum(Fraction(w * x, n) for x, n, w in strata if w) / people
    variance = sum(Fraction(w * w * x, n * n)
                   for x, n, w in strata if w) / people ** 2
    low, high = byar_formula(observed, level)
    if observed == 0:
        raise Undefined("no_events")
    spread = math.sqrt(variance / observed)
    return (float(rate), float(rate) + spread * (low - observed),
            float(rate) + spread * (high - observed))


# Families of units: (x, n) each

def quantile_7(values, p):
    """R's type 7, of sorted values."""
    place = (len(values) - 1) * p
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def dispersion(units):
    """(target, phi, tau2) of units by z winsorised at 10 per cent."""
    target = Fraction(sum(x for x, _ in units), sum(n for _, n in units))
    if target in (0, 1):
        raise Undefined("all_equal")
    spread = float(target * (1 - target))
    errors = [math.sqrt(spread / n) for _, n in units]
    z = [float(Fraction(x, n) - target) / s
         for (x, n), s in zip(units, errors)]
    ordered = sorted(z)
    low, high = quantile_7(ordered, 0.1), quantile_7(ordered, 0.9)
    k = len(units)
    phi = math.fsum(min(max(one, low), high) ** 2 for one in z) / k
    w = [1 / (s * s) for s in errors]
    below = math.fsum(w) - math.fsum(one * one for one in w) / math.fsum(w)
    tau2 = max(0.0, (k * phi - (k - 1)) / below) if below > 0 else 0.0
    return float(target), phi, tau2


def binomial_quantile(n, p, probability):
    """The least k with P(X <= k) >= probability."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        # a probability that is reached but for rounding is reached
        if binomial_cdf(middle, n, p) >= probability * (1 - 64 * 2.0 ** -52):
            high = middle
        else:
            low = middle + 1
    return low


def golden_maximum(function, low, high, steps=60):
    ratio = (math.sqrt(5) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    fa, fb = function(a), function(b)
    for _ in range(steps):
        if fa >= fb:
            high, b, fb = b, a, fa
            a = high - ratio * (high - low)
            fa = function(a)
        else:
            low, a, fa = a, b, fb
            b = low + ratio * (high - low)
            fb = function(b)
    return (low + high) / 2


def beta_binomial(units):
    """(mu, rho) of the greatest likelihood, by a search for the best mu
    within one for the best rho / (1 - rho)."""
    # how many units have more than i people, events and non-events
    ups, downs, alls = ([] for _ in range(3))
    for values, counts in (((x for x, _ in units), ups),
                           ((n - x for x, n in units), downs),
                           ((n for _, n in units), alls)):
        values = sorted(values)
        for i in range(values[-1] if values else 0):
            counts.append(len(values) - bisect.bisect_right(values, i))

    def likelihood(mu, scale):
        return (math.fsum(m * math.log(mu + i * scale)
                          for i, m in enumerate(ups)) +
                math.fsum(m * math.log(1 - mu + i * scale)
                          for i, m in enumerate(downs)) -
                math.fsum(m * math.log1p(i * scale)
                          for i, m in enumerate(alls)))

    def best_mu(scale):
        def slope(mu):
            return (math.fsum(m / (mu + i * scale)
                              for i, m in enumerate(ups)) -
                    math.fsum(m / (1 - mu + i * scale)
                              for i, m in enumerate(downs)))
        return solve(slope, 1e-12, 1 - 1e-12, 50)

    def profile(log_scale):
        scale = math.exp(log_scale)
        return likelihood(best_mu(scale), scale)

    if not ups or not downs:
        raise Undefined("all_equal")
    # there may be a maximum at rho = 0 and a greater one inside
    grid = [math.log(1e-9) + i * 0.5 for i in range(61)]
    heights = [profile(one) for one in grid]
    at = max(range(len(grid)), key=heights.__getitem__)
    log_scale = golden_maximum(profile, grid[max(at - 1, 0)],
                               grid[min(at + 1, len(grid) - 1)])
    scale = math.exp(log_scale)
    if likelihood(best_mu(0.0), 0.0) >= profile(log_scale) - 1e-9:
        scale = 0.0
    return best_mu(scale), scale / (1 + scale)


def significant(value, digits):
    """Halves away from 0."""
    if value == 0:
        return 0.0
    exponent = math.floor(math.log10(abs(value))) - digits + 1
    steps = math.floor(abs(value) / 10.0 ** exponent * (1 + 1e-13) + 0.5)
    return math.copysign(float(f"{steps}e{exponent}"), value)


def logits(units):
    """(estimate, variance) of each unit."""
    result = []
    for x, n in units:
        a, b = (x, n - x) if 0 < x < n else (x + 0.5, n - x + 0.5)
        result.append((math.log(a / b), 1 / a + 1 / b))
    return result


def polished(tau2, mean, estimates):
    """A maximum to all digits: where the derivative of the restricted
    likelihood is zero."""
    def slope(tau2):
        mu, w = mean(tau2)
        total, total2 = math.fsum(w), math.fsum(a * a for a in w)
        return math.fsum(a * a * (y - mu) ** 2 for a, (y, _)
                         in zip(w, estimates)) - total + total2 / total
    low, high = tau2 * 0.999, tau2 * 1.001
    if tau2 == 0 or slope(low) <= 0 or slope(high) >= 0:
        return tau2
    return solve(slope, low, high)


def pooled(estimates, level, method):
    """((mu, lower, upper), i2, tau2) of (estimate, variance) pairs."""
    k = len(estimates)
    if k < 2:
        raise Undefined("too_few")

    def mean(tau2):
        w = [1 / (v + tau2) for _, v in estimates]
        return math.fsum(a * y for a, (y, _) in zip(w, estimates)
                         ) / math.fsum(w), w

    def squares(tau2):
        mu, w = mean(tau2)
        return math.fsum(a * (y - mu) ** 2 for a, (y, _) in zip(w, estimates))

    w = [1 / v for _, v in estimates]
    sw, sw2 = math.fsum(w), math.fsum(a * a for a in w)
    typical = (k - 1) * sw / (sw * sw - sw2)
    if method == "dersimonian_laird":
        tau2 = max(0.0, (squares(0.0) - (k - 1)) / (sw - sw2 / sw))
    elif method == "paule_mandel":
        tau2 = 0.0
        if squares(0.0) > k - 1:
            high = 1.0
            while squares(high) > k - 1:
                high *= 2
            tau2 = solve(lambda t: (k - 1) - squares(t), 0.0, high)
    else:
        # the greatest restricted likelihood: it may have several maxima
        def likelihood(tau2):
            mu, w = mean(tau2)
            return -math.fsum(math.log(v + tau2) for _, v in estimates
                              ) - math.log(math.fsum(w)) - squares(tau2)
        widest = max(y for y, _ in estimates) - min(y for y, _ in estimates)
        grid = [0.0] + [(widest + 1) ** 2 * 2.0 ** (i / 8)
                        for i in range(-160, 1)]
        at = max(range(len(grid)), key=lambda i: likelihood(grid[i]))
        tau2 = golden_maximum(likelihood, grid[max(at - 1, 0)],
                              grid[min(at + 1, len(grid) - 1)], 80)
        if at == 0 and likelihood(0.0) >= likelihood(tau2):
            tau2 = 0.0
        tau2 = polished(tau2, mean, estimates)
    mu, w = mean(tau2)
    half = normal_z(level) / math.sqrt(math.fsum(w))
    return (mu, mu - half, mu + half), 100 * tau2 / (tau2 + typical), tau2


# Series: levels of years without gaps

def sign(x):
    return (x > 0) - (x < 0)


def kendall_s(values):
    return sum(sign(b - a) for i, a in enumerate(values)
               for b in values[i + 1:])


def tie_sizes(values):
    return [values.count(one) for one in set(values)]


def kendall_tau(values):
    """tau-b: ties lower the number of pairs."""
    n = len(values)
    pairs = n * (n - 1) // 2
    untied = pairs - sum(t * (t - 1) // 2 for t in tie_sizes(values))
    if untied == 0:
        raise Undefined("all_equal")
    return kendall_s(values) / math.sqrt(pairs * untied)


def kendall_variance(values):
    n = len(values)
    return Fraction(n * (n - 1) * (2 * n + 5) - sum(
        t * (t - 1) * (2 * t + 5) for t in tie_sizes(values)), 18)


@functools.lru_cache(maxsize=None)
def inversions(n):
    """How many orders of n have each number of inversions."""
    counts = [1]
    for k in range(2, n + 1):
        wider = [0] * (len(counts) + k - 1)
        for i, m in enumerate(counts):
            for j in range(k):
                wider[i + j] += m
        counts = wider
    return counts


def mann_kendall_p(values):
    n, s = len(values), kendall_s(values)
    if n <= 10 and len(set(values)) == n:
        counts = inversions(n)
        pairs = n * (n - 1) // 2
        hits = sum(m for i, m in enumerate(counts)
                   if abs(pairs - 2 * i) >= abs(s))
        return float(Fraction(hits, math.factorial(n)))
    variance = kendall_variance(values)
    if variance == 0:
        return 1.0
    return normal_p((s - sign(s)) / math.sqrt(variance))


def sen(values, level):
    """Slopes of all pairs: the median, and limits by ranks, rounded."""
    slopes = sorted(Fraction(b - a, j - i)
                    for i, a in enumerate(values)
                    for j, b in enumerate(values) if j > i)
    m = len(slopes)
    middle = (slopes[(m - 1) // 2] + slopes[m // 2]) / 2
    c = normal_z(level) * math.sqrt(kendall_variance(values))

    def at(rank):
        rank = math.floor(rank + 0.5)
        return float(slopes[rank - 1]) if 0 < rank <= m else None
    return float(middle), at((m - c) / 2), at((m + c) / 2 + 1)


def line(t, y, weights=None):
    """Intercept and slope of the least squares line."""
    w = weights or [1.0] * len(t)
    total = math.fsum(w)
    mt = math.fsum(a * b for a, b in zip(w, t)) / total
    my = math.fsum(a * b for a, b in zip(w, y)) / total
    stt = math.fsum(a * (b - mt) ** 2 for a, b in zip(w, t))
    sty = math.fsum(a * (b - mt) * (c - my) for a, b, c in zip(w, t, y))
    slope = sty / stt
    return my - slope * mt, slope


def huber(t, y, steps=200):
    """Slope and its standard error as rlm of R's MASS: psi.huber with k =
    1.345, the scale is the median absolute residual / 0.6745."""
    def residuals(a, b):
        return [one - a - b * two for one, two in zip(y, t)]

    k = 1.345
    a, b = line(t, y)
    left = residuals(a, b)
    scale = 0.0
    for _ in range(steps):
        scale = median([abs(one) for one in left]) / 0.6745
        if scale < 1e-12 * max(1.0, max(abs(one) for one in y)):
            break
        w = [min(1.0, k * scale / abs(one)) if one else 1.0 for one in left]
        a, b = line(t, y, w)
        now = residuals(a, b)
        change = math.sqrt(math.fsum((p - q) ** 2 for p, q in zip(left, now))
                           / max(1e-20, math.fsum(p * p for p in left)))
        left = now
        if change <= 1e-4:
            return b, huber_error(t, left, scale)
    if scale > 0:
        raise Undefined("no_convergence")
    return b, 0.0


def huber_error(t, left, scale):
    """The standard error of the slope, by the formula of summary.rlm."""
    k, n = 1.345, len(t)
    w = [min(1.0, k * scale / abs(one)) if one else 1.0 for one in left]
    spread = math.fsum((a * b) ** 2 for a, b in zip(left, w)) / (n - 2)
    inside = [1.0 if abs(one) <= k * scale else 0.0 for one in left]
    mean = math.fsum(inside) / n
    variance = math.fsum((one - mean) ** 2 for one in inside) / (n - 1)
    kappa = 1 + 2 * variance / (n * mean * mean)
    centre = math.fsum(t) / n
    stt = math.fsum((one - centre) ** 2 for one in t)
    return math.sqrt(spread) * kappa / mean / math.sqrt(stt)


def median(values):
    values = sorted(values)
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def rss(y, model="line"):
    t = [float(i) for i in range(len(y))]
    a, b = line(t, y) if model == "line" else (math.fsum(y) / len(y), 0.0)
    return math.fsum((one - a - b * two) ** 2 for one, two in zip(y, t))


def sup_f(y, trim=0.15, model="line", least=None):
    """(F, p, periods before the break): the greatest F of all places."""
    n, k = len(y), 2 if model == "line" else 1
    part = max(least or 0, k + 1, int(n * trim))
    whole, best, at = rss(y, model), -1.0, 0
    if whole <= 1e-24 * math.fsum(one * one for one in y):
        raise Undefined("all_equal")
    for m in range(part, n - part + 1):
        two = rss(y[:m], model) + rss(y[m:], model)
        f = ((whole - two) / k / (two / (n - 2 * k)) if two > 0
             else INFINITY)
        if f > best:
            best, at = f, m
    if best < 0:
        raise Undefined("too_few_periods")
    return best, estrella_p(best * k, k, n, part), at


def break_p(y, least=3):
    """sup F of a line; p is raised to Bonferroni's bound, and the place."""
    n = len(y)
    f, p, at = sup_f(y, least=least)
    part = max(least, int(n * 0.15))
    bound = (n - 2 * part + 1) * f_sf(f, 2, n - 4)
    return max(p, min(1.0, bound)), at


def estrella_p(c, k, n, part):
    """Tail of the supremum of F (k F = c), A. Estrella (2003)."""
    if c == INFINITY:
        return 0.0
    share = part / n
    spread = math.log(((1 - share) / share) ** 2)
    if c <= 0:
        return 1.0
    p = (c ** (k / 2) * math.exp(-c / 2) / (2 ** (k / 2) *
                                            math.gamma(k / 2)) *
         ((1 - k / c) * spread + 2 / c))
    return min(1.0, max(0.0, p))
