# Runs CooRTweet from its R sources on its own file of four columns.
# usage: Rscript coortweet.R SOURCES ACTIONS.csv SECONDS PARTICIPATION QUANTILE EDGES.csv
#
# SOURCES is a folder with the package's R files. They are loaded as they are, without being installed, since some of
# what the package imports is only for files of other programs and not in Debian. Debian has what is needed here:
# r-base-core, r-cran-data.table, r-cran-igraph.
suppressMessages({
  library(data.table)
  library(igraph)
})
given <- commandArgs(trailingOnly = TRUE)
setDTthreads(1)
for (file in sort(list.files(given[1], pattern = "[.][rR]$", recursive = TRUE, full.names = TRUE))) {
  if (!grepl("/(tests|vignettes|data-raw)/", file)) try(source(file), silent = TRUE)
}
stopifnot(exists("detect_groups"), exists("generate_coordinated_network"))
actions <- fread(given[2], colClasses = list(character = c("object_id", "account_id", "content_id")))
pairs <- detect_groups(actions, time_window = as.numeric(given[3]), min_participation = as.integer(given[4]))
network <- generate_coordinated_network(pairs, edge_weight = as.numeric(given[5]), subgraph = 1)
edges <- as.data.table(as_data_frame(network))
setnames(edges, 1:2, c("source", "target"))
fwrite(edges, given[6])
cat(nrow(pairs), "pairs,", nrow(edges), "edges\n")
