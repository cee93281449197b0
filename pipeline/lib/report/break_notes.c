/* break_notes - the breaks of the series of a report, and what they stopped */
#include "report/break_notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/quotes.h"

/* ---- which there are ---- */

/* The periods of an indicator: those of the view in which it has rows. */
struct span {
	size_t count;
	const char **periods;
	size_t *places; /* on the axis */
};

static const struct view_axis *
periods_of(const struct view *v)
{
	return &v->axes[VIEW_PERIOD];
}

static ptrdiff_t
period_place(const struct view *v, const char *period)
{
	const struct view_axis *axis = periods_of(v);
	size_t i;

	for (i = 0; i < axis->code_count; i++)
		if (strcmp(axis->codes[i], period) == 0)
			return (ptrdiff_t)i;
	return -1;
}

static bool
is_of(
    const struct view *v, size_t row, size_t indicator, struct observation *one)
{
	observations_get(&v->observations, row, one);
	return strcmp(one->indicator, v->indicators[indicator]->id) == 0;
}

static void
span_clear(struct span *s)
{
	free(s->periods);
	free(s->places);
}

static int
span_open(
    struct span *s, const struct view *v, size_t indicator, struct fail *f)
{
	const struct view_axis *axis = periods_of(v);
	bool *seen = memory_array(axis->code_count + 1, sizeof(*seen), f);
	struct observation one;
	ptrdiff_t place;
	size_t i;

	*s = (struct span){ 0, NULL, NULL };
	s->periods = memory_array(axis->code_count + 1, sizeof(*s->periods), f);
	s->places = memory_array(axis->code_count + 1, sizeof(*s->places), f);
	if (seen == NULL || s->periods == NULL || s->places == NULL) {
		free(seen);
		return -1;
	}
	for (i = 0; i < v->observations.count; i++)
		if (is_of(v, i, indicator, &one) &&
		    (place = period_place(v, one.period)) != -1)
			seen[place] = true;
	for (i = 0; i < axis->code_count; i++)
		if (seen[i]) {
			s->periods[s->count] = axis->codes[i];
			s->places[s->count++] = i;
		}
	free(seen);
	return 0;
}

/* Whether the row is one of the cells of the break. */
static bool
is_there(const struct view *v, size_t row, const struct declared_break *b)
{
	const struct registry *registry;
	const char *code;
	int axis, column, entry;
	size_t i;

	for (i = 0; b != NULL && i < b->where_count; i++) {
		axis = view_axis(v, b->where[i].dimension);
		column = observations_dimension_find(
		    &v->observations, b->where[i].dimension);
		if (axis == -1 || column == -1)
			return false;
		registry = v->axes[axis].registry;
		code = observations_code_text(
		    &v->observations, row, (size_t)column);
		entry = code == NULL ? -1 : registry_find(registry, code);
		if (!break_covers(&b->where[i], registry, entry))
			return false;
	}
	return true;
}

/* Count what is stopped in the effect's periods; of detected breaks these are
 * not known before. */
static void
count_stopped(const struct break_note *note, struct break_effect *e)
{
	const struct view *v = note->view;
	enum observation_reason reason =
	    note->detected ? REASON_DETECTED_BREAK : REASON_BREAK;
	struct observation one;
	ptrdiff_t place;
	size_t row;

	for (row = 0; row < v->observations.count; row++) {
		if (v->observations.reason[row] != reason ||
		    !is_of(v, row, e->indicator, &one) ||
		    (place = period_place(v, one.period)) == -1 ||
		    (!note->detected && !e->periods[place]) ||
		    !is_there(v, row, note->declared))
			continue;
		e->periods[place] = true;
		e->stopped++;
	}
}

static struct break_note *
add_note(struct break_notes *notes, const struct view *v, struct fail *f)
{
	struct break_note *note = &notes->items[notes->count];

	*note = (struct break_note){ .view = v };
	note->effects =
	    memory_array(v->indicator_count + 1, sizeof(*note->effects), f);
	if (note->effects == NULL)
		return NULL;
	notes->count++;
	return note;
}

static struct break_effect *
add_effect(struct break_note *note, size_t indicator, struct fail *f)
{
	struct break_effect *e = &note->effects[note->count];

	*e = (struct break_effect){ .indicator = indicator };
	e->periods = memory_array(
	    periods_of(note->view)->code_count + 1, sizeof(*e->periods), f);
	if (e->periods == NULL)
		return NULL;
	note->count++;
	return e;
}

/* A break that is declared for the run. */
static int
add_declared(struct break_notes *notes, const struct view *v,
    const struct span *spans, const struct declared_break *b, struct fail *f)
{
	struct break_note *note = add_note(notes, v, f);
	struct break_effect *e;
	ptrdiff_t begins;
	size_t i;

	if (note == NULL)
		return -1;
	note->declared = b;
	for (i = 0; i < v->indicator_count; i++) {
		if (!break_concerns(b, v->indicators[i]))
			continue;
		begins =
		    break_begins(b->period, spans[i].periods, spans[i].count);
		if (begins == -1)
			continue;
		if ((e = add_effect(note, i, f)) == NULL)
			return -1;
		e->periods[spans[i].places[begins]] = true;
		count_stopped(note, e);
	}
	return 0;
}

/* The breaks of a definition, or those that were detected. */
static int
add_own(struct break_notes *notes, const struct view *v,
    const struct span *span, size_t indicator, bool detected, struct fail *f)
{
	const struct definition *d = v->indicators[indicator];
	struct break_note *note = add_note(notes, v, f);
	struct break_effect *e =
	    note == NULL ? NULL : add_effect(note, indicator, f);
	ptrdiff_t begins;
	size_t i;

	if (e == NULL)
		return -1;
	note->detected = detected;
	for (i = 0; !detected && i < d->break_count; i++) {
		begins = break_begins(d->breaks[i], span->periods, span->count);
		if (begins != -1)
			e->periods[span->places[begins]] = true;
	}
	count_stopped(note, e);
	return 0;
}

static void
note_clear(struct break_note *note)
{
	size_t i;

	for (i = 0; i < note->count; i++)
		free(note->effects[i].periods);
	free(note->effects);
}

/* Whether the break begins anywhere in the data. */
static bool
is_effective(const struct break_note *note)
{
	size_t i;

	for (i = 0; note->count > 0 && i < periods_of(note->view)->code_count;
	     i++)
		if (note->effects[0].periods[i])
			return true;
	return false;
}

/* Leave out the last one if it has no effect. */
static void
settle(struct break_notes *notes)
{
	if (!is_effective(&notes->items[notes->count - 1]))
		note_clear(&notes->items[--notes->count]);
}

static int
add_all(struct break_notes *notes, const struct view *v,
    const struct span *spans, const struct breaks *declared, struct fail *f)
{
	size_t i;

	for (i = 0; declared != NULL && i < declared->count; i++) {
		if (add_declared(notes, v, spans, &declared->items[i], f) == -1)
			return -1;
		settle(notes);
	}
	for (i = 0; i < 2 * v->indicator_count; i++) {
		if (add_own(notes, v, &spans[i / 2], i / 2, i % 2 == 1, f) ==
		    -1)
			return -1;
		settle(notes);
	}
	return 0;
}

int
break_notes_open(
    struct break_notes *notes, const struct view *v, struct fail *f)
{
	const struct breaks *declared =
	    v->indicator_count == 0 ? NULL : v->indicators[0]->declared;
	size_t i, room = 2 * v->indicator_count + 1;
	struct span *spans =
	    memory_array(v->indicator_count + 1, sizeof(*spans), f);
	int status = spans == NULL ? -1 : 0;

	if (declared != NULL)
		room += declared->count;
	*notes = (struct break_notes){ 0, NULL };
	notes->items = memory_array(room, sizeof(*notes->items), f);
	if (notes->items == NULL)
		status = -1;
	for (i = 0; status == 0 && i < v->indicator_count; i++)
		if (v->indicators[i]->break_count > 0 ||
		    (declared != NULL && declared->count > 0))
			status = span_open(&spans[i], v, i, f);
	if (status == 0)
		status = add_all(notes, v, spans, declared, f);
	for (i = 0; spans != NULL && i < v->indicator_count; i++)
		span_clear(&spans[i]);
	free(spans);
	return status;
}

void
break_notes_clear(struct break_notes *notes)
{
	size_t i;

	for (i = 0; i < notes->count; i++)
		note_clear(&notes->items[i]);
	free(notes->items);
	*notes = (struct break_notes){ 0, NULL };
}

/* ---- what readers are told ---- */

/* "Altai, Crimea" */
static void
print_codes(FILE *stream, const struct view *v,
    const struct definition_where *where, enum language language)
{
	int axis = view_axis(v, where->dimension), entry;
	size_t i;

	for (i = 0; i < where->code_count; i++) {
		entry = axis == -1 ? -1
				   : registry_find(v->axes[axis].registry,
					 where->codes[i]);
		fprintf(stream, "%s%s", i == 0 ? "" : ", ",
		    entry == -1 ? where->codes[i]
				: view_code_title(v, (size_t)axis,
				      (size_t)entry, language));
	}
}

/* "Break in series: 2024 (Altai)." with what has changed and who says so. */
static void
print_declared(
    FILE *stream, const struct break_note *note, enum language language)
{
	const struct declared_break *b = note->declared;
	size_t i;

	fprintf(stream, _("Break in series: %s"), b->period);
	for (i = 0; i < b->where_count; i++) {
		fputs(i == 0 ? " (" : "; ", stream);
		print_codes(stream, note->view, &b->where[i], language);
	}
	fputs(b->where_count == 0 ? ". " : "). ", stream);
	fputs(b->text.text[language], stream);
	fputc(' ', stream);
	fprintf(stream, _("Source: %s."), b->source.text[language]);
}

static void
print_periods(
    FILE *stream, const struct break_note *note, const struct break_effect *e)
{
	const struct view_axis *axis = periods_of(note->view);
	bool any = false;
	size_t i;

	for (i = 0; i < axis->code_count; i++)
		if (e->periods[i]) {
			fprintf(
			    stream, "%s%s", any ? ", " : " ", axis->codes[i]);
			any = true;
		}
	fputc('.', stream);
}

static void
print_effect(FILE *stream, const struct break_note *note,
    const struct break_effect *e, enum language language)
{
	char stopped[FIGURE_TEXT];
	const struct definition *d = note->view->indicators[e->indicator];

	fputc(' ', stream);
	figure_integer(stopped, language, (int64_t)e->stopped);
	if (e->stopped > 0)
		fprintf(stream,
		    ngettext(
			"\"%1$s\": because of it %2$s figure of growth and "
			"change is not computed.",
			"\"%1$s\": because of it %2$s figures of growth and "
			"change are not computed.",
			(unsigned long)e->stopped),
		    d->title.text[language], stopped);
	else
		fprintf(stream,
		    _("\"%s\": figures before and after are not comparable."),
		    d->title.text[language]);
}

static void
print_note(FILE *stream, const struct break_note *note, enum language language)
{
	size_t i;

	if (note->declared != NULL)
		print_declared(stream, note, language);
	else if (note->detected)
		fputs(_("Break in series found by a test (sup F, level 5%; "
			"the place by the least BIC, Bai and Perron):"),
		    stream);
	else
		fputs(_("Break in series by the definition of the indicator:"),
		    stream);
	if (note->declared == NULL)
		print_periods(stream, note, &note->effects[0]);
	for (i = 0; i < note->count; i++)
		print_effect(stream, note, &note->effects[i], language);
}

char *
break_note_text(
    const struct break_note *note, enum language language, struct fail *f)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	if (stream != NULL) {
		print_note(stream, note, language);
		if (fclose(stream) == 0)
			return quotes_nest(text, f);
	}
	free(text);
	(void)fail_memory(f);
	return NULL;
}

/* ---- for programs ---- */

static struct json_value *
where_value(const struct declared_break *b)
{
	struct json_value *object = json_new_object(), *list;
	size_t i, j;

	for (i = 0; i < b->where_count; i++) {
		list = json_new_array();
		for (j = 0; j < b->where[i].code_count; j++)
			json_append(list, json_new_text(b->where[i].codes[j]));
		json_set(object, b->where[i].dimension, list);
	}
	return object;
}

static struct json_value *
effect_value(const struct break_note *note, const struct break_effect *e)
{
	const struct view_axis *axis = periods_of(note->view);
	struct json_value *one = json_new_object(), *list = json_new_array();
	size_t i;

	for (i = 0; i < axis->code_count; i++)
		if (e->periods[i])
			json_append(list, json_new_text(axis->codes[i]));
	json_set(
	    one, "id", json_new_text(note->view->indicators[e->indicator]->id));
	json_set(one, "periods", list);
	json_set(one, "not_computed", json_new_integer((int64_t)e->stopped));
	return one;
}

struct json_value *
break_note_value(const struct break_note *note)
{
	const struct declared_break *b = note->declared;
	struct json_value *one = json_new_object(), *list = json_new_array();
	size_t i;

	json_set(one, "kind",
	    json_new_text(b != NULL        ? "declared"
			  : note->detected ? "detected"
					   : "definition"));
	if (b != NULL) {
		json_set(one, "period", json_new_text(b->period));
		if (b->where_count > 0)
			json_set(one, "where", where_value(b));
		json_set(one, "text", title_value(&b->text));
		json_set(one, "source", title_value(&b->source));
	}
	for (i = 0; i < note->count; i++)
		json_append(list, effect_value(note, &note->effects[i]));
	json_set(one, "indicators", list);
	return one;
}
