package gradus.curvature;

/** Why a direction of the weights should be flat, before anything is computed. */
public enum SymmetryKind {
  /** A rectified unit that is off on every example: its weights, in and out, do nothing. */
  DEAD_UNITS("dead units", false),
  /**
   * Inputs of a layer orthogonal to all that the examples show it: weights along them do nothing.
   */
  UNSEEN_INPUTS("unseen inputs", false),
  /** Units before batch normalisation (ε = 0): scaling the weights into one changes nothing. */
  NORMALISED_UNITS("normalised units", true),
  /** A whole layer scaled up and the next one down, for homogeneous activations. */
  LAYER_RESCALING("layer rescalings", true),
  /** One unit's incoming weights scaled up and its outgoing ones down. */
  NEURON_RESCALING("neuron rescalings", true),
  /** Between two linear layers: W_k ← A W_k, W_{k+1} ← W_{k+1} A⁻¹. */
  LINEAR_MIXING("linear mixings", true),
  /** What a layer can give that linear layers behind it send to zero. */
  UNHEARD_OUTPUTS("unheard outputs", true),
  /** Units alike, or alike up to scale: what one gives the other can take. */
  EQUAL_UNITS("equal units", true),
  /** A unit whose outgoing weights are all zero: its incoming ones do nothing at first order. */
  UNUSED_UNITS("unused units", false);

  private final String words;
  private final boolean ofFunction;

  SymmetryKind(String words, boolean ofFunction) {
    this.words = words;
    this.ofFunction = ofFunction;
  }

  /** What it is called, in the plural. */
  public String words() {
    return words;
  }

  /** Whether the network stays the same function on all inputs, and not on the examples alone. */
  public boolean ofFunction() {
    return ofFunction;
  }
}
