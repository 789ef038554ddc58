# readers.R: plots/readers/rapport.R reads what is written, cell by cell, says what is wrong, and draws the page's
# classes. Called by tests/cli/readers_r.sh in a folder that form.sh has filled.
source("plots/readers/rapport.R")

commands <- c("compare", "run", "test", "validate", "discover", "budget", "sensitivity", "calibrate")
beyond <- c(compare = "contrasts", run = "story", test = "propositions", validate = "quantities",
            discover = "trajectories", budget = "cuts", sensitivity = "luck", calibrate = "calibration_ranks")

# A folder, which is looked at many times and changed never.
folders <- new.env()
read_once <- function(folder) {
    if (is.null(folders[[folder]]))
        folders[[folder]] <- rapport_read(folder)
    folders[[folder]]
}

# Cells of a file, read without the reader: a matrix of texts, the header first.
cells_of <- function(path) {
    width <- length(scan(path, "", sep = ",", quote = "\"", nlines = 1, quiet = TRUE, encoding = "UTF-8"))
    cells <- scan(path, "", sep = ",", quote = "\"", quiet = TRUE, encoding = "UTF-8", na.strings = character(),
                  multi.line = FALSE, fill = TRUE, what = as.list(rep("", width)))
    do.call(cbind, cells)
}

# Whether cells as they are written are the values as they were read.
same_cells <- function(cells, values) {
    if (is.factor(values))
        values <- as.vector(values)
    missing <- cells == ""
    if (!all(is.na(values[missing])) || anyNA(values[!missing]))
        return(FALSE)
    cells <- cells[!missing]
    values <- as.vector(values[!missing])
    if (is.logical(values))
        return(all(cells == ifelse(values, "true", "false")))
    if (is.character(values))
        return(all(values == sub("^'([-=+@])", "\\1", cells)))
    all(abs(as.numeric(cells) - values) <= 1e-15 * abs(values))
}

read_as_written <- function(command) {
    results <- read_once(command)
    stopifnot(beyond[[command]] %in% names(results))
    frames <- names(results)[vapply(results, is.data.frame, TRUE)]
    for (name in frames) {
        frame <- results[[name]]
        cells <- cells_of(file.path(command, paste0(name, ".csv")))
        stopifnot(identical(names(frame), cells[1, ]), nrow(frame) == nrow(cells) - 1)
        for (k in seq_along(frame))
            if (!same_cells(cells[-1, k], frame[[k]]))
                stop(command, "/", name, ": ", names(frame)[k], " is not as it is written")
        known <- rapport_columns(frame)
        stopifnot(!anyNA(known$unit), all(nchar(known$meaning) > 5))
    }
    frames
}

checks <- list()
checks$every_cell_is_read_as_it_is_written <- function()
    stopifnot(length(unique(unlist(lapply(commands, read_as_written)))) >= 34)

checks$names_stand_in_the_studys_order <- function() {
    results <- read_once("compare")
    stopifnot(identical(levels(results$outcomes$arm), c("z_last", "sustained", "a_first")),
              identical(levels(results$contrasts$arm), c("sustained", "a_first", "sustained+a_first")),
              identical(levels(results$outcomes$window), c("end", "120")),
              identical(names(tapply(results$outcomes$mean, results$outcomes$arm, length)),
                        c("z_last", "sustained", "a_first")))
}

checks$labels_are_what_the_study_says <- function() {
    results <- read_once("compare")
    stopifnot(identical(rapport_labels(results, "arm"),
                        c(z_last = "\u099d\u09be\u0981\u09aa\u09bf\u09af\u09bc\u09c7 \u09aa\u09a1\u09bc\u09be",
                          sustained = "NA", a_first = "=2+2")),
              rapport_labels(results, "contrast")[["again"]] == "'Again'",
              grepl("^@ \u0989\u09ad\u09af\u09bc, <both>$", rapport_labels(results, "contrast")[["both"]]),
              read_once("validate")$patterns$source[1] == "NA")
}

checks$missing_values_are_missing <- function() {
    outcomes <- read_once("compare")$outcomes
    nothing <- read_once("test")$propositions
    nothing <- nothing[nothing$proposition == "none", ]
    stopifnot(anyNA(outcomes$mean[outcomes$outcome == "spend_per_live" & outcomes$arm == "z_last"]),
              is.na(nothing$effect), is.na(nothing$activated), is.na(nothing$outcome), !is.na(nothing$label))
}

checks$columns_have_units_and_inputs_grades <- function() {
    results <- read_once("compare")
    known <- rapport_columns(results$draws)
    rows <- match(results$inputs$column, known$column)
    stopifnot(known$unit[1] == "number", !anyNA(rows))
    for (what in c("unit", "meaning", "grade", "source"))
        stopifnot(all(known[[what]][rows] == results$inputs[[what]]))
    stopifnot(attr(results$contrasts$spend_arm, "unit") == "CAD",
              attr(results$draws[["parameters.trust_gain"]], "grade") %in% results$inputs$grade)
}

checks$runs_give_the_tables_back <- function() {
    results <- read_once("compare")
    runs <- rapport_runs(results, outcome = "ties_working", group = "all", window = c("end", "120"))
    means <- aggregate(value ~ arm + window, runs, mean)
    rows <- subset(results$outcomes, outcome == "ties_working" & group == "all")
    joined <- merge(means, rows, by = c("arm", "window"))
    paths <- rapport_paths("compare", arm = "sustained", outcome = "ties_working", group = "all")
    stopifnot(nrow(runs) == 3 * 10 * 2, nrow(joined) == 6, all(abs(joined$value - joined$mean) <= 1e-12),
              nrow(paths) == 10 * 121, max(paths$month) == 120, all.equal(rapport_draws("compare"), results$draws))
}

checks$classes_are_those_of_the_page <- function() {
    results <- read_once("compare")
    lines <- readLines("compare/plots/contrasts-all.dat")
    panels <- split(lines, cumsum(grepl("^# headline", lines)))
    drawn <- c()
    for (place in seq_along(panels)) {
        marks <- grep("^[0-9]", panels[[place]], value = TRUE)
        classes <- c("better", "worse", "neither")[as.numeric(sub(".* ", "", marks))]
        stopifnot(identical(as.vector(rapport_headline_rows(results, place)$class), classes))
        drawn <- c(drawn, classes)
    }
    labels <- rapport_headline_rows(results, "ties_working")$label
    stopifnot(length(panels) == 3, c("better", "neither") %in% drawn, length(labels) == 4, labels[4] == "'Again'")
}

checks$a_study_is_run <- function() {
    study <- file.path(Sys.getenv("TESTS"), "small.cfg")
    results <- rapport_run(study, draws = 2, set = c(horizon = 30, teams.focal.policy = "parachute"), out = "own run")
    stopifnot(results$manifest$draws == 2, max(results$series$month) == 30, results$folder == "own run",
              grepl("teams.focal.policy=parachute", results$manifest$typed, fixed = TRUE))
}

checks$a_story_is_told_and_counted <- function() {
    study <- file.path(Sys.getenv("TESTS"), "../readers/study.cfg")
    results <- rapport_run(study, command = "run", arm = "sustained", story = TRUE, history = 3, out = "told")
    story <- results$story
    runs <- rapport_runs(results, outcome = c("promises_made", "outputs"), group = "all", window = "120")
    runs <- runs[runs$draw == 2 & runs$run == 1, ]
    counted <- setNames(runs$value, runs$outcome)
    teams <- story[is.na(story$organisation), ]
    stopifnot(all(story$draw == 2), all(story$run == 1), !is.unsorted(story$month),
              sum(grepl("_promised$", story$event)) == counted[["promises_made"]], counted[["promises_made"]] > 0,
              sum(story$event == "output") == counted[["outputs"]],
              all(is.na(teams$number)), "grant_began" %in% teams$event)
}

says <- function(words, code) {
    said <- tryCatch({ code; "nothing" }, error = conditionMessage)
    if (!grepl(words, said, fixed = TRUE))
        stop("not '", words, "' but: ", said)
}

checks$what_is_wrong_is_said <- function() {
    says("nowhere.cfg: No such file or directory", rapport_run("nowhere.cfg"))
    says("unrecognized option '--arms'", rapport_run("nowhere.cfg", arms = 3))
    says("have no arm 'nobody'", rapport_runs("compare", arm = "nobody"))
    says("nowhere is not there", rapport_read("nowhere"))
    says("is no results folder of rapport", rapport_read("compare/plots"))
    says("cut is not finished and has no tables yet", rapport_read("cut"))
    says("no headline spend", rapport_plot_contrasts(read_once("compare"), "spend"))
    says("there are no contrasts", rapport_plot_contrasts(read_once("run")))
    says("no path of spend (type:none)", rapport_plot_paths(read_once("compare"), "spend", "type:none"))
    says("is no number", rapport_cells(c("1", "2,5"), "months", "x.csv, month"))
}

checks$a_part_of_the_runs_is_warned_of <- function() {
    system2(rapport_program(), c("report", "cut", "--plot", "none", "--quiet"), stdout = FALSE, stderr = FALSE)
    said <- tryCatch(rapport_read("cut"), warning = conditionMessage)
    stopifnot(said == "cut is not finished: its tables rest on a part of the runs")
}

checks$figures_are_drawn <- function() {
    results <- read_once("compare")
    svg("figure.svg", width = 9, height = 6)
    drawn <- rapport_plot_contrasts(results, 3)
    paths <- rapport_plot_paths(results)
    dev.off()
    stopifnot(file.size("figure.svg") > 5000, nrow(drawn) == 4, nrow(paths) == 3 * 121,
              identical(rapport_look(results)$colour, c("#555555", "#0072B2", "#D55E00")))
}

for (name in names(checks)) {
    checks[[name]]()
    cat("ok", name, "\n")
}
