#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/output.h"
#include "chaos.h"

/* Each test runs in an empty folder of its own. */
static int
enter_folder(void **state)
{
	char folder[] = "/tmp/test_output.XXXXXX";

	if (mkdtemp(folder) == NULL || chdir(folder) == -1)
		return -1;
	umask(022);
	*state = strdup(folder);
	return 0;
}

static int
leave_folder(void **state)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -rf %s", (char *)*state);
	free(*state);
	return chdir("/") == -1 ? -1 : system(command);
}

static int
count_files(void)
{
	DIR *folder = opendir(".");
	int count = 0;

	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count - 2; /* . and .. */
}

static void
check_file(const char *path, const char *expected)
{
	char text[100];
	FILE *stream = fopen(path, "r");
	size_t length;

	assert_non_null(stream);
	length = fread(text, 1, sizeof(text) - 1, stream);
	text[length] = '\0';
	assert_string_equal(text, expected);
	fclose(stream);
}

static void
write_file(const char *path, const char *text)
{
	struct output out;
	struct fail f = FAIL_INIT;

	assert_int_equal(output_open(&out, path, 0, &f), 0);
	assert_true(fputs(text, out.stream) >= 0);
	assert_int_equal(output_commit(&out, &f), 0);
	output_discard(&out);
}

static void
appears_when_it_is_whole(void **state)
{
	struct output out;
	struct fail f = FAIL_INIT;

	(void)state;
	write_file("x", "old");
	assert_int_equal(output_open(&out, "x", OUTPUT_SYNC, &f), 0);
	fputs("new", out.stream);
	fflush(out.stream);
	check_file("x", "old");
	assert_int_equal(count_files(), 2);
	assert_memory_equal(out.temporary, ".x.", 3);
	assert_int_equal(output_commit(&out, &f), 0);
	output_discard(&out);
	check_file("x", "new");
	assert_int_equal(count_files(), 1);
}

static time_t
rewrite(const char *text, unsigned flags)
{
	const struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct output out;
	struct fail f = FAIL_INIT;
	struct stat about;

	assert_int_equal(utimensat(AT_FDCWD, "x", old, 0), 0);
	assert_int_equal(output_open(&out, "x", flags, &f), 0);
	fputs(text, out.stream);
	assert_int_equal(output_commit_changed(&out, &f), 0);
	output_discard(&out);
	assert_int_equal(count_files(), 1);
	assert_int_equal(stat("x", &about), 0);
	assert_int_equal(about.st_size, strlen(text));
	return about.st_mtime;
}

/* Only a file with other bytes, or another mode, is replaced. */
static void
stays_when_it_is_the_same(void **state)
{
	char big[30000], end;

	(void)state;
	memset(big, 'b', sizeof(big));
	big[sizeof(big) - 1] = '\0';
	write_file("x", big);
	assert_int_equal(rewrite(big, 0), 1000);
	end = big[sizeof(big) - 2]++;
	assert_int_not_equal(rewrite(big, 0), 1000);
	big[sizeof(big) - 2] = end;
	assert_int_not_equal(rewrite(big, 0), 1000);
	assert_int_not_equal(rewrite(big, OUTPUT_PRIVATE), 1000);
	assert_int_equal(rewrite(big, OUTPUT_PRIVATE), 1000);
	assert_int_not_equal(rewrite("", 0), 1000);
	assert_int_equal(rewrite("", 0), 1000);
}

static void
disappears_when_discarded(void **state)
{
	struct output out;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(output_open(&out, "x", 0, &f), 0);
	fputs("new", out.stream);
	assert_int_equal(count_files(), 1);
	output_discard(&out);
	assert_int_equal(count_files(), 0);
	assert_null(out.stream);
	output_discard(&out);
}

static mode_t
mode_of(const char *path)
{
	struct stat about;

	assert_int_equal(stat(path, &about), 0);
	return about.st_mode & 0777;
}

static void
has_the_right_mode(void **state)
{
	struct output out;
	struct fail f = FAIL_INIT;

	(void)state;
	write_file("x", "");
	assert_int_equal(mode_of("x"), 0644);
	umask(027);
	write_file("y", "");
	assert_int_equal(mode_of("y"), 0640);
	assert_int_equal(umask(022), 027);
	assert_int_equal(output_open(&out, "z", OUTPUT_PRIVATE, &f), 0);
	assert_int_equal(output_commit(&out, &f), 0);
	assert_int_equal(mode_of("z"), 0600);
}

static void
stays_in_the_folder_of_the_file(void **state)
{
	char name[256];

	(void)state;
	assert_int_equal(mkdir("d", 0777), 0);
	write_file("d/x", "1");
	write_file("./d/x", "2");
	check_file("d/x", "2");
	/* the longest name there may be */
	memset(name, 'n', 255);
	name[255] = '\0';
	write_file(name, "3");
	check_file(name, "3");
}

static void
follows_a_link(void **state)
{
	struct output out;
	struct stat about;
	struct fail f = FAIL_INIT;

	(void)state;
	write_file("x", "1");
	assert_int_equal(symlink("x", "link"), 0);
	assert_int_equal(symlink("gone", "dangling"), 0);
	write_file("link", "2");
	check_file("x", "2");
	assert_int_equal(lstat("link", &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	assert_int_equal(output_open(&out, "dangling", 0, &f), -1);
	assert_string_equal(f.text,
	    "dangling: the link leads nowhere: No such file or directory");
}

static void
says_what_cannot_be_created(void **state)
{
	struct output out;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(output_open(&out, "nowhere/x", 0, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(f.text,
	    "nowhere/x: cannot create the file: No such file or directory");
	output_discard(&out);
	assert_int_equal(output_open(&out, ".", 0, &f), -1);
	assert_string_equal(f.text, ".: cannot write to it: Is a directory");
	output_discard(&out);
}

static void
fails_on_a_full_disk(void **state)
{
	struct output out;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(output_open(&out, "/dev/full", 0, &f), 0);
	fputs("x", out.stream);
	assert_int_equal(output_commit(&out, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(
	    f.text, "/dev/full: cannot write: No space left on device");
	assert_int_equal(output_open(&out, "/dev/full", 0, &f), 0);
	fputs("x", out.stream);
	assert_int_equal(output_commit_changed(&out, &f), -1);
	assert_string_equal(
	    f.text, "/dev/full: cannot write: No space left on device");
	/* an error long before the commit counts as well */
	assert_int_equal(output_open(&out, "/dev/full", 0, &f), 0);
	setvbuf(out.stream, NULL, _IONBF, 0);
	fputs("x", out.stream);
	assert_int_equal(output_commit(&out, &f), -1);
	assert_string_equal(
	    f.text, "/dev/full: cannot write: Input/output error");
	write_file("/dev/null", "x");
	assert_int_equal(access("/dev/full", F_OK), 0);
}

static void
leaves_nothing_after_a_failed_rename(void **state)
{
	struct output out;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(output_open(&out, "x", 0, &f), 0);
	/* a folder that came in between cannot be replaced */
	assert_int_equal(mkdir("x", 0777), 0);
	assert_int_equal(output_commit(&out, &f), -1);
	assert_string_equal(
	    f.text, "x: cannot give the file its name: Is a directory");
	assert_int_equal(count_files(), 1);
}

static void
has_a_limit_of_files(void **state)
{
	struct output out[65];
	struct fail f = FAIL_INIT;
	char name[16];

	(void)state;
	for (int i = 0; i < 64; i++) {
		snprintf(name, sizeof(name), "f%d", i);
		assert_int_equal(output_open(&out[i], name, 0, &f), 0);
	}
	assert_int_equal(output_open(&out[64], "last", 0, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(
	    f.text, "last: more than 64 files are being written");
	for (int i = 0; i < 64; i++)
		output_discard(&out[i]);
	assert_int_equal(count_files(), 0);
	write_file("last", "x");
}

/* What standard output of a child does; the text of its failure. */
static int
run_on_stdout(int descriptor, char text[200])
{
	struct output out;
	struct fail f = FAIL_INIT;
	int told[2], status;
	pid_t child;

	assert_int_equal(pipe(told), 0);
	if ((child = fork()) == 0) {
		output_signals();
		dup2(descriptor, 1);
		if (output_open(&out, "-", 0, &f) == 0) {
			fputs("x", out.stream);
			if (output_commit(&out, &f) == -1 &&
			    write(told[1], f.text, strlen(f.text)) == -1)
				_exit(99);
		}
		_exit((int)f.status);
	}
	close(told[1]);
	memset(text, 0, 200);
	while (read(told[0], text + strlen(text), 100) > 0)
		continue;
	close(told[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
says_that_the_reader_is_gone(void **state)
{
	char text[200];
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	assert_int_equal(run_on_stdout(ends[1], text), FAIL_SYSTEM);
	assert_string_equal(text, "the reader of standard output closed it");
	close(ends[1]);
	ends[1] = open("/dev/full", O_WRONLY);
	assert_int_equal(run_on_stdout(ends[1], text), FAIL_SYSTEM);
	assert_string_equal(
	    text, "cannot write to standard output: No space left on device");
	close(ends[1]);
}

/* A child that has two files open and waits for the signal. */
static void
check_signal(int number)
{
	struct output out[3];
	struct fail f = FAIL_INIT;
	int ready[2], status;
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	if ((child = fork()) == 0) {
		signal(number, SIG_DFL); /* nohup may have it ignored */
		output_signals();
		if (output_open(&out[0], "a", 0, &f) == -1 ||
		    output_open(&out[1], "b", 0, &f) == -1 ||
		    output_open(&out[2], "c", 0, &f) == -1 ||
		    output_commit(&out[2], &f) == -1 ||
		    write(ready[1], "x", 1) != 1)
			_exit(99);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(count_files(), 3);
	kill(child, number);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), number);
	/* what was committed stays */
	assert_int_equal(count_files(), 1);
	check_file("c", "");
	unlink("c");
	close(ready[0]);
	close(ready[1]);
}

static void
a_signal_removes_temporary_files(void **state)
{
	(void)state;
	check_signal(SIGHUP);
	check_signal(SIGINT);
	check_signal(SIGTERM);
}

static void
an_ignored_signal_stays_ignored(void **state)
{
	struct sigaction action;
	void (*before)(int) = signal(SIGHUP, SIG_IGN);

	(void)state;
	output_signals();
	assert_int_equal(sigaction(SIGHUP, NULL, &action), 0);
	assert_true(action.sa_handler == SIG_IGN);
	signal(SIGHUP, before);
}

static void
survives_the_end_of_memory(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct output out;
		struct fail f = FAIL_INIT;
		int status;

		chaos_start(n);
		status = output_open(&out, ".//x", OUTPUT_SYNC, &f);
		if (status == 0)
			status = output_commit(&out, &f);
		chaos_stop();
		output_discard(&out);
		assert_int_equal(
		    f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
		unlink("x");
		assert_int_equal(count_files(), 0);
	}
}

int
main(void)
{
#define IN_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(appears_when_it_is_whole),
		IN_FOLDER(stays_when_it_is_the_same),
		IN_FOLDER(disappears_when_discarded),
		IN_FOLDER(has_the_right_mode),
		IN_FOLDER(stays_in_the_folder_of_the_file),
		IN_FOLDER(follows_a_link),
		IN_FOLDER(says_what_cannot_be_created),
		IN_FOLDER(fails_on_a_full_disk),
		IN_FOLDER(leaves_nothing_after_a_failed_rename),
		IN_FOLDER(has_a_limit_of_files),
		IN_FOLDER(says_that_the_reader_is_gone),
		IN_FOLDER(a_signal_removes_temporary_files),
		IN_FOLDER(an_ignored_signal_stays_ignored),
		IN_FOLDER(survives_the_end_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
