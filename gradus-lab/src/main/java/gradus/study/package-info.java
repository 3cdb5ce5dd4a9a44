/**
 * Studies: experiments described in YAML, run to a directory that holds everything they found.
 *
 * <p>This room reads and writes files and knows no console; whoever starts a run listens to its
 * progress.
 */
@NullMarked
package gradus.study;

import org.jspecify.annotations.NullMarked;
