package gradus.study;

import gradus.data.DataFiles;
import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.data.FileHash;
import gradus.data.Labels;
import gradus.data.Loaded;
import gradus.flow.Course;
import gradus.loss.Examples;
import gradus.loss.Risk;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Shape;
import gradus.num.BadInput;
import gradus.num.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all arms of a study share: the data as prepared, the network that fits them, and the start.
 *
 * <p>Making it reads every input of the study and checks that sizes fit, so that whatever is wrong
 * is said before anything is written.
 *
 * @param train the training set
 * @param trainExamples the same as the network reads it
 * @param testExamples the test set, if there is one
 * @param files the files behind the data and the start
 * @param law the law the data were drawn from, if they were
 * @param network the network
 * @param init where training starts
 */
record Material(
    Dataset train,
    Examples trainExamples,
    @Nullable Examples testExamples,
    List<FileHash> files,
    Optional<DataLaw> law,
    Network network,
    Initialiser init) {
  private static final long MAX_PARAMETERS = 1L << 28;

  /** Reads or draws the data, builds the network on them, and reads the start. */
  static Material of(Study study, DataFiles places) {
    Seed seed = new Seed(study.dataSeed());
    DataSpec spec = study.data();
    DataSpec.Raw raw = spec.raw(places, seed);
    Loaded ready = spec.prepared(labelled(raw.loaded(), study), seed);
    Dataset train = ready.train();
    Shape shape = Shape.of(train.shape());
    checkSize(shape, study.layers());
    Initialiser init = initialiser(study.init(), places);
    Network network = init.adapt(Network.of(shape, study.layers()));
    Examples examples = Examples.of(train);
    Examples test = ready.test().map(Examples::of).orElse(null);
    Material material =
        new Material(train, examples, test, ready.files(), raw.law(), network, init);
    material.check(study);
    return material;
  }

  /** Fits loss, outputs and given weights together once, for their complaints. */
  private void check(Study study) {
    Risk unused = new Risk(network, study.loss(), trainExamples);
    assert unused.network() == network;
    start(study, study.seeds().getFirst());
  }

  /** The weights at the start for a seed. */
  double[] start(Study study, long seed) {
    try {
      return init.weights(network, new Seed(seed).child("init"));
    } catch (BadInput e) {
      if (study.init() instanceof InitSpec.File(String file)) {
        throw new BadInput(file + ": " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** The course of an arm from its start. */
  Course course(Study study, ArmRun run) {
    Seed seed = new Seed(run.seed());
    return run.arm()
        .solver()
        .solver(law, seed.child("noise"))
        .course(
            run.arm().dynamics(),
            network,
            study.loss(),
            train,
            start(study, run.seed()),
            seed.child("batches"));
  }

  /** Two classes become signs where the loss, or a single output, asks for signs. */
  private static Loaded labelled(Loaded raw, Study study) {
    boolean chosen =
        !study.data().preparation().positive().isEmpty()
            || !study.data().preparation().negative().isEmpty();
    if (chosen || !wantsSigns(study, raw.train().labels())) {
      return raw;
    }
    return new Loaded(raw.train().asSigns(), raw.test().map(Dataset::asSigns), raw.files());
  }

  private static boolean wantsSigns(Study study, Labels labels) {
    return switch (study.loss().label()) {
      case "cross-entropy" -> false;
      case "square" -> labels instanceof Labels.Classes && outputs(study.layers()) == 1;
      default -> !(labels instanceof Labels.Signs);
    };
  }

  private static int outputs(List<Layer> layers) {
    int outputs = 0;
    for (Layer layer : layers) {
      if (layer instanceof Layer.Dense dense) {
        outputs = dense.units();
      }
    }
    return outputs;
  }

  private static void checkSize(Shape shape, List<Layer> layers) {
    try {
      long parameters = Network.parameters(shape, layers);
      if (parameters > MAX_PARAMETERS) {
        throw new BadInput(
            "has %,d parameters, more than the %,d allowed; take fewer units"
                .formatted(parameters, MAX_PARAMETERS));
      }
    } catch (BadInput e) {
      throw new BadInput("network: " + e.getMessage(), e);
    }
  }

  private static Initialiser initialiser(InitSpec spec, DataFiles places) {
    return switch (spec) {
      case InitSpec.File(String file) -> {
        Path path = places.resolve(file);
        yield Initialiser.given(WeightsFile.read(path));
      }
      case InitSpec.Drawn(InitSpec.Scheme scheme, double scale) ->
          switch (scheme) {
            case GAUSSIAN -> Initialiser.gaussian(scale);
            case HE -> Initialiser.he(scale);
            case ORTHOGONAL -> Initialiser.orthogonal(scale);
            case FIXED_SIGNS -> Initialiser.fixedSigns();
          };
    };
  }

  /** About the bytes that {@code arms} arms at a time need: data, tapes, weights. */
  long bytes(int arms) {
    long numbers = (long) train.size() * train.dimension();
    long test = testExamples == null ? 0 : testExamples.count();
    long own = numbers * Double.BYTES + 2 * network.tapeBytes(train.size() + test);
    long weights = 12L * network.parameters() * Double.BYTES;
    long shared = 2 * (numbers + test * train.dimension()) * Double.BYTES;
    return shared + arms * (own + weights);
  }
}
