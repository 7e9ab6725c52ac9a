# Reads this pack with epicontacts and igraph. Run in its folder:  Rscript read.R
# install.packages(c("epicontacts", "igraph"))

read_table <- function(file) {
  # Ids, codes and phones stay text; empty cells are unknown.
  read.csv(file, fileEncoding = "UTF-8-BOM", encoding = "UTF-8", colClasses = "character",
           na.strings = "", check.names = FALSE, stringsAsFactors = FALSE)
}

linelist <- read_table("linelist.csv")
contacts <- read_table("contacts.csv")
for (name in intersect(names(linelist), c("onset_date", "sampled_date", "confirmed_date", "isolated_date",
                                           "infectious_from", "infectious_to"))) {
  linelist[[name]] <- as.Date(linelist[[name]])
}
for (name in c("exposure_date", "window_start", "window_end")) {
  contacts[[name]] <- as.Date(contacts[[name]])
}
linelist$is_case <- as.logical(linelist$is_case)
linelist$level <- as.integer(linelist$level)
linelist$vaccine_doses <- as.integer(linelist$vaccine_doses)
linelist$score <- as.numeric(linelist$score)

# The source of an exposure is known, so contacts are directed.
network <- epicontacts::make_epicontacts(
  linelist = linelist, contacts = contacts, id = "id", from = "from", to = "to", directed = TRUE
)
print(summary(network))

# Serial intervals: days between the onsets of both ends, where both are known.
serial <- epicontacts::get_pairwise(network, "onset_date")
print(summary(as.integer(serial)))

# The same as an igraph; a pair that shared several groups or spans has several edges.
graph <- igraph::graph_from_data_frame(contacts, directed = TRUE, vertices = linelist)
print(igraph::components(graph, mode = "weak")$csize)

# plot(network, node_color = "level", edge_label = "setting")
