package gradus.claims.dynamics;

import gradus.claims.Claim;
import java.util.List;

/** The claims of this chapter. */
public final class DynamicsChapter {
  private DynamicsChapter() {}

  /** All that are built, in the order of the catalogue. */
  public static List<Claim> claims() {
    return List.of(
        new LagrangeAlpha(),
        new ConstrainedSteps(),
        new BatchNormJacobian(),
        new MarginAndNorm(),
        new ConstrainedMinimisers(),
        new SeparatingStationary(),
        new QuadraticForms(),
        new MisclassifiedEquilibrium(),
        new SameInertia(),
        new MarginStationary(),
        new EqualWeights(),
        new SmoothMinimum(),
        new BatchNormFeatures(),
        new MultiplierDecay(),
        new VanishingPenalty(),
        new KernelMachines(),
        new ExcessRisk(),
        new SurrogateBounds(),
        new WeightNormIsLagrange(),
        new TangentTwice(),
        new TangentGradientNorm(),
        new PlaneTrajectories(),
        new FixedNorms(),
        new StationaryDirections(),
        new IncomingNorms(),
        new OneExampleRates(),
        new BatchNormIsWeightNorm(),
        new VanishingConstraint(),
        new DominantSupport(),
        new SupportSwitches(),
        new HyperbolicDirections(),
        new LangevinDensity(),
        new SameFlow(),
        new LayersGrowAlike(),
        new NormGrowth(),
        new UnequalLayers(),
        new NormsDiverge(),
        new RatesVanish(),
        new RateRetimes(),
        new LayersMatch(),
        new DesignedRadius(),
        new CommonMargin(),
        new BatchNormActivations());
  }
}
