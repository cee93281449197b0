/* memory.c - allocation that checks sizes and describes its failure */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void *
memory_array(size_t count, size_t size, struct fail *f)
{
	void *memory = NULL;

	/* 0 bytes must not look like a failure */
	if (count == 0 || size == 0)
		count = size = 1;
	if (count <= PTRDIFF_MAX / size)
		memory = calloc(count, size);
	if (memory == NULL)
		fail_memory(f);
	return memory;
}

int
memory_grow(
    void *array, size_t *capacity, size_t need, size_t size, struct fail *f)
{
	size_t room = *capacity;
	void *old, *memory;

	if (need <= room)
		return 0;
	room = room <= SIZE_MAX - room / 2 ? room + room / 2 : need;
	if (room < need)
		room = need;
	if (room < 8)
		room = 8;
	if (size == 0 || room > PTRDIFF_MAX / size)
		return fail_memory(f);
	/* *array may be a pointer of any object type: copy, do not alias */
	memcpy(&old, array, sizeof(old));
	if ((memory = realloc(old, room * size)) == NULL)
		return fail_memory(f);
	memcpy(array, &memory, sizeof(memory));
	*capacity = room;
	return 0;
}

char *
memory_text(const char *text, size_t length, struct fail *f)
{
	char *copy = length < PTRDIFF_MAX ? malloc(length + 1) : NULL;

	if (copy == NULL) {
		fail_memory(f);
		return NULL;
	}
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}
