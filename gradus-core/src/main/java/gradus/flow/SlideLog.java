package gradus.flow;

import gradus.ode.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The slides of a flow so far, kept by looking at the pins after every step. */
final class SlideLog {
  private final List<Slide> slides = new ArrayList<>();
  private int[] open = {};
  private int[] place = {};
  private long version = -1;

  /** Notes which slides began and ended by this time. */
  void read(FlowField field, Pattern pattern, double logTime) {
    if (pattern.version() == version) {
      return;
    }
    version = pattern.version();
    int[] pins = pattern.pins();
    int[] places = new int[pins.length];
    for (int i = 0; i < pins.length; i++) {
      places[i] = placeOf(pins[i]);
      if (places[i] < 0) {
        places[i] = slides.size();
        slides.add(
            new Slide(
                field.map().layer(pins[i]).layer(),
                field.map().unit(pins[i]),
                field.map().example(pins[i]),
                logTime,
                Double.NaN));
      }
    }
    for (int i = 0; i < open.length; i++) {
      if (!pattern.pinned(open[i])) {
        Slide was = slides.get(place[i]);
        slides.set(
            place[i],
            new Slide(was.layer(), was.unit(), was.example(), was.fromLogTime(), logTime));
      }
    }
    open = pins.clone();
    place = places;
  }

  /** Where the slide of a kink under way stands in the list; -1 where there is none. */
  private int placeOf(int kink) {
    for (int i = 0; i < open.length; i++) {
      if (open[i] == kink) {
        return place[i];
      }
    }
    return -1;
  }

  List<Slide> list() {
    return Collections.unmodifiableList(slides);
  }

  void save(Snapshot snapshot) {
    double[] rows = new double[5 * slides.size()];
    for (int i = 0; i < slides.size(); i++) {
      Slide s = slides.get(i);
      rows[5 * i] = s.layer();
      rows[5 * i + 1] = s.unit();
      rows[5 * i + 2] = s.example();
      rows[5 * i + 3] = s.fromLogTime();
      rows[5 * i + 4] = s.toLogTime();
    }
    snapshot.put("slides", rows);
    snapshot.put("slides.open", Arrays.stream(open).asDoubleStream().toArray());
    snapshot.put("slides.place", Arrays.stream(place).asDoubleStream().toArray());
  }

  void restore(Snapshot snapshot) {
    slides.clear();
    double[] rows = snapshot.array("slides");
    for (int i = 0; i < rows.length; i += 5) {
      slides.add(
          new Slide((int) rows[i], (int) rows[i + 1], (int) rows[i + 2], rows[i + 3], rows[i + 4]));
    }
    open = Arrays.stream(snapshot.array("slides.open")).mapToInt(i -> (int) i).toArray();
    place = Arrays.stream(snapshot.array("slides.place")).mapToInt(i -> (int) i).toArray();
    version = -1;
  }
}
