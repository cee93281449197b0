/* counts.c - how two tables that are put together matched (counts.h) */
#include <string.h>

#include "base/message.h"
#include "join/counts.h"

struct json_value *
match_counts_json(const struct match_counts *c, const char *with)
{
	struct json_value *o = json_new_object();

	json_set(o, "with", json_new_text(with));
	json_set(o, "rows", json_new_integer((int64_t)c->rows));
	json_set(o, "matched", json_new_integer((int64_t)c->matched));
	json_set(o, "unmatched", json_new_integer((int64_t)c->unmatched));
	json_set(o, "ambiguous", json_new_integer((int64_t)c->ambiguous));
	json_set(o, "right_rows", json_new_integer((int64_t)c->right_rows));
	json_set(o, "right_unused", json_new_integer((int64_t)c->right_unused));
	return o;
}

const char *
match_dataset(const struct schema *schema, const char *name)
{
	const char *dataset = schema_get(schema, "profstat.dataset");

	return dataset == NULL ? name : dataset;
}

bool
match_is_whole(const struct schema *schema)
{
	const char *partition = schema_get(schema, "profstat.partitions");
	const char *of = partition == NULL ? NULL : strchr(partition, '/');

	return of == NULL || strcmp(of, "/1") == 0;
}

int
match_empty(struct account *account, const struct schema *schema,
    const char *name, bool *told, struct fail *f)
{
	const struct message expected = { N_("rows of the dataset %1$s, to put "
					     "together with others"),
		{ match_dataset(schema, name) } };
	const struct finding finding = { FINDING_WARNING, "empty-join", NULL, 0,
		0, NULL, NULL, &expected };
	int file;

	*told = match_is_whole(schema);
	if (!*told)
		return 0;
	if ((file = account_file(account, name, f)) == -1)
		return -1;
	return account_finding(account, file, &finding, f);
}
