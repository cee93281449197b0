/*
 * summary.h - sentences of a report, made from its figures.
 *
 *	char *text = summary_sentence(&view, LANGUAGE_RU, &common, node,
 *	    "{men.value} of men, {women.value} of women.", &limits, f);
 *	free(text);
 *
 * In braces stands a cell of the outline and what to print of it:
 *
 *	{c.value} {c.lower} {c.upper}	66,6 % (one decimal, or as the
 *					definition says; a change or a
 *					difference with its sign: +3,5 %)
 *	{|c.value|}			the same without its sign
 *	{c.numerator} {c.denominator}	21 946 935
 *	{c.numerator:one|few|many}	the number with the form of the word
 *					that goes with it (English: one|many);
 *					also of a value that is a count
 *	{a.value-b.value}		-5,4 п.п.; the difference of the
 *					unrounded numbers
 *	{|a.value-b.value|}		the same without its sign
 *	{c.value?more|less|same}	the text for the number's sign as it
 *					would be printed; * in it is the number
 *					without its sign.  Also of differences.
 *	{c.flag?above|below|neither}	the text for the flags of the cell: it
 *					differs by more than chance explains, or
 *					does not; a text may be empty
 *	{c.AXIS} {c.AXIS.FORM}		title of the cell's code, a case form
 *	{{ }}				a brace
 *
 * A sentence that needs a number which is not there is replaced by one that
 * says which, and why.  One whose figures are flagged (incomplete, estimated,
 * ...) is followed by a note that says so (report/remark.h), unless that was
 * said of most figures at once (summary_common()).  A maximum among cells of
 * which one is confidential is itself confidential: the hidden one may be
 * higher.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "report/remark.h"
#include "report/view.h"

/* What is to be said once of the figures of all sentences of the outline. */
int summary_common(const struct view *, enum language, struct common *,
    struct fail *) MUST_CHECK;

/*
 * NULL on failure; a template that is wrong fails at node (FAIL_USAGE).  The
 * caller frees the text.  *limits becomes true when a limit of an interval is
 * printed.  common: what was said at once, or NULL.  Messages must already be
 * in the language.
 */
char *summary_sentence(const struct view *, enum language,
    const struct common *common, const struct json *node, const char *template,
    bool *limits, struct fail *) MUST_CHECK;

#endif
