/* test_bits.c - runs of bits against one bit at a time */
#include "unit.h"

#include "table/bits.h"

#define BITS 200

static int
get(const uint8_t *bits, size_t at)
{
	return bits[at / 8] >> (at % 8) & 1;
}

/* Every start and length within the bitmap. */
static void
test_set_clear_count(void **state)
{
	uint8_t bits[BITS / 8];
	size_t from, count, i;

	(void)state;
	for (from = 0; from < 80; from++)
		for (count = 0; from + count <= BITS; count++) {
			memset(bits, 0, sizeof(bits));
			bits_set(bits, from, count);
			for (i = 0; i < BITS; i++)
				assert_int_equal(get(bits, i),
				    i >= from && i < from + count);
			assert_int_equal(bits_count(bits, 0, BITS), count);
			assert_int_equal(bits_count(bits, from, count), count);
			memset(bits, 0xff, sizeof(bits));
			bits_clear(bits, from, count);
			for (i = 0; i < BITS; i++)
				assert_int_equal(get(bits, i),
				    i < from || i >= from + count);
			assert_int_equal(bits_count(bits, from, count), 0);
		}
}

static void
test_copy(void **state)
{
	uint8_t source[BITS / 8], target[BITS / 8], before;
	size_t to, from, count, i;

	(void)state;
	for (i = 0; i < sizeof(source); i++)
		source[i] = (uint8_t)(i * 89 + 37);
	for (to = 0; to < 17; to++)
		for (from = 0; from < 17; from++)
			for (count = 0; count < BITS - 17; count += 3) {
				before = count % 2 == 0 ? 0 : 0xff;
				memset(target, before, sizeof(target));
				bits_copy(target, to, source, from, count);
				for (i = 0; i < BITS; i++)
					assert_int_equal(get(target, i),
					    i >= to && i < to + count
						? get(source, from + i - to)
						: before & 1);
			}
}

static void
test_keep(void **state)
{
	uint8_t bits[BITS / 8], expected[BITS / 8], keep[BITS];
	size_t i, count, kept, every;

	(void)state;
	for (every = 1; every < 5; every++)
		for (count = 0; count <= BITS; count++) {
			memset(expected, 0, sizeof(expected));
			memset(bits, 0, sizeof(bits));
			for (i = kept = 0; i < count; i++) {
				keep[i] = i * i % every == 0 ? 2 : 0;
				if (i * 7 % 5 < 2)
					bits_set(bits, i, 1);
				if (keep[i] == 0)
					continue;
				if (i * 7 % 5 < 2)
					bits_set(expected, kept, 1);
				kept++;
			}
			assert_int_equal(bits_keep(bits, keep, count), kept);
			assert_memory_equal(bits, expected, sizeof(bits));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_clear_count),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_keep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
