# Opens a results file with rhdf5 and compares every value with those written.
#
# Usage: Rscript check_rhdf5.R FOLDER    (as write_sample made it)
#
# Exit code 77 tells CTest that the test is skipped. int64 beyond 32 bits needs
# bit64conversion = "double"; without it rhdf5 gives NA. rhdf5 (seen in 2.42) cannot read int64
# columns of no rows from any file, so read_table asks NROWS first: a recipe to copy.

if (!requireNamespace("rhdf5", quietly = TRUE)) {
  cat("skipped: rhdf5 is not installed\n")
  quit(status = 77)
}

folder <- commandArgs(trailingOnly = TRUE)[1]
results <- file.path(folder, "results.h5")

same_values <- function(stored, expected) {
  if (is.character(stored)) {
    Encoding(stored) <- "UTF-8"
    Encoding(expected) <- "UTF-8"
    return(stored == expected)
  }
  expected <- as.numeric(expected)
  (is.nan(stored) & is.nan(expected)) | (!is.nan(stored) & stored == expected)
}

read_table <- function(path) {
  attributes <- rhdf5::h5readAttributes(results, path)
  if (attributes$NROWS > 0) return(rhdf5::h5read(results, path, bit64conversion = "double"))
  names <- attributes[grepl("^FIELD_[0-9]+_NAME$", names(attributes))]
  number <- as.integer(gsub("[^0-9]", "", names(names)))
  columns <- unlist(names)[order(number)]
  setNames(data.frame(matrix(nrow = 0, ncol = length(columns))), columns)
}

check_table <- function(csv_file) {
  path <- gsub(".", "/", sub("[.]csv$", "", basename(csv_file)), fixed = TRUE)
  expected <- read.csv(csv_file, colClasses = "character", na.strings = character(),
                       check.names = FALSE)
  stored <- suppressWarnings(read_table(path))
  stopifnot(identical(names(stored), names(expected)))
  for (name in names(expected)) {
    values <- as.vector(stored[[name]])
    if (length(values) != nrow(expected)) stop(path, " has another number of rows")
    if (!all(same_values(values, expected[[name]]))) stop(path, ", ", name, ": another value")
  }
  length(expected) * nrow(expected)
}

csv_files <- list.files(file.path(folder, "expected"), full.names = TRUE)
stopifnot(length(csv_files) > 0)
compared <- sum(vapply(csv_files, check_table, numeric(1)))
stopifnot(rhdf5::h5readAttributes(results, "/")$complete == 1)
cat(compared, "values are as written\n")
