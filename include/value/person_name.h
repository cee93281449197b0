/*
 * person_name.h - does a text name a person, by its form alone?
 *
 *	person_name("Иванова Анна Петровна", ...)	true: a patronymic
 *	person_name("Иванова А. П.", ...)	true: initials
 *	person_name("Анна Иванова", ...)	false: so is much else
 */
#ifndef VALUE_PERSON_NAME_H
#define VALUE_PERSON_NAME_H

#include <stdbool.h>
#include <stddef.h>

bool person_name(const char *text, size_t length);

#endif
