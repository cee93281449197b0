/*
 * json_choice.h - words of a JSON file that are some of a list.
 *
 *	static const char *const tests[] = { "fisher", "pearson", NULL };
 *	int test;
 *	if (json_choice(json_member(object, "test"), tests, &test, f) == 0)
 *		puts(tests[test]);
 */
#ifndef BASE_JSON_CHOICE_H
#define BASE_JSON_CHOICE_H

#include "base/json.h"

#define JSON_NAMES_TEXT 950

/* Add a name to those of a message: "a", "b".  One which finds no room is left
 * out. */
void json_list_name(char text[JSON_NAMES_TEXT], const char *name);

/* The place of a text in the list of those that are allowed, NULL the last;
 * else the failure names them. */
int json_choice(const struct json *, const char *const *choices, int *choice,
    struct fail *) MUST_CHECK;

#endif
