/* comparison_breaks - the breaks of the indicator that is compared */
#include "measure/comparison_breaks.h"

#include <stdlib.h>

#include "base/memory.h"

static void
add(struct comparison_breaks *b, ptrdiff_t period,
    const struct declared_break *declared)
{
	if (period != -1)
		b->items[b->count++] =
		    (struct comparison_break){ (size_t)period, declared };
}

int
comparison_breaks_open(struct comparison_breaks *b, const struct definition *of,
    const char *const *periods, size_t period_count, struct fail *f)
{
	size_t i, declared = of->declared == NULL ? 0 : of->declared->count;
	const struct declared_break *one;

	b->items =
	    memory_array(of->break_count + declared, sizeof(*b->items), f);
	if (b->items == NULL)
		return -1;
	for (i = 0; i < of->break_count; i++)
		add(b, break_begins(of->breaks[i], periods, period_count),
		    NULL);
	for (i = 0; i < declared; i++) {
		one = &of->declared->items[i];
		if (break_concerns(one, of))
			add(b, break_begins(one->period, periods, period_count),
			    one);
	}
	return 0;
}

void
comparison_breaks_clear(struct comparison_breaks *b)
{
	free(b->items);
	*b = (struct comparison_breaks)COMPARISON_BREAKS_INIT;
}
