# limits.R CELLS.csv OUT.csv - what tests/bench/limits.py lets measure do, in R.
# Prints the seconds of each step.
arguments <- commandArgs(trailingOnly = TRUE)
last <- proc.time()[["elapsed"]]
step <- function(name) {
    now <- proc.time()[["elapsed"]]
    cat(sprintf("%s %.3f\n", name, now - last))
    last <<- proc.time()[["elapsed"]]
}
cells <- read.csv(arguments[1])
x <- cells$numerator
n <- cells$denominator
step("read")

z <- qnorm(0.975)
spread <- z * sqrt(z^2 + 4 * x * (1 - x / n))
wilson <- cbind(2 * x + z^2 - spread, 2 * x + z^2 + spread) / (2 * (n + z^2))
step("wilson")

exact <- cbind(qbeta(0.025, x, n - x + 1), qbeta(0.975, x + 1, n - x))
step("clopper_pearson")

target <- sum(x) / sum(n)
funnel <- sapply(c(0.025, 0.975, 0.001, 0.999), qbinom, n, target) / n
score <- (x / n - target) / sqrt(target * (1 - target) / n)
ends <- quantile(score, c(0.1, 0.9))
phi <- mean(pmin(ends[2], pmax(ends[1], score))^2)
p <- 2 * pnorm(-abs(score))
step("funnel")

write.csv(data.frame(wilson, exact, funnel, score, p, phi), arguments[2],
          row.names = FALSE)
step("write")
