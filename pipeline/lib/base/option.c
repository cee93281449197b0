/* option.c - what the options of a program must be (option.h) */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/option.h"
#include "base/path.h"

int
option_check_required(
    const struct option_spec *options, size_t count, struct fail *f)
{
	for (size_t i = 0; i < count; i++) {
		const struct option_spec *one = &options[i];
		bool given = one->list != NULL ? one->list->count > 0
					       : *one->value != NULL;

		if ((one->flags & OPTION_REQUIRED) != 0 && !given)
			return fail_set(f, FAIL_USAGE, _("--%s %s is missing"),
			    one->name, _(one->argument));
	}
	return 0;
}

/* The file that an option has written; NULL if there is none, or one that
 * several may write to. */
static const char *
file_written(const struct option_spec *option)
{
	const char *path;

	if ((option->flags & OPTION_OUTPUT) == 0)
		return NULL;
	path = *option->value;
	if (path == NULL && (option->flags & OPTION_STANDARD) != 0)
		return "-";
	return path == NULL || path_is_special(path) ? NULL : path;
}

static bool
is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* Is real the name of the file at path?  -1 after a failure. */
static int
is_same(const char *real, const char *path, struct fail *f)
{
	char *other;
	int same;

	if (is_standard(real) || is_standard(path))
		return is_standard(real) && is_standard(path);
	if ((other = path_real(path, f)) == NULL)
		return -1;
	same = strcmp(real, other) == 0;
	free(other);
	return same;
}

static int
fail_read(const struct option_spec *option, struct fail *f)
{
	return fail_set(f, FAIL_USAGE,
	    _("--%s names %s, which is to be read; give it a file of its own"),
	    option->name, *option->value);
}

/* No operand and no file of an option is the output whose name is real. */
static int
check_inputs(const struct option_spec *options, size_t count,
    const struct option_spec *output, const char *real, char *const *operands,
    size_t operand_count, struct fail *f)
{
	int same = 0;

	if (is_standard(real))
		return 0;
	for (size_t i = 0; i < operand_count && same == 0; i++)
		same = is_same(real, operands[i], f);
	for (size_t i = 0; i < count && same == 0; i++) {
		const struct option_spec *one = &options[i];

		if ((one->flags & OPTION_INPUT) == 0)
			continue;
		if (one->list == NULL && *one->value != NULL)
			same = is_same(real, *one->value, f);
		for (size_t k = 0;
		     one->list != NULL && k < one->list->count && same == 0;
		     k++)
			same = is_same(real, one->list->values[k], f);
	}
	return same == 1 ? fail_read(output, f) : same;
}

/* None of the outputs after this one has its file. */
static int
check_outputs(const struct option_spec *options, size_t count,
    const struct option_spec *output, const char *real, struct fail *f)
{
	const char *path;
	int same = 0;

	for (const struct option_spec *one = output + 1;
	     one < options + count && same == 0; one++)
		if ((path = file_written(one)) != NULL &&
		    (same = is_same(real, path, f)) == 1)
			return fail_set(f, FAIL_USAGE,
			    _("--%s and --%s would both be written to %s; give "
			      "each a file of its own"),
			    output->name, one->name,
			    is_standard(path) ? _("standard output") : path);
	return same;
}

int
option_check_files(const struct option_spec *options, size_t count,
    char *const *operands, size_t operand_count, struct fail *f)
{
	const char *path;
	char *real;
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		if ((path = file_written(&options[i])) == NULL)
			continue;
		real = is_standard(path) ? memory_text(path, strlen(path), f)
					 : path_real(path, f);
		status = real == NULL ? -1
				      : check_outputs(options, count,
					    &options[i], real, f);
		if (status == 0)
			status = check_inputs(options, count, &options[i], real,
			    operands, operand_count, f);
		free(real);
	}
	return status;
}

int
option_integer(const char *name, const char *value, long long fallback,
    long long minimum, long long maximum, long long *number, struct fail *f)
{
	char *end;

	if (value == NULL) {
		*number = fallback;
		return 0;
	}
	errno = 0;
	*number = strtoll(value, &end, 10);
	/* strtoll() would pass over blanks in front */
	if (errno != 0 || end == value || *end != '\0' ||
	    strchr("+-0123456789", *value) == NULL || *number < minimum ||
	    *number > maximum)
		return fail_set(f, FAIL_USAGE,
		    _("--%s: found \"%s\", expected a whole number from %lld to "
		      "%lld"),
		    name, value, minimum, maximum);
	return 0;
}

int
option_number(const char *name, const char *value, double fallback,
    double minimum, double maximum, double *number, struct fail *f)
{
	char *end;

	if (value == NULL) {
		*number = fallback;
		return 0;
	}
	*number = strtod(value, &end);
	/* strtod() would take blanks, NaN and hexadecimal numbers */
	if (end == value || *end != '\0' ||
	    value[strspn(value, "+-.0123456789")] != '\0' ||
	    !(*number >= minimum && *number <= maximum))
		return fail_set(f, FAIL_USAGE,
		    _("--%s: found \"%s\", expected a number from %g to %g"),
		    name, value, minimum, maximum);
	return 0;
}

int
option_list_add(struct option_list *list, const char *value, struct fail *f)
{
	size_t capacity = list->count;

	if (memory_grow(&list->values, &capacity, list->count + 1,
		sizeof(*list->values), f) == -1)
		return -1;
	list->values[list->count++] = value;
	return 0;
}

void
option_list_free(struct option_list *list)
{
	free(list->values);
	list->values = NULL;
	list->count = 0;
}
