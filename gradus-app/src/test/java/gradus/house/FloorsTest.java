package gradus.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use what; and that each rule sees what is planted in {@code gradus.house.planted}. */
class FloorsTest {
  private static final House HOUSE =
      new House(
          "gradus",
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .withImportOption(location -> !location.contains("-tests.jar"))
              .importPackages("gradus"));

  private static final House PLANTED =
      new House(
          "gradus.house.planted", new ClassFileImporter().importPackages("gradus.house.planted"));

  @Test
  void import_reactor_missesNoSource() {
    List<String> sources =
        Source.main().stream()
            .map(source -> source.path().toString().replace('\\', '/'))
            .filter(path -> !path.startsWith("gradus-bench/") && !path.endsWith("-info.java"))
            .map(path -> path.replaceFirst(".*?/src/main/java/", "").replace(".java", ""))
            .map(path -> path.replace('/', '.'))
            .toList();

    assertThat(HOUSE.classes().stream().map(type -> type.getName()).collect(Collectors.toSet()))
        .isNotEmpty()
        .containsAll(sources);
  }

  @Test
  void rooms_all_areInTheBlueprint() {
    assertThat(HOUSE.unknownRooms()).isEmpty();
    assertThat(PLANTED.unknownRooms()).singleElement().asString().contains("attic.Unknown");
  }

  @Test
  void dependencies_all_goDownstairs() {
    assertThat(HOUSE.climbs()).isEmpty();
    assertThat(PLANTED.climbs())
        .anyMatch(line -> line.contains("num (floor 0) may not use study (floor 6)"))
        .anyMatch(line -> line.contains("flow (floor 3) may not use margin (floor 3)"))
        .allMatch(line -> line.matches("(?s).*\\(\\w+\\.java:\\d+\\).*"))
        .noneMatch(line -> line.contains("study (floor 6) may not use"));
  }

  @Test
  void packages_all_areFreeOfCycles() {
    slices()
        .matching("gradus.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(false)
        .check(HOUSE.classes());
  }

  @Test
  void standardStreams_outsideCli_areNotUsed() {
    assertThat(HOUSE.speaksOutsideCli()).isEmpty();
    assertThat(PLANTED.speaksOutsideCli())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("System.out").contains("LoudHelper.java:"),
            line -> assertThat(line).contains("System.exit").contains("LoudHelper.java:"),
            line -> assertThat(line).contains("printStackTrace").contains("LoudHelper.java:"));
  }

  @Test
  void randomNumbers_outsideNum_areNotDrawn() {
    assertThat(HOUSE.drawsOutsideNum()).isEmpty();
    assertThat(PLANTED.drawsOutsideNum())
        .anyMatch(line -> line.contains("java.util.Random") && line.contains("LoudHelper.java:"))
        .anyMatch(line -> line.contains("Math.random") && line.contains("LoudHelper.java:"));
  }

  @Test
  void names_all_tellSomething() {
    assertThat(HOUSE.vagueNames()).isEmpty();
    assertThat(PLANTED.vagueNames()).singleElement().asString().contains("LoudHelper.java");
  }

  @Test
  void violations_ofTheHouse_countNothingPlanted() {
    assertThat(Stream.of(HOUSE).flatMap(house -> house.classes().stream()))
        .noneMatch(type -> type.getPackageName().startsWith("gradus.house"));
  }
}
