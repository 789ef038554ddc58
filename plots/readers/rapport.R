# rapport.R: results folders of rapport in R. Base R alone; nothing to compile or to install.
#
#   source("plots/readers/rapport.R")
#   results <- rapport_read("results-mine")     # a list of data frames, one a CSV file of the folder
#   results$contrasts                           # names as factors in the study's order, missing values NA
#   rapport_columns(results$contrasts)          # unit and meaning of every column
#   rapport_plot_contrasts(results)             # the first headline, as dots with intervals
#   results <- rapport_run("study.cfg", draws = 400)
#
# What a column is comes from columns.csv beside this file, which is made from the tables that write the folders. Single
# runs are read through `rapport export`. What the program complains of becomes an error with its words.

# ---- where things are ---------------------------------------------------------------------------

# Folder of this file: from source(), else from Rscript.
rapport_own_folder <- local({
    files <- unlist(lapply(sys.frames(), function(frame) frame$ofile))
    file <- if (length(files)) files[length(files)]
    folder <- if (is.null(file)) "." else dirname(normalizePath(file))
    function() folder
})

# The program: option rapport.program, RAPPORT_PROGRAM, that of the build or installation that this file is of, else by
# PATH.
rapport_program <- function() {
    own <- file.path(rapport_own_folder(), c("../../build/rapport", "../../../bin/rapport"))
    named <- c(getOption("rapport.program"), Sys.getenv("RAPPORT_PROGRAM"))
    named <- named[nzchar(named)]
    found <- c(named, own[file.exists(own)], Sys.which("rapport"))
    found <- found[nzchar(found)]
    if (!length(found))
        stop("rapport is not here: build it, or say options(rapport.program = \"/path/to/rapport\")", call. = FALSE)
    if (length(named)) named[[1]] else normalizePath(found[[1]])
}

# Calls the program. What it printed; with another status than one of `good` an error in its words.
rapport_call <- function(arguments, good = 0) {
    out <- tempfile()
    err <- tempfile()
    on.exit(unlink(c(out, err)))
    status <- suppressWarnings(system2(rapport_program(), shQuote(arguments), stdout = out, stderr = err))
    words <- readLines(err, encoding = "UTF-8", warn = FALSE)
    if (!status %in% good)
        stop(paste(c(words, if (!length(words)) paste("rapport ended with status", status)), collapse = "\n"),
             call. = FALSE)
    if (length(words))
        message(paste(words, collapse = "\n"))
    list(said = readLines(out, encoding = "UTF-8", warn = FALSE), status = status)
}

# "--draws 400 --set a=1 --set b=2" as a vector: an option stands for each element of its value; TRUE stands for the
# option alone; NULL and FALSE for nothing. `set` may have names: c(horizon = 60).
rapport_options <- function(options) {
    if (!is.null(names(options$set)))
        options$set <- paste0(names(options$set), "=", unlist(options$set))
    one <- function(name) {
        value <- options[[name]]
        if (is.null(value) || identical(value, FALSE))
            return(NULL)
        name <- paste0("--", gsub("_", "-", name))
        if (identical(value, TRUE)) name else as.vector(rbind(name, rapport_digits(value)))
    }
    unlist(lapply(names(options), one))
}

rapport_digits <- function(value) {
    if (is.numeric(value)) format(value, scientific = FALSE, trim = TRUE, digits = 15) else as.character(value)
}

# ---- CSV files ----------------------------------------------------------------------------------

rapport_csv <- function(path) {
    read.csv(path, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8",
             strip.white = FALSE)
}

rapport_dictionary <- local({
    dictionary <- NULL
    function() {
        if (is.null(dictionary)) {
            path <- file.path(rapport_own_folder(), "columns.csv")
            if (!file.exists(path))
                stop(path, " is not here; it belongs beside rapport.R", call. = FALSE)
            dictionary <<- rapport_csv(path)
            dictionary$unit[is.na(dictionary$unit)] <<- ""
        }
        dictionary
    }
})

# The dictionary's row of each column of a file; 0 where it knows none. Capital letters in the name of a family stand
# for what varies: N for a number.
rapport_rows_of <- function(file, columns) {
    dictionary <- rapport_dictionary()
    own <- which(dictionary$file == file)
    rows <- own[match(columns, dictionary$column[own])]
    for (row in own[dictionary$family[own] == "true"]) {
        pattern <- sub("_N$", "_[0-9]+", sub("^[A-Z]+$", ".*", dictionary$column[row]))
        rows[is.na(rows) & grepl(paste0("^", pattern, "$"), columns)] <- row
    }
    rows[is.na(rows)] <- 0
    rows
}

# Cells as their unit says: numbers, truths, words. A leading apostrophe that guards a word against spreadsheets goes.
rapport_cells <- function(cells, unit, where) {
    if (unit == "true or false")
        return(cells == "true")
    if (unit == "")
        return(sub("^'(?=[-=+@\t\r])", "", cells, perl = TRUE))
    numbers <- suppressWarnings(as.numeric(cells))
    wrong <- which(is.na(numbers) & !is.na(cells))
    if (length(wrong))
        stop(where, ": '", cells[wrong[1]], "' in row ", wrong[1], " is no number", call. = FALSE)
    numbers
}

# A file as a data frame whose columns have the attributes label and unit.
rapport_frame <- function(path, file = basename(path), currency = NULL) {
    frame <- rapport_csv(path)
    dictionary <- rapport_dictionary()
    rows <- rapport_rows_of(file, names(frame))
    for (k in seq_along(frame)) {
        if (!rows[k]) {
            frame[[k]] <- type.convert(frame[[k]], as.is = TRUE)
            next
        }
        unit <- dictionary$unit[rows[k]]
        frame[[k]] <- rapport_cells(frame[[k]], unit, paste0(file, ", ", names(frame)[k]))
        attr(frame[[k]], "label") <- dictionary$meaning[rows[k]]
        attr(frame[[k]], "unit") <- if (is.null(currency)) unit else sub("currency", currency, unit, fixed = TRUE)
    }
    frame
}

# Name, unit and meaning of every column of a frame, and grade and source where it is an uncertain number.
rapport_columns <- function(frame) {
    of <- function(what) vapply(frame, function(x) as.character(c(attr(x, what), NA)[1]), "")
    columns <- data.frame(column = names(frame), unit = of("unit"), meaning = of("label"), grade = of("grade"),
                          source = of("source"), row.names = NULL)
    columns[c(TRUE, TRUE, TRUE, any(!is.na(columns$grade)), any(!is.na(columns$source)))]
}

# ---- names of the study -------------------------------------------------------------------------

# Labels of the study's arms, contrasts, outcomes, groups, windows or headlines, by their names, in its order.
rapport_labels <- function(results, kind) {
    rows <- results$names[results$names$kind == kind, ]
    if (!nrow(rows))
        stop("names.csv has no ", kind, call. = FALSE)
    setNames(as.vector(rows$label), as.vector(rows$name))
}

# Columns that hold names of arms, outcomes, groups and windows become factors, in the study's order; several arms
# joined by + come after those, as they appear.
rapport_factors <- function(frame, names) {
    kinds <- c(arm = "arm", baseline = "arm", outcome = "outcome", group = "group", window = "window")
    for (column in intersect(names(kinds), names(frame))) {
        if (!is.character(frame[[column]]))
            next
        kept <- attributes(frame[[column]])
        there <- unique(frame[[column]])
        known <- as.vector(names$name[names$kind == kinds[[column]]])
        levels <- c(intersect(known, there), setdiff(there, c(known, NA)))
        frame[[column]] <- factor(frame[[column]], levels = levels)
        attributes(frame[[column]]) <- c(attributes(frame[[column]]), kept)
    }
    frame
}

# Columns of draws get unit, meaning, grade and source of the uncertain number that they are.
rapport_with_inputs <- function(draws, inputs) {
    for (name in intersect(names(draws), inputs$column)) {
        row <- inputs[inputs$column == name, ]
        attr(draws[[name]], "label") <- as.vector(row$meaning)
        for (what in c("unit", "grade", "source"))
            attr(draws[[name]], what) <- as.vector(row[[what]])
    }
    draws
}

# ---- a folder -----------------------------------------------------------------------------------

# What is wanted of manifest.json, in which each key stands on a line of its own.
rapport_manifest <- function(folder) {
    path <- file.path(folder, "manifest.json")
    if (!dir.exists(folder))
        stop(folder, " is not there", call. = FALSE)
    lines <- if (file.exists(path)) readLines(path, encoding = "UTF-8", warn = FALSE)
    value <- function(key) {
        line <- grep(paste0("^  \"", key, "\": "), lines, value = TRUE)
        gsub("\\\\(.)", "\\1", sub("^\"(.*)\"$", "\\1", sub("^[^:]*: (.*?),?$", "\\1", c(line, NA)[1])))
    }
    if (!identical(value("format"), "rapport results"))
        stop(folder, " is no results folder of rapport: it has no manifest.json of its kind", call. = FALSE)
    draws <- grep("^    \"draws_now\": ", lines, value = TRUE)
    from <- grep("^  \"files\": \\[", lines)
    to <- from + grep("^  \\]", lines[-seq_len(from)])[1]
    files <- gsub("^ *\"|\",?$", "", lines[seq_len(length(lines)) > from & seq_len(length(lines)) < to])
    list(status = value("status"), command = value("command"), typed = value("typed"), version = value("version"),
         commit = value("commit"), draws = as.numeric(gsub("[^0-9]", "", draws)), files = files)
}

# All CSV files of a results folder, each a data frame by the name of its file (results$contrasts), with what
# manifest.json says in results$manifest. An error where it is no results folder, or is not finished and has no tables
# yet; a warning where tables rest on a part of the runs.
rapport_read <- function(folder) {
    manifest <- rapport_manifest(folder)
    files <- manifest$files[grepl("^[^/]*\\.csv$", manifest$files)]
    files <- files[file.exists(file.path(folder, files))]
    if (manifest$status != "finished" && !"outcomes.csv" %in% files)
        stop(folder, " is not finished and has no tables yet: `rapport resume` goes on with it, ",
             "`rapport report` makes the tables of what is there", call. = FALSE)
    if (manifest$status != "finished")
        warning(folder, " is not finished: its tables rest on a part of the runs", call. = FALSE)
    if (!"names.csv" %in% files)
        stop(folder, " has no names.csv: it is of an earlier version; `rapport report` makes its tables again",
             call. = FALSE)
    names <- rapport_frame(file.path(folder, "names.csv"))
    currency <- as.vector(names$label[names$kind == "study" & names$name == "currency"])
    results <- list()
    for (file in files)
        results[[sub("\\.csv$", "", file)]] <-
            rapport_factors(rapport_frame(file.path(folder, file), currency = currency), names)
    results$names <- names
    for (file in intersect(c("draws", "psa_parameters"), names(results)))
        results[[file]] <- rapport_with_inputs(results[[file]], results$inputs)
    results$manifest <- manifest
    results$folder <- folder
    structure(results, class = "rapport_results")
}

print.rapport_results <- function(x, ...) {
    cat(rapport_labels(x, "study")[["title"]], "\n", x$folder, ": rapport ", x$manifest$command, ", ",
        x$manifest$status, "\n", sep = "")
    for (name in names(x))
        if (is.data.frame(x[[name]]))
            cat("  $", name, ": ", nrow(x[[name]]), " rows, ", ncol(x[[name]]), " columns\n", sep = "")
    invisible(x)
}

# ---- single runs --------------------------------------------------------------------------------

# A table of `rapport export`, of which arms, outcomes, groups and windows are chosen. `results`: what rapport_read
# gave, or a folder.
rapport_export <- function(results, table, ...) {
    if (is.character(results))
        results <- rapport_read(results)
    path <- tempfile(fileext = ".csv")
    on.exit(unlink(path))
    rapport_call(c("export", results$folder, "--table", table, "--out", path, rapport_options(list(...))))
    rapport_factors(rapport_frame(path, file = paste0(table, ".csv")), results$names)
}

# One row a run, arm, outcome, group and window; one row a month; one row a set of assumptions.
rapport_runs <- function(results, arm = NULL, outcome = NULL, group = NULL, window = NULL)
    rapport_export(results, "runs", arm = arm, outcome = outcome, group = group, window = window)

rapport_paths <- function(results, arm = NULL, outcome = NULL, group = NULL)
    rapport_export(results, "paths", arm = arm, outcome = outcome, group = group)

rapport_draws <- function(results) {
    if (is.character(results))
        results <- rapport_read(results)
    rapport_with_inputs(rapport_export(results, "draws"), results$inputs)
}

# ---- running a study ----------------------------------------------------------------------------

# Runs a study as `rapport COMMAND STUDY --...` does and reads the folder that it wrote: `out`, or the one that the
# program names. Further arguments are its options: draws = 400, seed = 7, set = c(horizon = 60), force = TRUE.
rapport_run <- function(study, command = "compare", out = NULL, plot = "none", ...) {
    options <- rapport_options(list(out = out, plot = plot, ...))
    done <- rapport_call(c(command, study, "--quiet", options), good = c(0, 3))
    report <- sub("^Report: (.*)/report\\.html$", "\\1", grep("^Report: ", done$said, value = TRUE))
    if (done$status == 3)
        warning("a verdict was not the expected one", call. = FALSE)
    rapport_read(if (is.null(out)) report[length(report)] else out)
}

# ---- figures, in the colours of the page --------------------------------------------------------

rapport_palette <- list(better = "#0072B2", worse = "#D55E00", neither = "#6B6B6B", matters = "#ECECEC",
                        baseline = "#555555",
                        arms = c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"))

# The row of names.csv of a headline, by its place or its outcome.
rapport_headline <- function(results, headline) {
    rows <- results$names[results$names$kind == "headline", ]
    row <- if (is.numeric(headline)) rows[rows$name == headline, ] else rows[rows$outcome %in% headline, ]
    if (!nrow(row))
        stop("no headline ", headline, "; there are: ", paste0(rows$name, " ", rows$outcome, collapse = ", "),
             call. = FALSE)
    row[1, ]
}

rapport_outcome <- function(results, outcome) {
    row <- results$names[results$names$kind == "outcome" & results$names$name == outcome, ]
    if (!nrow(row))
        stop("no outcome ", outcome, call. = FALSE)
    share <- identical(as.vector(row$unit), "share")
    list(label = as.vector(row$label), better = row$better, matters = row$matters, scale = if (share) 100 else 1,
         unit = if (share) "%" else as.vector(row$unit),
         apart = if (share) "percentage points" else as.vector(row$unit))
}

# Whether an interval lies wholly on the better or the worse side of what matters, as the page has it; neither where
# less than 30 sets of assumptions, and less than half of them, have a value.
rapport_class <- function(rows, outcome, sets) {
    sign <- sign(outcome$better)
    low <- pmin(sign * rows$ci_low, sign * rows$ci_high)
    high <- pmax(sign * rows$ci_low, sign * rows$ci_high)
    slack <- 1e-9 * outcome$matters
    told <- sign != 0 & !(rows$draws < 30 & 2 * rows$draws < sets) & !is.na(low)
    ifelse(told & low >= outcome$matters - slack, "better",
           ifelse(told & -high >= outcome$matters - slack, "worse", "neither"))
}

# The contrasts of a headline, with label and class (better, worse, neither). Two contrasts may have the same sides: the
# k-th row of them is that of the k-th in the study's order.
rapport_headline_rows <- function(results, headline = 1) {
    h <- rapport_headline(results, headline)
    all <- results$contrasts
    rows <- all[all$outcome == h$outcome & all$group == h$group & all$window == h$window, ]
    names <- results$names[results$names$kind == "contrast", ]
    key <- function(x) {
        sides <- paste(x$baseline, x$arm)
        paste(sides, ave(seq_along(sides), sides, FUN = seq_along))
    }
    rows$label <- names$label[match(key(rows), key(names))]
    rows$class <- rapport_class(rows, rapport_outcome(results, h$outcome), results$manifest$draws)
    rows
}

# Every contrast on a headline: the mean difference as a dot, its 95 % interval as a thick line, the plausible range as
# a thin one; grey is too small to matter. A contrast takes 0.4 inches of height. Gives the rows drawn.
rapport_plot_contrasts <- function(results, headline = 1) {
    h <- rapport_headline(results, headline)
    outcome <- rapport_outcome(results, h$outcome)
    rows <- rapport_headline_rows(results, headline)
    if (!nrow(rows))
        stop("there are no contrasts to draw: one arm was run", call. = FALSE)
    y <- rev(seq_len(nrow(rows)))
    x <- function(column) outcome$scale * rows[[column]]
    edge <- outcome$scale * outcome$matters
    labels <- vapply(rows$label, function(l) paste(strwrap(l, 44), collapse = "\n"), "")
    old <- par(mai = c(0.9, 0.3 + max(strwidth(labels, "inches", cex = 0.8)), 0.6, 0.2), las = 1)
    on.exit(par(old))
    spread <- range(-edge, edge, x("difference"), x("ci_low"), x("ci_high"), x("plausible_low"), x("plausible_high"),
                    na.rm = TRUE, finite = TRUE)
    plot(NA, xlim = spread, ylim = c(0.5, nrow(rows) + 0.5), yaxt = "n", ylab = "", bty = "n",
         xlab = paste0("Difference (", outcome$apart, ")"))
    title(main = h$label, adj = 0, cex.main = 1, font.main = 1)
    rect(-edge, par("usr")[3], edge, par("usr")[4], col = rapport_palette$matters, border = NA)
    abline(v = 0, col = "#777777")
    colour <- unlist(rapport_palette[rows$class])
    segments(x("plausible_low"), y, x("plausible_high"), y, col = colour)
    segments(x("ci_low"), y, x("ci_high"), y, col = colour, lwd = 4, lend = "butt")
    points(x("difference"), y, pch = c(better = 19, worse = 15, neither = 17)[rows$class], col = colour)
    text(par("usr")[1], y, labels, pos = 2, xpd = NA, cex = 0.8)
    invisible(rows)
}

# How the page draws an arm: the baseline grey, the others in its colours, then dashed.
rapport_look <- function(results) {
    arms <- names(rapport_labels(results, "arm"))
    baseline <- c(as.vector(results$names$baseline[results$names$kind == "contrast"]), arms)[1]
    k <- match(arms, setdiff(arms, baseline)) - 1
    data.frame(colour = ifelse(is.na(k), rapport_palette$baseline, rapport_palette$arms[k %% 6 + 1]),
               dash = ifelse(is.na(k), 1, k %/% 6 %% 4 + 1), row.names = arms)
}

# Paths of arms over the months: the mean over all runs. Gives the rows drawn.
rapport_plot_paths <- function(results, outcome = rapport_headline(results, 1)$outcome, group = "all", arms = NULL) {
    what <- rapport_outcome(results, outcome)
    labels <- rapport_labels(results, "arm")
    series <- results$series
    rows <- series[series$outcome == outcome & series$group == group & (is.null(arms) | series$arm %in% arms), ]
    if (!nrow(rows))
        stop("no path of ", outcome, " (", group, ") is kept; those kept are of ",
             paste(unique(series$outcome), collapse = ", "), call. = FALSE)
    arms <- intersect(names(labels), rows$arm)
    look <- rapport_look(results)[arms, ]
    old <- par(mar = c(5 + length(arms), 4.5, 1, 1), las = 1)
    on.exit(par(old))
    plot(NA, xlim = range(rows$month), ylim = range(0, what$scale * rows$mean, na.rm = TRUE), bty = "l",
         xlab = "Months", ylab = paste0(what$label, " (", what$unit, ")"))
    for (k in seq_along(arms)) {
        path <- rows[rows$arm == arms[k], ]
        lines(path$month, what$scale * path$mean, col = look$colour[k], lty = look$dash[k], lwd = 2.5)
    }
    line <- par("cin")[2] * diff(par("usr")[3:4]) / par("pin")[2]
    legend(par("usr")[1], par("usr")[3] - 3.8 * line, legend = labels[arms], col = look$colour, lty = look$dash,
           lwd = 2.5, bty = "n", xpd = NA, cex = 0.85)
    invisible(rows)
}
