package gradus.house.planted.margin;

/** On the third floor. */
public class Beside {}
