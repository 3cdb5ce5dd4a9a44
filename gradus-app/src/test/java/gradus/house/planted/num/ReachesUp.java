package gradus.house.planted.num;

import gradus.house.planted.study.Above;

/** On the ground floor, using the sixth. */
class ReachesUp {
  Above above = new Above();
}
