/* comparison_groups - two groups compared */
#include "measure/comparison_groups.h"

#include <math.h>

#include "measure/comparison_round.h"
#include "statistics/contingency.h"
#include "statistics/difference.h"
#include "statistics/fisher.h"
#include "statistics/mantel_haenszel.h"
#include "statistics/odds_ratio.h"
#include "statistics/ratio.h"

#define ROUNDING 1e-12 /* of a difference in points, where nothing is left */

typedef enum method_status comparing(
    const struct two_groups *, double level, struct comparison *);

struct named {
	const char *name;
	comparing *compare;
};

static void
put(struct comparison_result *r, enum method_status status, const char *method,
    double value)
{
	*r = (struct comparison_result){ .status = status, .method = method };
	if (status == METHOD_OK)
		r->value = value + 0.0; /* no -0 */
}

static void
put_difference(const struct comparison_definition *d,
    const struct two_groups *groups, double level, struct comparison_result *r)
{
	static const struct named methods[] = {
		[COMPARISON_NEWCOMBE] = { "newcombe", difference_newcombe },
		[COMPARISON_MIETTINEN_NURMINEN] = { "miettinen_nurminen",
		    difference_miettinen_nurminen },
		[COMPARISON_MEE] = { "mee", difference_mee },
	};
	const struct named *method = &methods[d->difference];
	struct comparison c = { 0, 0, 0 };
	enum method_status status = method->compare(groups, level, &c);

	put(r, status, method->name, 100 * c.estimate);
	if (r->status != METHOD_OK)
		return;
	r->lower = 100 * c.lower;
	r->upper = 100 * c.upper;
	r->limits = true;
}

/* A ratio to nothing has no value; one that may be so has no limits. */
static void
put_ratio(struct comparison_result *r, enum method_status status,
    const char *method, const struct comparison *c)
{
	if (status == METHOD_OK && !isfinite(c->estimate))
		status = METHOD_NOT_FINITE;
	put(r, status, method, c->estimate);
	if (status != METHOD_OK)
		return;
	if (!isfinite(c->lower) || !isfinite(c->upper)) {
		r->flags = FLAG_UNRELIABLE;
		return;
	}
	r->lower = c->lower;
	r->upper = c->upper;
	r->limits = true;
}

static void
put_risk_ratio(const struct comparison_definition *d,
    const struct two_groups *groups, double level, struct comparison_result *r)
{
	static const struct named methods[] = {
		[COMPARISON_KATZ] = { "katz", ratio_katz },
		[COMPARISON_KOOPMAN] = { "koopman", ratio_koopman },
	};
	const struct named *method = &methods[d->ratio];
	struct comparison c = { 0, 0, 0 };
	enum method_status status = method->compare(groups, level, &c);

	put_ratio(r, status, method->name, &c);
}

static void
put_odds_ratio(
    const struct two_groups *groups, double level, struct comparison_result *r)
{
	struct odds_ratio odds = { { 0, 0, 0 }, false };
	enum method_status status = odds_ratio_woolf(groups, level, &odds);

	put_ratio(r, status, odds.corrected ? "woolf_corrected" : "woolf",
	    &odds.ratio);
}

static void
put_common(const struct comparison_groups *g, double level,
    struct comparison_result *r)
{
	struct comparison c = { 0, 0, 0 };
	enum method_status status = g->stratum_count == 0
					? METHOD_TOO_FEW
					: mantel_haenszel_odds_ratio(g->strata,
					      g->stratum_count, level, &c);

	c = (struct comparison){ comparison_round_ratio(c.estimate),
		comparison_round_ratio(c.lower),
		comparison_round_ratio(c.upper) };
	put_ratio(r, status, "mantel_haenszel", &c);
}

/* What is not composition is the other part. */
static void
put_parts(const struct comparison_groups *g, struct comparison_result *results)
{
	const struct two_groups *s = g->strata;
	struct kitagawa k = { 0, 0, 0 };
	enum method_status status;
	double composition, rates;
	size_t i;

	for (i = 0; i < g->stratum_count; i++)
		g->parts[i] =
		    (struct kitagawa_stratum){ { s[i].events1, s[i].size1 },
			    { s[i].events2, s[i].size2 } };
	status = kitagawa_parts(g->parts, g->stratum_count, &k);
	composition = comparison_round_percent(100 * k.composition);
	put(&results[STATISTIC_COMPOSITION_PART], status, "kitagawa",
	    composition);
	results[STATISTIC_COMPOSITION_PART].negligible =
	    composition == 0 && k.composition != 0;
	rates = 100 * k.gap - composition;
	put(&results[STATISTIC_RATE_PART], status, "kitagawa",
	    fabs(rates) < ROUNDING ? 0 : rates);
}

/* Of counts that are checked. */
static enum method_status
pearson(const struct two_groups *g, double *p)
{
	const int64_t cells[] = { g->events1, g->size1 - g->events1, g->events2,
		g->size2 - g->events2 };
	struct chi_square test = { 0, 0, 0 };
	enum method_status status =
	    contingency_pearson(cells, 2, 2, false, &test);

	*p = test.p_value;
	return status;
}

/* The first group is the one that is smaller: swapped groups have the same p to
 * the last bit. */
static enum method_status
fisher(const struct two_groups *g, double *p)
{
	struct two_groups ordered = *g;

	if (g->size1 > g->size2 ||
	    (g->size1 == g->size2 && g->events1 > g->events2))
		ordered = two_groups_swapped(g);
	return fisher_p_value(&ordered, p);
}

void
comparison_groups_test(const struct comparison_definition *d,
    const struct two_groups *groups, struct comparison_result *r)
{
	enum method_status status = two_groups_check(groups);
	double p = 0;

	if (status == METHOD_OK)
		status = d->test == COMPARISON_PEARSON ? pearson(groups, &p)
						       : fisher(groups, &p);
	put(r, status, d->test == COMPARISON_PEARSON ? "pearson" : "fisher", p);
}

void
comparison_groups(const struct comparison_definition *d,
    const struct comparison_groups *g, double level,
    const bool wanted[STATISTICS], struct comparison_result *results)
{
	if (wanted[STATISTIC_DIFFERENCE])
		put_difference(
		    d, &g->all, level, &results[STATISTIC_DIFFERENCE]);
	if (wanted[STATISTIC_RATIO])
		put_risk_ratio(d, &g->all, level, &results[STATISTIC_RATIO]);
	if (wanted[STATISTIC_ODDS_RATIO])
		put_odds_ratio(&g->all, level, &results[STATISTIC_ODDS_RATIO]);
	if (wanted[STATISTIC_COMMON_ODDS_RATIO])
		put_common(g, level, &results[STATISTIC_COMMON_ODDS_RATIO]);
	if (wanted[STATISTIC_COMPOSITION_PART] || wanted[STATISTIC_RATE_PART])
		put_parts(g, results);
	if (wanted[STATISTIC_P_VALUE])
		comparison_groups_test(d, &g->all, &results[STATISTIC_P_VALUE]);
}

void
comparison_groups_trend(const int64_t *events, const int64_t *people,
    size_t count, struct comparison_result *r)
{
	struct trend trend = { 0, { 0, 0, 0 } };
	enum method_status status =
	    contingency_cochran_armitage(events, people, NULL, count, &trend);

	put(r, status, "cochran_armitage", trend.chi_square.p_value);
}
