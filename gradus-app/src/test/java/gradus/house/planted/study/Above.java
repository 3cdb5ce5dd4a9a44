package gradus.house.planted.study;

import gradus.house.planted.margin.Beside;

/** On the sixth floor, using what is below, as it may. */
public class Above {
  Beside below = new Beside();
}
