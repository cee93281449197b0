/*
 * method.h - the methods of observations: what they are called and where they
 * come from.
 *
 *	const struct method *m = method_find("newcombe");
 *	if (m != NULL)
 *		printf("%s (%s)\n", _(m->title), m->author);
 *	(Newcombe's interval of a difference (Newcombe 1998))
 */
#ifndef REPORT_METHOD_H
#define REPORT_METHOD_H

struct method {
	const char *name;   /* in the column "method" */
	const char *title;  /* not yet translated: pass it through _() */
	const char *author; /* with the year, for a note */
	const char *source; /* where it was published, with pages */
};

/* NULL: one that needs no source, such as a count or a difference of counts. */
const struct method *method_find(const char *name);

#endif
