package gradus.data;

import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.List;
import java.util.Optional;

/**
 * A law together with how much is drawn from it, as a user writes it: {@code
 * xor2:n=200,d=20,seed=1}.
 *
 * <p>Every law takes {@code n} (200 examples by default; 9 for sine), {@code test} (test examples
 * drawn besides, 0 by default) and {@code seed}. Beyond these, with defaults:
 *
 * <ul>
 *   <li>{@code gaussians:d=2,separation=2}
 *   <li>{@code linear:d=2,margin=0.1,direction=axis} (or {@code random})
 *   <li>{@code xor2:d=20,unit=false}
 *   <li>{@code teacher:d=10,width=5}
 *   <li>{@code sine:degree=30,frequency=4,basis=chebyshev,nodes=chebyshev} (bases also legendre,
 *       monomial; nodes also equal, uniform)
 *   <li>{@code spirals:turns=1.5,noise=0.02}
 * </ul>
 *
 * @param law the law
 * @param n the number of training examples
 * @param test the number of test examples
 * @param seed what the draws come from, and what the law itself draws once (a teacher's weights, a
 *     random direction)
 */
public record LawSpec(DataLaw law, int n, int test, Seed seed) {
  private static final List<String> NAMES =
      List.of("gaussians", "linear", "xor2", "teacher", "sine", "spirals");
  private static final int MOST_EXAMPLES = 1 << 28;

  /** Checks the sizes. */
  public LawSpec {
    Range.check(law.spec() + ": n", n, 1, MOST_EXAMPLES);
    Range.check(law.spec() + ": test", test, 0, MOST_EXAMPLES);
    ReadLimits.usual().check(law.spec(), Math.max(n, test), law.dimension());
  }

  /** The names of the laws. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Reads a law with its arguments.
   *
   * @param text as {@code name} or {@code name:key=value,...}
   * @param fallback the seed where the text gives none
   * @throws BadInput if the law or an argument is unknown, or a value out of its range
   */
  public static LawSpec parse(String text, Seed fallback) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    LawArguments arguments = new LawArguments(name, colon < 0 ? "" : text.substring(colon + 1));
    if (!NAMES.contains(name)) {
      throw new BadInput(
          "there is no law %s; the laws are %s"
              .formatted(Spelling.quoted(name, NAMES), Spelling.list(NAMES)));
    }
    int n = arguments.integer("n", name.equals("sine") ? 9 : 200);
    int test = arguments.integer("test", 0);
    Seed seed = arguments.longInteger("seed").map(Seed::new).orElse(fallback);
    DataLaw law = law(name, arguments, seed);
    arguments.refuseOthers();
    return new LawSpec(law, n, test, seed);
  }

  private static DataLaw law(String name, LawArguments arguments, Seed seed) {
    return switch (name) {
      case "gaussians" ->
          DataLaw.gaussians(arguments.integer("d", 2), arguments.real("separation", 2));
      case "linear" -> linear(arguments, seed);
      case "xor2" -> DataLaw.xor2(arguments.integer("d", 20), arguments.flag("unit"));
      case "teacher" ->
          DataLaw.teacher(arguments.integer("d", 10), arguments.integer("width", 5), seed);
      case "sine" -> sine(arguments);
      case "spirals" ->
          DataLaw.spirals(arguments.real("turns", 1.5), arguments.real("noise", 0.02));
      default -> throw new IllegalStateException("a law without a reading: " + name);
    };
  }

  private static DataLaw linear(LawArguments arguments, Seed seed) {
    int d = arguments.integer("d", 2);
    double margin = arguments.real("margin", 0.1);
    return arguments.choice("direction", List.of("axis", "random")).equals("axis")
        ? DataLaw.linear(d, margin)
        : DataLaw.linear(d, margin, seed);
  }

  private static DataLaw sine(LawArguments arguments) {
    return DataLaw.sine(
        arguments.real("frequency", 4),
        arguments.integer("degree", 30),
        arguments.choice("basis", List.of(PolynomialBasis.values())),
        arguments.choice("nodes", List.of(Nodes.values())));
  }

  /** The training examples, and the test examples where some are asked for. */
  public Loaded draw() {
    Dataset train = law.draw(n, seed.child("train"));
    Optional<Dataset> fresh =
        test == 0 ? Optional.empty() : Optional.of(law.draw(test, seed.child("test")));
    return new Loaded(train, fresh, List.of());
  }
}
