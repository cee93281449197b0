/* sniff_page.c */
#include "source/sniff_page.h"
void
sniff_page(const struct sniff *s, FILE *to)
{
	fprintf(to, "%s\n", s->label);
}
