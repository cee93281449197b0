/* least_squares: certified values of NIST, R's lm, corners */
#include "unit.h"

#include <float.h>
#include <math.h>

#include "chaos.h"
#include "statistics/least_squares.h"

/*
 * NIST StRD, Linear Least Squares Regression (itl.nist.gov/div898/strd): data
 * and certified values.  Wampler1 to 5 are made by the rules that their
 * responses follow.
 */
struct certified {
	double estimate[11], se[11];
	double residual_sd, r2, f, regression_ss, residual_ss;
	size_t count, residual_df;
};

static const double filip_y[] = { 0.8116, 0.9072, 0.9052, 0.9039, 0.8053,
	0.8377, 0.8667, 0.8809, 0.7975, 0.8162, 0.8515, 0.8766, 0.8885, 0.8859,
	0.8959, 0.8913, 0.8959, 0.8971, 0.9021, 0.909, 0.9139, 0.9199, 0.8692,
	0.8872, 0.89, 0.891, 0.8977, 0.9035, 0.9078, 0.7675, 0.7705, 0.7713,
	0.7736, 0.7775, 0.7841, 0.7971, 0.8329, 0.8641, 0.8804, 0.7668, 0.7633,
	0.7678, 0.7697, 0.77, 0.7749, 0.7796, 0.7897, 0.8131, 0.8498, 0.8741,
	0.8061, 0.846, 0.8751, 0.8856, 0.8919, 0.8934, 0.894, 0.8957, 0.9047,
	0.9129, 0.9209, 0.9219, 0.7739, 0.7681, 0.7665, 0.7703, 0.7702, 0.7761,
	0.7809, 0.7961, 0.8253, 0.8602, 0.8809, 0.8301, 0.8664, 0.8834, 0.8898,
	0.8964, 0.8963, 0.9074, 0.9119, 0.9228 };
static const double filip_x[] = { -6.860120914, -4.324130045, -4.358625055,
	-4.358426747, -6.955852379, -6.661145254, -6.355462942, -6.118102026,
	-7.115148017, -6.815308569, -6.519993057, -6.204119983, -5.853871964,
	-6.109523091, -5.79832982, -5.482672118, -5.171791386, -4.851705903,
	-4.517126416, -4.143573228, -3.709075441, -3.499489089, -6.300769497,
	-5.953504836, -5.642065153, -5.031376979, -4.680685696, -4.329846955,
	-3.928486195, -8.56735134, -8.363211311, -8.107682739, -7.823908741,
	-7.522878745, -7.218819279, -6.920818754, -6.628932138, -6.323946875,
	-5.991399828, -8.781464495, -8.663140179, -8.473531488, -8.247337057,
	-7.971428747, -7.676129393, -7.352812702, -7.072065318, -6.774174009,
	-6.478861916, -6.159517513, -6.835647144, -6.53165267, -6.224098421,
	-5.910094889, -5.598599459, -5.290645224, -4.974284616, -4.64454848,
	-4.290560426, -3.885055584, -3.408378962, -3.13200249, -8.726767166,
	-8.66695597, -8.511026475, -8.165388579, -7.886056648, -7.588043762,
	-7.283412422, -6.995678626, -6.691862621, -6.392544977, -6.067374056,
	-6.684029655, -6.378719832, -6.065855188, -5.752272167, -5.132414673,
	-4.811352704, -4.098269308, -3.66174277, -3.2644011 };
static const double norris_y[] = { 0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5,
	998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8,
	557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5,
	778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2 };
static const double norris_x[] = { 0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3,
	996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6,
	556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0,
	779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5 };
static const double pontius_y[] = { 0.11019, 0.21956, 0.32949, 0.43899, 0.54803,
	0.65694, 0.76562, 0.87487, 0.98292, 1.09146, 1.20001, 1.30822, 1.41599,
	1.52399, 1.63194, 1.73947, 1.84646, 1.95392, 2.06128, 2.16844, 0.11052,
	0.22018, 0.32939, 0.43886, 0.54798, 0.65739, 0.76596, 0.87474, 0.98300,
	1.09150, 1.20004, 1.30818, 1.41613, 1.52408, 1.63159, 1.73965, 1.84696,
	1.95445, 2.06177, 2.16829 };
static const double pontius_x[] = { 150000, 300000, 450000, 600000, 750000,
	900000, 1050000, 1200000, 1350000, 1500000, 1650000, 1800000, 1950000,
	2100000, 2250000, 2400000, 2550000, 2700000, 2850000, 3000000, 150000,
	300000, 450000, 600000, 750000, 900000, 1050000, 1200000, 1350000,
	1500000, 1650000, 1800000, 1950000, 2100000, 2250000, 2400000, 2550000,
	2700000, 2850000, 3000000 };
static const double longley_y[] = { 60323, 61122, 60171, 61187, 63221, 63639,
	64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551 };
static const double longley_x[6][16] = {
	{ 83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4,
	    110.8, 112.6, 114.2, 115.7, 116.9 },
	{ 234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112,
	    397469, 419180, 442769, 444546, 482704, 502601, 518173, 554894 },
	{ 2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936,
	    4681, 3813, 3931, 4806, 4007 },
	{ 1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798,
	    2637, 2552, 2514, 2572, 2827 },
	{ 107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219,
	    117388, 118734, 120445, 121950, 123366, 125368, 127852, 130081 },
	{ 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957,
	    1958, 1959, 1960, 1961, 1962 }
};
static const double noint1_y[] = { 130, 131, 132, 133, 134, 135, 136, 137, 138,
	139, 140 };
static const double noint1_x[] = { 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70 };
static const struct certified filip = {
	.estimate = { -1467.48961422980, -2772.17959193342, -2316.37108160893,
	    -1127.97394098372, -354.478233703349, -75.1242017393757,
	    -10.8753180355343, -1.06221498588947, -0.670191154593408e-01,
	    -0.246781078275479e-02, -0.402962525080404e-04 },
	.se = { 298.084530995537, 559.779865474950, 466.477572127796,
	    227.204274477751, 71.6478660875927, 15.2897178747400,
	    2.23691159816033, 0.221624321934227, 0.142363763154724e-01,
	    0.535617408889821e-03, 0.896632837373868e-05 },
	.count = 11,
	.residual_sd = 0.334801051324544e-02,
	.r2 = 0.996727416185620,
	.f = 2162.43954511489,
	.regression_ss = 0.242391619837339,
	.residual_ss = 0.795851382172941e-03,
	.residual_df = 71,
};
static const struct certified longley = {
	.estimate = { -3482258.63459582, 15.0618722713733,
	    -0.358191792925910e-01, -2.02022980381683, -1.03322686717359,
	    -0.511041056535807e-01, 1829.15146461355 },
	.se = { 890420.383607373, 84.9149257747669, 0.334910077722432e-01,
	    0.488399681651699, 0.214274163161675, 0.226073200069370,
	    455.478499142212 },
	.count = 7,
	.residual_sd = 304.854073561965,
	.r2 = 0.995479004577296,
	.f = 330.285339234588,
	.regression_ss = 184172401.944494,
	.residual_ss = 836424.055505915,
	.residual_df = 9,
};
static const struct certified noint1 = {
	.estimate = { 2.07438016528926 },
	.se = { 0.165289256198347e-01 },
	.count = 1,
	.residual_sd = 3.56753034006338,
	.r2 = 0.999365492298663,
	.f = 15750.2500000000,
	.regression_ss = 200457.727272727,
	.residual_ss = 127.272727272727,
	.residual_df = 10,
};
static const struct certified noint2 = {
	.estimate = { 0.727272727272727 },
	.se = { 0.420827318078432e-01 },
	.count = 1,
	.residual_sd = 0.369274472937998,
	.r2 = 0.993348115299335,
	.f = 298.6666666666667,
	.regression_ss = 40.7272727272727,
	.residual_ss = 0.272727272727273,
	.residual_df = 2,
};
static const struct certified norris = {
	.estimate = { -0.262323073774029, 1.00211681802045 },
	.se = { 0.232818234301152, 0.429796848199937e-03 },
	.count = 2,
	.residual_sd = 0.884796396144373,
	.r2 = 0.999993745883712,
	.f = 5436385.54079785,
	.regression_ss = 4255954.13232369,
	.residual_ss = 26.6173985294224,
	.residual_df = 34,
};
static const struct certified pontius = {
	.estimate = { 0.673565789473684e-03, 0.732059160401003e-06,
	    -0.316081871345029e-14 },
	.se = { 0.107938612033077e-03, 0.157817399981659e-09,
	    0.486652849992036e-16 },
	.count = 3,
	.residual_sd = 0.205177424076185e-03,
	.r2 = 0.999999900178537,
	.f = 185330865.995752,
	.regression_ss = 15.6040343244198,
	.residual_ss = 0.155761768796992e-05,
	.residual_df = 37,
};
static const struct certified wampler1 = {
	.estimate = { 1.00000000000000, 1.00000000000000, 1.00000000000000,
	    1.00000000000000, 1.00000000000000, 1.00000000000000 },
	.se = { 0, 0, 0, 0, 0, 0 },
	.count = 6,
	.residual_sd = 0,
	.r2 = 1.00000000000000,
	.f = INFINITY,
	.regression_ss = 18814317208116.7,
	.residual_ss = 0,
	.residual_df = 15,
};
static const struct certified wampler2 = {
	.estimate = { 1.00000000000000, 0.100000000000000,
	    0.100000000000000e-01, 0.100000000000000e-02, 0.100000000000000e-03,
	    0.100000000000000e-04 },
	.se = { 0, 0, 0, 0, 0, 0 },
	.count = 6,
	.residual_sd = 0,
	.r2 = 1.00000000000000,
	.f = INFINITY,
	.regression_ss = 6602.91858365167,
	.residual_ss = 0,
	.residual_df = 15,
};
static const struct certified wampler3 = {
	.estimate = { 1.00000000000000, 1.00000000000000, 1.00000000000000,
	    1.00000000000000, 1.00000000000000, 1.00000000000000 },
	.se = { 2152.32624678170, 2363.55173469681, 779.343524331583,
	    101.475507550350, 5.64566512170752, 0.112324854679312 },
	.count = 6,
	.residual_sd = 2360.14502379268,
	.r2 = 0.999995559025820,
	.f = 675524.458240122,
	.regression_ss = 18814317208116.7,
	.residual_ss = 83554268.0000000,
	.residual_df = 15,
};
static const struct certified wampler4 = {
	.estimate = { 1.00000000000000, 1.00000000000000, 1.00000000000000,
	    1.00000000000000, 1.00000000000000, 1.00000000000000 },
	.se = { 215232.624678170, 236355.173469681, 77934.3524331583,
	    10147.5507550350, 564.566512170752, 11.2324854679312 },
	.count = 6,
	.residual_sd = 236014.502379268,
	.r2 = 0.957478440825662,
	.f = 67.5524458240122,
	.regression_ss = 18814317208116.7,
	.residual_ss = 835542680000.000,
	.residual_df = 15,
};
static const struct certified wampler5 = {
	.estimate = { 1.00000000000000, 1.00000000000000, 1.00000000000000,
	    1.00000000000000, 1.00000000000000, 1.00000000000000 },
	.se = { 21523262.4678170, 23635517.3469681, 7793435.24331583,
	    1014755.07550350, 56456.6512170752, 1123.24854679312 },
	.count = 6,
	.residual_sd = 23601450.2379268,
	.r2 = 0.224668921574940e-02,
	.f = 6.7552445824012241e-03,
	.regression_ss = 18814317208116.7,
	.residual_ss = 0.835542680000000e+16,
	.residual_df = 15,
};
/* R datasets::mtcars; lm(mpg ~ wt + hp), sandwich 3.0.2 vcovHC "const" */
static const double mpg[] = { 21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8,
	19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5,
	15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4 };
static const double wt[] = { 2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19,
	3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615,
	1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77,
	3.57, 2.78 };
static const double hp[] = { 110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123,
	180, 180, 180, 205, 215, 230, 66, 52, 65, 97, 150, 150, 245, 175, 66,
	91, 113, 264, 175, 335, 109 };

/* Correct digits: -log10 of the relative error, of 0 the absolute one. */
static double
digits(double found, double expected)
{
	double error = fabs(found - expected);

	if (found == expected)
		return 15;
	if (expected != 0)
		error /= fabs(expected);
	return fmin(15, -log10(error));
}

static double
worst(const struct least_squares *fit, const struct certified *c)
{
	double least = 15;

	for (size_t i = 0; i < c->count; i++) {
		const struct least_squares_term *t = &fit->terms[i];
		least = fmin(least, digits(t->estimate, c->estimate[i]));
		least = fmin(least, digits(t->se, c->se[i]));
	}
	least = fmin(least, digits(fit->residual_sd, c->residual_sd));
	least = fmin(least, digits(fit->r2, c->r2));
	least = fmin(least, digits(fit->f, c->f));
	least = fmin(least, digits(fit->regression_ss, c->regression_ss));
	return fmin(least, digits(fit->residual_ss, c->residual_ss));
}

static void
certify(
    const char *name, const struct linear_model *m, const struct certified *c)
{
	struct least_squares fit;

	assert_int_equal(least_squares_fit(m, &fit), METHOD_OK);
	assert_int_equal(fit.count, c->count);
	assert_int_equal(fit.residual_df, c->residual_df);
	double found = worst(&fit, c);
	print_message("%-9s %4.1f digits\n", name, found);
	assert_true(found >= 14);
	least_squares_clear(&fit);
}

static void
one_column(const char *name, const double *x, const double *y, size_t n,
    size_t degree, const struct certified *c)
{
	struct linear_model m = { .x = &x,
		.columns = 1,
		.degree = degree,
		.through_origin = c->count == degree,
		.y = y,
		.n = n };

	certify(name, &m, c);
}

static void
test_nist(void **state)
{
	static const double noint2_x[] = { 4, 5, 6 }, noint2_y[] = { 3, 4, 4 };
	const double *columns[6];
	struct linear_model m = {
		.x = columns, .columns = 6, .y = longley_y, .n = 16
	};

	(void)state;
	one_column("Filip", filip_x, filip_y, 82, 10, &filip);
	one_column("NoInt1", noint1_x, noint1_y, 11, 1, &noint1);
	one_column("NoInt2", noint2_x, noint2_y, 3, 1, &noint2);
	one_column("Norris", norris_x, norris_y, 36, 1, &norris);
	one_column("Pontius", pontius_x, pontius_y, 40, 2, &pontius);
	for (size_t j = 0; j < 6; j++)
		columns[j] = longley_x[j];
	certify("Longley", &m, &longley);
}

/* 1 + x + ... + x^5, to which Wampler3 to 5 add noise. */
static void
test_wampler(void **state)
{
	static const double noise[] = { 759, -2048, 2048, -2048, 2523, -2048,
		2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048,
		2523, -2048, 2048, -2048, 759 };
	double x[21], plain[21], tenths[21], y[3][21];

	(void)state;
	for (int i = 0; i <= 20; i++) {
		int64_t sum = 0, hundred_thousandths = 0;
		for (int k = 0, power = 1, tens = 100000; k <= 5; k++) {
			sum += power;
			hundred_thousandths += (int64_t)power * tens;
			power *= i;
			tens /= 10;
		}
		x[i] = i;
		plain[i] = (double)sum;
		tenths[i] = (double)hundred_thousandths / 100000;
		for (int k = 0; k < 3; k++)
			y[k][i] = plain[i] + pow(100, k) * noise[i];
	}
	one_column("Wampler1", x, plain, 21, 5, &wampler1);
	one_column("Wampler2", x, tenths, 21, 5, &wampler2);
	one_column("Wampler3", x, y[0], 21, 5, &wampler3);
	one_column("Wampler4", x, y[1], 21, 5, &wampler4);
	one_column("Wampler5", x, y[2], 21, 5, &wampler5);
}

static void
assert_near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-12 * fabs(expected)))
		fail_msg("%.17g, not %.17g", found, expected);
}

static void
test_mtcars(void **state)
{
	const double *columns[] = { wt, hp };
	struct linear_model m = {
		.x = columns, .columns = 2, .y = mpg, .n = COUNT_OF(mpg)
	};
	struct least_squares fit;

	(void)state;
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_OK);
	assert_near(fit.terms[0].estimate, 37.2272701164472);
	assert_near(fit.terms[1].estimate, -3.87783074240468);
	assert_near(fit.terms[2].estimate, -0.031772946982161);
	assert_near(fit.terms[0].se, 1.5987875379994);
	assert_near(fit.terms[1].se, 0.632733494377398);
	assert_near(fit.terms[2].se, 0.00902970967585574);
	assert_near(fit.terms[1].t, -3.87783074240468 / 0.632733494377398);
	/* mpmath 1.2.1, betainc(29/2, 1/2, 0, 29/(29 + t^2)) */
	assert_near(fit.terms[1].p, 1.119647136200027e-6);
	assert_near(fit.p, 9.109054385221946e-12);
	least_squares_clear(&fit);
}

static enum method_status
line(const double *x, const double *y, size_t n, struct least_squares *fit)
{
	struct linear_model m = { .x = &x, .columns = 1, .y = y, .n = n };

	return least_squares_fit(&m, fit);
}

static void
test_perfect(void **state)
{
	static const double x[] = { 2019, 2020, 2021, 2022 };
	static const double y[] = { 0.1, 0.2, 0.3, 0.4 };
	/* no decimals: thirds, sevenths */
	double u[] = { 1. / 3, 2. / 3, 1, 4. / 3 };
	double v[] = { 1. / 7, 2. / 7, 3. / 7, 4. / 7 };
	struct least_squares fit;

	(void)state;
	assert_int_equal(line(x, y, 4, &fit), METHOD_OK);
	assert_true(fit.terms[1].estimate == 0.1);
	assert_true(fit.terms[1].se == 0 && fit.residual_sd == 0);
	assert_true(isinf(fit.terms[1].t) && fit.terms[1].p == 0);
	assert_true(fit.r2 == 1 && isinf(fit.f) && fit.p == 0);
	least_squares_clear(&fit);

	assert_int_equal(line(u, v, 4, &fit), METHOD_OK);
	assert_true(fit.terms[0].estimate == 0 && fit.terms[0].t == 0);
	assert_true(fit.terms[0].p == 1 && fit.residual_ss == 0);
	assert_near(fit.terms[1].estimate, 3. / 7);
	least_squares_clear(&fit);
}

static void
test_refused(void **state)
{
	static const double x[] = { 1, 2, 3, 4, 5 }, y[] = { 1, 3, 2, 5, 4 };
	static const double same[] = { 7, 7, 7, 7, 7 };
	static const double zeros[] = { 0, 0, 0, 0, 0 };
	static const double nan_y[] = { 1, 3, NAN, 5, 4 };
	static const double big[] = { 1e300, 3e300, 2e300, 5e300, 4e300 };
	static const double small[] = { 1e-100, 2e-100, 3e-100, 4e-100,
		5e-100 };
	/* the sum of tenths differs from the third column by rounding only */
	static const double tenths[] = { 0.3, 0.1, 0.7, 0.2, 0.9 };
	double sum[5];
	const double *columns[] = { x, tenths, sum };
	struct linear_model m = { .x = columns, .columns = 3, .y = y, .n = 5 };
	struct least_squares fit;

	(void)state;
	for (size_t n = 0; n <= 2; n++)
		assert_int_equal(line(x, y, n, &fit), METHOD_TOO_FEW);
	assert_null(fit.terms);
	assert_int_equal(line(x, same, 5, &fit), METHOD_ALL_EQUAL);
	assert_int_equal(line(same, y, 5, &fit), METHOD_COLLINEAR);
	assert_int_equal(line(zeros, y, 5, &fit), METHOD_COLLINEAR);
	assert_int_equal(line(x, nan_y, 5, &fit), METHOD_NOT_FINITE);
	assert_int_equal(line(nan_y, y, 5, &fit), METHOD_NOT_FINITE);
	assert_int_equal(line(small, big, 5, &fit), METHOD_TOO_LARGE);
	for (size_t i = 0; i < 5; i++)
		sum[i] = x[i] / 7 + tenths[i];
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_COLLINEAR);
	m.columns = 0;
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_TOO_FEW);
	m.columns = SIZE_MAX / 2;
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_TOO_FEW);
	m = (struct linear_model){
		.x = columns, .columns = 1, .y = zeros, .n = 5
	};
	m.through_origin = true;
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_ALL_EQUAL);
	/* a polynomial through as many values as it has coefficients */
	m.y = y;
	m.columns = 1;
	m.degree = 5;
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_TOO_FEW);
}

/* Two values of x do not tell a parabola, not even in quad. */
static void
test_few_values(void **state)
{
	static const double x[] = { 0.1, 0.1, 0.3, 0.3, 0.3 };
	static const double y[] = { 1, 3, 2, 5, 4 };
	const double *column = x;
	struct linear_model m = {
		.x = &column, .columns = 1, .degree = 2, .y = y, .n = 5
	};
	struct least_squares fit;

	(void)state;
	assert_int_equal(least_squares_fit(&m, &fit), METHOD_COLLINEAR);
}

static void
test_order(void **state)
{
	double x[COUNT_OF(norris_x)], y[COUNT_OF(norris_x)];
	size_t n = COUNT_OF(x);
	struct least_squares one, two;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		x[i] = norris_x[i * 5 % n];
		y[i] = norris_y[i * 5 % n];
	}
	assert_int_equal(line(norris_x, norris_y, n, &one), METHOD_OK);
	assert_int_equal(line(x, y, n, &two), METHOD_OK);
	assert_memory_equal(one.terms, two.terms, 2 * sizeof(*one.terms));
	assert_true(one.f == two.f && one.r2 == two.r2);
	least_squares_clear(&one);
	least_squares_clear(&two);
}

static void
test_memory(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct least_squares fit;
		chaos_start(n);
		enum method_status status =
		    line(norris_x, norris_y, COUNT_OF(norris_x), &fit);
		chaos_stop();
		assert_int_equal(
		    status, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
		least_squares_clear(&fit);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nist),
		cmocka_unit_test(test_wampler),
		cmocka_unit_test(test_mtcars),
		cmocka_unit_test(test_perfect),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_few_values),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
