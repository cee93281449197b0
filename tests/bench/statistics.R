# statistics.R CELLS - what bench_statistics.c does, by R's own vectors
cells <- as.numeric(commandArgs(TRUE)[1])
i <- 0:(cells - 1)
n <- 5 + (7919 * i) %% 500
x <- (n * ((104729 * i) %% 1001)) %/% 1000
z <- qnorm(0.975)
methods <- list(
	wilson = function() {
		middle <- (x + z^2 / 2) / (n + z^2)
		half <- z * sqrt(x * (n - x) / n + z^2 / 4) / (n + z^2)
		c(middle - half, middle + half)
	},
	clopper_pearson = function() c(qbeta(0.025, x, n - x + 1),
		qbeta(0.975, x + 1, n - x)),
	funnel_95 = function() c(qbinom(0.025, n, 0.6), qbinom(0.975, n, 0.6)) / n,
	funnel_998 = function() c(qbinom(0.001, n, 0.6), qbinom(0.999, n, 0.6)) / n
)
for (name in names(methods)) {
	seconds <- min(replicate(5, system.time(methods[[name]]())[["user.self"]]))
	cat(sprintf("%s %.4f %.9g\n", name, seconds, sum(methods[[name]]())))
}
