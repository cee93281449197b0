/* segment.c - sums of squares of a growing part (statistics/segment.h) */
#include "statistics/segment.h"

void
segment_add(struct segment *s, quad x, quad y)
{
	quad by_x = x - s->x, by_y = y - s->y;

	s->n++;
	s->x += by_x / (quad)s->n;
	s->y += by_y / (quad)s->n;
	s->xx += by_x * (x - s->x);
	s->xy += by_x * (y - s->y);
	s->yy += by_y * (y - s->y);
}

quad
segment_rss(const struct segment *s)
{
	quad rss = s->yy;

	if (s->line && s->xx > 0)
		rss -= s->xy * s->xy / s->xx;
	quad least = s->rounding * (quad)s->n;
	quad cancelled = 16 * (quad)QUAD_EPSILON * s->yy;
	return rss <= least || rss <= cancelled ? 0 : rss;
}
