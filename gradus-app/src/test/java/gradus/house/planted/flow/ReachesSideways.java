package gradus.house.planted.flow;

import gradus.house.planted.margin.Beside;

/** On the third floor, using its neighbour. */
class ReachesSideways {
  Beside beside = new Beside();
}
