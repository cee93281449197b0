/* record_masks.c - the signs that matter, 64 bytes at a time */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "record/record_masks.h"

#ifdef __SSE2__

/* Named one by one, the blocks stay in registers. */
struct block {
	__m128i a, b, c, d;
};

static inline uint64_t
equal_16(__m128i bytes, __m128i sign)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, sign));
}

static inline uint64_t
equal_to(struct block block, unsigned char c)
{
	const __m128i sign = _mm_set1_epi8((char)c);

	return equal_16(block.a, sign) | equal_16(block.b, sign) << 16 |
	       equal_16(block.c, sign) << 32 | equal_16(block.d, sign) << 48;
}

static inline void
masks_of(const unsigned char *bytes, unsigned char delimiter,
    unsigned char quote, struct record_masks *m)
{
	const __m128i *from = (const void *)bytes;
	const struct block block = { _mm_loadu_si128(from),
		_mm_loadu_si128(from + 1), _mm_loadu_si128(from + 2),
		_mm_loadu_si128(from + 3) };

	m->delimiters = equal_to(block, delimiter);
	m->marks = equal_to(block, quote);
	m->feeds = equal_to(block, '\n');
	m->returns = equal_to(block, '\r');
}

#else

static void
masks_of(const unsigned char *bytes, unsigned char delimiter,
    unsigned char quote, struct record_masks *m)
{
	int i;

	memset(m, 0, sizeof(*m));
	for (i = RECORD_MASKS_BYTES - 1; i >= 0; i--) {
		m->delimiters = m->delimiters << 1 | (bytes[i] == delimiter);
		m->marks = m->marks << 1 | (bytes[i] == quote);
		m->feeds = m->feeds << 1 | (bytes[i] == '\n');
		m->returns = m->returns << 1 | (bytes[i] == '\r');
	}
}

#endif

void
record_masks(const unsigned char *bytes, size_t left, unsigned char delimiter,
    unsigned char quote, struct record_masks *m)
{
	unsigned char last[RECORD_MASKS_BYTES];
	uint64_t known;

	if (left >= RECORD_MASKS_BYTES)
		masks_of(bytes, delimiter, quote, m);
	else {
		memset(last, 0, sizeof(last));
		memcpy(last, bytes, left);
		masks_of(last, delimiter, quote, m);
		known = ((uint64_t)1 << left) - 1;
		m->delimiters &= known;
		m->marks &= known;
	}
	if (quote == 0)
		m->marks = 0;
}
