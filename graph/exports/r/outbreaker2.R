# Reads this pack with outbreaker2. Run in its folder:  Rscript read.R
# install.packages(c("outbreaker2", "epicontacts"))

read_table <- function(file) {
  read.csv(file, fileEncoding = "UTF-8-BOM", encoding = "UTF-8", colClasses = "character",
           na.strings = "", check.names = FALSE, stringsAsFactors = FALSE)
}

cases <- read_table("dates.csv")
ctd <- read_table("ctd.csv")

dates <- as.Date(cases$date)
names(dates) <- cases$id

# Days between infections: a gamma with the mean and deviation of Ganyani et al. 2020 for Singapore, before variants
# (doi 10.2807/1560-7917.ES.2020.25.17.2000257). Change it for your disease and variant: the tree depends on it.
mean_days <- 5.20
sd_days <- 1.72
w_dens <- diff(pgamma(0:21, shape = (mean_days / sd_days)^2, rate = mean_days / sd_days^2))

arguments <- list(dates = dates, w_dens = w_dens)
# Each pair is written once: create_config(ctd_directed = FALSE), the default, counts it both ways.
if (nrow(ctd) > 1) {
  arguments$ctd <- ctd[, c("i", "j")]
} else {
  # outbreaker_data takes the two ends of a single pair for one column and stops.
  message("Fewer than two pairs of cases met: the tree rests on dates alone.")
}
data <- do.call(outbreaker2::outbreaker_data, arguments)

set.seed(1)
result <- outbreaker2::outbreaker(data)
tree <- summary(result)$tree
# Some versions name cases in the tree, others count them from 1 in the order of dates.csv.
if (is.numeric(tree$from)) tree$from <- cases$id[tree$from]
if (is.numeric(tree$to)) tree$to <- cases$id[tree$to]
print(tree)
write.csv(tree, "tree.csv", row.names = FALSE)
