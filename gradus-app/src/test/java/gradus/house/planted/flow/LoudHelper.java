package gradus.house.planted.flow;

import java.util.Random;

/** Prints, ends the process, draws numbers and has a name that tells nothing. */
class LoudHelper {
  void speak() {
    System.out.println(Math.random() + new Random().nextDouble());
  }

  void complain(Exception e) {
    e.printStackTrace();
    System.exit(1);
  }
}
