package gradus.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where kinks at zero go, against a search of all 3^K states. */
class LinearContactTest {
  private static final Seed SEED = new Seed(71);

  /** G = -A Aᵀ D for A of K x rank: what gradient flows give, D the pulls, all of one sign. */
  private static LinearContact draw(int k, int rank, boolean pulls, Seed seed) {
    RandomGenerator random = seed.random();
    double[][] a = new double[k][rank];
    for (double[] row : a) {
      for (int j = 0; j < rank; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[] g = new double[k * k];
    double[] rate = new double[k];
    for (int j = 0; j < k; j++) {
      double pull = pulls ? Math.exp(random.nextGaussian()) : 1;
      for (int i = 0; i < k; i++) {
        for (int c = 0; c < rank; c++) {
          g[i * k + j] -= a[i][c] * a[j][c] * pull;
        }
      }
    }
    // Rates of the form A u, as those of a velocity are; so singular systems can be solved too.
    double[] u = random.doubles(rank, -2, 2).toArray();
    double[] pushed = random.doubles(k, 0, 1).toArray();
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < rank; c++) {
        rate[i] += a[i][c] * u[c];
      }
      // Shares inside [0, 1] are as likely as not.
      for (int j = 0; j < k; j++) {
        rate[i] -= g[i * k + j] * pushed[j];
      }
    }
    return new LinearContact(rate, g);
  }

  private static double[] rates(LinearContact contact, double[] shares) {
    int k = shares.length;
    double[] h = contact.rate().clone();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        h[i] += contact.g()[i * k + j] * shares[j];
      }
    }
    return h;
  }

  private static Contact.Decision decided(LinearContact contact, int... bound) {
    Contact.Decision decision = contact.decide(bound);
    if (decision == null) {
      throw new AssertionError("no decision for " + Arrays.toString(contact.rate()));
    }
    return decision;
  }

  /** How far shares and sides are from a solution: 0 where they are one. */
  private static double violation(LinearContact contact, int[] sides, double[] shares) {
    double[] h = rates(contact, shares);
    double worst = 0;
    for (int i = 0; i < sides.length; i++) {
      double off =
          switch (sides[i]) {
            case 1 -> Math.max(Math.abs(shares[i] - 1), -h[i]);
            case -1 -> Math.max(Math.abs(shares[i]), h[i]);
            default -> Math.max(Math.abs(h[i]), Math.max(-shares[i], shares[i] - 1));
          };
      worst = Math.max(worst, off);
    }
    return worst;
  }

  /** The shares of the solution, by trying all 3^K states; sliding ones by elimination. */
  private static double[] search(LinearContact contact) {
    int k = contact.rate().length;
    double[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int code = 0; code < Math.pow(3, k); code++) {
      int[] sides = new int[k];
      double[] shares = new double[k];
      for (int i = 0, rest = code; i < k; i++, rest /= 3) {
        sides[i] = rest % 3 - 1;
        shares[i] = sides[i] > 0 ? 1 : 0;
      }
      slide(contact, sides, shares);
      double off = violation(contact, sides, shares);
      if (off < least) {
        least = off;
        best = shares;
      }
    }
    // The states are solved to round-off, and one of them is right.
    assertThat(least).isLessThan(1e-10);
    return best;
  }

  /** Gauss–Jordan with full pivoting; directions without a pivot stay at ½. */
  private static void slide(LinearContact contact, int[] sides, double[] shares) {
    int k = sides.length;
    int[] free = new int[k];
    int count = 0;
    for (int i = 0; i < k; i++) {
      if (sides[i] == 0) {
        free[count++] = i;
      }
    }
    double[] rest = rates(contact, shares);
    double[][] table = new double[count][count + 1];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        table[a][b] = contact.g()[free[a] * k + free[b]];
        rest[free[a]] += 0.5 * table[a][b];
      }
      table[a][count] = -rest[free[a]];
    }
    boolean[] rowUsed = new boolean[count];
    int[] rowOf = new int[count];
    Arrays.fill(rowOf, -1);
    for (int round = 0; round < count; round++) {
      int row = -1;
      int col = -1;
      double most = 1e-10;
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count && !rowUsed[a]; b++) {
          if (rowOf[b] < 0 && Math.abs(table[a][b]) > most) {
            most = Math.abs(table[a][b]);
            row = a;
            col = b;
          }
        }
      }
      if (row < 0) {
        break;
      }
      rowUsed[row] = true;
      rowOf[col] = row;
      for (int a = 0; a < count; a++) {
        double factor = a == row ? 0 : table[a][col] / table[row][col];
        for (int b = 0; b <= count; b++) {
          table[a][b] -= factor * table[row][b];
        }
      }
    }
    for (int b = 0; b < count; b++) {
      shares[free[b]] = 0.5;
      if (rowOf[b] >= 0) {
        shares[free[b]] += table[rowOf[b]][count] / table[rowOf[b]][b];
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void decide_randomAttractingKinks_findsTheOneSolution(int k) {
    int slides = 0;
    for (int round = 0; round < 60; round++) {
      LinearContact contact = draw(k, k + 1, false, SEED.child("regular" + k + "-" + round));
      double[] expected = rates(contact, search(contact));
      for (int start = -1; start <= 1; start++) {
        int[] bound = new int[k];
        Arrays.fill(bound, start);
        Contact.Decision decision = decided(contact, bound);
        // What is solved is solved to round-off of numbers of order ten; decide leaves 1e-12.
        assertThat(violation(contact, decision.sides(), decision.shares())).isLessThan(1e-10);
        double[] h = rates(contact, decision.shares());
        for (int i = 0; i < k; i++) {
          assertThat(h[i]).isCloseTo(expected[i], within(1e-9));
          slides += decision.sides()[i] == 0 ? 1 : 0;
        }
      }
    }
    assertThat(slides).as("some slide, some do not").isBetween(10, 180 * k - 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void decide_pullsOfSeveralSizes_findsTheOneSolution(int k) {
    for (int round = 0; round < 60; round++) {
      LinearContact contact = draw(k, k + 1, true, SEED.child("pulls" + k + "-" + round));
      double[] expected = rates(contact, search(contact));
      Contact.Decision decision = decided(contact, new int[k]);
      assertThat(violation(contact, decision.sides(), decision.shares())).isLessThan(1e-9);
      assertThat(rates(contact, decision.shares())).containsExactly(expected, within(1e-8));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void decide_moreKinksThanDimensions_findsASolution(int k) {
    // Shares are no longer unique; the rates are, as the velocity of least norm is.
    for (int round = 0; round < 60; round++) {
      LinearContact contact = draw(k, k - 1, false, SEED.child("singular" + k + "-" + round));
      double[] expected = rates(contact, search(contact));
      Contact.Decision decision = decided(contact, new int[k]);
      assertThat(violation(contact, decision.sides(), decision.shares())).isLessThan(1e-8);
      assertThat(rates(contact, decision.shares())).containsExactly(expected, within(1e-7));
    }
  }

  @Test
  void decide_sameKinkTwice_sharesEqually() {
    LinearContact contact =
        new LinearContact(new double[] {0.6, 0.6}, new double[] {-1, -1, -1, -1});
    Contact.Decision decision = decided(contact, new int[2]);
    assertThat(decision.sides()).containsExactly(0, 0);
    // The system is singular; it is solved by a shift of 1e-9.
    assertThat(decision.shares()).containsExactly(new double[] {0.3, 0.3}, within(1e-8));
  }

  @Test
  void decide_repellingKink_goesWhereItIsBound() {
    LinearContact contact = new LinearContact(new double[] {-0.5}, new double[] {1});
    assertThat(sides(contact, 1)).containsExactly(1);
    assertThat(sides(contact, -1)).containsExactly(-1);
    assertThat(sides(contact, 0)).as("pinned before, it follows its rate").containsExactly(-1);
  }

  private static int[] sides(LinearContact contact, int bound) {
    return decided(contact, bound).sides();
  }

  @Test
  void decide_shareAtItsEnd_leaves() {
    // The share that holds it would be 1 - 1e-9: located where it leaves, it leaves.
    LinearContact contact = new LinearContact(new double[] {1 - 1e-9}, new double[] {-1});
    assertThat(sides(contact, 0)).containsExactly(0);
    assertThat(sides(contact, Contact.LEAVING)).containsExactly(1);
  }
}
