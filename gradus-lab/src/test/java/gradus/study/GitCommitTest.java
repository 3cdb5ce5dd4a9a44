package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path dir;
  private Path git;
  private Path below;

  @BeforeEach
  void makeTree() throws IOException {
    git = Files.createDirectories(dir.resolve("tree/.git"));
    below = Files.createDirectories(dir.resolve("tree/studies/deep"));
  }

  @Test
  void around_branchInAFile_isItsCommit() throws IOException {
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.createDirectories(git.resolve("refs/heads"));
    Files.writeString(git.resolve("refs/heads/main"), COMMIT + "\n");
    assertThat(GitCommit.around(below)).contains(COMMIT);
  }

  @Test
  void around_packedBranch_isItsCommit() throws IOException {
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(
        git.resolve("packed-refs"),
        "# pack-refs\n%s refs/heads/other\n%s refs/heads/main\n".formatted("f".repeat(40), COMMIT));
    assertThat(GitCommit.around(below)).contains(COMMIT);
  }

  @Test
  void around_detachedHead_isItsCommit() throws IOException {
    Files.writeString(git.resolve("HEAD"), COMMIT + "\n");
    assertThat(GitCommit.around(below)).contains(COMMIT);
  }

  @Test
  void around_workTree_followsToItsBranch() throws IOException {
    Path linked = Files.createDirectories(git.resolve("worktrees/w"));
    Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/side\n");
    Files.writeString(linked.resolve("commondir"), "../..\n");
    Files.createDirectories(git.resolve("refs/heads"));
    Files.writeString(git.resolve("refs/heads/side"), COMMIT + "\n");
    Path work = Files.createDirectories(dir.resolve("w"));
    Files.writeString(work.resolve(".git"), "gitdir: " + linked + "\n");
    assertThat(GitCommit.around(work)).contains(COMMIT);
  }

  @Test
  void around_brokenOrUnbornRepository_isEmpty() throws IOException {
    assertThat(GitCommit.around(below)).isEmpty();
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    assertThat(GitCommit.around(below)).isEmpty();
    Files.writeString(git.resolve("HEAD"), "no commit at all");
    assertThat(GitCommit.around(below)).isEmpty();
  }
}
