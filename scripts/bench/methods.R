# The same work as methods.ts in base R, for comparison. Rscript methods.R FOLDER DRAWS
# Reads values.csv, meta.csv and costs.csv of the folder, writes ranks.csv, prints: task, processor seconds.
args <- commandArgs(trailingOnly = TRUE)
read <- function(name) read.csv(file.path(args[1], name))
values <- as.matrix(read("values.csv"))
meta <- read("meta.csv")
costs <- read("costs.csv")
draws <- as.integer(args[2])
blocks <- split(seq_len(nrow(meta)), factor(meta$block, levels = unique(meta$block)))

is_odd <- function(x) {
  n <- length(x)
  d <- x - mean(x)
  skewness <- sqrt(n) * sum(d^3) / sum(d^2)^1.5 * sqrt(n * (n - 1)) / (n - 2)
  r <- n * sum(d^4) / sum(d^2)^2
  kurtosis <- ((n + 1) * (r - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
  c(abs(skewness) >= 2 && kurtosis >= 3.5, skewness)
}
treat <- function(x) {
  there <- !is.na(x)
  y <- x[there]
  before <- is_odd(y)
  if (length(y) < 10 || !before[1]) return(x)
  limit <- max(1, ceiling(0.05 * length(y)))
  changed <- rep(FALSE, length(y))
  shape <- before
  while (shape[1] && sum(changed) < limit) {
    extreme <- if (shape[2] >= 0) max(y) else min(y)
    rest <- y[y != extreme]
    changed <- changed | y == extreme
    y[y == extreme] <- if (shape[2] >= 0) max(rest) else min(rest)
    shape <- is_odd(y)
  }
  if (shape[1]) {
    y <- x[there]
    shift <- 0.01 * (max(y) - min(y))
    y <- if (before[2] >= 0) log(y - min(y) + shift) else -log(max(y) + shift - y)
  }
  x[there] <- y
  x
}
standardise <- function(x) (x - mean(x, na.rm = TRUE)) / sd(x, na.rm = TRUE)
normalise <- function(x, kind) switch(kind,
  zscore = pmin(pmax(standardise(x), -3), 3),
  minmax = 100 * (x - min(x, na.rm = TRUE)) / diff(range(x, na.rm = TRUE)),
  prank = (rank(x, na.last = "keep") - 1) / (sum(!is.na(x)) - 1)
)
score <- function(x, kind, treated) apply(x, 2, function(column) normalise(if (treated) treat(column) else column, kind))
block_means <- function(scores, picks) sapply(picks, function(pick) rowMeans(scores[, pick, drop = FALSE], na.rm = TRUE))
competition <- function(x) rank(-round(x, 10), ties.method = "min")
report <- function(task, expression) {
  used <- system.time(expression)
  cat(sprintf("%s,%.3f\n", task, used[["user.self"]] + used[["sys.self"]]))
}

signed <- sweep(values, 2, meta$polarity, "*")
report("index", {
  scores <- score(signed, "zscore", TRUE)
  ranks <- competition(standardise(rowMeans(block_means(scores, blocks), na.rm = TRUE)) - standardise(costs$cost))
})
write.csv(data.frame(rank = ranks), file.path(args[1], "ranks.csv"), row.names = FALSE)
report("bootstrap", for (b in 1:1000) {
  picks <- lapply(blocks, function(block) block[sample.int(length(block), replace = TRUE)])
  competition(standardise(rowMeans(block_means(scores, picks), na.rm = TRUE)) - standardise(costs$cost))
})
report("neighbours", {
  distances <- as.matrix(dist(scale(values[, 1:40])))
  apply(distances, 1, function(row) order(row)[2:16])
})

fill <- function(x) apply(x, 2, function(column) ifelse(is.na(column), median(column, na.rm = TRUE), column))
rescale <- function(x) apply(x, 2, function(column) 1 + 99 * (column - min(column, na.rm = TRUE)) / diff(range(column, na.rm = TRUE)))
set.seed(1)
report("monte_carlo", {
  kinds <- c("zscore", "minmax", "prank")
  choices <- expand.grid(kind = kinds, treated = c(FALSE, TRUE), filled = c(FALSE, TRUE), stringsAsFactors = FALSE)
  bases <- list(signed, fill(signed))
  tables <- lapply(seq_len(nrow(choices)), function(k) score(bases[[1 + choices$filled[k]]], choices$kind[k], choices$treated[k]))
  noisy <- which(meta$has_error == 1)
  for (draw in seq_len(draws)) {
    k <- sample.int(nrow(choices), 1)
    table <- tables[[k]]
    if (runif(1) < 0.5) {
      x <- values[, noisy] + 2 * rnorm(nrow(values) * length(noisy))
      x <- sweep(x, 2, meta$polarity[noisy], "*")
      if (choices$filled[k]) x <- ifelse(is.na(x), bases[[2]][, noisy], x)
      table[, noisy] <- score(x, choices$kind[k], choices$treated[k])
    }
    geometric <- runif(1) < 0.5
    if (geometric) table <- log(rescale(table))
    picks <- lapply(blocks, function(block) block[runif(length(block)) > 0.1])
    weights <- runif(length(blocks), 0.75, 1.25) * (if (runif(1) < 0.5) lengths(picks) else 1)
    means <- block_means(table, picks)
    there <- !is.na(means)
    outcome <- rowSums(sweep(ifelse(there, means, 0), 2, weights, "*")) / as.vector(there %*% weights)
    if (geometric) outcome <- exp(outcome)
    cost <- if (runif(1) < 0.5) costs$cost else costs$previous_cost
    z <- standardise(outcome)
    result <- switch(sample.int(3, 1),
      z - standardise(cost),
      100 * (1 + sd(cost) / mean(cost) * z) / (cost / mean(cost)),
      residuals(lm(z ~ cost))
    )
    competition(result)
  }
})
