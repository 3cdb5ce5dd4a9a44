package gradus.study;

import gradus.data.DataFiles;
import gradus.data.DataLaw;
import gradus.data.LawSpec;
import gradus.data.Loaded;
import gradus.data.Preparation;
import gradus.data.ReadOptions;
import gradus.num.Seed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which data a study learns from or a command looks at, and what is done to them before.
 *
 * @param source where they come from
 * @param shape what an example is taken for, [channels, height, width]; empty as it comes
 * @param preparation what is done to them
 * @param seed what decides draws, splits and random labels; the study's first seed where empty
 */
public record DataSpec(
    Source source, List<Integer> shape, Preparation preparation, OptionalLong seed) {
  /** Copies the shape. */
  public DataSpec {
    shape = List.copyOf(shape);
  }

  /** Where examples come from. */
  public sealed interface Source {
    /**
     * A file.
     *
     * @param name as the user wrote it
     * @param options how it is read
     */
    record File(String name, ReadOptions options) implements Source {}

    /**
     * A law.
     *
     * @param text name and arguments, as {@code xor2:n=200,d=20}
     */
    record Law(String text) implements Source {}

    /**
     * The source that a command's argument names: a law where the text begins with the name of one,
     * as {@code xor2:n=200,d=20}, and else a file; {@code ./linear} is a file of a law's name.
     */
    static Source named(String text, ReadOptions options) {
      int colon = text.indexOf(':');
      String name = colon < 0 ? text : text.substring(0, colon);
      return LawSpec.names().contains(name.strip()) ? new Law(text) : new File(text, options);
    }
  }

  /**
   * What was read or drawn, before its preparation.
   *
   * @param loaded the examples
   * @param law the law they were drawn from, if they were
   */
  public record Raw(Loaded loaded, Optional<DataLaw> law) {}

  /**
   * Reads or draws the examples.
   *
   * @param seed of the run; a law without a seed of its own takes one from it
   * @throws gradus.num.BadInput if they cannot be had
   */
  public Raw raw(DataFiles places, Seed seed) {
    return switch (source) {
      case Source.File(String name, ReadOptions options) ->
          new Raw(places.read(name, options), Optional.empty());
      case Source.Law(String text) -> {
        LawSpec law = LawSpec.parse(text, seed.child("data"));
        yield new Raw(law.draw(), Optional.of(law.law()));
      }
    };
  }

  /** The examples prepared, from what {@link #raw} gave, perhaps with other labels. */
  public Loaded prepared(Loaded raw, Seed seed) {
    Loaded shaped =
        shape.isEmpty()
            ? raw
            : new Loaded(
                raw.train().shaped(shape), raw.test().map(test -> test.shaped(shape)), raw.files());
    return preparation.apply(shaped, seed.child("preparation"));
  }
}
