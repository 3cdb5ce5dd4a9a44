/**
 * The command line: the one place that puts the rooms together, writes to the standard streams and
 * ends the process.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 done, 2 bad
 * usage or input, 3 the computation failed, 130 interrupted with the state saved. An error is one
 * line; whatever is not foreseen says that it is a defect, with its stack trace under {@code
 * --debug}.
 *
 * @see gradus.study.StudyRun
 */
@NullMarked
package gradus.cli;

import org.jspecify.annotations.NullMarked;
