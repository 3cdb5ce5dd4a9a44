package gradus.ode;

/** f ← F(y) with the pattern frozen; false where F is not finite. */
@FunctionalInterface
interface RightHandSide {
  boolean at(double[] y, double[] f);
}
