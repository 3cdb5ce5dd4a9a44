package gradus.data;

import java.nio.file.Path;

/**
 * A file as it was when it was read.
 *
 * @param path where it lies
 * @param bytes its length as it lies there, compressed or not
 * @param sha256 the SHA-256 of those bytes, in lower-case hexadecimal
 */
public record FileHash(Path path, long bytes, String sha256) {}
