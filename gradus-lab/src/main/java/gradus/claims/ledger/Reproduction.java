package gradus.claims.ledger;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Judgement;
import gradus.num.BadInput;
import gradus.num.Seed;
import gradus.study.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs claims into a directory: {@code ledger.json}, whole after each claim, and the
 * counterexamples.
 *
 * <p>Each claim draws from its own child of the seed, so that neither the choice of claims nor the
 * number of jobs changes a bit of any judgement. A claim that throws is inconclusive, with the
 * reason.
 */
public final class Reproduction {
  private static final long LOOK_MILLIS = 100;

  private final List<Claim> claims;
  private final Budget budget;
  private final Seed seed;
  private final Path directory;
  private volatile boolean interrupted;

  /** A reproduction of some claims; {@link #run} starts it. */
  public Reproduction(List<Claim> claims, Budget budget, Seed seed, Path directory) {
    this.claims = List.copyOf(claims);
    this.budget = budget;
    this.seed = seed;
    this.directory = directory;
  }

  /** Asks to stop: claims that have not ended are left out; may be called from any thread. */
  public void interrupt() {
    interrupted = true;
  }

  /** Whether it was asked to stop before all claims had ended. */
  public boolean interrupted() {
    return interrupted;
  }

  /**
   * Runs the claims.
   *
   * @param jobs how many run at a time
   * @param ended told of each claim when it has ended, one at a time
   * @throws BadInput if the directory cannot be made
   * @throws gradus.study.CannotWrite if the disk fails
   */
  public Ledger run(int jobs, Consumer<LedgerEntry> ended) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new BadInput(directory + ": cannot be made; give another --out", e);
    }
    Map<Claim, LedgerEntry> done = new HashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(jobs, Reproduction::thread);
    try {
      CompletionService<LedgerEntry> running = new ExecutorCompletionService<>(pool);
      claims.forEach(claim -> running.submit(() -> judge(claim, budget, seed)));
      while (done.size() < claims.size() && !interrupted) {
        Future<LedgerEntry> next = running.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          LedgerEntry entry = next.get();
          done.put(entry.claim(), entry);
          write(entry);
          write(ledger(done));
          ended.accept(entry);
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("judging a claim cannot throw", e);
    } finally {
      pool.shutdownNow();
    }
    Ledger ledger = ledger(done);
    write(ledger);
    return ledger;
  }

  /** Judges one claim; what it throws makes it inconclusive. */
  public static LedgerEntry judge(Claim claim, Budget budget, Seed seed) {
    long began = System.nanoTime();
    Judgement judgement;
    try {
      judgement = claim.judge(budget, seed.child(claim.id()));
    } catch (RuntimeException | LinkageError | VirtualMachineError | AssertionError e) {
      judgement = Judgement.inconclusive("it threw " + e);
    }
    return new LedgerEntry(claim, judgement, (System.nanoTime() - began) * 1e-9);
  }

  private Ledger ledger(Map<Claim, LedgerEntry> done) {
    List<LedgerEntry> entries = new ArrayList<>();
    claims.forEach(claim -> entries.add(done.get(claim)));
    return new Ledger(budget, seed, entries.stream().filter(Objects::nonNull).toList());
  }

  private void write(Ledger ledger) {
    AtomicFile.write(directory.resolve("ledger.json"), ledger.json() + "\n");
  }

  private void write(LedgerEntry entry) {
    if (entry.judgement().counterexample().isEmpty()) {
      return;
    }
    Path place = directory.resolve(entry.counterexampleDirectory());
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new gradus.study.CannotWrite(place, e);
    }
    entry
        .judgement()
        .counterexample()
        .orElseThrow()
        .files()
        .forEach((name, content) -> AtomicFile.write(place.resolve(name), content));
  }

  /** A claim that does not listen must not keep the process from ending. */
  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "claim");
    thread.setDaemon(true);
    return thread;
  }
}
