/**
 * Largest margins, and what stands in their place where there are none.
 *
 * <p>Examples are {@link gradus.margin.Points} z_n = y_n x_n, given by coordinates or by a kernel;
 * a hyperplane goes through the origin, so that a bias is a coordinate of ones. {@link
 * gradus.margin.MarginSolver} answers with a {@link gradus.margin.MarginSolution}, whose dual
 * weights bound the margin from above, or with {@link gradus.margin.NotSeparable}, whose weights
 * cancel the points: either proves itself, and {@code verify} recomputes the proof in twice the
 * working precision. {@link gradus.margin.SeparableSplit} parts examples into those that some
 * direction separates at no other's cost and the rest (ji2020 §4.2); {@link
 * gradus.margin.DescentForecast} says how long descent takes to the margin.
 *
 * <p>Beside the linear model: {@link gradus.margin.ReluMargin}, the largest margin that two-layer
 * ReLU networks of any width have in two and three dimensions; {@link gradus.margin.NetworkKkt},
 * how nearly the weights of a homogeneous network are stationary for its margin; {@link
 * gradus.margin.Interpolation}, minimum-norm least squares; {@link gradus.margin.RobustSeparation}.
 *
 * <p>Solvers take what comes: duplicated, collinear, zero and badly scaled points. Where a double
 * cannot hold the answer the gap says so.
 */
@NullMarked
package gradus.margin;

import org.jspecify.annotations.NullMarked;
