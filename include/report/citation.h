/*
 * citation.h - the methods of observations: what they are called and where they
 * come from.
 *
 *	const struct citation *c = citation_find("newcombe");
 *	if (c != NULL)
 *		printf("%s (%s)\n", _(c->title), c->author);
 *	(Newcombe's interval of a difference (Newcombe 1998))
 */
#ifndef REPORT_CITATION_H
#define REPORT_CITATION_H

struct citation {
	const char *method; /* as in the column "method" */
	const char *title;  /* not yet translated: pass it through _() */
	const char *author; /* with the year, for a note */
	const char *source; /* where it was published, with pages */
};

/* NULL: one that needs no source, such as a count or a difference of counts. */
const struct citation *citation_find(const char *method);

#endif
