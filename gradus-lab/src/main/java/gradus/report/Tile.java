package gradus.report;

/**
 * One key result, shown large at the head of a page.
 *
 * @param label what it is; may hold TeX
 * @param value the result, as it is to be read; may hold TeX
 * @param note a short remark below, or empty; may hold TeX
 */
public record Tile(String label, String value, String note) {}
