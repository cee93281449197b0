/* shrinkage: VGAM's fit, likelihoods by the gamma function, corners */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "chaos.h"
#include "draws.h"
#include "statistics/shrinkage.h"

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

/* Litters of rats, dead of all: R's package VGAM, lirat (Moore and Tsiatis
 * 1991). */
static const struct counted lirat[] = { { 1, 10 }, { 4, 11 }, { 9, 12 },
	{ 4, 4 }, { 10, 10 }, { 9, 11 }, { 9, 9 }, { 11, 11 }, { 10, 10 },
	{ 7, 10 }, { 12, 12 }, { 9, 10 }, { 8, 8 }, { 9, 11 }, { 4, 6 },
	{ 7, 9 }, { 14, 14 }, { 7, 12 }, { 9, 11 }, { 8, 13 }, { 5, 14 },
	{ 10, 10 }, { 10, 12 }, { 8, 13 }, { 10, 10 }, { 3, 14 }, { 13, 13 },
	{ 3, 4 }, { 8, 8 }, { 5, 13 }, { 12, 12 }, { 1, 10 }, { 1, 3 },
	{ 1, 13 }, { 0, 12 }, { 4, 14 }, { 2, 9 }, { 2, 13 }, { 1, 16 },
	{ 0, 11 }, { 0, 4 }, { 0, 1 }, { 0, 12 }, { 0, 8 }, { 1, 11 },
	{ 0, 14 }, { 1, 14 }, { 0, 11 }, { 0, 3 }, { 0, 13 }, { 2, 9 },
	{ 2, 17 }, { 0, 15 }, { 0, 2 }, { 1, 14 }, { 0, 8 }, { 0, 6 },
	{ 0, 17 } };

static double
log_beta(double a, double b)
{
	return lgamma(a) + lgamma(b) - lgamma(a + b);
}

/* The same from the formula as it stands. */
static double
log_likelihood(const struct counted *u, size_t count, double mu, double rho)
{
	double a = mu * (1 - rho) / rho, b = (1 - mu) * (1 - rho) / rho;
	double sum = 0, x, n;
	size_t i;

	for (i = 0; i < count; i++) {
		x = (double)u[i].x;
		n = (double)u[i].n;
		sum += lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) +
		       log_beta(a + x, b + n - x) - log_beta(a, b);
	}
	return sum;
}

/* VGAM 1.1.7, vglm(cbind(R, N - R) ~ 1, betabinomial). */
static void
test_lirat(void **state)
{
	struct counted turned[COUNT_OF(lirat)];
	struct shrinkage s, t;
	size_t i;

	(void)state;
	assert_int_equal(shrinkage_fit(lirat, COUNT_OF(lirat), &s), METHOD_OK);
	assert_true(near(s.mu, 0.465363247372292, 1e-4));
	assert_true(near(s.rho, 0.599975581298951, 1e-4));
	assert_true(near(s.log_likelihood, -123.326071306453, 1e-9));
	assert_true(near(s.log_likelihood,
	    log_likelihood(lirat, COUNT_OF(lirat), s.mu, s.rho), 1e-13));
	for (i = 0; i < COUNT_OF(lirat); i++)
		turned[i] = lirat[COUNT_OF(lirat) - 1 - i];
	assert_int_equal(shrinkage_fit(turned, COUNT_OF(lirat), &t), METHOD_OK);
	assert_memory_equal(&s, &t, sizeof(s));
}

/*
 * Where the likelihood falls from rho = 0 and has a greater maximum beyond.
 * Expected: golden sections on the likelihood with 40 digits (Python's mpmath);
 * the log-likelihoods at rho = 0 are -15.9794 and -12.6742.
 */
static void
test_beyond(void **state)
{
	static const struct {
		struct counted units[8];
		size_t count;
		struct shrinkage s;
	} families[] = {
		{ { { 2, 2 }, { 0, 5 }, { 8, 8 }, { 1, 1 }, { 3, 3 },
		      { 84, 129 }, { 2, 2 }, { 5, 6 } },
		    8,
		    { 0.76303488480160839, 0.52270583599926658,
			-12.3425272104164187 } },
		{ { { 5, 10 }, { 14, 19 }, { 142, 181 }, { 2, 3 }, { 0, 2 },
		      { 0, 1 } },
		    6,
		    { 0.66828764282841874, 0.041474688798232612,
			-12.4646572414376442 } },
	};
	struct counted turned[8];
	struct shrinkage s, t;
	size_t i, j, count;

	(void)state;
	for (i = 0; i < COUNT_OF(families); i++) {
		count = families[i].count;
		assert_int_equal(
		    shrinkage_fit(families[i].units, count, &s), METHOD_OK);
		assert_true(near(s.mu, families[i].s.mu, 1e-10));
		assert_true(near(s.rho, families[i].s.rho, 1e-10));
		assert_true(near(
		    s.log_likelihood, families[i].s.log_likelihood, 1e-13));
		for (j = 0; j < count; j++)
			turned[j] = families[i].units[count - 1 - j];
		assert_int_equal(shrinkage_fit(turned, count, &t), METHOD_OK);
		assert_memory_equal(&s, &t, sizeof(s));
	}
}

/*
 * Pearson's sum is 4 * 2, as much as there are people: at rho = 0 the slope is
 * 0.  For mu = 1/2 the probabilities of 0, 1 and 2 are (1 + rho) / 4, (1 - rho)
 * / 2 and (1 + rho) / 4, their product is (1 - rho^2)^2 / 64.
 */
static void
test_level(void **state)
{
	const struct counted u[] = { { 0, 2 }, { 1, 2 }, { 1, 2 }, { 2, 2 } };
	struct shrinkage s;

	(void)state;
	assert_int_equal(shrinkage_fit(u, 4, &s), METHOD_OK);
	assert_true(s.mu == 0.5 && s.rho == 0);
	assert_true(near(s.log_likelihood, -6 * log(2), 1e-14));
}

/* How many units have more than j with it, without it, and people. */
struct more {
	double with[64], without[64], people[64];
};

static struct more
more_than(const struct counted *u, size_t count)
{
	struct more m;
	int64_t j;
	size_t i;

	memset(&m, 0, sizeof(m));
	for (i = 0; i < count; i++)
		for (j = 0; j < 64; j++) {
			m.with[j] += u[i].x > j;
			m.without[j] += u[i].n - u[i].x > j;
			m.people[j] += u[i].n > j;
		}
	return m;
}

/* The log-likelihood less log C(n, x), odds = rho / (1 - rho); *mu goes a step
 * to where it is greatest. */
static double
factors(const struct more *m, double odds, double *mu)
{
	double slope = 0, bend = 0, sum = 0, with, without, next;
	int j;

	for (j = 0; j < 64 && m->people[j] > 0; j++) {
		with = *mu + j * odds;
		without = 1 - *mu + j * odds;
		slope += m->with[j] / with - m->without[j] / without;
		bend += m->with[j] / (with * with) +
			m->without[j] / (without * without);
		sum += m->with[j] > 0 ? m->with[j] * log(with) : 0;
		sum += m->without[j] > 0 ? m->without[j] * log(without) : 0;
		sum -= m->people[j] * log1p(j * odds);
	}
	next = *mu + slope / bend;
	*mu = next <= 0 ? *mu / 2 : next >= 1 ? (1 + *mu) / 2 : next;
	return sum;
}

/* No point of a fine grid of rho is likelier, with its best mu. */
static void
test_grid(void **state)
{
	static const double scale[] = { 2, 4, 12, 60 };
	struct counted u[9];
	struct shrinkage s;
	struct more m;
	enum method_status status;
	uint64_t seed = 11;
	double found, mu, most;
	size_t i, count;
	long round, fits = 0, inner = 0;

	(void)state;
	for (round = 0; round < rounds(2000); round++) {
		count = 2 + (size_t)(random_bits(&seed) % 8);
		for (i = 0; i < count; i++) {
			most = scale[random_bits(&seed) % 4];
			u[i].n = 1 + (int64_t)(most * random_part(&seed));
			u[i].x = (int64_t)((double)(u[i].n + 1) *
					   random_part(&seed));
		}
		status = shrinkage_fit(u, count, &s);
		if (status != METHOD_OK)
			continue;
		m = more_than(u, count);
		mu = s.mu;
		found = factors(&m, s.rho / (1 - s.rho), &mu);
		assert_true(near(mu, s.mu, 1e-9));
		fits++;
		inner += s.rho > 0;
		for (i = 0; i < 400; i++)
			assert_true(factors(&m, exp((double)i / 20 - 14),
					&mu) <= found + 1e-9);
	}
	assert_true(fits > 9 * round / 10 && inner < fits);
}

/* No step away from the fit is likelier; rho small and large, units of 2 to
 * thousands; each rate lies between the raw one and the mean. */
static void
test_highest(void **state)
{
	static const double scale[] = { 2, 5, 40, 300, 7000 };
	struct counted u[12];
	struct shrunk_rate r;
	struct shrinkage s;
	unsigned int seed = 7;
	double best, raw;
	size_t i, j;
	long round;

	(void)state;
	for (round = 0; round < rounds(100); round++) {
		for (i = 0; i < COUNT_OF(u); i++) {
			seed = seed * 1103515245 + 12345;
			u[i].n = 2 + (int64_t)(seed >> 16) %
					 (int64_t)scale[round % 5];
			seed = seed * 1103515245 + 12345;
			u[i].x = (int64_t)(seed >> 16) % (u[i].n + 1);
		}
		if (shrinkage_fit(u, COUNT_OF(u), &s) != METHOD_OK)
			continue;
		if (s.rho == 0) {
			assert_int_equal(
			    shrinkage_rate(&s, u, 0.95, &r), METHOD_ALL_EQUAL);
			continue;
		}
		best = log_likelihood(u, COUNT_OF(u), s.mu, s.rho);
		assert_true(near(s.log_likelihood, best, 1e-9));
		for (j = 0; j < 4; j++) {
			double mu = s.mu * (j == 0 ? 1.01 : j == 1 ? 0.99 : 1);
			double rho = s.rho * (j == 2      ? 1.01
						 : j == 3 ? 0.99
							  : 1);

			assert_true(
			    best >=
			    log_likelihood(u, COUNT_OF(u), mu, rho) - 1e-9);
		}
		for (i = 0; i < COUNT_OF(u); i++) {
			assert_int_equal(
			    shrinkage_rate(&s, &u[i], 0.95, &r), METHOD_OK);
			raw = (double)u[i].x / (double)u[i].n;
			assert_true(r.rate >= fmin(raw, s.mu) - 1e-15);
			assert_true(r.rate <= fmax(raw, s.mu) + 1e-15);
			assert_true(r.limits.lower < r.limits.upper);
		}
	}
}

/*
 * mu 1/2, rho 1/3: a = b = 1, all rates equally likely.  After 1 of 1 the
 * posterior has P(rate < q) = q^2 and the mean 2/3.
 */
static void
test_posterior(void **state)
{
	const struct shrinkage even = { 0.5, 1.0 / 3, 0 };
	const struct counted nobody = { 0, 0 }, one = { 1, 1 };
	struct shrunk_rate r;

	(void)state;
	assert_int_equal(shrinkage_rate(&even, &nobody, 0.95, &r), METHOD_OK);
	assert_true(near(r.rate, 0.5, 1e-15));
	assert_true(near(r.limits.lower, 0.025, 1e-13));
	assert_true(near(r.limits.upper, 0.975, 1e-13));
	assert_int_equal(shrinkage_rate(&even, &one, 0.95, &r), METHOD_OK);
	assert_true(near(r.rate, 2.0 / 3, 1e-15));
	assert_true(near(r.limits.lower, sqrt(0.025), 1e-13));
	assert_true(near(r.limits.upper, sqrt(0.975), 1e-13));
}

/* A thousand times more people in units this large change next to nothing. */
static void
test_a_thousand_million(void **state)
{
	struct counted small[] = { { 200000, 1000000 }, { 400000, 1000000 },
		{ 600000, 1000000 }, { 800000, 1000000 } };
	struct counted near_equal[] = { { 500000000, 1000000000 },
		{ 500100000, 1000000000 }, { 499900000, 1000000000 } };
	struct shrinkage s, t;
	size_t i;

	(void)state;
	assert_int_equal(shrinkage_fit(small, 4, &s), METHOD_OK);
	for (i = 0; i < 4; i++) {
		small[i].x *= 1000;
		small[i].n *= 1000;
	}
	assert_int_equal(shrinkage_fit(small, 4, &t), METHOD_OK);
	assert_true(near(t.mu, 0.5, 1e-6) && near(s.mu, 0.5, 1e-6));
	assert_true(near(t.rho, s.rho, 1e-4));
	/* Rates vary by 2/3 * 10^-8, of which chance has 0.25 * 10^-9; rho is
	 * the rest, divided by 1/4. */
	assert_int_equal(shrinkage_fit(near_equal, 3, &t), METHOD_OK);
	assert_true(near(t.mu, 0.5, 1e-8));
	assert_true(near(t.rho, 4 * (2e-8 / 3 - 0.25e-9), 1e-4));
}

/* a = b = 0.005: P(rate < q) is about q^0.005 / 2, so that q = 0.05^200 =
 * 6e-261; with nobody of one it is q^0.005, and q = 0.025^200 = 4e-321. */
static void
test_at_the_ends(void **state)
{
	const struct shrinkage s = { 0.5, 1 / 1.01, 0 };
	const struct counted nobody = { 0, 0 }, none = { 0, 1 }, one = { 1, 1 };
	struct shrunk_rate r;

	(void)state;
	assert_int_equal(shrinkage_rate(&s, &nobody, 0.95, &r), METHOD_OK);
	assert_true(near(r.limits.lower, 6e-261, 0.1) && r.limits.upper == 1);
	/* P(rate > q) is about 1 - q^0.005, and q = 0.975^200 = exp(-5) */
	assert_int_equal(shrinkage_rate(&s, &none, 0.95, &r), METHOD_OK);
	assert_true(r.limits.lower == 0);
	assert_true(near(r.limits.upper, exp(-5), 0.1));
	assert_int_equal(shrinkage_rate(&s, &one, 0.95, &r), METHOD_OK);
	assert_true(near(1 - r.limits.lower, exp(-5), 0.1));
	assert_true(r.limits.upper == 1);
}

/* The more people a unit has, the nearer is its rate to its own. */
static void
test_own_people(void **state)
{
	const struct shrinkage s = { 0.4, 0.05, 0 };
	struct shrunk_rate r;
	double off = 1, width = 1;
	int64_t n;

	(void)state;
	for (n = 1; n <= 1000000000; n *= 10) {
		struct counted unit = { 7 * n, 10 * n };

		assert_int_equal(
		    shrinkage_rate(&s, &unit, 0.95, &r), METHOD_OK);
		assert_true(r.limits.lower < r.rate && r.rate < r.limits.upper);
		assert_true(r.limits.upper - r.limits.lower < width);
		assert_true(0 < 0.7 - r.rate && 0.7 - r.rate < off);
		width = r.limits.upper - r.limits.lower;
		off = 0.7 - r.rate;
	}
}

static void
test_no_memory(void **state)
{
	struct shrinkage s;
	enum method_status status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		status = shrinkage_fit(lirat, COUNT_OF(lirat), &s);
		chaos_stop();
		assert_int_equal(
		    status, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
	}
	assert_int_equal(n, 3);
}

static void
test_corners(void **state)
{
	const struct counted same[] = { { 5, 10 }, { 50, 100 } };
	const struct counted none[] = { { 0, 10 }, { 0, 100 } };
	const struct counted all[] = { { 10, 10 }, { 100, 100 } };
	const struct counted ends[] = { { 10, 10 }, { 0, 100 } };
	const struct counted ones[] = { { 1, 1 }, { 0, 1 } };
	const struct counted nobody[] = { { 0, 0 }, { 1, 5 } };
	const struct counted more[] = { { 6, 5 }, { 1, 5 } };
	const struct counted fewer[] = { { -1, 5 }, { 1, 5 } };
	const struct counted huge[] = { { 1, INT64_MAX }, { 1, 5 } };
	const struct shrinkage half = { 0.5, 0.5, 0 }, odd = { NAN, 0.5, 0 };
	struct shrunk_rate r;
	struct shrinkage s;

	(void)state;
	/* Binomial: 0.5 everywhere, C(10, 5) C(100, 50) / 2^110. */
	assert_int_equal(shrinkage_fit(same, 2, &s), METHOD_OK);
	assert_true(s.mu == 0.5 && s.rho == 0);
	assert_true(near(s.log_likelihood,
	    log(252) + log(1.0089134454556419e29) - 110 * log(2), 1e-12));
	assert_int_equal(shrinkage_rate(&s, same, 0.95, &r), METHOD_ALL_EQUAL);
	assert_int_equal(shrinkage_fit(same, 1, &s), METHOD_TOO_FEW);
	assert_int_equal(shrinkage_fit(ones, 2, &s), METHOD_TOO_FEW);
	assert_int_equal(shrinkage_fit(none, 2, &s), METHOD_NO_EVENTS);
	assert_int_equal(shrinkage_fit(all, 2, &s), METHOD_ALL_EQUAL);
	assert_int_equal(shrinkage_fit(ends, 2, &s), METHOD_NO_CONVERGENCE);
	assert_int_equal(shrinkage_fit(nobody, 2, &s), METHOD_ZERO_DENOMINATOR);
	assert_int_equal(
	    shrinkage_fit(more, 2, &s), METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_int_equal(shrinkage_fit(fewer, 2, &s), METHOD_NEGATIVE_COUNT);
	assert_int_equal(shrinkage_fit(huge, 2, &s), METHOD_TOO_LARGE);
	assert_int_equal(shrinkage_rate(&half, same, 1, &r), METHOD_LEVEL);
	assert_int_equal(
	    shrinkage_rate(&odd, same, 0.95, &r), METHOD_NOT_FINITE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lirat),
		cmocka_unit_test(test_beyond),
		cmocka_unit_test(test_level),
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_highest),
		cmocka_unit_test(test_posterior),
		cmocka_unit_test(test_a_thousand_million),
		cmocka_unit_test(test_at_the_ends),
		cmocka_unit_test(test_own_people),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_corners),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
