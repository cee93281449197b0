/* interval - the interval that a definition asks for (measure/interval.h) */
#include "measure/interval.h"

#include "base/memory.h"
#include "base/message.h"
#include "statistics/counted.h"
#include "statistics/event_rate.h"
#include "statistics/proportion.h"
#include "statistics/quantile.h"

#define LEVEL 0.95
/* statistics/event_rate.h: below these Byar's limits are not used */
#define BYAR_EVENTS 10

static int
find_proportion(const char *name, unsigned *method)
{
	enum proportion_method found = PROPORTION_WILSON;
	int status = proportion_method_find(name, &found);

	*method = found;
	return status;
}

static const char *
proportion_name(unsigned method)
{
	return proportion_method_name((enum proportion_method)method);
}

static int
find_event_rate(const char *name, unsigned *method)
{
	enum event_rate_method found = EVENT_RATE_BYAR;
	int status = event_rate_method_find(name, &found);

	*method = found;
	return status;
}

static const char *
event_rate_name(unsigned method)
{
	return event_rate_method_name((enum event_rate_method)method);
}

static enum method_status
proportion(const struct interval *interval, const struct estimate *e,
    unsigned method, double scale, struct limits *limits)
{
	enum method_status status = METHOD_OK;

	if (method == PROPORTION_WILSON && e->denominator <= COUNT_MAX)
		proportion_wilson(
		    e->numerator, e->denominator, interval->z, limits);
	else
		status = proportion_limits((enum proportion_method)method,
		    e->numerator, e->denominator, interval->level, limits);
	limits->lower *= scale;
	limits->upper *= scale;
	return status;
}

static enum method_status
events(const struct interval *interval, const struct estimate *e,
    unsigned method, double scale, struct limits *limits)
{
	struct event_rate rate = { .limits = { 0, 0 } };
	enum method_status status =
	    event_rate((enum event_rate_method)method, e->numerator,
		(double)e->denominator, scale, interval->level, &rate);

	*limits = rate.limits;
	return status;
}

static const struct {
	const char *fallback, *small; /* methods, if none is named */
	const char *expected;
	int (*find)(const char *, unsigned *);
	const char *(*name)(unsigned);
	enum method_status (*limits)(const struct interval *,
	    const struct estimate *, unsigned, double, struct limits *);
} kinds[INTERVAL_KINDS] = {
	[INTERVAL_PROPORTION] = { "wilson", "clopper_pearson",
	    N_("\"wilson\", \"wilson_cc\", \"clopper_pearson\", \"mid_p\", "
	       "\"jeffreys\", \"agresti_coull\" or \"likelihood_ratio\""),
	    find_proportion, proportion_name, proportion },
	[INTERVAL_EVENT_RATE] = { "byar", "exact_poisson",
	    N_("\"byar\" or \"exact_poisson\""), find_event_rate,
	    event_rate_name, events },
};

static int
get_method(const struct json *node, const char *fallback,
    enum interval_kind kind, unsigned *method, struct fail *f)
{
	const char *name;

	if (json_get_text(node, fallback, &name, f) == -1)
		return -1;
	if (kinds[kind].find(name, method) == -1)
		return json_fail(node, f,
		    _("the method \"%s\" is not known, expected %s"), name,
		    _(kinds[kind].expected));
	return 0;
}

/* {"below": 40, "method": "clopper_pearson"} */
static int
get_small(const struct json *small, struct interval *interval, struct fail *f)
{
	enum interval_kind kind = interval->kind;
	const struct json *below, *method = json_member(small, "method");

	if (json_expect(small, JSON_KIND_OBJECT, f) == -1 ||
	    (below = json_required(small, "below", f)) == NULL ||
	    json_get_integer(below, 0, 1, COUNT_MAX, &interval->below, f) ==
		-1 ||
	    get_method(method, kinds[kind].small, kind, &interval->small, f) ==
		-1)
		return -1;
	if (interval->small == interval->method)
		return json_fail(small, f,
		    _("small counts have the method of the others, \"%s\", "
		      "expected another one"),
		    interval_main(interval));
	return 0;
}

/* Few events have exact limits, whatever is asked for. */
static int
settle_events(
    const struct json *small, struct interval *interval, struct fail *f)
{
	if (interval->kind != INTERVAL_EVENT_RATE)
		return 0;
	if (small != NULL && interval->small != EVENT_RATE_EXACT)
		return json_fail(small, f,
		    _("few events have the method \"%s\", expected \"%s\""),
		    event_rate_name(interval->small),
		    event_rate_name(EVENT_RATE_EXACT));
	interval->small = EVENT_RATE_EXACT;
	if (interval->method == EVENT_RATE_BYAR &&
	    interval->below < BYAR_EVENTS)
		interval->below = BYAR_EVENTS;
	return 0;
}

static int
get_methods(const struct json *node, struct interval *interval, struct fail *f)
{
	enum interval_kind kind = interval->kind;
	const struct json *small = json_member(node, "small");

	if (get_method(json_member(node, "method"), kinds[kind].fallback, kind,
		&interval->method, f) == -1 ||
	    (small != NULL && get_small(small, interval, f) == -1))
		return -1;
	return settle_events(small, interval, f);
}

int
interval_read(const struct json *node, enum interval_kind kind,
    struct interval *interval, struct fail *f)
{
	const struct json *level = json_member(node, "level");

	*interval = (struct interval){ .kind = kind };
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    json_get_number(level, LEVEL, 0, 1, &interval->level, f) == -1 ||
	    (kind != INTERVAL_NONE && get_methods(node, interval, f) == -1))
		return -1;
	if (quantile_level(interval->level, &interval->z) != METHOD_OK)
		return json_fail(node, f,
		    _("the level of an interval is %g, expected a number "
		      "between 0 and 1, such as 0.95"),
		    interval->level);
	return 0;
}

const char *
interval_main(const struct interval *interval)
{
	return interval->kind == INTERVAL_NONE
		   ? "ratio"
		   : kinds[interval->kind].name(interval->method);
}

const char *
interval_small(const struct interval *interval)
{
	return interval->kind == INTERVAL_NONE || interval->below == 0
		   ? NULL
		   : kinds[interval->kind].name(interval->small);
}

bool
interval_is_small(const struct interval *interval, const struct estimate *e)
{
	int64_t count = interval->kind == INTERVAL_PROPORTION ? e->denominator
							      : e->numerator;

	return interval_small(interval) != NULL &&
	       observation_published(e->status) && count < interval->below;
}

enum method_status
interval_limits(const struct interval *interval, const struct estimate *e,
    double scale, struct limits *limits)
{
	unsigned method =
	    interval_is_small(interval, e) ? interval->small : interval->method;

	if (interval->kind == INTERVAL_NONE)
		return METHOD_TOO_FEW;
	return kinds[interval->kind].limits(interval, e, method, scale, limits);
}
