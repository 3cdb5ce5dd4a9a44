package gradus.num;

final class ScalarBlasTest extends BlasContract {
  @Override
  Blas blas() {
    return ScalarBlas.INSTANCE;
  }
}
