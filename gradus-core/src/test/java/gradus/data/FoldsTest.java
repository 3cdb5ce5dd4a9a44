package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.num.BadInput;
import gradus.num.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that choose and rows that measure. */
class FoldsTest {
  @TempDir Path dir;

  @Test
  void read_lines_pairUp() throws IOException {
    Path file = Files.writeString(dir.resolve("f.txt"), "0 1 2\n3 4\n\n1 2\n0\n3 4\n2 1\n");

    Folds folds = Folds.read(file, 5);

    assertThat(folds.choice().train()).containsExactly(0, 1, 2);
    assertThat(folds.choice().test()).containsExactly(3, 4);
    assertThat(folds.pairs()).hasSize(2);
    assertThat(folds.pairs().get(1).test()).containsExactly(2, 1);
  }

  @Test
  void read_wrongLines_areNamed() throws IOException {
    Path beyond = Files.writeString(dir.resolve("a.txt"), "0 1\n2\n0 9\n1\n");
    Path word = Files.writeString(dir.resolve("b.txt"), "0 1\n2\n0 x\n1\n");
    Path odd = Files.writeString(dir.resolve("c.txt"), "0 1\n2\n0\n");

    assertThatThrownBy(() -> Folds.read(beyond, 5))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("a.txt:3")
        .hasMessageContaining("'9'");
    assertThatThrownBy(() -> Folds.read(word, 5)).hasMessageContaining("'x'");
    assertThatThrownBy(() -> Folds.read(odd, 5)).hasMessageContaining("3 lines came");
  }

  @Test
  void drawn_parts_spreadEachClass() {
    int[] classes = IntStream.range(0, 41).map(i -> i < 20 ? 0 : 1).toArray();

    Folds folds = Folds.drawn(classes, 4, new Seed(3));

    int[] all =
        folds.pairs().stream().flatMapToInt(p -> Arrays.stream(p.test())).sorted().toArray();
    assertThat(all).containsExactly(IntStream.range(0, 41).toArray());
    for (Folds.Pair pair : folds.pairs()) {
      assertThat(pair.train().length + pair.test().length).isEqualTo(41);
      assertThat(Arrays.stream(pair.test()).filter(i -> classes[i] == 0).count()).isBetween(4L, 6L);
    }
  }

  @Test
  void archive_sets_areReadWithTheirFolds() throws IOException {
    Path file = dir.resolve("sets.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(
          zip,
          "one/one_R.dat",
          "\tf1\tf2\tclase\n1\t0.5\t-1\t0\n2\t1\t2\t2\n3\t0\t0\t0\n4\t3\t1\t2\n");
      put(zip, "one/conxuntos.dat", "0 1\n2 3\n");
      put(zip, "one/conxuntos_kfold.dat", "0 1 2\n3\n");
    }
    DelgadoArchive archive = new DelgadoArchive(file);

    assertThat(archive.names()).containsExactly("one");
    DelgadoArchive.Folded set = archive.read("one");
    assertThat(set.data().inputs().row(1)).containsExactly(1, 2);
    assertThat(((Labels.Classes) set.data().labels()).index()).containsExactly(0, 1, 0, 1);
    assertThat(set.folds().pairs().getFirst().test()).containsExactly(3);
    assertThatThrownBy(() -> archive.read("two")).isInstanceOf(BadInput.class);
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
