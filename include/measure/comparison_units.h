/*
 * comparison_units.h - units (colleges, regions) against all of them: which are
 * unlike the others.
 *
 *	const struct counted units[] = { { 15, 20 }, { 40, 80 }, { 45, 100 } };
 *	struct comparison_family family = { 3, units };
 *	bool wanted[STATISTICS] = { [STATISTIC_FUNNEL_95] = true };
 *	struct comparison_results results = COMPARISON_RESULTS_INIT;
 *	if (comparison_results_open(&results, wanted, 3, 1, f) == 0 &&
 *	    comparison_units(definition, &family, 0.95, &results, f) == 0)
 *		...		(target 50, the first from 30 to 70 and above)
 *	comparison_results_clear(&results);
 *
 * The counts x of n of the units of one family come in, and what is wanted of
 * their statistics goes out.  With T = sum x / sum n, the target, and s(n) =
 * sqrt(phi T (1 - T) / n + tau2):
 *
 *	statistic		value				unit, limits
 *	funnel_95, funnel_998	100 T				per cent,
 *		those of chance for n people at 0.95 and 0.998, from 0 to 100
 *	z_score			(x / n - T) / s(n)		score
 *	p_value			P(|Z| >= |z_score|)		probability
 *	p_adjusted		adjusted over the family	probability
 *	shrunken_rate		100 (a + x) / (a + b + n)	per cent,
 *		those of the beta distribution a + x, b + n - x
 *
 * and of all units together:
 *
 *	overdispersion		phi				score
 *	between_units		100 tau				points
 *	pooled_rate		100 / (1 + exp(-mu))		per cent, mu -+ z se
 *	heterogeneity		I2				per cent
 *
 * Levels of limits are `level` but those of the funnels.
 *
 * Funnels.  Limits are exact (the quantiles of X / n, X binomial) or of the
 * score (T -+ z s(n)).  phi and tau2 are those of the winsorised scores
 * (statistics/funnel.h); the sum of their squares, k phi of k units, against
 * chi-square with k - 1 degrees of freedom tests whether the units vary more
 * than chance makes them.  Where P < 0.05 and the definition has a widening,
 * { phi, 0 }, the multiplicative one, or { 1, tau2 }, the additive, limits and
 * z_score have it, and limits are those of the score; else { 1, 0 }.  Methods:
 * funnel_exact or funnel_score, funnel_multiplicative, funnel_additive; those
 * of z_score and p_value funnel_score or one of the last two; of p_adjusted the
 * adjustment.  D. Spiegelhalter (2005), Statistics in Medicine 24:1185-1202;
 * D. Spiegelhalter et al. (2012), JRSS A 175:1-47.
 *
 * Shrinkage.  a = mu (1 - rho) / rho, b = (1 - mu) (1 - rho) / rho of the
 * beta-binomial distribution that is likeliest for the family
 * (statistics/shrinkage.h).  rho = 0: units do not differ beyond chance; all
 * have 100 mu, without limits.
 *
 * Pooling.  Estimates log(x / (n - x)) with the variances 1 / x + 1 / (n - x),
 * where x is 0 or n with 1/2 more of both, have mu, its error and I2 by the
 * method of the definition (statistics/pooling.h).
 *
 * Parameters of a family are rounded before they are used, as a unit that is
 * withheld might be computed from them: phi, tau and rho to 2 significant
 * digits (rho at most to 0.99), mu to 3 decimals, or where these were 0 or 1 to
 * 2 significant digits of the smaller of mu and 1 - mu; pooled_rate, its limits
 * and heterogeneity to 1 decimal.  So are p, up to 2 significant digits, before
 * they are adjusted.  The test takes phi as it is.
 *
 * Flags: on the funnels FLAG_ABOVE and FLAG_BELOW where x / n lies strictly
 * outside of the limits; on p_value and p_adjusted by the sign of z_score where
 * p_adjusted, or if that is not wanted p_value, is below 1 - level.
 *
 * The order of the units does not matter, to the last bit.
 */
#ifndef MEASURE_COMPARISON_UNITS_H
#define MEASURE_COMPARISON_UNITS_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_definition.h"
#include "measure/comparison_results.h"
#include "statistics/counted.h"

/* x of n of each unit; borrowed. */
struct comparison_family {
	size_t count;
	const struct counted *units;
};

/*
 * The statistics that the results want are computed and set in them: those of
 * the units, by their number in the family, and of family 0.
 *
 * A unit with another status than METHOD_OK of counted_check() (no people, more
 * events than people) has that status in all of them and is no part of the
 * family.  Statuses else:
 *
 *	METHOD_TOO_FEW		fewer than two units: shrunken_rate,
 *				overdispersion, between_units, pooled_rate,
 *				heterogeneity
 *	METHOD_NO_EVENTS	nobody in any unit: z_score, both p, the
 *				first three of these
 *	METHOD_ALL_EQUAL	everybody in every unit, likewise
 *	METHOD_NO_CONVERGENCE	shrunken_rate where each unit has everybody or
 *				nobody; pooled_rate and heterogeneity
 *	METHOD_LEVEL		a level outside (0, 1)
 *	METHOD_TOO_LARGE	above 2^53 people in all
 *
 * Returns 0, or -1 when there is no memory.
 */
int comparison_units(const struct comparison_definition *,
    const struct comparison_family *, double level,
    const struct comparison_results *, struct fail *) MUST_CHECK;

#endif
