package gradus.study;

import gradus.net.Layer;
import java.util.ArrayList;
import java.util.List;

/** Layers written as in a study, {@code [dense 50 relu, dense 1]}, in an argument of a command. */
public final class NetworkText {
  private NetworkText() {}

  /**
   * The layers of a list in brackets, or without them; commas inside parentheses part nothing.
   *
   * @throws gradus.num.BadInput if a layer is not known
   */
  public static List<Layer> read(String text) {
    Place place = new Place("--network", 1);
    String list = text.strip();
    if (list.startsWith("[") && list.endsWith("]")) {
      list = list.substring(1, list.length() - 1);
    }
    List<YamlNode> items = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= list.length(); i++) {
      char c = i < list.length() ? list.charAt(i) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (i == list.length() || (c == ',' && depth == 0)) {
        items.add(new YamlNode.Scalar(list.substring(from, i).strip(), true, place));
        from = i + 1;
      }
    }
    return LayerReader.read(new YamlValue(new YamlNode.Sequence(items, place), "network"));
  }
}
