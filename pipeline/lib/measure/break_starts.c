/* break_starts - the breaks of an indicator that begin in its data */
#include "measure/break_starts.h"

#include <stdlib.h>

#include "base/memory.h"

static void
add(struct break_starts *b, ptrdiff_t period,
    const struct declared_break *declared)
{
	if (period != -1)
		b->items[b->count++] =
		    (struct break_start){ (size_t)period, declared };
}

int
break_starts_open(struct break_starts *b, const struct definition *d,
    const char *const *periods, size_t period_count, struct fail *f)
{
	size_t i, declared = d->declared == NULL ? 0 : d->declared->count;
	const struct declared_break *one;

	b->items =
	    memory_array(d->break_count + declared, sizeof(*b->items), f);
	if (b->items == NULL)
		return -1;
	for (i = 0; i < d->break_count; i++)
		add(b, break_begins(d->breaks[i], periods, period_count), NULL);
	for (i = 0; i < declared; i++) {
		one = &d->declared->items[i];
		if (break_concerns(one, d))
			add(b, break_begins(one->period, periods, period_count),
			    one);
	}
	return 0;
}

void
break_starts_clear(struct break_starts *b)
{
	free(b->items);
	*b = (struct break_starts)BREAK_STARTS_INIT;
}
