package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The gates Z &gt; 0 of m units at n examples, 64 to a word. */
final class GateWords {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;
  private static final VectorSpecies<Long> WORDS = LongVector.SPECIES_512;
  private static final int L = 8;

  private GateWords() {}

  /** Bit b of {@code words[w * ldw + j]}: unit j at example 64 w + b. */
  static void byUnit(int m, int n, double[] z, int ldz, long[] words, int ldw) {
    for (int j = 0; j < m; j++) {
      int from = j * ldz;
      int to = j;
      for (int w = 0; w < n; w += Long.SIZE) {
        words[to] = word(Math.min(Long.SIZE, n - w), z, from + w);
        to += ldw;
      }
    }
  }

  private static long word(int n, double[] z, int from) {
    long word = 0;
    for (int i = 0; i < n; i += L) {
      word |= DoubleVector.fromArray(S, z, from + i).compare(VectorOperators.GT, 0).toLong() << i;
    }
    return word;
  }

  /** Bit b of {@code words[w * ldw + i]}: unit 64 w + b at example i. */
  static void byExample(int m, int n, double[] z, int ldz, long[] words, int ldw) {
    int to = 0;
    for (int j = 0; j < m; j += Long.SIZE) {
      for (int i = 0; i < n; i += L) {
        column(Math.min(Long.SIZE, m - j), z, j * ldz + i, ldz, words, to + i);
      }
      to += ldw;
    }
  }

  private static void column(int m, double[] z, int from, int ldz, long[] words, int to) {
    LongVector word = LongVector.zero(WORDS);
    LongVector bit = LongVector.broadcast(WORDS, 1);
    int at = from;
    for (int j = 0; j < m; j++) {
      VectorMask<Double> open = DoubleVector.fromArray(S, z, at).compare(VectorOperators.GT, 0);
      word = word.lanewise(VectorOperators.OR, bit, open.cast(WORDS));
      bit = bit.lanewise(VectorOperators.LSHL, 1);
      at += ldz;
    }
    word.intoArray(words, to);
  }
}
