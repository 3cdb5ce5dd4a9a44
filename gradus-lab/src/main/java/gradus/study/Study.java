package gradus.study;

import gradus.loss.Loss;
import gradus.net.Layer;
import gradus.probe.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * An experiment: data, a network, a loss, and one or more ways to train it.
 *
 * @param name what it is called; also names its run directory
 * @param data what is learnt
 * @param layers the network, without its input dimension, which the data give
 * @param init where training starts
 * @param loss what is minimised
 * @param arms the ways to train
 * @param seeds one or more; with several, each arm runs once for each
 * @param probes what is measured
 * @param record when it is measured
 * @param checkpoint how often the state is saved
 */
public record Study(
    String name,
    DataSpec data,
    List<Layer> layers,
    InitSpec init,
    Loss loss,
    List<ArmSpec> arms,
    List<Long> seeds,
    List<Probe> probes,
    RecordSpec record,
    CheckpointSpec checkpoint) {

  /** Copies the lists. */
  public Study {
    layers = List.copyOf(layers);
    arms = List.copyOf(arms);
    seeds = List.copyOf(seeds);
    probes = List.copyOf(probes);
  }

  /**
   * Every arm with every seed, in the order of the arms; with several seeds the name says which.
   */
  public List<ArmRun> runs() {
    List<ArmRun> runs = new ArrayList<>();
    for (ArmSpec arm : arms) {
      for (long seed : seeds) {
        String suffix = seeds.size() > 1 ? "-s" + seed : "";
        runs.add(new ArmRun(arm.name() + suffix, arm, seed));
      }
    }
    return runs;
  }

  /** The seed of draws, splits and random labels. */
  public long dataSeed() {
    return data.seed().orElse(seeds.getFirst());
  }
}
