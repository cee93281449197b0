/* test_classes - lines by class, of datasets and of files */
#include "quality_fixture.h"

#include "report/classes.h"

static void
test_datasets(void **state)
{
	struct record_input inputs[] = {
		{ "raw/a.csv", .dataset = "g",
		    .lines = { [LINE_HEADER] = 1, [LINE_DATA] = 10000 } },
		{ "raw/b.csv", .dataset = "g",
		    .lines = { [LINE_HEADER] = 2, [LINE_SET_ASIDE] = 3 } },
		{ "raw/c.csv", .dataset = "h",
		    .lines = { [LINE_HEADER] = 1, [LINE_DATA] = 5 } }
	};
	struct part p;

	(void)state;
	part_open(&p, inputs, 3);
	assert_int_equal(classes_text(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect(&p,
	    "\nLines of the datasets by class\n"
	    "-------------------------------------------------------\n"
	    "Dataset  files   lines    data  set aside  column heads\n"
	    "-------------------------------------------------------\n"
	    "g            2  10,006  10,000          3             3\n"
	    "h            1       6       5          –             1\n"
	    "In all       3  10,012  10,005          3             4\n");
}

/* Fifty files are listed, one more is not; paths are shortened if they are of
 * one folder. */
static void
test_annex(void **state)
{
	struct record_input inputs[CLASSES_FILES_MAX + 3];
	size_t i;
	struct part p;

	(void)state;
	for (i = 0; i < COUNT_OF(inputs); i++)
		inputs[i] = (struct record_input){ "raw/one/a.csv",
			.dataset = "g", .lines = { [LINE_DATA] = 1 } };
	inputs[0].dataset = inputs[1].dataset = "h";
	inputs[1].file = "raw/two/b.csv";
	part_open(&p, inputs, COUNT_OF(inputs));
	assert_int_equal(classes_annex(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect(&p,
	    "\nAnnex: lines of the files by class\n"
	    "----------------------------------\n"
	    "\nFiles of the dataset h\n"
	    "--------------------------\n"
	    "File           lines  data\n"
	    "--------------------------\n"
	    "raw/one/a.csv      1     1\n"
	    "raw/two/b.csv      1     1\n"
	    "\nThe dataset g has more than 50 files (51): the lines of each "
	    "of them by class are in quality.json.\n");

	part_open(&p, inputs + 2, CLASSES_FILES_MAX);
	assert_int_equal(classes_annex(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect_in(&p,
	    "\nFiles of the dataset g, folder raw/one/\n"
	    "------------------\n"
	    "File   lines  data\n"
	    "------------------\n"
	    "a.csv      1     1\n",
	    "more than");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_datasets),
		cmocka_unit_test(test_annex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
