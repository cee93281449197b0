/* kitagawa - the parts of a gap (statistics/kitagawa.h) */
#include "statistics/kitagawa.h"

#include <math.h>

#include "statistics/counted.h"
#include "statistics/exact_sum.h"

static enum method_status
add(const struct kitagawa_group *g, struct kitagawa_group *sum)
{
	if (g->events < 0 || g->people < 0)
		return METHOD_NEGATIVE_COUNT;
	if (g->events > g->people)
		return METHOD_NUMERATOR_ABOVE_DENOMINATOR;
	if (g->people > COUNT_MAX - sum->people)
		return METHOD_TOO_LARGE;
	sum->events += g->events;
	sum->people += g->people;
	return METHOD_OK;
}

static double
rate(const struct kitagawa_group *g)
{
	return (double)g->events / (double)g->people;
}

/* The stratum's part of the composition; somebody is in it. */
static double
composition(const struct kitagawa_stratum *s, const struct kitagawa_group *a,
    const struct kitagawa_group *b)
{
	double rate_a = rate(s->a.people > 0 ? &s->a : &s->b);
	double rate_b = rate(s->b.people > 0 ? &s->b : &s->a);
	double share_a = (double)s->a.people / (double)a->people;
	double share_b = (double)s->b.people / (double)b->people;

	return (share_a - share_b) * ((rate_a + rate_b) / 2);
}

/* Numbers up to 2 in size on this grid have sums and differences on it. */
static double
on_grid(double x)
{
	return ldexp(rint(ldexp(x, 52)), -52);
}

enum method_status
kitagawa_parts(
    const struct kitagawa_stratum *strata, size_t count, struct kitagawa *k)
{
	struct kitagawa_group a = { 0, 0 }, b = { 0, 0 };
	struct exact_sum sum = { 0 };
	enum method_status status = METHOD_OK;
	size_t i;

	if (count == 0)
		return METHOD_TOO_FEW;
	for (i = 0; i < count && status == METHOD_OK; i++) {
		status = add(&strata[i].a, &a);
		if (status == METHOD_OK)
			status = add(&strata[i].b, &b);
	}
	if (status != METHOD_OK)
		return status;
	if (a.people == 0 || b.people == 0)
		return METHOD_ZERO_DENOMINATOR;
	for (i = 0; i < count; i++)
		if (strata[i].a.people > 0 || strata[i].b.people > 0)
			exact_sum_add(&sum, composition(&strata[i], &a, &b));
	k->gap = on_grid(rate(&a) - rate(&b));
	k->composition = on_grid(exact_sum_value(&sum));
	k->rates = k->gap - k->composition;
	return METHOD_OK;
}
