/* comparison_units - units against all of them */
#include "measure/comparison_units.h"

#include "measure/comparison_funnel.h"
#include "measure/comparison_pooled.h"
#include "measure/comparison_shrinkage.h"
#include "measure/comparison_task.h"

static int
compute(struct comparison_task *t, struct fail *f)
{
	if (comparison_task_open(t, f) == -1 || comparison_funnel(t, f) == -1 ||
	    comparison_pooled(t, f) == -1)
		return -1;
	return comparison_shrinkage(t, f);
}

int
comparison_units(const struct comparison_definition *definition,
    const struct comparison_family *family, double level,
    const struct comparison_results *results, struct fail *f)
{
	struct comparison_task t = { .definition = definition,
		.family = family,
		.level = level,
		.results = results };
	int result = compute(&t, f);

	comparison_task_close(&t);
	return result;
}
