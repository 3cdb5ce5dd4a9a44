package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of table entries that gates name, for four columns at a time: out_cr ← out_cr + gain_r Σ_g
 * table_gc[pattern_gr].
 *
 * <p>A table of sixteen numbers fills two vectors of eight lanes, and one permutation of the two
 * looks up eight rows r: nothing is addressed by a pattern, all memory is read in order. The gates
 * of a row come as one word for each sixteen groups of four; a shift by four brings the next
 * pattern to the lowest bits, which are all that a permutation reads.
 *
 * <p>What {@link PanelKernels} says of the compiler holds here too.
 */
final class GateKernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;
  private static final VectorSpecies<Long> WORDS = LongVector.SPECIES_512;
  private static final int L = 8;

  /** Patterns of four gates in a word. */
  private static final int PER_WORD = 16;

  /** Numbers in the tables of one group. */
  private static final int GROUP = 4 * 16;

  private GateKernels() {}

  /** Four vectors of rows; words of the same row stand {@code ldw} apart. */
  static void rows4(
      int groups,
      double[] table,
      long[] words,
      int wi,
      int ldw,
      double[] gain,
      int gi,
      double[] out,
      int oi,
      int ldo) {
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = DoubleVector.zero(S);
    DoubleVector s02 = DoubleVector.zero(S);
    DoubleVector s03 = DoubleVector.zero(S);
    DoubleVector s10 = DoubleVector.zero(S);
    DoubleVector s11 = DoubleVector.zero(S);
    DoubleVector s12 = DoubleVector.zero(S);
    DoubleVector s13 = DoubleVector.zero(S);
    DoubleVector s20 = DoubleVector.zero(S);
    DoubleVector s21 = DoubleVector.zero(S);
    DoubleVector s22 = DoubleVector.zero(S);
    DoubleVector s23 = DoubleVector.zero(S);
    DoubleVector s30 = DoubleVector.zero(S);
    DoubleVector s31 = DoubleVector.zero(S);
    DoubleVector s32 = DoubleVector.zero(S);
    DoubleVector s33 = DoubleVector.zero(S);
    int t = 0;
    int w = wi;
    for (int g = 0; g < groups; g += PER_WORD) {
      LongVector p0 = LongVector.fromArray(WORDS, words, w);
      LongVector p1 = LongVector.fromArray(WORDS, words, w + L);
      LongVector p2 = LongVector.fromArray(WORDS, words, w + 2 * L);
      LongVector p3 = LongVector.fromArray(WORDS, words, w + 3 * L);
      w += ldw;
      int end = t + GROUP * Math.min(PER_WORD, groups - g);
      for (; t < end; t += GROUP) {
        LongVector lo = DoubleVector.fromArray(S, table, t).reinterpretAsLongs();
        LongVector hi = DoubleVector.fromArray(S, table, t + L).reinterpretAsLongs();
        s00 = s00.add(p0.selectFrom(lo, hi).reinterpretAsDoubles());
        s01 = s01.add(p1.selectFrom(lo, hi).reinterpretAsDoubles());
        s02 = s02.add(p2.selectFrom(lo, hi).reinterpretAsDoubles());
        s03 = s03.add(p3.selectFrom(lo, hi).reinterpretAsDoubles());
        lo = DoubleVector.fromArray(S, table, t + 2 * L).reinterpretAsLongs();
        hi = DoubleVector.fromArray(S, table, t + 3 * L).reinterpretAsLongs();
        s10 = s10.add(p0.selectFrom(lo, hi).reinterpretAsDoubles());
        s11 = s11.add(p1.selectFrom(lo, hi).reinterpretAsDoubles());
        s12 = s12.add(p2.selectFrom(lo, hi).reinterpretAsDoubles());
        s13 = s13.add(p3.selectFrom(lo, hi).reinterpretAsDoubles());
        lo = DoubleVector.fromArray(S, table, t + 4 * L).reinterpretAsLongs();
        hi = DoubleVector.fromArray(S, table, t + 5 * L).reinterpretAsLongs();
        s20 = s20.add(p0.selectFrom(lo, hi).reinterpretAsDoubles());
        s21 = s21.add(p1.selectFrom(lo, hi).reinterpretAsDoubles());
        s22 = s22.add(p2.selectFrom(lo, hi).reinterpretAsDoubles());
        s23 = s23.add(p3.selectFrom(lo, hi).reinterpretAsDoubles());
        lo = DoubleVector.fromArray(S, table, t + 6 * L).reinterpretAsLongs();
        hi = DoubleVector.fromArray(S, table, t + 7 * L).reinterpretAsLongs();
        s30 = s30.add(p0.selectFrom(lo, hi).reinterpretAsDoubles());
        s31 = s31.add(p1.selectFrom(lo, hi).reinterpretAsDoubles());
        s32 = s32.add(p2.selectFrom(lo, hi).reinterpretAsDoubles());
        s33 = s33.add(p3.selectFrom(lo, hi).reinterpretAsDoubles());
        p0 = p0.lanewise(VectorOperators.LSHR, 4);
        p1 = p1.lanewise(VectorOperators.LSHR, 4);
        p2 = p2.lanewise(VectorOperators.LSHR, 4);
        p3 = p3.lanewise(VectorOperators.LSHR, 4);
      }
    }
    DoubleVector gain0 = DoubleVector.fromArray(S, gain, gi);
    DoubleVector gain1 = DoubleVector.fromArray(S, gain, gi + L);
    DoubleVector gain2 = DoubleVector.fromArray(S, gain, gi + 2 * L);
    DoubleVector gain3 = DoubleVector.fromArray(S, gain, gi + 3 * L);
    int o = oi;
    s00.fma(gain0, DoubleVector.fromArray(S, out, o)).intoArray(out, o);
    s01.fma(gain1, DoubleVector.fromArray(S, out, o + L)).intoArray(out, o + L);
    s02.fma(gain2, DoubleVector.fromArray(S, out, o + 2 * L)).intoArray(out, o + 2 * L);
    s03.fma(gain3, DoubleVector.fromArray(S, out, o + 3 * L)).intoArray(out, o + 3 * L);
    o += ldo;
    s10.fma(gain0, DoubleVector.fromArray(S, out, o)).intoArray(out, o);
    s11.fma(gain1, DoubleVector.fromArray(S, out, o + L)).intoArray(out, o + L);
    s12.fma(gain2, DoubleVector.fromArray(S, out, o + 2 * L)).intoArray(out, o + 2 * L);
    s13.fma(gain3, DoubleVector.fromArray(S, out, o + 3 * L)).intoArray(out, o + 3 * L);
    o += ldo;
    s20.fma(gain0, DoubleVector.fromArray(S, out, o)).intoArray(out, o);
    s21.fma(gain1, DoubleVector.fromArray(S, out, o + L)).intoArray(out, o + L);
    s22.fma(gain2, DoubleVector.fromArray(S, out, o + 2 * L)).intoArray(out, o + 2 * L);
    s23.fma(gain3, DoubleVector.fromArray(S, out, o + 3 * L)).intoArray(out, o + 3 * L);
    o += ldo;
    s30.fma(gain0, DoubleVector.fromArray(S, out, o)).intoArray(out, o);
    s31.fma(gain1, DoubleVector.fromArray(S, out, o + L)).intoArray(out, o + L);
    s32.fma(gain2, DoubleVector.fromArray(S, out, o + 2 * L)).intoArray(out, o + 2 * L);
    s33.fma(gain3, DoubleVector.fromArray(S, out, o + 3 * L)).intoArray(out, o + 3 * L);
  }

  /** One vector of rows. */
  static void rows1(
      int groups,
      double[] table,
      long[] words,
      int wi,
      int ldw,
      double[] gain,
      int gi,
      double[] out,
      int oi,
      int ldo) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = DoubleVector.zero(S);
    DoubleVector s2 = DoubleVector.zero(S);
    DoubleVector s3 = DoubleVector.zero(S);
    int t = 0;
    int w = wi;
    for (int g = 0; g < groups; g += PER_WORD) {
      LongVector p = LongVector.fromArray(WORDS, words, w);
      w += ldw;
      int end = t + GROUP * Math.min(PER_WORD, groups - g);
      for (; t < end; t += GROUP) {
        LongVector lo = DoubleVector.fromArray(S, table, t).reinterpretAsLongs();
        LongVector hi = DoubleVector.fromArray(S, table, t + L).reinterpretAsLongs();
        s0 = s0.add(p.selectFrom(lo, hi).reinterpretAsDoubles());
        lo = DoubleVector.fromArray(S, table, t + 2 * L).reinterpretAsLongs();
        hi = DoubleVector.fromArray(S, table, t + 3 * L).reinterpretAsLongs();
        s1 = s1.add(p.selectFrom(lo, hi).reinterpretAsDoubles());
        lo = DoubleVector.fromArray(S, table, t + 4 * L).reinterpretAsLongs();
        hi = DoubleVector.fromArray(S, table, t + 5 * L).reinterpretAsLongs();
        s2 = s2.add(p.selectFrom(lo, hi).reinterpretAsDoubles());
        lo = DoubleVector.fromArray(S, table, t + 6 * L).reinterpretAsLongs();
        hi = DoubleVector.fromArray(S, table, t + 7 * L).reinterpretAsLongs();
        s3 = s3.add(p.selectFrom(lo, hi).reinterpretAsDoubles());
        p = p.lanewise(VectorOperators.LSHR, 4);
      }
    }
    DoubleVector g = DoubleVector.fromArray(S, gain, gi);
    s0.fma(g, DoubleVector.fromArray(S, out, oi)).intoArray(out, oi);
    s1.fma(g, DoubleVector.fromArray(S, out, oi + ldo)).intoArray(out, oi + ldo);
    s2.fma(g, DoubleVector.fromArray(S, out, oi + 2 * ldo)).intoArray(out, oi + 2 * ldo);
    s3.fma(g, DoubleVector.fromArray(S, out, oi + 3 * ldo)).intoArray(out, oi + 3 * ldo);
  }
}
