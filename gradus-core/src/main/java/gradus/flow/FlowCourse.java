package gradus.flow;

/** A flow under way. */
public abstract class FlowCourse implements Course, Position {}
