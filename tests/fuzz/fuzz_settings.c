/*
 * fuzz_settings.c - any bytes as each of the JSON files that a user writes:
 * schema, registry, definition of an indicator or a derived table, breaks,
 * report, config.  A file is taken or refused with a message; nothing else may happen.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "measure/breaks.h"
#include "measure/definition.h"
#include "plan/config.h"
#include "plan/table_definition.h"
#include "registry/registry.h"
#include "report/outline.h"
#include "value/table_schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* One file without a name for all inputs. */
static const char *
write_file(const uint8_t *data, size_t size)
{
	static char path[32] = "";
	static int file = -1;
	char name[] = "/tmp/fuzz-settings-XXXXXX";

	if (file == -1) {
		if ((file = mkstemp(name)) == -1 || unlink(name) == -1)
			abort();
		snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	}
	if (ftruncate(file, 0) == -1 ||
	    pwrite(file, data, size, 0) != (ssize_t)size)
		abort();
	return path;
}

/* A refusal says why. */
static void
expect_reason(const void *taken, struct fail *f)
{
	if (taken == NULL && (f->status == FAIL_NONE || f->text[0] == '\0'))
		abort();
	*f = (struct fail)FAIL_INIT;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = write_file(data, size);
	struct fail f = FAIL_INIT;
	struct table_schema *schema = table_schema_open(path, &f);
	struct registry *registry;
	struct definition *definition;
	struct outline *outline;
	struct table_definition *table;
	struct config *config;
	struct breaks breaks;
	bool taken;

	expect_reason(schema, &f);
	expect_reason(registry = registry_open(path, &f), &f);
	expect_reason(definition = definition_open(path, &f), &f);
	expect_reason(outline = outline_open(path, OUTLINE_REPORT, &f), &f);
	expect_reason(table = table_definition_open(path, &f), &f);
	expect_reason(config = config_open(path, &f), &f);
	taken = breaks_open(&breaks, path, &f) == 0;
	expect_reason(taken ? &breaks : NULL, &f);
	breaks_clear(&breaks);
	table_schema_free(schema);
	registry_free(registry);
	definition_free(definition);
	outline_free(outline);
	table_definition_free(table);
	config_free(config);
	return 0;
}
