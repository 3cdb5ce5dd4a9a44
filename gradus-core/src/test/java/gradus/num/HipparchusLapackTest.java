package gradus.num;

final class HipparchusLapackTest extends LapackContract {
  @Override
  Lapack lapack() {
    return HipparchusLapack.INSTANCE;
  }

  @Override
  Lapack twin() {
    return Lapack.best();
  }
}
