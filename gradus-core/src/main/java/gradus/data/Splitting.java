package gradus.data;

import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Parts a set in training and test examples, class by class. */
final class Splitting {
  private Splitting() {}

  static Split split(Dataset data, double testShare, Seed seed) {
    if (!(testShare > 0 && testShare < 1)) {
      throw BadInput.in(
          data.name(), "the test share must lie between 0 and 1, but " + testShare + " came");
    }
    List<int[]> groups = groups(data.labels());
    int[] quota = quotas(groups, testShare, (int) Math.round(testShare * data.size()));
    RandomGenerator random = seed.child("split").random();
    boolean[] inTest = new boolean[data.size()];
    for (int g = 0; g < quota.length; g++) {
      int[] members = groups.get(g);
      for (int k : Shuffle.subset(members.length, quota[g], random)) {
        inTest[members[k]] = true;
      }
    }
    int[] train = IntStream.range(0, inTest.length).filter(i -> !inTest[i]).toArray();
    int[] test = IntStream.range(0, inTest.length).filter(i -> inTest[i]).toArray();
    if (train.length == 0 || test.length == 0) {
      throw BadInput.in(
          data.name(),
          "a test share of %s of %d examples leaves %d to train and %d to test; take another share"
              .formatted(testShare, data.size(), train.length, test.length));
    }
    return new Split(data.select(train), data.select(test));
  }

  /** The rows of each class; all rows together where there are no classes. */
  private static List<int[]> groups(Labels labels) {
    return switch (labels) {
      case Labels.Signs(double[] y) ->
          List.of(rows(y.length, i -> y[i] < 0), rows(y.length, i -> y[i] > 0));
      case Labels.Classes(int[] index, List<String> names) ->
          IntStream.range(0, names.size())
              .mapToObj(k -> rows(index.length, i -> index[i] == k))
              .toList();
      case Labels.Values(double[] y) -> List.of(rows(y.length, _ -> true));
    };
  }

  private static int[] rows(int n, IntPredicate chosen) {
    return IntStream.range(0, n).filter(chosen).toArray();
  }

  /**
   * How many of each group go to the test: the whole part of its share, and the remaining places to
   * the groups with the largest fractions, but never a whole group.
   */
  private static int[] quotas(List<int[]> groups, double share, int total) {
    int[] quota = groups.stream().mapToInt(g -> (int) (share * g.length)).toArray();
    int places = total - IntStream.of(quota).sum();
    List<Integer> order = new ArrayList<>(IntStream.range(0, quota.length).boxed().toList());
    order.sort(Comparator.comparingDouble((Integer g) -> quota[g] - share * groups.get(g).length));
    for (int g : order) {
      if (places > 0 && quota[g] + 1 < groups.get(g).length) {
        quota[g]++;
        places--;
      }
    }
    return quota;
  }
}
