package gradus.house.planted.attic;

/** In a room that no blueprint knows. */
class Unknown {}
