/* counted - some among others (statistics/counted.h) */
#include "statistics/counted.h"

enum method_status
counted_check(const struct counted *c)
{
	if (c->x < 0 || c->n < 0)
		return METHOD_NEGATIVE_COUNT;
	if (c->n == 0)
		return METHOD_ZERO_DENOMINATOR;
	if (c->x > c->n)
		return METHOD_NUMERATOR_ABOVE_DENOMINATOR;
	return c->n > COUNT_MAX ? METHOD_TOO_LARGE : METHOD_OK;
}

enum method_status
counted_add(const struct counted *c, struct counted *sum)
{
	enum method_status status = counted_check(c);

	if (status != METHOD_OK)
		return status;
	if (c->n > COUNT_MAX - sum->n)
		return METHOD_TOO_LARGE;
	sum->x += c->x;
	sum->n += c->n;
	return METHOD_OK;
}

enum method_status
counted_sum(const struct counted *units, size_t count, struct counted *sum)
{
	enum method_status status, worst = METHOD_OK;
	size_t i;

	*sum = (struct counted){ 0, 0 };
	for (i = 0; i < count; i++) {
		status = counted_check(&units[i]);
		worst = status > worst ? status : worst;
	}
	for (i = 0; i < count && worst == METHOD_OK; i++)
		worst = counted_add(&units[i], sum);
	return worst;
}
