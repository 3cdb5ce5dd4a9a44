package gradus.num;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that lack something, as JVMs of their own; each multiplies and factors all the same. */
final class BareMachineTest {
  private static final String DONE = "1024.0 and 3.0 by ";

  @TempDir Path directory;

  @Test
  void noNativeLibraryAndNoVectorModule_worksInPlainJava() throws Exception {
    assertThat(run(false)).contains(DONE + "scalar Java, no OpenBLAS here");
  }

  @Test
  void noNativeLibrary_worksWithVectorKernels() throws Exception {
    assertThat(run(false, "--add-modules", "jdk.incubator.vector"))
        .contains(DONE)
        .contains(", no OpenBLAS here");
  }

  @Test
  void noNativeLibraryThoughAskedFor_saysSoInOneLine() throws Exception {
    assertThat(run(false, "-Dgradus.blas=openblas"))
        .contains(
            "BadInput: gradus.blas=openblas cannot be had here (java.io.IOException: no OpenBLAS");
  }

  @Test
  void noVectorModuleThoughAskedFor_saysSoInOneLine() throws Exception {
    assertThat(run(true, "-Dgradus.blas=vector"))
        .contains("BadInput: gradus.blas=vector needs a JVM started with --add-modules");
  }

  @Test
  void noPlaceForACache_unpacksForThisRunOnly() throws Exception {
    Path blocked = Files.createFile(directory.resolve("a file where a directory should be"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    String output = run(true, "-Duser.home=" + blocked, "-Djava.io.tmpdir=" + temporary);
    assertThat(output).contains(DONE + (OpenBlasLibrary.loaded() == null ? "" : "OpenBLAS"));
    assertThat(temporary).isEmptyDirectory();
  }

  /** What a fresh JVM prints, with or without the jar of the native library. */
  private String run(boolean withLibrary, String... options)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> withLibrary || !entry.contains("openblas"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Program.class.getName()));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().remove("XDG_CACHE_HOME");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output, UTF_8);
  }

  /** A product large enough for the native library, and a factorisation. */
  static final class Program {
    private Program() {}

    /** Prints an entry of each result, and what computed. */
    public static void main(String[] args) {
      int n = 1024;
      double[] ones = new double[n * n];
      Arrays.fill(ones, 1);
      Matrix product = Matrix.wrap(n, n, ones).times(Matrix.wrap(n, n, ones));
      SymmetricEigen eigen =
          SymmetricEigen.of(Matrix.ofRows(new double[] {2, 1}, new double[] {1, 2}));
      double largest = Math.rint(eigen.values()[1] * 1e12) / 1e12;
      System.out.println(product.at(7, 9) + " and " + largest + " by " + Blas.best().label());
    }
  }
}
