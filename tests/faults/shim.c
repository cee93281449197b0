/*
 * shim.c - a system that does not do what one hopes for, loaded before libc:
 *
 *	LD_PRELOAD=build/shim.so SHIM_PIECE=7 ingest ...	reads give at
 *		most 7 bytes
 *	LD_PRELOAD=build/shim.so SHIM_ALLOC=12 ingest ...	the 12th
 *		allocation fails, and no other
 *
 * With SHIM_LOG=file the allocations are counted: their number stands in the
 * file at the end.  What libc and libcrypto allocate for themselves neither
 * counts nor fails: regcomp() of glibc 2.36 then frees twice, and OpenSSL 3.0
 * uses its library context although it could not be made; no caller can help
 * that.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *malloc(size_t);
void *calloc(size_t, size_t);
void *realloc(void *, size_t);
ssize_t read(int, void *, size_t);
ssize_t pread(int, void *, size_t, off_t);
ssize_t pread64(int, void *, size_t, off64_t);

static atomic_long calls;
static long failing = -1;
static size_t piece;
static struct {
	uintptr_t from, to;
} spared[16]; /* whose allocations do not count */
static size_t spared_count;

static long
number(const char *name)
{
	const char *text = getenv(name);

	return text == NULL ? 0 : strtol(text, NULL, 10);
}

static int
spare(struct dl_phdr_info *info, size_t size, void *unused)
{
	const char *slash = strrchr(info->dlpi_name, '/');
	const char *name = slash == NULL ? info->dlpi_name : slash + 1;

	(void)size;
	(void)unused;
	if (strncmp(name, "libc.so", 7) != 0 &&
	    strncmp(name, "libcrypto.", 10) != 0)
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_LOAD && spared_count < 16) {
			uintptr_t from =
			    info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;

			spared[spared_count].from = from;
			spared[spared_count++].to =
			    from + info->dlpi_phdr[i].p_memsz;
		}
	return 0;
}

/* After the loader's own work, before main(). */
__attribute__((constructor)) static void
start(void)
{
	piece = (size_t)number("SHIM_PIECE");
	dl_iterate_phdr(spare, NULL);
	failing = number("SHIM_ALLOC");
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("SHIM_LOG");
	char text[32];
	int file, length;

	if (path == NULL)
		return;
	length = snprintf(text, sizeof(text), "%ld\n", atomic_load(&calls));
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file != -1) {
		if (write(file, text, (size_t)length) == -1)
			_exit(99);
		close(file);
	}
}

static int
fails(const void *caller)
{
	if (failing == -1)
		return 0;
	for (size_t i = 0; i < spared_count; i++)
		if ((uintptr_t)caller >= spared[i].from &&
		    (uintptr_t)caller < spared[i].to)
			return 0;
	if (atomic_fetch_add(&calls, 1) + 1 != failing)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL
						  : __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	return fails(__builtin_return_address(0))
		   ? NULL
		   : __libc_realloc(memory, size);
}

static size_t
bounded(size_t size)
{
	return piece > 0 && size > piece ? piece : size;
}

ssize_t
read(int file, void *to, size_t size)
{
	static ssize_t (*real)(int, void *, size_t);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "read");
	return real(file, to, bounded(size));
}

ssize_t
pread64(int file, void *to, size_t size, off64_t at)
{
	static ssize_t (*real)(int, void *, size_t, off64_t);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "pread64");
	return real(file, to, bounded(size), at);
}

ssize_t
pread(int file, void *to, size_t size, off_t at)
{
	return pread64(file, to, size, at);
}
