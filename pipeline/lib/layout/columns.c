/* columns.c - columns of the file and fields of the schema */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/columns.h"

static int
name_wide(struct columns *c, struct fail *f)
{
	const struct table_unpivot *u = &c->schema->unpivot;
	const char *field;
	size_t i, size;

	for (i = 0; i < u->column_count; i++) {
		field = c->schema->fields[u->value].name;
		size = strlen(field) + strlen(u->columns[i].value) + 3;
		if ((c->wide_names[i] = memory_array(size, 1, f)) == NULL)
			return -1;
		snprintf(c->wide_names[i], size, "%s: %s", field,
		    u->columns[i].value);
	}
	return 0;
}

static void
map_stub(struct columns *c, const struct header *header)
{
	int *stub;

	if (c->schema->sections.column == -1)
		return;
	stub = &c->fields[c->schema->sections.column];
	if (*stub == -1 && header->targets[0] == TARGET_NONE)
		*stub = 0;
	c->stub = *stub;
}

static void
find_width(struct columns *c, const struct header *header)
{
	size_t i;

	c->width = header->width;
	while (c->width > 1 && header->targets[c->width - 1] == TARGET_NONE &&
	       *header->labels[c->width - 1] == '\0' &&
	       (int)c->width - 1 != c->stub)
		c->width--;
	for (i = 0; i < c->width && i < header->named; i++)
		if (header->targets[i] >= 0 || (int)i == c->stub)
			c->needed = i + 1;
}

int
columns_map(struct columns *c, const struct table_schema *schema,
    const struct header *header, struct fail *f)
{
	size_t i, fields = schema->field_count;
	size_t wide = schema->unpivot.column_count;

	c->schema = schema;
	c->stub = -1;
	c->fields = memory_array(fields + 1, sizeof(*c->fields), f);
	c->wide = memory_array(wide + 1, sizeof(*c->wide), f);
	c->wide_names = memory_array(wide + 1, sizeof(*c->wide_names), f);
	if (c->fields == NULL || c->wide == NULL || c->wide_names == NULL)
		return -1;
	for (i = 0; i < fields; i++)
		c->fields[i] = header_column(header, (int)i);
	for (i = 0; i < wide; i++)
		c->wide[i] = header_column(header, (int)(fields + i));
	map_stub(c, header);
	find_width(c, header);
	return name_wide(c, f);
}

void
columns_clear(struct columns *c)
{
	size_t i;

	for (i = 0;
	     c->wide_names != NULL && i < c->schema->unpivot.column_count; i++)
		free(c->wide_names[i]);
	free(c->wide_names);
	free(c->wide);
	free(c->fields);
	memset(c, 0, sizeof(*c));
}

size_t
columns_rows(const struct columns *c)
{
	size_t i, rows = 0;

	for (i = 0; i < c->schema->unpivot.column_count; i++)
		rows += c->wide[i] != -1;
	return rows == 0 ? 1 : rows;
}
