package gradus.study;

import gradus.flow.Dynamics;
import gradus.flow.Limits;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import java.util.OptionalInt;

/**
 * One way to train the network of a study.
 *
 * @param name its name, which also names its files
 * @param dynamics what moves
 * @param step how long a step is
 * @param rule how a velocity becomes an update
 * @param batch the number of examples a step sees; all of them where empty
 * @param fresh whether a batch is drawn anew from the data's law instead of from the data
 * @param until when it ends
 */
public record ArmSpec(
    String name,
    Dynamics dynamics,
    StepSize step,
    Rule rule,
    OptionalInt batch,
    boolean fresh,
    Limits until) {}
