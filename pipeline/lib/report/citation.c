/* citation - what the methods of observations are called, and their sources */
#include "report/citation.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

#define SPIEGELHALTER_2005 \
	"D. J. Spiegelhalter (2005), Statistics in Medicine 24:1185-1202"
#define SPIEGELHALTER_2012                                                     \
	"D. J. Spiegelhalter et al. (2012), Journal of the Royal Statistical " \
	"Society A 175:1-47"
#define BRESLOW_DAY                                                          \
	"N. E. Breslow and N. E. Day (1987), Statistical Methods in Cancer " \
	"Research II, IARC"
#define NEWCOMBE_1998 "R. G. Newcombe (1998), Statistics in Medicine 17:857-872"
#define WILSON_1927                                                 \
	"E. B. Wilson (1927), Journal of the American Statistical " \
	"Association 22:209-212"
#define MANN_KENDALL                                                         \
	"H. B. Mann (1945), Econometrica 13:245-259; M. G. Kendall (1970), " \
	"Rank Correlation Methods"

static const struct citation citations[] = {
	/* intervals of a rate */
	{ "wilson", N_("Wilson's score method"), "Wilson 1927", WILSON_1927 },
	{ "wilson_cc", N_("Wilson's score method with a continuity correction"),
	    "Newcombe 1998", NEWCOMBE_1998 },
	{ "clopper_pearson", N_("the exact method of Clopper and Pearson"),
	    "Clopper, Pearson 1934",
	    "C. J. Clopper and E. S. Pearson (1934), Biometrika 26:404-413" },
	{ "mid_p", N_("the exact method with mid-P tails"), "Newcombe 1998",
	    NEWCOMBE_1998 },
	{ "jeffreys", N_("the Bayesian interval with Jeffreys' prior"),
	    "Brown, Cai, DasGupta 2001",
	    "L. D. Brown, T. T. Cai and A. DasGupta (2001), Statistical "
	    "Science 16:101-133" },
	{ "agresti_coull", N_("the method of Agresti and Coull"),
	    "Agresti, Coull 1998",
	    "A. Agresti and B. A. Coull (1998), The American Statistician "
	    "52:119-126" },
	{ "likelihood_ratio", N_("the likelihood ratio method"),
	    "Newcombe 1998", NEWCOMBE_1998 },
	{ "byar", N_("Byar's method"), "Breslow, Day 1987",
	    BRESLOW_DAY ", p. 69" },
	{ "exact_poisson", N_("the exact method for Poisson counts"),
	    "Garwood 1936", "F. Garwood (1936), Biometrika 28:437-442" },

	/* two groups */
	{ "newcombe", N_("Newcombe's interval of a difference"),
	    "Newcombe 1998",
	    "R. G. Newcombe (1998), Statistics in Medicine 17:873-890" },
	{ "miettinen_nurminen",
	    N_("the interval of Miettinen and Nurminen of a difference"),
	    "Miettinen, Nurminen 1985",
	    "O. Miettinen and M. Nurminen (1985), Statistics in Medicine "
	    "4:213-226" },
	{ "mee", N_("Mee's interval of a difference"), "Mee 1984",
	    "R. W. Mee (1984), Biometrics 40:1175-1176" },
	{ "katz", N_("Katz's logarithmic interval of a ratio"),
	    "Katz et al. 1978",
	    "D. Katz, J. Baptista, S. P. Azen and M. C. Pike (1978), "
	    "Biometrics 34:469-474" },
	{ "koopman", N_("Koopman's interval of a ratio"), "Koopman 1984",
	    "P. A. R. Koopman (1984), Biometrics 40:513-517" },
	{ "woolf", N_("Woolf's interval of an odds ratio"), "Woolf 1955",
	    "B. Woolf (1955), Annals of Human Genetics 19:251-253" },
	{ "woolf_corrected",
	    N_("Woolf's interval of an odds ratio, half a person being added "
	       "to each cell"),
	    "Woolf 1955; Haldane 1956",
	    "B. Woolf (1955), Annals of Human Genetics 19:251-253; J. B. S. "
	    "Haldane (1956), Annals of Human Genetics 20:309-311" },
	{ "mantel_haenszel", N_("the common odds ratio of Mantel and Haenszel"),
	    "Mantel, Haenszel 1959; Robins, Breslow, Greenland 1986",
	    "N. Mantel and W. Haenszel (1959), Journal of the National "
	    "Cancer Institute 22:719-748; J. Robins, N. Breslow and S. "
	    "Greenland (1986), Biometrics 42:311-323" },
	{ "kitagawa", N_("Kitagawa's decomposition of a difference"),
	    "Kitagawa 1955",
	    "E. M. Kitagawa (1955), Journal of the American Statistical "
	    "Association 50:1168-1194" },
	{ "fisher", N_("Fisher's exact test"), "Fisher 1935",
	    "R. A. Fisher (1935), Journal of the Royal Statistical Society "
	    "98:39-82" },
	{ "pearson",
	    N_("Pearson's chi-square test without a continuity correction"),
	    "Pearson 1900",
	    "K. Pearson (1900), Philosophical Magazine 50:157-175" },
	{ "cochran_armitage", N_("the trend test of Cochran and Armitage"),
	    "Cochran 1954; Armitage 1955",
	    "W. G. Cochran (1954), Biometrics 10:417-451; P. Armitage "
	    "(1955), Biometrics 11:375-386" },

	/* many tests */
	{ "benjamini_hochberg", N_("the adjustment of Benjamini and Hochberg"),
	    "Benjamini, Hochberg 1995",
	    "Y. Benjamini and Y. Hochberg (1995), Journal of the Royal "
	    "Statistical Society B 57:289-300" },
	{ "benjamini_yekutieli",
	    N_("the adjustment of Benjamini and Yekutieli"),
	    "Benjamini, Yekutieli 2001",
	    "Y. Benjamini and D. Yekutieli (2001), Annals of Statistics "
	    "29:1165-1188" },
	{ "holm", N_("Holm's adjustment"), "Holm 1979",
	    "S. Holm (1979), Scandinavian Journal of Statistics 6:65-70" },
	{ "hochberg", N_("Hochberg's adjustment"), "Hochberg 1988",
	    "Y. Hochberg (1988), Biometrika 75:800-802" },
	{ "bonferroni", N_("Bonferroni's adjustment"), "Dunn 1961",
	    "O. J. Dunn (1961), Journal of the American Statistical "
	    "Association 56:52-64" },

	/* units */
	{ "funnel", N_("dispersion of units by winsorised scores"),
	    "Spiegelhalter 2005", SPIEGELHALTER_2005 },
	{ "funnel_exact", N_("exact funnel limits"), "Spiegelhalter 2005",
	    SPIEGELHALTER_2005 },
	{ "funnel_score", N_("score limits of a funnel"), "Spiegelhalter 2005",
	    SPIEGELHALTER_2005 },
	{ "funnel_multiplicative", N_("funnel limits widened by a factor"),
	    "Spiegelhalter 2005", SPIEGELHALTER_2005 },
	{ "funnel_additive", N_("funnel limits widened by random effects"),
	    "Spiegelhalter et al. 2012", SPIEGELHALTER_2012 },
	{ "beta_binomial", N_("shrinkage by the beta-binomial distribution"),
	    "Griffiths 1973; Efron, Morris 1975",
	    "D. A. Griffiths (1973), Biometrics 29:637-648; B. Efron and C. "
	    "Morris (1975), Journal of the American Statistical Association "
	    "70:311-319" },
	{ "indirect", N_("indirect standardisation"), "Breslow, Day 1987",
	    BRESLOW_DAY ", chapter 2" },
	{ "value_added", N_("value added with Wilson's score interval"),
	    "Breslow, Day 1987; Wilson 1927", BRESLOW_DAY "; " WILSON_1927 },
	{ "direct", N_("direct standardisation with Dobson's limits"),
	    "Dobson et al. 1991",
	    "A. J. Dobson, K. Kuulasmaa, E. Eberle and J. Scherer (1991), "
	    "Statistics in Medicine 10:457-462" },
	{ "reml", N_("pooling by restricted maximum likelihood"),
	    "Viechtbauer 2005",
	    "W. Viechtbauer (2005), Journal of Educational and Behavioral "
	    "Statistics 30:261-293" },
	{ "dersimonian_laird", N_("pooling by DerSimonian and Laird"),
	    "DerSimonian, Laird 1986",
	    "R. DerSimonian and N. Laird (1986), Controlled Clinical Trials "
	    "7:177-188" },
	{ "paule_mandel", N_("pooling by Paule and Mandel"),
	    "Paule, Mandel 1982",
	    "R. C. Paule and J. Mandel (1982), Journal of Research of the "
	    "National Bureau of Standards 87:377-385" },

	/* series */
	{ "log_linear",
	    N_("Student's t of the slope of the logarithms on the years"),
	    "Draper, Smith 1998",
	    "N. R. Draper and H. Smith (1998), Applied Regression Analysis" },
	{ "huber", N_("the line by Huber's weights"), "Huber 1981",
	    "P. J. Huber (1981), Robust Statistics" },
	{ "sen", N_("Sen's slope"), "Sen 1968",
	    "P. K. Sen (1968), Journal of the American Statistical "
	    "Association 63:1379-1389" },
	{ "mann_kendall", N_("the trend test of Mann and Kendall"),
	    "Mann 1945; Kendall 1970", MANN_KENDALL },
	{ "sup_f", N_("the test of a break by the largest F"), "Andrews 1993",
	    "D. W. K. Andrews (1993), Econometrica 61:821-856" },
};

const struct citation *
citation_find(const char *method)
{
	size_t i;

	for (i = 0; i < COUNT(citations); i++)
		if (strcmp(citations[i].method, method) == 0)
			return &citations[i];
	return NULL;
}
