package gradus.data;

/**
 * A set parted in two.
 *
 * @param train the examples to learn from
 * @param test the examples kept aside
 */
public record Split(Dataset train, Dataset test) {}
