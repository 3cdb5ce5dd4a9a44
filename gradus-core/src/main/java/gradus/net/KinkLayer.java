package gradus.net;

/**
 * A layer of units whose derivative jumps where the pre-activation crosses zero.
 *
 * @param place where its pre-activations stand on a tape
 * @param layer the layer with weights that feeds it, the first being 1
 * @param width the number of units; behind a convolution each place of each channel is one
 * @param alpha the slope below the kink; above it is 1
 */
public record KinkLayer(int place, int layer, int width, double alpha) {}
