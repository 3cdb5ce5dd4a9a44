package gradus.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules on who may use what, over the classes below a root package. Each method returns what
 * breaks its rule, a line each.
 */
record House(String root, JavaClasses classes) {
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("num", 0),
          Map.entry("data", 1),
          Map.entry("net", 1),
          Map.entry("ode", 1),
          Map.entry("loss", 2),
          Map.entry("flow", 3),
          Map.entry("margin", 3),
          Map.entry("kernel", 3),
          Map.entry("curvature", 3),
          Map.entry("approximation", 3),
          Map.entry("bounds", 4),
          Map.entry("probe", 5),
          Map.entry("study", 6),
          Map.entry("figure", 6),
          Map.entry("claims", 7),
          Map.entry("report", 8),
          Map.entry("web", 9),
          Map.entry("spark", 9),
          Map.entry("cli", 10));

  private static final Set<String> GENERATORS =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  private static final Pattern VAGUE = Pattern.compile(".*(Util|Helper|Manager|Impl)s?");

  /** The room of a class: the first package below the root. */
  String room(JavaClass type) {
    String below = type.getPackageName().substring(root.length());
    return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
  }

  List<String> unknownRooms() {
    return classes.stream()
        .filter(type -> !FLOORS.containsKey(room(type)))
        .map(type -> type.getName() + " lies in no room that the blueprint knows")
        .sorted()
        .toList();
  }

  /** A room may use itself and rooms on strictly lower floors. */
  List<String> climbs() {
    return dependencies()
        .filter(d -> inHouse(d.getTargetClass()) && climbs(d))
        .map(
            d ->
                "%s (floor %s) may not use %s (floor %s): %s"
                    .formatted(
                        room(d.getOriginClass()),
                        FLOORS.get(room(d.getOriginClass())),
                        room(d.getTargetClass()),
                        FLOORS.get(room(d.getTargetClass())),
                        d.getDescription()))
        .sorted()
        .toList();
  }

  private boolean climbs(Dependency d) {
    String from = room(d.getOriginClass());
    String to = room(d.getTargetClass());
    return !from.equals(to)
        && FLOORS.getOrDefault(to, Integer.MAX_VALUE) >= FLOORS.getOrDefault(from, -1);
  }

  /** Only the command line speaks to the terminal and ends the process. */
  List<String> speaksOutsideCli() {
    return outside("cli")
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(House::speaks)
        .map(JavaAccess::getDescription)
        .sorted()
        .toList();
  }

  private static boolean speaks(JavaAccess<?> access) {
    return switch (access.getTargetOwner().getName()) {
      case "java.lang.System" -> Set.of("out", "err", "exit").contains(access.getName());
      case "java.lang.Runtime" -> Set.of("exit", "halt").contains(access.getName());
      default ->
          access.getName().equals("printStackTrace")
              && access.getTarget().getFullName().endsWith("printStackTrace()");
    };
  }

  /** Only num draws random numbers, and there only Seed is meant to. */
  List<String> drawsOutsideNum() {
    Stream<String> types =
        dependencies()
            .filter(d -> !room(d.getOriginClass()).equals("num"))
            .filter(d -> GENERATORS.contains(d.getTargetClass().getName()))
            .map(Dependency::getDescription);
    Stream<String> calls =
        outside("num")
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(
                call ->
                    switch (call.getTargetOwner().getName()) {
                      case "java.lang.Math", "java.lang.StrictMath" ->
                          call.getName().equals("random");
                      case "java.util.Collections" -> call.getName().equals("shuffle");
                      default -> false;
                    })
            .map(JavaAccess::getDescription);
    return Stream.concat(types, calls).sorted().toList();
  }

  List<String> vagueNames() {
    return classes.stream()
        .filter(type -> VAGUE.matcher(type.getSimpleName()).matches())
        .map(
            type ->
                "%s (%s:1) has a name that tells nothing"
                    .formatted(
                        type.getName(),
                        type.getSource()
                            .flatMap(com.tngtech.archunit.core.domain.Source::getFileName)
                            .orElse("?")))
        .sorted()
        .toList();
  }

  private Stream<JavaClass> outside(String room) {
    return classes.stream().filter(type -> !room(type).equals(room));
  }

  private Stream<Dependency> dependencies() {
    return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private boolean inHouse(JavaClass type) {
    return type.getPackageName().startsWith(root + ".");
  }
}
