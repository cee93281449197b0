/* kitagawa - the parts of a gap (statistics/kitagawa.h) */
#include "statistics/kitagawa.h"

#include <math.h>

#include "statistics/counted.h"
#include "statistics/exact_sum.h"
#include "statistics/quad.h"

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

static quad
ratio(int64_t part, int64_t whole)
{
	return (quad)part / (quad)whole;
}

static quad
rate(const struct kitagawa_group *g)
{
	return ratio(g->events, g->people);
}

struct parts {
	struct exact_sum composition, rates;
};

/* Both halves of a number that two doubles can hold. */
static void
add_quad(struct exact_sum *sum, quad x)
{
	exact_sum_add(sum, (double)x);
	exact_sum_add(sum, (double)(x - (double)x));
}

/* What a stratum with somebody in it adds to the parts, twice. */
static void
add_parts(struct parts *p, const struct kitagawa_stratum *s, int64_t all_a,
    int64_t all_b)
{
	quad rate_a = rate(s->a.people > 0 ? &s->a : &s->b);
	quad rate_b = rate(s->b.people > 0 ? &s->b : &s->a);
	quad share_a = ratio(s->a.people, all_a);
	quad share_b = ratio(s->b.people, all_b);

	add_quad(&p->composition, (share_a - share_b) * (rate_a + rate_b));
	add_quad(&p->rates, (rate_a - rate_b) * (share_a + share_b));
}

/* Numbers up to 2 in size on this grid have sums and differences on it; 0 has
 * no sign. */
static double
on_grid(double x)
{
	return ldexp(rint(ldexp(x, 52)), -52) + 0.0;
}

enum method_status
kitagawa_parts(
    const struct kitagawa_stratum *strata, size_t count, struct kitagawa *k)
{
	struct kitagawa_group a = { 0, 0 }, b = { 0, 0 };
	struct parts p = { { { 0 }, 0, 0 }, { { 0 }, 0, 0 } };
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
			add_parts(&p, &strata[i], a.people, b.people);
	k->gap = on_grid((double)(rate(&a) - rate(&b)));
	k->composition = on_grid(exact_sum_value(&p.composition) / 2);
	/* What should be 0 is off by far less than half a step of the grid. */
	if (on_grid(exact_sum_value(&p.rates) / 2) == 0)
		k->composition = k->gap;
	k->rates = k->gap - k->composition;
	return METHOD_OK;
}
