package gradus.study;

import gradus.data.Preparation;
import gradus.data.ReadOptions;
import java.util.OptionalLong;

/**
 * Which data a study learns from, and what is done to them before.
 *
 * @param source where they come from
 * @param preparation what is done to them
 * @param seed what decides draws, splits and random labels; the study's first seed where empty
 */
public record DataSpec(Source source, Preparation preparation, OptionalLong seed) {

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
  }
}
