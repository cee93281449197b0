/*
 * mutate.c - a filter and files that were damaged in every small way.
 *
 *	mutate DIR PART PARTS STEP [ARG...] - run the filter that this is
 *	linked with (its main() is filter_main) as `filter ARG... FILE` for
 * every STEP-th mutation of every file of DIR: each prefix, and eight other
 *	values of each byte.  PART of PARTS [0 1] does its share, so that
 * several can run at once.
 *
 * A run must end by itself within 20 s with 0 or 1, with a message if it is 1,
 * in less than 256 MiB (not looked at under AddressSanitizer, whose findings
 * end with 99).  A child of this process calls the filter for up to a hundred
 * mutations in turn, so nothing is loaded anew; one that fails is tried again
 * in a child of its own, and what this says counts.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIZE_MAX_OF_FILE 2048
#define SECONDS 20
#define KIB_MAX (256L << 10)
#define AT_ONCE 100UL

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

int filter_main(int, char **);
const char *__asan_default_options(void);
const char *__asan_default_suppressions(void);
const char *__ubsan_default_options(void);

const char *
__asan_default_options(void)
{
	return "exitcode=99:detect_leaks=0:allocator_may_return_null=1";
}

/* It takes the length of a text that REG_STARTEND says from its NUL. */
const char *
__asan_default_suppressions(void)
{
	return "interceptor_name:regexec";
}

const char *
__ubsan_default_options(void)
{
	return "exitcode=99:print_stacktrace=1";
}

struct shared {
	unsigned long at; /* the mutation that is run */
	bool fine;        /* all of them ended well */
};

struct run {
	char **arguments; /* of the filter; the last is the file */
	int count;
	int input, said; /* memory: the file, what went to stderr */
	struct shared *shared;
	unsigned long part, parts, step;
	unsigned long done, failed;
};

struct file {
	const char *name;
	unsigned char bytes[SIZE_MAX_OF_FILE + 1];
	size_t length;
};

static void
die(const char *what)
{
	perror(what);
	exit(3);
}

static void
fill(int file, const unsigned char *bytes, size_t length)
{
	if (ftruncate(file, 0) == -1 || lseek(file, 0, SEEK_SET) == -1 ||
	    pwrite(file, bytes, length, 0) != (ssize_t)length)
		die("memory file");
}

/* Values that mean something in such files, and two that follow from it. */
static unsigned char
other(unsigned char byte, unsigned long n)
{
	static const unsigned char values[] = { '\0', '\n', '"', ';', 0xFF,
		' ' };

	return n < 6    ? values[n]
	       : n == 6 ? (unsigned char)(byte ^ 0x80)
			: (unsigned char)(byte + 1);
}

static unsigned long
mutations(const struct file *file)
{
	return file->length + 1 + 8 * file->length;
}

/* The n-th mutation: its bytes and what it is. */
static size_t
mutation(const struct file *file, unsigned long n, unsigned char *bytes,
    char *text, size_t size)
{
	unsigned long at;

	memcpy(bytes, file->bytes, file->length);
	if (n <= file->length) {
		snprintf(text, size, "its first %lu bytes", n);
		return n;
	}
	n -= file->length + 1;
	at = n / 8;
	bytes[at] = other(bytes[at], n % 8);
	snprintf(text, size, "byte %lu is 0x%02x", at, bytes[at]);
	return file->length;
}

static bool
silent(const struct run *r)
{
	return lseek(r->said, 0, SEEK_END) == 0;
}

/* In a child: the mutations from first on; it ends with what the last says. */
static void
filter(struct run *r, const struct file *file, unsigned long first,
    unsigned long last)
{
	unsigned char bytes[SIZE_MAX_OF_FILE + 1];
	char text[80];
	int status = 0, nowhere = open("/dev/null", O_RDWR);

	if (nowhere == -1 || dup2(nowhere, 0) == -1 || dup2(nowhere, 1) == -1 ||
	    dup2(r->said, 2) == -1)
		_exit(98);
	for (unsigned long n = first; n <= last; n += r->step * r->parts) {
		fill(r->input, bytes,
		    mutation(file, n, bytes, text, sizeof(text)));
		fill(r->said, bytes, 0);
		r->shared->at = n;
		optind = 0;
		alarm(SECONDS);
		status = filter_main(r->count, r->arguments);
		alarm(0);
		fflush(NULL);
		if (status > 1 || (status == 1 && silent(r)))
			exit(status);
	}
	r->shared->fine = true;
	exit(status);
}

static void
report(struct run *r, const struct file *file, const char *what)
{
	unsigned char bytes[SIZE_MAX_OF_FILE + 1];
	char text[2000], change[80];
	ssize_t length = pread(r->said, text, sizeof(text) - 1, 0);

	text[length > 0 ? length : 0] = '\0';
	mutation(file, r->shared->at, bytes, change, sizeof(change));
	r->failed++;
	if (r->failed <= 20)
		printf("FAIL %s, %s: %s\n%s", file->name, change, what, text);
}

/* Mutations in one child; whether all ended well.  If not, the child got as far
 * as shared->at, and what says why. */
static bool
try(struct run *r, const struct file *file, unsigned long first,
    unsigned long last, char *what, size_t size)
{
	struct rusage usage;
	int status;
	pid_t child;

	r->shared->at = first;
	r->shared->fine = false;
	fflush(stdout);
	child = fork();
	if (child == -1)
		die("fork");
	if (child == 0)
		filter(r, file, first, last);
	if (wait4(child, &status, 0, &usage) == -1)
		die("wait");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		snprintf(what, size, "took more than %d s", SECONDS);
	else if (WIFSIGNALED(status))
		snprintf(what, size, "ended by signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) > 1)
		snprintf(what, size, "exit %d", WEXITSTATUS(status));
	else if (WEXITSTATUS(status) == 1 && silent(r))
		snprintf(what, size, "exit 1 without a word");
	else if (!SANITIZED && usage.ru_maxrss > KIB_MAX)
		snprintf(what, size, "took %ld KiB", usage.ru_maxrss);
	else
		return first == last || r->shared->fine;
	return false;
}

/* Many in a child, for that is fast; what fails then is run alone. */
static void
mutate(struct run *r, const struct file *file)
{
	unsigned long stride = r->step * r->parts, n = r->part * r->step;
	char what[80];

	while (n < mutations(file)) {
		unsigned long last =
		    (mutations(file) - 1 - n) / stride * stride + n;

		if (last - n > (AT_ONCE - 1) * stride)
			last = n + (AT_ONCE - 1) * stride;
		if (!try(r, file, n, last, what, sizeof(what))) {
			last = r->shared->at;
			if (!try(r, file, last, last, what, sizeof(what)))
				report(r, file, what);
		}
		r->done += (last - n) / stride + 1;
		n = last + stride;
	}
}

static void
slurp(struct file *file, const char *dir)
{
	char path[4096];
	ssize_t length;
	int in;

	snprintf(path, sizeof(path), "%s/%s", dir, file->name);
	in = open(path, O_RDONLY);
	length = in == -1 ? -1 : read(in, file->bytes, sizeof(file->bytes));
	if (length == -1)
		die(path);
	close(in);
	if (length > SIZE_MAX_OF_FILE) {
		fprintf(
		    stderr, "%s: more than %d bytes\n", path, SIZE_MAX_OF_FILE);
		exit(2);
	}
	file->length = (size_t)length;
}

static int
no_dots(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int
main(int argc, char **argv)
{
	char path[64], *arguments[64];
	struct run r = { .arguments = arguments, .count = 1 };
	struct dirent **files;
	int i, count;

	if (argc < 5 || argc > 60) {
		fputs("usage: mutate DIR PART PARTS STEP [ARG...]\n", stderr);
		return 2;
	}
	r.part = strtoul(argv[2], NULL, 10);
	r.parts = strtoul(argv[3], NULL, 10);
	r.step = strtoul(argv[4], NULL, 10);
	r.input = memfd_create("input", 0);
	r.said = memfd_create("said", 0);
	r.shared = mmap(NULL, sizeof(*r.shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r.parts == 0 || r.step == 0 || r.input == -1 || r.said == -1 ||
	    r.shared == MAP_FAILED)
		die("mutate");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", r.input);
	arguments[0] = (char[]){ "filter" };
	for (i = 5; i < argc; i++)
		arguments[r.count++] = argv[i];
	arguments[r.count++] = path;
	arguments[r.count] = NULL;
	count = scandir(argv[1], &files, no_dots, alphasort);
	if (count <= 0)
		die(argv[1]);
	for (i = 0; i < count; i++) {
		struct file file = { .name = files[i]->d_name };

		slurp(&file, argv[1]);
		mutate(&r, &file);
		free(files[i]);
	}
	free(files);
	printf("%lu passed, %lu failed\n", r.done - r.failed, r.failed);
	return r.failed > 0 || r.done == 0;
}
