/* statistic - the statistics of a series */
#include "measure/statistic.h"

#include <string.h>

static const struct {
	const char *name, *method;
} statistics[STATISTICS] = {
	[STATISTIC_LEVEL] = { "level", "count" },
	[STATISTIC_GROWTH_RATE] = { "growth_rate", "growth" },
	[STATISTIC_INCREASE] = { "increase", "growth" },
	[STATISTIC_CAGR] = { "cagr", "cagr" },
	[STATISTIC_TREND] = { "trend", "log_linear" },
	[STATISTIC_CHANGE] = { "change", "difference" },
	[STATISTIC_CHANGE_MATCHED] = { "change_matched", "difference" },
	[STATISTIC_CHANGE_ENTRANTS] = { "change_entrants", "difference" },
	[STATISTIC_CHANGE_LEAVERS] = { "change_leavers", "difference" },
	[STATISTIC_CHANGE_RECLASSIFIED] = { "change_reclassified",
	    "difference" },
	[STATISTIC_CHANGE_OVERLAP] = { "change_overlap", "difference" },
};

const char *
statistic_name(enum statistic statistic)
{
	return statistics[statistic].name;
}

bool
statistic_find(const char *name, enum statistic *statistic)
{
	int i;

	for (i = 0; i < STATISTICS; i++)
		if (strcmp(statistics[i].name, name) == 0) {
			*statistic = (enum statistic)i;
			return true;
		}
	return false;
}

const char *
statistic_method(enum statistic statistic)
{
	return statistics[statistic].method;
}

bool
statistic_percent(enum statistic statistic)
{
	return statistic != STATISTIC_LEVEL && !statistic_change(statistic);
}

bool
statistic_change(enum statistic statistic)
{
	return statistic >= STATISTIC_CHANGE;
}
