/* link - resolve names in a table to the ids of registries */
#include <stddef.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "registry/registry.h"
#include "rules/link.h"
#include "rules/place.h"
#include "table/arrow.h"
#include "table/sink.h"
#include "value/table_schema.h"

struct arguments {
	const char *output, *record, *schema, *set_aside, *review, *file;
	struct option_list registries;
};

static int
link_table(struct link *link, struct places *places, struct arrow_reader *in,
    struct sink *out, struct fail *f)
{
	struct batch *batch, *linked;
	int more;

	while ((more = arrow_next(in, &batch, f)) == 1) {
		if (places_batch(places, batch, f) == -1 ||
		    link_batch(link, places, batch, &linked, f) == -1)
			return -1;
		places_settle(places, linked);
		if (sink_write(out, linked, f) == -1)
			return -1;
	}
	return more;
}

/* The table and then the review list, so that both are there or neither. */
static int
write_table(const struct arguments *a, const struct table_schema *dataset,
    const struct registry_set *registries, struct arrow_reader *in,
    struct account *account, struct fail *f)
{
	struct sink out = SINK_INIT;
	struct places *places = places_new(account, f);
	struct link *link = NULL;
	int status = -1;

	if (places != NULL &&
	    places_table(
		places, dataset, arrow_name(in), arrow_schema(in), f) == 0 &&
	    (link = link_new(dataset, registries, arrow_schema(in), f)) !=
		NULL &&
	    sink_open(&out, a->output, link_schema(link), f) == 0)
		status = link_table(link, places, in, &out, f);
	account_row_end(account);
	if (status == 0)
		status = link_review(link, a->review, f);
	if (status == 0)
		status = account_write(account, a->record, f);
	if (status == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	link_free(link);
	places_free(places);
	return status;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct registry_set registries = { 0, NULL };
	struct table_schema *dataset = table_schema_open(a->schema, f);
	struct account *account = NULL;
	struct arrow_reader *in = NULL;
	int status = -1;

	if (dataset != NULL &&
	    registry_set_open(&registries, a->registries.values,
		a->registries.count, f) == 0 &&
	    (account = account_new("link", f)) != NULL &&
	    (a->set_aside == NULL ||
		account_set_aside(account, a->set_aside, f) == 0) &&
	    (in = arrow_open(a->file, f)) != NULL)
		status = write_table(a, dataset, &registries, in, account, f);
	arrow_close(in);
	account_free(account);
	registry_set_clear(&registries);
	table_schema_free(dataset);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { NULL, NULL, NULL, NULL, NULL, "-", { 0, NULL } };
	const struct option_spec options[] = {
		FILTER_OPTIONS(&a.output, &a.record),
		{ 'r', "registry", N_("FILE"),
		    N_("registry (code list); may be repeated"), NULL,
		    &a.registries, OPTION_INPUT },
		{ 0, "review", N_("FILE"),
		    N_("write names that no registry has to FILE as CSV"),
		    &a.review, NULL, OPTION_OUTPUT },
		{ 's', "schema", N_("FILE"), N_("schema of the dataset"),
		    &a.schema, NULL, OPTION_REQUIRED | OPTION_INPUT },
		{ 0, "set-aside", N_("FILE"),
		    N_("list the findings in FILE as CSV"), &a.set_aside, NULL,
		    OPTION_OUTPUT },
	};
	const struct filter filter = { "link",
		N_("Resolve names to the ids of registries."), N_("[TABLE]"),
		options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) != -1) {
		if (first < argc)
			a.file = argv[first];
		(void)run(&a, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&a.registries);
	return status;
}
