#include "unit.h"

#include <locale.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"

static char folder[] = "/tmp/test_message.XXXXXX";

/* A catalogue ru/LC_MESSAGES/profstat.mo that msgfmt makes. */
static int
make_catalogue(void **state)
{
	char path[200], command[500];
	FILE *stream;

	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/ru.po", folder);
	if ((stream = fopen(path, "w")) == NULL)
		return -1;
	fputs("msgid \"\"\nmsgstr \"Content-Type: text/plain; "
	      "charset=UTF-8\\n\"\n\nmsgid \"out of memory\"\nmsgstr "
	      "\"память кончилась\"\n\nmsgid \".\"\nmsgstr \",\"\n\n"
	      "msgid \"%.4g%%\"\nmsgstr \"%.4g\302\240%%\"\n\n"
	      "msgid \"%1$s of %2$s\"\nmsgstr \"из %2$s – %1$s\"\n",
	    stream);
	fclose(stream);
	snprintf(command, sizeof(command),
	    "cd %s && mkdir -p ru/LC_MESSAGES && "
	    "msgfmt -o ru/LC_MESSAGES/profstat.mo ru.po",
	    folder);
	setenv("PROFSTAT_LOCALE", folder, 1);
	return system(command);
}

static int
remove_catalogue(void **state)
{
	char command[200];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

static void
start(const char *language, const char *all, const char *messages,
    const char *lang)
{
	setenv("LANGUAGE", language, 1);
	setenv("LC_ALL", all, 1);
	setenv("LC_MESSAGES", messages, 1);
	setenv("LANG", lang, 1);
	message_start();
}

static void
speaks_the_language_of_the_user(void **state)
{
	static const struct {
		const char *language, *all, *messages, *lang;
		bool russian;
	} users[] = {
		{ "", "", "", "", false },
		{ "", "", "", "ru_RU.UTF-8", true },
		{ "", "", "ru_RU", "en_US.UTF-8", true },
		{ "", "C", "ru_RU.UTF-8", "ru_RU.UTF-8", false },
		{ "", "ru_RU.KOI8-R@x", "", "", true },
		{ "ru", "en_GB.UTF-8", "", "", true },
		{ "de:ru", "", "", "", true },
		{ "en", "ru_RU.UTF-8", "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(users); i++) {
		start(users[i].language, users[i].all, users[i].messages,
		    users[i].lang);
		assert_string_equal(_("out of memory"),
		    users[i].russian ? "память кончилась" : "out of memory");
	}
}

static void
changes_the_language(void **state)
{
	(void)state;
	start("", "", "", "");
	for (int i = 0; i < 2; i++) {
		message_language("ru");
		assert_string_equal(_("out of memory"), "память кончилась");
		assert_string_equal(_("not there"), "not there");
		message_language("en");
		assert_string_equal(_("out of memory"), "out of memory");
	}
}

static void
keeps_numbers_as_in_c(void **state)
{
	char text[20];

	(void)state;
	start("", "ru_RU.UTF-8", "", "");
	snprintf(text, sizeof(text), "%.1f", 1234.5);
	assert_string_equal(text, "1234.5");
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
	assert_string_equal(setlocale(LC_COLLATE, NULL), "C");
	assert_string_equal(setlocale(LC_CTYPE, NULL), "C.UTF-8");
}

static void
writes_percent(void **state)
{
	char text[MESSAGE_PERCENT];

	(void)state;
	start("en", "", "", "");
	assert_string_equal(message_percent(text, 0.125), "12.5%");
	assert_string_equal(message_percent(text, 1), "100%");
	message_language("ru");
	assert_string_equal(message_percent(text, 0.125), "12,5\302\240%");
	assert_string_equal(message_percent(text, 0.05), "5\302\240%");
	message_language("en");
}

static void
prints_arguments(void **state)
{
	const struct message m = { "%1$s of %2$s", { "a", "%1$s" } };
	const struct message odd = { "%0$s %5$s %1s %s %n %2$s|%", { "a" } };
	const struct message empty = { .format = "" };
	char text[MESSAGE_TEXT];

	(void)state;
	start("en", "", "", "");
	assert_int_equal(message_print(text, sizeof(text), &m), 9);
	assert_string_equal(text, "a of %1$s");
	message_print(text, sizeof(text), &odd);
	assert_string_equal(text, "%0$s %5$s %1s %s %n |%");
	message_language("ru");
	message_print(text, sizeof(text), &m);
	assert_string_equal(text, "из %1$s – a");
	assert_int_equal(message_print(text, sizeof(text), &empty), 0);
	message_language("en");
}

static void
cuts_between_characters(void **state)
{
	const struct message argument = { "a%1$sb", { "яя" } };
	const struct message literal = { "aя%1$s", { "b" } };
	static const char *const cut[] = { "", "a", "a", "aя", "aя", "aяя",
		"aяяb", "aяяb" };
	char text[10];

	(void)state;
	for (size_t size = 1; size <= COUNT_OF(cut); size++) {
		message_print(text, size, &argument);
		assert_string_equal(text, cut[size - 1]);
	}
	message_print(text, 3, &literal);
	assert_string_equal(text, "a");
	message_print(text, 4, &literal);
	assert_string_equal(text, "aя");
}

/* Without PROFSTAT_LOCALE: ../locale as seen from the program. */
static void
finds_the_catalogue_beside_the_program(void **state)
{
	char self[4096], expected[4200], *slash;
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	bool made;

	(void)state;
	assert_true(length > 0);
	self[length] = '\0';
	slash = strrchr(self, '/');
	*slash = '\0';
	snprintf(expected, sizeof(expected), "%s/../locale", self);
	made = mkdir(expected, 0777) == 0;
	unsetenv("PROFSTAT_LOCALE");
	message_start();
	assert_string_equal(bindtextdomain("profstat", NULL), expected);
	if (made) {
		assert_int_equal(rmdir(expected), 0);
		message_start();
		assert_string_equal(bindtextdomain("profstat", NULL),
		    "/usr/local/share/locale");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(speaks_the_language_of_the_user),
		cmocka_unit_test(changes_the_language),
		cmocka_unit_test(keeps_numbers_as_in_c),
		cmocka_unit_test(writes_percent),
		cmocka_unit_test(prints_arguments),
		cmocka_unit_test(cuts_between_characters),
		cmocka_unit_test(finds_the_catalogue_beside_the_program),
	};

	return cmocka_run_group_tests(tests, make_catalogue, remove_catalogue);
}
