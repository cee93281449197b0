/*
 * quad.h - arithmetic with 113 binary digits, for small and badly conditioned
 * problems.
 *
 *	quad a = quad_decimal(0.1);	(one tenth, not the double beside it)
 *	double root = (double)quad_sqrt(a);
 *
 * quad is __float128 of gcc and clang with libquadmath, or long double where
 * the architecture has none.  clang does not find <quadmath.h> of gcc, so the
 * functions are declared here.
 */
#ifndef STATISTICS_QUAD_H
#define STATISTICS_QUAD_H

#ifdef __SIZEOF_FLOAT128__
typedef __float128 quad;
quad sqrtq(quad);
quad expq(quad);
quad logq(quad);
quad lgammaq(quad);
#define QUAD_EPSILON 0x1p-112 /* of 1 to the next number */
#define quad_sqrt sqrtq
#define quad_exp expq
#define quad_log logq
#define quad_lgamma lgammaq
#else
#include <float.h>
#include <math.h>
typedef long double quad;
#define QUAD_EPSILON ((double)LDBL_EPSILON)
#define quad_sqrt sqrtl
#define quad_exp expl
#define quad_log logl
#define quad_lgamma lgammal
#endif

static inline quad
quad_abs(quad a)
{
	return a < 0 ? -a : a;
}

/*
 * The number that a double stands for: if it is the double nearest to a
 * decimal of at most 15 digits, that decimal, for this is what was written in
 * the table (no two of them share a double); else the double itself.  So 0.1
 * has no error of 5e-18 that a bad condition would make large.  The value is
 * finite.
 */
quad quad_decimal(double);

#endif
