package gradus.ode;

/**
 * A component that a solution must not pass: the step that would is shortened to end there.
 *
 * @param component the component of y, which grows
 * @param value where it is to stop
 */
public record Landing(int component, double value) {}
