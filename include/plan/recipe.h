/*
 * recipe.h - recipe scripts and the make rules that run them.
 *
 *	struct recipes r;
 *	if (recipes_open(&r, "build/run/x", "build/bin", "ru", f) == 0 &&
 *	    recipe_open(&r, "resolve-a", "tables", ".arrow", f) == 0) {
 *		recipe_part(&r, "schema", digest);
 *		recipe_begin(&r, "resolve a");
 *		recipe_program(&r, "resolve");
 *		recipe_output(&r);
 *		recipe_operand(&r, "tables", key, ".arrow");
 *		status = recipe_close(&r, f);
 *		...
 *		status = recipes_close(&r, f);
 *	}
 *	recipes_clear(&r);
 *
 * Recipe NAME is the script recipes/NAME.sh below the work folder; it makes
 * FOLDER/NAME.EXT.  The script holds all that its target depends on and is
 * rewritten only when its text changes; the target depends on it.
 */
#ifndef PLAN_RECIPE_H
#define PLAN_RECIPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "plan/script.h"

#define RECIPE_NAME 160 /* bytes of a name or a target, NUL included */

struct recipes {
	const char *work, *bin, *language;
	struct script rules;  /* rules.mk */
	struct script script; /* the recipe that is being written */
	size_t count, capacity;
	char (*names)[RECIPE_NAME]; /* the last one is being written */
	char target[RECIPE_NAME];   /* below the work folder */
	bool stamp;                 /* the target is one */
};

/*
 * Make the work folder and the folders in it, mode 0700.  work and bin are
 * folders as make sees them; a letter in them that means something to make or
 * the shell is a failure (FAIL_USAGE).  language is that of all messages, so
 * that records do not depend on who runs the chain.
 */
int recipes_open(struct recipes *, const char *work, const char *bin,
    const char *language, struct fail *) MUST_CHECK;
void recipes_clear(struct recipes *);

int recipe_open(struct recipes *, const char *name, const char *folder,
    const char *extension, struct fail *) MUST_CHECK;
/* Something with a digest that the target depends on, before begin. */
void recipe_part(struct recipes *, const char *name, const char *digest);
/* What is said on the terminal when the recipe runs. */
void recipe_begin(struct recipes *, const char *says);
/* Call a program; one in recipe_recorded() has its record in
 * records/NAME.PROGRAM.json. */
void recipe_program(struct recipes *, const char *program);
void recipe_recorded(struct recipes *, const char *program);
/* The same in records/NAME.LABEL.json, for a program that is called twice. */
void recipe_recorded_as(
    struct recipes *, const char *program, const char *label);
void recipe_text(struct recipes *, const char *format, ...) PRINTF_LIKE(2, 3);
void recipe_option(struct recipes *, const char *name, const char *value);
/* " 'FOLDER/NAME.EXT'" as an operand, which the target depends on. */
void recipe_operand(struct recipes *, const char *folder, const char *name,
    const char *extension);
/* The dependence alone. */
void recipe_needs(struct recipes *, const char *folder, const char *name,
    const char *extension);
/* " --output 'TARGET'" */
void recipe_output(struct recipes *);
/* The target is no output of a program: an empty file that says when the
 * recipe last ended well. */
void recipe_stamp(struct recipes *);
int recipe_close(struct recipes *, struct fail *) MUST_CHECK;
/*
 * FOLDER/NAME.EXT is made by the recipe that was closed last, too.  When it
 * runs and the file keeps its time, what depends on the file does not run.
 */
int recipe_beside(struct recipes *, const char *folder, const char *name,
    const char *extension, struct fail *) MUST_CHECK;

/* All that was planned, for a target that comes after everything else. */
void recipe_needs_all(struct recipes *);

/*
 * Write rules.mk, whose first target publishes the files of out/, and remove
 * what belongs to no recipe any more, and results that are newer than the
 * clock: make would keep them when what they are made of changes.  Two recipes
 * of one name, which ids that end in a number can make, are a failure
 * (FAIL_USAGE).
 */
int recipes_close(struct recipes *, struct fail *) MUST_CHECK;

#endif
