/**
 * Claims about the dynamics of norms and directions: what each flow does, where it can stop, which
 * margin it ends at, and what the curvature is there (poggio2020 §3, banburski2019 §4 to §12).
 */
@NullMarked
package gradus.claims.dynamics;

import org.jspecify.annotations.NullMarked;
