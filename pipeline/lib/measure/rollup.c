/* rollup - parents that are computed from their children */
#include "measure/rollup.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

bool
rollup_part(
    const struct registry *registry, int entry, int32_t first, int32_t last)
{
	return registry_entry_parent(registry, entry) != -1 &&
	       !registry_entry_included(registry, entry) &&
	       registry_entry_valid(registry, entry, first, last);
}

int
rollup_axis_init(struct rollup_axis *axis, const struct registry *registry,
    bool computes, struct fail *f)
{
	*axis = (struct rollup_axis)ROLLUP_AXIS_INIT;
	axis->registry = registry;
	axis->computes = computes;
	axis->wanted = memory_array(registry_count(registry) + 1, 1, f);
	return axis->wanted == NULL ? -1 : 0;
}

void
rollup_axis_clear(struct rollup_axis *axis)
{
	free(axis->wanted);
	free(axis->entries);
	free(axis->positions);
	free(axis->order);
	free(axis->start);
	free(axis->children);
	*axis = (struct rollup_axis)ROLLUP_AXIS_INIT;
}

void
rollup_axis_add(struct rollup_axis *axis, int entry)
{
	/* A parent that is wanted has wanted parents already. */
	while (entry != -1 && !axis->wanted[entry]) {
		axis->wanted[entry] = 1;
		if (!axis->computes ||
		    registry_entry_included(axis->registry, entry))
			return;
		entry = registry_entry_parent(axis->registry, entry);
	}
}

/*
 * The positions with every child before its parent: an entry follows when its
 * last child has (the registry has no circles).
 */
static int
order_children_first(struct rollup_axis *axis, struct fail *f)
{
	size_t i, all = registry_count(axis->registry);
	size_t filled = 0, queued = 0;
	size_t *pending = memory_array(all + 1, sizeof(*pending), f);
	int *queue = memory_array(all + 1, sizeof(*queue), f);
	int parent, status = -1;

	if (pending == NULL || queue == NULL)
		goto done;
	for (i = 0; i < all; i++) {
		pending[i] = registry_child_count(axis->registry, (int)i);
		if (pending[i] == 0)
			queue[queued++] = (int)i;
	}
	for (i = 0; i < queued; i++) {
		if (axis->positions[queue[i]] != -1)
			axis->order[filled++] =
			    (size_t)axis->positions[queue[i]];
		parent = registry_entry_parent(axis->registry, queue[i]);
		if (parent != -1 && --pending[parent] == 0)
			queue[queued++] = parent;
	}
	status = 0;
done:
	free(pending);
	free(queue);
	return status;
}

int
rollup_axis_close(struct rollup_axis *axis, struct fail *f)
{
	size_t i, all = registry_count(axis->registry);

	axis->entries = memory_array(all + 1, sizeof(*axis->entries), f);
	axis->positions = memory_array(all + 1, sizeof(*axis->positions), f);
	axis->order = memory_array(all + 1, sizeof(*axis->order), f);
	axis->start = memory_array(all + 1, sizeof(*axis->start), f);
	axis->children = memory_array(all + 1, sizeof(*axis->children), f);
	if (axis->entries == NULL || axis->positions == NULL ||
	    axis->order == NULL || axis->start == NULL ||
	    axis->children == NULL)
		return -1;
	axis->count = 0;
	for (i = 0; i < all; i++) {
		axis->positions[i] = -1;
		if (axis->wanted[i]) {
			axis->entries[axis->count] = (int)i;
			axis->positions[i] = (ptrdiff_t)axis->count++;
		}
	}
	return order_children_first(axis, f);
}

void
rollup_axis_period(struct rollup_axis *axis, int32_t first, int32_t last)
{
	size_t i, j, filled = 0;
	int entry, child;

	for (i = 0; i < axis->count; i++) {
		axis->start[i] = filled;
		entry = axis->entries[i];
		for (j = 0; axis->computes &&
			    j < registry_child_count(axis->registry, entry);
		     j++) {
			child = registry_child(axis->registry, entry, j);
			if (rollup_part(axis->registry, child, first, last))
				axis->children[filled++] =
				    axis->positions[child];
		}
	}
	axis->start[i] = filled;
}

/* What is known of the children of one cell. */
struct sum {
	struct estimate estimate;
	size_t applicable, supplied, confidential;
	bool empty; /* a child is 0 of 0, not declared */
};

/* own: lost rows that may belong to the parent, and so to each child, which
 * count once. */
static int
sum_add(
    struct sum *sum, const struct estimate *child, int64_t own, struct fail *f)
{
	struct estimate *e = &sum->estimate;

	switch (child->status) {
	case OBSERVATION_NOT_APPLICABLE:
		if (child->reason != REASON_DECLARED)
			sum->empty = true;
		return 0;
	case OBSERVATION_CONFIDENTIAL:
		sum->confidential++;
		break;
	case OBSERVATION_MISSING:
		break;
	default:
		sum->supplied++;
		e->coverage += child->coverage;
		e->flags |= child->flags;
		e->rows += child->rows;
		e->lost += child->lost > own ? child->lost - own : 0;
		if (__builtin_add_overflow(
			e->numerator, child->numerator, &e->numerator) ||
		    __builtin_add_overflow(
			e->denominator, child->denominator, &e->denominator))
			return fail_set(f, FAIL_DATA,
			    _("a sum over the parts of a total is above "
			      "9223372036854775807"));
	}
	sum->applicable++;
	return 0;
}

/* The children's sum as the estimate of their parent. */
static void
sum_close(struct sum *sum)
{
	struct estimate *e = &sum->estimate;

	if (sum->confidential > 0) {
		*e = (struct estimate){ .status = OBSERVATION_CONFIDENTIAL,
			.reason = REASON_SENDER };
	} else if (sum->applicable == 0) {
		e->status = OBSERVATION_NOT_APPLICABLE;
		e->reason =
		    sum->empty ? REASON_ZERO_DENOMINATOR : REASON_DECLARED;
	} else if (sum->supplied == 0) {
		e->status = OBSERVATION_MISSING;
		e->reason = REASON_PARTS_MISSING;
	} else {
		e->status = OBSERVATION_OK;
		e->parts = ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR;
		e->coverage /= (double)sum->applicable;
		if (sum->supplied < sum->applicable)
			e->flags |= FLAG_PARTIAL;
	}
}

static int
sum_children(const struct rollup_axis *axis, size_t position, size_t stride,
    const struct estimate *cell, struct sum *sum, struct fail *f)
{
	static const struct estimate nowhere = { .status = OBSERVATION_MISSING,
		.reason = REASON_NOT_IN_SOURCE };
	const struct estimate *child;
	ptrdiff_t at;
	size_t i;

	*sum = (struct sum){ .estimate.lost = cell->lost };
	for (i = axis->start[position]; i < axis->start[position + 1]; i++) {
		at = axis->children[i];
		child = at == -1 ? &nowhere
				 : cell + (at - (ptrdiff_t)position) *
					      (ptrdiff_t)stride;
		if (sum_add(sum, child, cell->lost, f) == -1)
			return -1;
	}
	sum_close(sum);
	return 0;
}

static bool
absent(const struct estimate *e)
{
	return e->status == OBSERVATION_MISSING &&
	       (e->reason == REASON_NOT_IN_SOURCE ||
		   e->reason == REASON_NUMERATOR_NOT_IN_SOURCE ||
		   e->reason == REASON_DENOMINATOR_NOT_IN_SOURCE);
}

/* Whether a is the better answer: first a complete one, then any. */
static bool
better(const struct sum *a, const struct sum *b)
{
	bool a_whole = a->supplied + a->confidential == a->applicable;
	bool b_whole = b->supplied + b->confidential == b->applicable;

	if (a_whole != b_whole)
		return a_whole;
	return b->supplied + b->confidential == 0 && a->supplied > 0;
}

/* Where the cell stands: its position on each axis. */
struct cell_position {
	const struct rollup_axis *axes;
	size_t axis_count;
	size_t *turns;   /* per axis, index into its order */
	size_t *strides; /* cells from one code of the axis to the next */
};

static int
compute(const struct cell_position *at, const size_t *dimensions, size_t count,
    struct estimate *cell, struct fail *f)
{
	const struct rollup_axis *axis;
	struct sum sum, best;
	size_t i, position;
	bool found = false;

	for (i = 0; i < count; i++) {
		axis = &at->axes[dimensions[i]];
		position = axis->order[at->turns[dimensions[i]]];
		if (axis->start[position] == axis->start[position + 1])
			continue;
		if (sum_children(axis, position, at->strides[dimensions[i]],
			cell, &sum, f) == -1)
			return -1;
		if (!found || better(&sum, &best))
			best = sum;
		found = true;
	}
	if (found)
		*cell = best.estimate;
	return 0;
}

/* The cell at the turns; false when the last axis has run out. */
static bool
next_position(struct cell_position *at)
{
	size_t i = at->axis_count;

	while (i-- > 0) {
		if (++at->turns[i] < at->axes[i].count)
			return true;
		at->turns[i] = 0;
	}
	return false;
}

/*
 * Cells are visited with the codes of every axis in children-first order, so
 * a cell comes after all cells that it may be summed from.
 */
int
rollup_apply(const struct rollup_axis *axes, size_t axis_count,
    const size_t *dimensions, size_t dimension_count, struct estimate *cells,
    struct fail *f)
{
	struct cell_position at = { axes, axis_count, NULL, NULL };
	size_t i, cell, stride = 1;
	int status = -1;

	at.turns = memory_array(axis_count + 1, sizeof(size_t), f);
	at.strides = memory_array(axis_count + 1, sizeof(size_t), f);
	if (at.turns == NULL || at.strides == NULL)
		goto done;
	for (i = axis_count; i-- > 0; stride *= axes[i].count)
		at.strides[i] = stride;
	status = 0;
	if (stride == 0)
		goto done;
	do {
		cell = 0;
		for (i = 0; i < axis_count; i++)
			cell += axes[i].order[at.turns[i]] * at.strides[i];
		if (absent(&cells[cell]))
			status = compute(
			    &at, dimensions, dimension_count, &cells[cell], f);
	} while (status == 0 && next_position(&at));
done:
	free(at.turns);
	free(at.strides);
	return status;
}
