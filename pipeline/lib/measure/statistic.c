/* statistic - the statistics of a series and of a comparison */
#include "measure/statistic.h"

#include <string.h>

#define LEVEL STATISTIC_UNIT_LEVEL
#define PERCENT STATISTIC_UNIT_PERCENT
#define POINT STATISTIC_UNIT_POINT
#define RATIO STATISTIC_UNIT_RATIO
#define PROBABILITY STATISTIC_UNIT_PROBABILITY
#define SCORE STATISTIC_UNIT_SCORE

static const struct {
	const char *name, *method;
	enum statistic_unit unit;
	bool shown_signed;
} statistics[STATISTICS] = {
	[STATISTIC_LEVEL] = { "level", "count", LEVEL, false },
	[STATISTIC_GROWTH_RATE] = { "growth_rate", "growth", PERCENT, false },
	[STATISTIC_INCREASE] = { "increase", "growth", PERCENT, true },
	[STATISTIC_CAGR] = { "cagr", "cagr", PERCENT, true },
	[STATISTIC_TREND] = { "trend", "log_linear", PERCENT, true },
	[STATISTIC_ROBUST_TREND] = { "robust_trend", "huber", PERCENT, true },
	[STATISTIC_SEN_SLOPE] = { "sen_slope", "sen", LEVEL, true },
	[STATISTIC_KENDALL_TAU] = { "kendall_tau", "mann_kendall", SCORE,
	    true },
	[STATISTIC_TREND_P_VALUE] = { "trend_p_value", "mann_kendall",
	    PROBABILITY, false },
	[STATISTIC_BREAK_P_VALUE] = { "break_p_value", "sup_f", PROBABILITY,
	    false },
	[STATISTIC_CHANGE] = { "change", "difference", LEVEL, true },
	[STATISTIC_CHANGE_MATCHED] = { "change_matched", "difference", LEVEL,
	    true },
	[STATISTIC_CHANGE_ENTRANTS] = { "change_entrants", "difference", LEVEL,
	    true },
	[STATISTIC_CHANGE_LEAVERS] = { "change_leavers", "difference", LEVEL,
	    true },
	[STATISTIC_CHANGE_RECLASSIFIED] = { "change_reclassified", "difference",
	    LEVEL, true },
	[STATISTIC_CHANGE_OVERLAP] = { "change_overlap", "difference", LEVEL,
	    true },
	[STATISTIC_DIFFERENCE] = { "difference", "newcombe", POINT, true },
	[STATISTIC_RATIO] = { "ratio", "katz", RATIO, false },
	[STATISTIC_ODDS_RATIO] = { "odds_ratio", "woolf", RATIO, false },
	[STATISTIC_COMMON_ODDS_RATIO] = { "common_odds_ratio",
	    "mantel_haenszel", RATIO, false },
	[STATISTIC_COMPOSITION_PART] = { "composition_part", "kitagawa", POINT,
	    true },
	[STATISTIC_RATE_PART] = { "rate_part", "kitagawa", POINT, true },
	[STATISTIC_P_VALUE] = { "p_value", "fisher", PROBABILITY, false },
	[STATISTIC_P_ADJUSTED] = { "p_adjusted", "benjamini_hochberg",
	    PROBABILITY, false },
	[STATISTIC_COCHRAN_ARMITAGE_P_VALUE] = { "cochran_armitage_p_value",
	    "cochran_armitage", PROBABILITY, false },
	[STATISTIC_FUNNEL_95] = { "funnel_95", "funnel", PERCENT, false },
	[STATISTIC_FUNNEL_998] = { "funnel_998", "funnel", PERCENT, false },
	[STATISTIC_Z_SCORE] = { "z_score", "funnel", SCORE, true },
	[STATISTIC_SHRUNKEN_RATE] = { "shrunken_rate", "beta_binomial", PERCENT,
	    false },
	[STATISTIC_EXPECTED_RATE] = { "expected_rate", "indirect", PERCENT,
	    false },
	[STATISTIC_VALUE_ADDED] = { "value_added", "value_added", POINT, true },
	[STATISTIC_STANDARDISED_RATIO] = { "standardised_ratio", "indirect",
	    RATIO, false },
	[STATISTIC_STANDARDISED_RATE] = { "standardised_rate", "direct",
	    PERCENT, false },
	[STATISTIC_OVERDISPERSION] = { "overdispersion", "funnel", SCORE,
	    false },
	[STATISTIC_BETWEEN_UNITS] = { "between_units", "funnel", POINT, false },
	[STATISTIC_POOLED_RATE] = { "pooled_rate", "reml", PERCENT, false },
	[STATISTIC_HETEROGENEITY] = { "heterogeneity", "reml", PERCENT, false },
};

static const char *const units[] = {
	[LEVEL] = NULL,
	[PERCENT] = "percent",
	[POINT] = "percentage_point",
	[RATIO] = "ratio",
	[PROBABILITY] = "probability",
	[SCORE] = "score",
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

enum statistic_unit
statistic_unit(enum statistic statistic)
{
	return statistics[statistic].unit;
}

const char *
statistic_unit_name(enum statistic statistic)
{
	return units[statistics[statistic].unit];
}

bool
statistic_of_series(enum statistic statistic)
{
	return statistic <= STATISTIC_CHANGE_OVERLAP;
}

bool
statistic_of_strata(enum statistic statistic)
{
	return (statistic >= STATISTIC_COMMON_ODDS_RATIO &&
		   statistic <= STATISTIC_RATE_PART) ||
	       (statistic >= STATISTIC_EXPECTED_RATE &&
		   statistic <= STATISTIC_STANDARDISED_RATE);
}

bool
statistic_of_all_units(enum statistic statistic)
{
	return statistic >= STATISTIC_OVERDISPERSION &&
	       statistic <= STATISTIC_HETEROGENEITY;
}

bool
statistic_since_first(enum statistic statistic)
{
	return statistic >= STATISTIC_CAGR &&
	       statistic <= STATISTIC_BREAK_P_VALUE;
}

bool
statistic_change(enum statistic statistic)
{
	return statistic >= STATISTIC_CHANGE &&
	       statistic <= STATISTIC_CHANGE_OVERLAP;
}

bool
statistic_part_of_change(enum statistic statistic)
{
	return statistic_change(statistic) && statistic != STATISTIC_CHANGE;
}

bool
statistic_signed(enum statistic statistic)
{
	return statistics[statistic].shown_signed;
}
