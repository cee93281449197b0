/* change - what the change of a level is made of */
#include "measure/change.h"

#include "base/message.h"

/* Where the change of this unit belongs. */
static int64_t *
part_of(struct change *c, const struct change_unit *u)
{
	if (u->was_in && u->is_in)
		return &c->matched;
	if (u->is_in)
		return u->was_anywhere ? &c->reclassified : &c->entrants;
	return u->is_anywhere ? &c->reclassified : &c->leavers;
}

int
change_add(struct change *c, const struct change_unit *u, struct fail *f)
{
	int64_t *part = part_of(c, u), difference;

	if (__builtin_sub_overflow(u->after, u->before, &difference) ||
	    __builtin_add_overflow(*part, difference, part))
		return fail_set(
		    f, FAIL_DATA, _("a change is beyond 9223372036854775807"));
	return 0;
}
