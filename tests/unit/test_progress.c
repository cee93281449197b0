/* progress: a line on a terminal, nothing elsewhere */
#include "unit.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/progress.h"

/* What 3 and 4 rows of work write to this descriptor as standard error. */
static size_t
shown(int error, int from, char *text, size_t size)
{
	struct progress p;
	int saved = dup(STDERR_FILENO);
	struct pollfd ready = { .fd = from, .events = POLLIN };
	size_t used = 0;
	ssize_t length;

	assert_int_equal(dup2(error, STDERR_FILENO), STDERR_FILENO);
	progress_start(&p, "a\033b.arrow");
	progress_add(&p, 3); /* within the first second */
	p.next = 0;
	progress_add(&p, 4);
	progress_end(&p);
	assert_int_equal(dup2(saved, STDERR_FILENO), STDERR_FILENO);
	close(saved);
	assert_int_equal(p.rows, 7);
	/* A terminal hands over what was written piece by piece. */
	while (used < size - 1 && poll(&ready, 1, 300) == 1 &&
	       (length = read(from, text + used, size - 1 - used)) > 0)
		used += (size_t)length;
	text[used] = '\0';
	return used;
}

static void
test_terminal(void **state)
{
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), other;
	char text[256];

	(void)state;
	if (terminal == -1)
		skip(); /* a machine without pseudo-terminals */
	assert_int_equal(grantpt(terminal), 0);
	assert_int_equal(unlockpt(terminal), 0);
	other = open(ptsname(terminal), O_RDWR | O_NOCTTY);
	assert_true(other >= 0);
	shown(other, terminal, text, sizeof(text));
	assert_string_equal(text, "\r\033[K7 rows, a\\x1bb.arrow\r\033[K");
	close(other);
	close(terminal);
}

static void
test_file(void **state)
{
	int ends[2];
	char text[256];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(shown(ends[1], ends[0], text, sizeof(text)), 0);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terminal),
		cmocka_unit_test(test_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
