package gradus.num;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class NativeLapackTest extends LapackContract {
  @Override
  Lapack lapack() {
    assumeTrue(OpenBlasLibrary.loaded() != null, OpenBlasLibrary.problem());
    return NativeLapack.INSTANCE;
  }

  @Override
  Lapack twin() {
    return HipparchusLapack.INSTANCE;
  }
}
