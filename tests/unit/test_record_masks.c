#include "unit.h"

#include "record/record_masks.h"

/* Byte by byte. */
static uint64_t
bits_of(const unsigned char *bytes, size_t left, unsigned char c)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < 64 && i < left; i++)
		bits |= (uint64_t)(bytes[i] == c) << i;
	return bits;
}

static void
finds_signs(void **state)
{
	static const char signs[] = "ab;;\"\"\n\r\xA6\0";
	unsigned char bytes[80];
	unsigned seed = 5;
	struct record_masks m;

	(void)state;
	for (long n = rounds(2000); n > 0; n--) {
		size_t left = (size_t)n % sizeof(bytes);

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] =
			    (unsigned char)signs[seed / 65536 % sizeof(signs)];
		}
		record_masks(bytes, left, n % 3 == 0 ? 0xA6 : ';',
		    n % 5 == 0 ? 0 : '"', &m);
		assert_true(m.delimiters ==
			    bits_of(bytes, left, n % 3 == 0 ? 0xA6 : ';'));
		assert_true(
		    m.marks == (n % 5 == 0 ? 0 : bits_of(bytes, left, '"')));
		assert_true(m.feeds == bits_of(bytes, left, '\n'));
		assert_true(m.returns == bits_of(bytes, left, '\r'));
	}
	assert_int_equal(record_masks_first((uint64_t)1 << 63), 63);
	assert_int_equal(record_masks_first(12), 2);
	assert_int_equal(record_masks_count(~(uint64_t)0), 64);
	assert_int_equal(record_masks_count(0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_signs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
