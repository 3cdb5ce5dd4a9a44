package gradus.study;

import gradus.flow.Slide;
import gradus.flow.Snapshot;
import gradus.net.Block;
import gradus.net.Network;
import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one run, and the only place where a run writes.
 *
 * <p>It holds {@code study.yaml}, {@code manifest.json}, {@code result.json}, and for each arm
 * {@code trace-<arm>.csv}, {@code weights-<arm>.json}, {@code directions-<arm>.npy} where there are
 * several arms, {@code slides-<arm>.csv} where it flows and, until the arm has ended, {@code
 * checkpoint-<arm>.bin}. A lock keeps a second process out while a run is under way.
 */
final class RunDirectory implements AutoCloseable {
  static final String STUDY = "study.yaml";
  static final String MANIFEST = "manifest.json";
  static final String RESULT = "result.json";
  private static final String LOCK = ".lock";

  private final Path path;
  private final String studyHash;
  private final FileChannel channel;
  private final FileLock lock;

  private RunDirectory(Path path, String studyHash, FileChannel channel, FileLock lock) {
    this.path = path;
    this.studyHash = studyHash;
    this.channel = channel;
    this.lock = lock;
  }

  /** Complains if a new run cannot go there; writes nothing. */
  static void checkNew(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    if (!Files.isDirectory(path)) {
      throw BadInput.in(path, "is a file, but a run needs a directory; give another --out");
    }
    if (Stream.of(STUDY, MANIFEST, RESULT).anyMatch(name -> Files.exists(path.resolve(name)))) {
      throw BadInput.in(
          path, "holds another run; go on with that one by --resume, or give another --out");
    }
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(file -> !file.endsWith(LOCK))) {
        throw BadInput.in(path, "is not empty and holds no run; give a new directory as --out");
      }
    } catch (IOException e) {
      throw new BadInput(path + ": cannot be read: " + CannotWrite.reason(e), e);
    }
  }

  /** Complains if there is no run of this study to resume; writes nothing. */
  static void checkResumable(Path path, String studyHash) {
    if (!Files.isRegularFile(path.resolve(STUDY)) || !Files.isRegularFile(path.resolve(MANIFEST))) {
      throw BadInput.in(path, "holds no run to resume; leave out --resume, or give its --out");
    }
    if (!JsonFile.read(path.resolve(MANIFEST)).path("studyHash").asText().equals(studyHash)) {
      throw BadInput.in(
          path,
          "holds a run of another study than this one with these settings (see its study.yaml);"
              + " give the same, or another --out");
    }
  }

  /** Makes the directory where needed and locks it. */
  static RunDirectory open(Path path, String studyHash) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new RunDirectory(path, studyHash, channel, lock(path, channel));
    } catch (IOException e) {
      throw new BadInput(
          "%s: cannot be made or written to: %s; give another --out"
              .formatted(path, CannotWrite.reason(e)),
          e);
    }
  }

  private static FileLock lock(Path path, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new BadInput(path + ": is being written by another run in this process", e);
    }
    channel.close();
    throw BadInput.in(path, "is being written by another process; wait for it, or stop it");
  }

  Path path() {
    return path;
  }

  /** Writes the study as run. */
  void study(String text) {
    AtomicFile.write(path.resolve(STUDY), text);
  }

  /** Writes the provenance. */
  void manifest(Map<String, Object> manifest) {
    JsonFile.write(path.resolve(MANIFEST), manifest);
  }

  /** Writes the results so far. */
  void result(RunResult result) {
    JsonFile.write(path.resolve(RESULT), result.toJson());
  }

  /** The results so far, if any were written. */
  Optional<RunResult> result() {
    Path file = path.resolve(RESULT);
    return Files.exists(file) ? Optional.of(RunResult.read(file)) : Optional.empty();
  }

  Path trace(String arm) {
    return path.resolve("trace-" + arm + ".csv");
  }

  Path directions(String arm) {
    return path.resolve(directionsName(arm));
  }

  static String directionsName(String arm) {
    return "directions-" + arm + ".npy";
  }

  static String slidesName(String arm) {
    return "slides-" + arm + ".csv";
  }

  /** Writes the stretches of sliding of a flow. */
  void slides(String arm, List<Slide> slides) {
    SlideFile.write(path.resolve(slidesName(arm)), slides);
  }

  /** Writes weights as matrices. */
  void weights(String arm, Network network, double[] w) {
    List<Matrix> matrices = new ArrayList<>();
    for (Block block : network.blocks()) {
      matrices.add(
          Matrix.wrap(
              block.rows(), block.cols(), Arrays.copyOfRange(w, block.offset(), block.end())));
    }
    AtomicFile.write(
        path.resolve("weights-" + arm + ".json"), out -> WeightsFile.write(out, matrices));
  }

  /** Saves the state of an arm. */
  void save(String arm, long traceBytes, double wallSeconds, Snapshot snapshot) {
    new Checkpoint(studyHash, arm, traceBytes, wallSeconds, snapshot.arrays(), snapshot.integers())
        .write(checkpointFile(arm));
  }

  /** The saved state of an arm, if there is one. */
  Optional<Checkpoint> checkpoint(String arm) {
    Path file = checkpointFile(arm);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Checkpoint saved = Checkpoint.read(file);
    if (!saved.study().equals(studyHash) || !saved.arm().equals(arm)) {
      throw BadInput.in(file, "belongs to another study or arm; delete it and run anew");
    }
    return Optional.of(saved);
  }

  /** Forgets the state of an arm whose result stands. */
  void forget(String arm) {
    try {
      Files.deleteIfExists(checkpointFile(arm));
    } catch (IOException e) {
      throw new CannotWrite(checkpointFile(arm), e);
    }
  }

  private Path checkpointFile(String arm) {
    return path.resolve("checkpoint-" + arm + ".bin");
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
      Files.deleteIfExists(path.resolve(LOCK));
    } catch (IOException e) {
      throw new CannotWrite(path.resolve(LOCK), e);
    }
  }
}
