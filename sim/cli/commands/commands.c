/* commands.c: the table of commands. --help, manual page and completion are made from it. */
#include "cli/commands/command.h"

#include <string.h>

#define TAKES_STUDY                                                                                \
    (RAP_TAKES_DRAWS | RAP_TAKES_REPLICATES | RAP_TAKES_SEED | RAP_TAKES_SET | RAP_TAKES_POSTERIOR)
#define TAKES_MAKING                                                                               \
    (RAP_TAKES_THREADS | RAP_TAKES_PLOT | RAP_TAKES_FORMAT | RAP_TAKES_QUIET | RAP_TAKES_LANGUAGE)
#define TAKES_WORK (TAKES_MAKING | RAP_TAKES_FORCE)

#define TAKES_RUN (RAP_TAKES_OUT | TAKES_STUDY | TAKES_WORK | RAP_TAKES_SHARD)

const rap_command rap_commands[] = {
    {"compare", "STUDY", "run every arm of a study and compare them",
     "Runs every arm of STUDY on common random numbers, prints how each differs from the baseline, "
     "and writes tables, plots and a report page into a results folder.\n\n"
     "No work is thrown away. A run of the same study goes on from what its results folder holds, "
     "with "
     "more draws too, which gives the figures of a fresh start. Results of another study or "
     "command, "
     "or of more draws, are replaced only with --force, and stay until the new ones are whole.\n\n"
     "With --precision it says after the study's own draws how many are needed, from what their "
     "spread "
     "tells, and how long they take, and goes on to so many, in one or two steps. Whether it was "
     "reached "
     "stands in the results; what is out of reach is not begun.\n\n"
     "What will take longer than a minute says so first; what does not fit in memory or on the "
     "disk "
     "is refused without --force.",
     TAKES_RUN | RAP_TAKES_PRECISION, rap_command_study},
    {"run", "STUDY", "run one arm of a study",
     "Runs one arm of STUDY (the baseline unless --arm names another), prints its outcomes, and "
     "writes tables, plots and a report page into a results folder.\n\n"
     "With --story it tells one of the histories besides: what happened, month by month, to the "
     "organisations named, or to the eight to whom most happened, as words and as a picture "
     "(story.svg), and everything of everybody in story.csv. It is an example of how outcomes come "
     "about, no forecast. With --code it tells the story of a code from a class's page (rapport "
     "classroom), and writes nothing.",
     TAKES_RUN | RAP_TAKES_ARM | RAP_TAKES_STORY | RAP_TAKES_HISTORY | RAP_TAKES_ORGANISATIONS |
         RAP_TAKES_CODE,
     rap_command_study},
    {"test", "STUDY", "a verdict for each proposition: what works, for whom, and why",
     "Runs what the propositions of STUDY need on common random numbers: the resource given to the "
     "context, to the rest, to all and to nobody, with the mechanisms at graded strengths. Says "
     "for "
     "each whether the effect is there, whether it is larger in the context, and whether it "
     "depends "
     "on the response, with the numbers. Writes propositions.csv and mechanisms.csv beside the "
     "tables that compare writes.",
     TAKES_RUN, rap_command_study},
    {"discover", "STUDY", "find the circumstances in which an arm does better or worse",
     "Runs two arms of STUDY at many points of a design over circumstances, and over its uncertain "
     "numbers, on common random numbers, and finds boxes of them in which one arm is clearly "
     "better, "
     "or worse (patient rule induction, PRIM). Says of each how dense it is, how much of all it "
     "covers, and which mechanism carries the difference there. Writes boxes.csv, "
     "trajectories.csv, "
     "points.csv, and candidates.cfg with propositions to test, beside the tables that compare "
     "writes.",
     TAKES_RUN, rap_command_study},
    {"budget", "STUDY", "what each budget line buys, and what is lost when it is cut",
     "Runs the arm of STUDY that its group `budget` names with each line cut by 10, 25, 50 and 100 "
     "per cent and raised by 10, 25 and 50, on common random numbers, and says what every outcome "
     "that the budget is to serve loses and gains, what that is for each 1,000 of money, and where "
     "returns diminish. With --cut it looks for several ways to take so much from the award, and "
     "says what each loses, on sets of assumptions that the search has not seen. Writes "
     "budget.csv, "
     "form.csv and, for an application, justification.md, justification.html and, where pandoc is "
     "installed, justification.docx, beside the tables that compare writes.",
     TAKES_RUN | RAP_TAKES_JUSTIFICATION | RAP_TAKES_CUT, rap_command_study},
    {"validate", "STUDY", "see in how many sets of assumptions a model shows known patterns",
     "Runs every arm of STUDY on common random numbers and judges each of its patterns in every "
     "set "
     "of assumptions: whether the claimed effect holds, holds clearly, clearly fails, or is "
     "clearly "
     "contrary; how often the same claim would hold of other arms; how many hold together; and "
     "which assumptions it goes with. Patterns are "
     "listed by the evidence that they come from, those that fail among them. Where STUDY has "
     "measured quantities, it says how far the model is from them and weighs the sets of "
     "assumptions by those that are held out. Writes patterns.csv, pattern_counts.csv, "
     "pattern_exclusions.csv and, with quantities, quantities.csv, and the tables that compare "
     "writes of what patterns, quantities and "
     "headlines look at; nothing else is kept, and no paths.",
     TAKES_RUN, rap_command_study},
    {"sensitivity", "STUDY",
     "find which assumptions, and which kinds of luck, decide the headlines",
     "Runs what compare runs, and beside it what tells which uncertain inputs of STUDY decide each "
     "headline: a screen of all of them, then the largest one by one and all others as one, with "
     "intervals; and how much of a single history is luck, by kind. Goes on from what compare has "
     "put into the same folder. Writes sensitivity.csv, luck.csv and screen.csv beside the tables "
     "that compare "
     "writes. A group `sensitivity` of STUDY says how closely to look; it may be left out.",
     TAKES_RUN, rap_command_study},
    {"calibrate", "STUDY", "see what data say of the assumptions, and of the headlines given them",
     "Runs every arm of STUDY under many sets of assumptions on common random numbers and lays "
     "beside "
     "them what was measured (its group `quantities`). Says which assumptions the data tell "
     "something of and which they do not, how each headline difference stands before and after, "
     "and "
     "where each measured value lies among what the model foretells of it from all others, misses "
     "included. Of several methods it takes the one that is least wrong about sets of assumptions "
     "left out, and only if simulation-based calibration finds its intervals right on a thousand "
     "made-up data sets from the same runs. A quantity whose status is forecast is kept back, "
     "foretold "
     "and scored. Writes calibration.csv, calibrated_inputs.csv, calibrated_quantities.csv, "
     "calibration_methods.csv and posterior.cfg, from which any other command draws its "
     "assumptions "
     "with --posterior.",
     TAKES_RUN, rap_command_study},
    {"check", "STUDY",
     "check a study, show every value with its source, and say what runs would take",
     "Checks STUDY and prints everything resolved: each number with unit, plausible range, grade, "
     "source and the line that it comes from, and how each arm differs from the baseline. Says for "
     "compare and each question how many histories it would run, and about how much time, memory "
     "and "
     "disk that takes: for this it tries some histories for a second or two. Writes nothing.",
     TAKES_STUDY | RAP_TAKES_FORMAT, rap_command_check},
    {"explain", "[NAME]", "say what a parameter, lever, mechanism or outcome means",
     "Without NAME lists all parameters, levers, mechanisms and outcomes, one line each. With NAME "
     "prints everything known about it: meaning, unit, range, default, source and grade. NAME is a "
     "full path (parameters.trust_breach) or its last part.",
     RAP_TAKES_FORMAT, rap_command_explain},
    {"init", "[NAME]", "write a commented starter study",
     "Writes NAME.cfg, a small commented study that runs as it is. An existing file is never "
     "overwritten.\n\n"
     "With --budget the study states what a team asks for, cost by cost, under the headings of a "
     "funder's form, with that form's indirect costs: to be overwritten with your own, and to be "
     "asked with check and budget. NAME is budget then, unless said.\n\n"
     "With --partners the study takes a list of partners: NAME-list.csv is written with examples, "
     "to be "
     "filled in with a spreadsheet, and what an import makes of it beside it. NAME is partners "
     "then, "
     "unless said.",
     RAP_TAKES_STARTER | RAP_TAKES_PARTNERS, rap_command_init},
    {"import", "KIND FILE", "write a study, or a part of one, from a sheet that you have",
     "KIND is budget, partners, ties or survey. A sheet is a CSV file (commas, semicolons or tabs; "
     "UTF-8, "
     "UTF-16 or Latin-1; 1,234.56 or 1.234,56) or a spreadsheet, which xlsx2csv, ssconvert or "
     "LibreOffice "
     "reads where one is installed. Of everything that cannot be read it says which row and cell, "
     "and "
     "writes nothing.\n\n"
     "partners: a row of headers and a row for each organisation. Columns are known by their "
     "headers, in "
     "English, French or German, or by --map: the organisation, its type, whether it is a partner "
     "(yes, "
     "no, past, ended), trust, since when, members, hours, languages, whom it knows, and others "
     "(rapport init --partners writes a list with them). Scores need their scale: trust (1-5). "
     "What is missing "
     "comes from "
     "the type, and is counted. Writes NAME.cfg, a part of a study that includes it, and NAME.csv, "
     "the "
     "columns that were used and no others; --study names the study.\n\n"
     "ties: who knows whom in the study that --study names: pairs (from, to), or a table with "
     "organisations in its rows, and organisations, subgroups or languages in its columns.\n\n"
     "survey: what partners answered, a row an answer (Respondent, Organisation, Date, Item, "
     "Score, "
     "Scale) or a row a respondent with a column an item (Trust (1-5)). Writes a part of a study "
     "that includes it: where organisations begin, from the answers of month 0, and what was "
     "measured, wave by wave, with standard errors. Respondents are counted and left out, and so "
     "is "
     "every column that is not needed. --study says what organisations are called, --month which "
     "month is month 0 (else that of the first wave). With --map: ITEM=OUTCOME, HEADING=respondent "
     "(or organisation, type, wave, month, date, item, score, scale, none), scale:ITEM=1..5, "
     "wave:NAME=12, organisation:LABEL=NAME, type:LABEL=NAME, scale=1..5, population=24 "
     "(organisations of which these were asked), by=type, by=organisation, forecast=last (the last "
     "wave is kept back, to be foretold).\n\n"
     "budget: reads a budget and writes a study that asks for the same, line by line and year by "
     "year, to "
     "the cent. A row of headers is needed, such as Item, Year 1, Year 2, Total; headings may be "
     "the "
     "sheet's own, in English, French or German, or as in form.csv and form.xlsx. Totals are "
     "checked.",
     RAP_TAKES_LAYOUT | RAP_TAKES_MAPS | RAP_TAKES_NEW | RAP_TAKES_ABOUT | RAP_TAKES_MONTH |
         RAP_TAKES_QUIET,
     rap_command_import},
    {"report", "DIR", "make tables, plots and report of a results folder again",
     "Makes the tables, plots and report page of the results folder DIR again from its run "
     "database. "
     "Works without the study file and on unfinished runs too. With --language in that language, "
     "which the folder keeps.\n\n"
     "With --against prints what changed since the results in another folder, which is only read: "
     "what differs in the study, in headline contrasts with their intervals, in verdicts and in "
     "patterns; and writes it to against.html beside report.html.",
     RAP_TAKES_PLOT | RAP_TAKES_QUIET | RAP_TAKES_AGAINST | RAP_TAKES_LANGUAGE, rap_command_report},
    {"resume", "DIR", "go on with a run that was cut off",
     "Goes on with the run in the results folder DIR where it was cut off; the figures are those "
     "of "
     "an uninterrupted run, of the study as it was then: a file of it that has been edited since "
     "is "
     "named. On a finished run it writes the tables again and ends with status 0.",
     TAKES_WORK, rap_command_resume},
    {"merge", "DIR SHARD...", "make the results of a run from the parts that --shard made",
     "Takes the parts of a run, folders that the same command made with --shard=1/N to N/N, and "
     "makes the "
     "results folder DIR of them: the database, tables and pages are those of one process. What a "
     "command runs only after it has seen its results (more draws for a precision, a search, the "
     "closer look of sensitivity) is run here. First every part is checked: of "
     "the same study, options, seed and version, finished, and each history as it was written. "
     "What is missing, damaged or of another run is named, and nothing is made then. DIR is not "
     "there until it is whole; a merge that was cut off goes on when it is begun again. The parts "
     "are only read.\n\n"
     "With --missing it prints which parts are to be run again, such as 3,7-9.",
     TAKES_MAKING | RAP_TAKES_MISSING | RAP_TAKES_ROOM, rap_command_merge},
    {"slurm", "STUDY", "write the job script that runs a study in parts on Slurm",
     "Prints a script that runs STUDY in --tasks parts on a cluster with Slurm, and behind them "
     "the "
     "merge: rapport slurm study.cfg --tasks=40 > job.sh. Nothing is submitted and nothing run; "
     "the "
     "study and the options are checked. With sh job.sh the parts that are missing become an array "
     "job, and the merge one that waits for it. A part whose time is up ends in order and goes "
     "into "
     "the queue again; a node that died costs what it had not yet put in place. What a cluster "
     "wants "
     "to be told (time, account, modules, a container, a disk of the node's own) stands in the "
     "first lines, to be changed there.\n\n"
     "--out is the folder that the merge makes, --threads how many processors a part has (default: "
     "1). All other options are handed to the command that the parts run.",
     RAP_TAKES_TASKS | (TAKES_RUN & ~RAP_TAKES_SHARD) | RAP_TAKES_PRECISION | RAP_TAKES_ARM |
         RAP_TAKES_STORY | RAP_TAKES_HISTORY | RAP_TAKES_ORGANISATIONS | RAP_TAKES_CUT |
         RAP_TAKES_JUSTIFICATION,
     rap_command_slurm},
    {"replay", "DIR", "run a results folder again and say whether every figure is the same",
     "Runs what the manifest of the results folder DIR describes again, compares every number with "
     "the run database, and the CSV files with what the database gives. Equal to rounding is what "
     "differs in the last digits only, as it may on another processor unless both programs have "
     "musl's exp and log (rapport --version says). Changes nothing. Ends with status 0 if all is "
     "identical or equal to rounding, else 1.",
     RAP_TAKES_THREADS | RAP_TAKES_FORMAT | RAP_TAKES_QUIET, rap_command_replay},
    {"export", "DIR", "write the runs of a results folder as CSV, for R, Python or a spreadsheet",
     "Writes every run that the results folder DIR holds as a long CSV table, to standard output "
     "or "
     "to a file: runs (one row for each arm, draw, run, outcome, group and window), paths (for "
     "each month instead), or draws (the value of every uncertain number in each draw). --arm, "
     "--outcome, --group and --window choose rows. Of a run that is not finished, or that another "
     "process is at, what is there so far, and says so. Changes nothing in DIR; memory does not "
     "grow with the number of runs.",
     RAP_TAKES_TABLE | RAP_TAKES_FILE | RAP_TAKES_ARMS | RAP_TAKES_OUTCOMES | RAP_TAKES_GROUPS |
         RAP_TAKES_WINDOWS | RAP_TAKES_QUIET,
     rap_command_export},
    {"classroom", "STUDY", "make the page on which a class guesses, looks and changes one thing",
     "Writes one file that a browser opens without a network: the page, the engine and STUDY. A "
     "class guesses how many partners still work with each of two teams at the end, sees one "
     "story, "
     "then many worlds, and changes one thing. The group `classroom` of STUDY says which two arms, "
     "what is counted and what can be changed; all of it may be left out. Each run has a code, "
     "which rapport run STUDY --code tells again.\n\n"
     "With --ask it prints what the engine answers to the page.",
     RAP_TAKES_PAGE | RAP_TAKES_ASK | RAP_TAKES_SET | RAP_TAKES_LANGUAGE, rap_command_classroom},
    {NULL, NULL, NULL, NULL, 0, NULL},
};

const rap_command *rap_command_find(const char *name) {
    for (const rap_command *c = rap_commands; c->name; c++)
        if (!strcmp(c->name, name))
            return c;
    return NULL;
}
