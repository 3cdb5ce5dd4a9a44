package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.flow.Limit;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.net.Layer;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyReaderTest {
  private static final String FULL =
      """
      name: iris-two-classes
      data: {file: iris.csv, label: class, positive: [setosa], negative: [versicolor], bias: true}
      network: [dense 50 leaky-relu(0.1), dense 20 relu^2, tanh, dense 1]
      init: {scheme: gaussian, scale: 0.1}
      loss: logistic
      seeds: [4, 9]
      arms:
        - {name: a, dynamics: standard, solver: descent, step: 1e-1, until: {steps: 2e4}}
        - {name: b, solver: sgd, batch: 8, step: 0.5, rescaled: true, momentum: 0.9,
           until: {log-time: 3, log-risk: -690}}
        - {name: c, solver: descent, step: 0.1, adam: {beta1: 0.8}, until: {time: 10}}
        - {name: d, solver: flow, until: {log-time: 300, rho: 1e6, velocity: 1e-10}}
        - {name: e, dynamics: {name: standard}, solver: flow, tolerance: 1e-6, until: {log-time: 3}}
      probes: [norms, loss]
      record: {every: 10}
      checkpoint: {steps: 100}
      """;

  @Test
  void read_batchNorm_standsBehindALayerOrByItself() {
    String text =
        FULL.replace(
            "[dense 50 leaky-relu(0.1), dense 20 relu^2, tanh, dense 1]",
            "[dense 50 batch-norm, relu, batch-norm(1e-5), dense 1]");
    assertThat(Studies.parse(text).study().layers())
        .containsExactly(
            new Layer.Dense(50),
            new Layer.BatchNorm(0),
            new Layer.Activation(Nonlinearity.relu()),
            new Layer.BatchNorm(1e-5),
            new Layer.Dense(1));
  }

  @Test
  void read_fullStudy_hasEveryPart() {
    Study study = Studies.parse(FULL).study();
    assertThat(study.name()).isEqualTo("iris-two-classes");
    assertThat(study.layers())
        .containsExactly(
            new Layer.Dense(50),
            new Layer.Activation(Nonlinearity.leakyRelu(0.1)),
            new Layer.Dense(20),
            new Layer.Activation(Nonlinearity.reluPower(2)),
            new Layer.Activation(Nonlinearity.tanh()),
            new Layer.Dense(1));
    assertThat(study.init()).isEqualTo(new InitSpec.Drawn(InitSpec.Scheme.GAUSSIAN, 0.1));
    assertThat(study.loss().label()).isEqualTo("logistic");
    assertThat(study.seeds()).containsExactly(4L, 9L);
    assertThat(study.runs())
        .extracting(ArmRun::name)
        .containsExactly(
            "a-s4", "a-s9", "b-s4", "b-s9", "c-s4", "c-s9", "d-s4", "d-s9", "e-s4", "e-s9");
    assertThat(study.arms().get(0).solver())
        .isEqualTo(
            new SolverSpec.Descent(
                new StepSize.Constant(0.1), new Rule.Plain(), OptionalInt.empty(), false));
    assertThat(study.arms().get(0).until().bound(Limit.Quantity.STEPS)).hasValue(20000);
    assertThat(study.arms().get(1).solver())
        .isEqualTo(
            new SolverSpec.Descent(
                new StepSize.Rescaled(0.5), new Rule.Momentum(0.9), OptionalInt.of(8), false));
    assertThat(study.arms().get(1).until().bound(Limit.Quantity.LOG_RISK)).hasValue(-690);
    assertThat(study.arms().get(2).solver())
        .extracting("rule")
        .isEqualTo(new Rule.Adam(0.8, 0.999, 1e-8));
    assertThat(study.arms().get(3).solver()).isEqualTo(new SolverSpec.Flow(1e-10));
    assertThat(study.arms().get(3).until().bound(Limit.Quantity.LOG_TIME)).hasValue(300);
    assertThat(study.arms().get(3).until().bound(Limit.Quantity.RHO)).hasValue(1e6);
    assertThat(study.arms().get(3).until().bound(Limit.Quantity.VELOCITY)).hasValue(1e-10);
    assertThat(study.arms().get(4).solver()).isEqualTo(new SolverSpec.Flow(1e-6));
    assertThat(study.probes()).extracting(p -> p.label()).containsExactly("loss", "norms");
    assertThat(study.record()).isEqualTo(new RecordSpec.Every(10));
    assertThat(study.checkpoint()).isEqualTo(new CheckpointSpec.Steps(100));
    assertThat(study.data().preparation().positive()).containsExactly("setosa");
    assertThat(study.data().preparation().bias()).isTrue();
  }

  /** Each line: a dynamics as written, and its label. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "lagrange|lagrange",
        "tangent-gradient(1.5)|tangent-gradient(1.5)",
        "{name: tangent-gradient, p: 1.5}|tangent-gradient(1.5)",
        "{name: tangent-gradient, p: inf}|tangent-gradient(inf)",
        "{name: coefficient-normalization}|coefficient-normalization(2)",
        "{name: weight-norm, rows: true}|weight-norm(rows)",
        "{name: fixed-rho}|fixed-rho",
        "{name: rescaled, of: {name: tangent-gradient, p: 3}}|rescaled(tangent-gradient(3))",
        "'prescribed-rho(log, 1, 10)'|prescribed-rho(log, 1.0, 10.0)",
        "{name: prescribed-rho, schedule: log, a: 1, t0: 10}|prescribed-rho(log, 1.0, 10.0)",
        "{name: prescribed-rho, schedule: power, beta: 0.5, t0: 2, rescaled: true}|"
            + "prescribed-rho(power, 0.5, 2.0, rescaled)",
      })
  void read_dynamics_byLabelOrByKeys(String written, String label) {
    String text =
        FULL.replaceFirst(
            "(?s)arms:.*probes",
            "arms: [{name: a, dynamics: %s, solver: flow, until: {log-time: 1}}]%nprobes"
                .formatted(written));
    Study study = Studies.parse(text).study();
    assertThat(study.arms().getFirst().dynamics().label()).isEqualTo(label);
  }

  /** Each line: a dynamics that is a rule for steps, as written, and its label. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "langevin(0.25)|langevin(0.25)",
        "{name: langevin, temperature: 0.25}|langevin(0.25)",
        "norm-minimizing|norm-minimizing",
        "'norm-minimizing(0.1, 50)'|norm-minimizing(0.1, 50)",
        "{name: norm-minimizing, lambda: 0.1, anchored: 50}|norm-minimizing(0.1, 50)",
      })
  void read_rule_byLabelOrByKeys(String written, String label) {
    String text =
        FULL.replaceFirst(
            "(?s)arms:.*probes",
            "arms: [{name: a, dynamics: %s, solver: descent, step: 1, until: {steps: 1}}]%nprobes"
                .formatted(written));
    ArmSpec arm = Studies.parse(text).study().arms().getFirst();
    assertThat(arm.label()).isEqualTo(label);
    assertThat(arm.dynamics().label()).isEqualTo("standard");
  }

  /** The same for rules that are made of gradients over the risk. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "dual-acceleration|dual-acceleration",
        "{name: dual-acceleration}|dual-acceleration",
        "progressive-rescaling|progressive-rescaling(2.0, 1000, 1.0E12)",
        "'progressive-rescaling(1.5, 50)'|progressive-rescaling(1.5, 50, 1.0E12)",
        "'progressive-rescaling(2, 4000, 1e13, true)'"
            + "|progressive-rescaling(2.0, 4000, 1.0E13, true)",
        "{name: progressive-rescaling, every: 9, accelerated: true}"
            + "|progressive-rescaling(2.0, 9, 1.0E12, true)",
      })
  void read_ruleOfRescaledSteps_byLabelOrByKeys(String written, String label) {
    String text =
        FULL.replaceFirst(
            "(?s)arms:.*probes",
            "arms: [{name: a, dynamics: %s, solver: descent, step: 1, rescaled: true, until: {steps: 1}}]%nprobes"
                .formatted(written));
    ArmSpec arm = Studies.parse(text).study().arms().getFirst();
    assertThat(arm.label()).isEqualTo(label);
  }

  @Test
  void read_shortStudy_hasDefaults() {
    Study study =
        Studies.parse(
                """
                data: {law: xor2}
                network: [dense 5 relu, dense 1]
                loss: exponential
                arms: [{name: a, solver: descent, step: 1, until: {steps: 5}}]
                """)
            .study();
    assertThat(study.name()).isEqualTo("s");
    assertThat(study.seeds()).containsExactly(1L);
    assertThat(study.init()).isEqualTo(new InitSpec.Drawn(InitSpec.Scheme.HE, 1));
    assertThat(study.record()).isEqualTo(new RecordSpec.LogSpaced(200));
    assertThat(study.probes()).isEqualTo(gradus.probe.Probe.usual());
    assertThat(study.runs()).extracting(ArmRun::name).containsExactly("a");
  }

  @Test
  void hash_ofStudiesThatSayTheSame_isTheSame() {
    StudyText once = Studies.parse(FULL);
    StudyText commented = Studies.parse("# a comment\n" + FULL.replace("name: a,", "name:  a,"));
    StudyText other = Studies.parse(FULL, "arms.a.step=0.2");
    assertThat(commented.hash()).isEqualTo(once.hash());
    assertThat(other.hash()).isNotEqualTo(once.hash());
    assertThat(Studies.parse(other.text()).hash()).isEqualTo(other.hash());
  }

  /** Each line: what is put instead of a line of the full study, and what must be said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nmae: x| s.yaml:16: unknown key 'nmae' (did you mean 'name'?); allowed here: name, data",
        "name: a/b| s.yaml:1: name: 'a/b' cannot name a file",
        "data: {file: a, law: b}| s.yaml:2: data needs either 'file' or 'law'",
        "data: {flie: a}| s.yaml:2: unknown key 'flie' in data (did you mean 'file'?)",
        "data: {law: xor3}| s.yaml:2: data.law: there is no law 'xor3' (did you mean 'xor2'?)",
        "data: {law: xor2, label: 3}| s.yaml:2: data.label: has no meaning beside a law",
        "data: {file: a, shape: [8, 8]}| data.shape: expected channels, height and width",
        "data: {file: a, shape: [1, 8, 8], bias: true}| data.shape: stands beside a bias",
        "network: [conv 4 3x3, max-pool 2x2, dense 1]| a flow does not follow the ties of max-pool",
        "data: {file: a, test: 2}| s.yaml:2: data.test: expected a number in (0.0, 1.0), but '2'",
        "network: []| s.yaml:3: network: a network must begin with a dense layer",
        "network: dense 5| s.yaml:3: network: expected a list of layers",
        "network: [dense 0]| s.yaml:3: network[0]: a dense layer needs its number of units",
        "network: [dense 5 rleu]| 'rleu' is not available in this version (did you mean 'relu'?)",
        "network: [conv 3x3 relu]| s.yaml:3: network[0]: a convolution is written conv CHANNELS",
        "network: [conv 16 3x3 rleu]| 'rleu' is not available in this version (did you mean",
        "network: [conv 16 3x3 pad 3]| takes less padding than its own size",
        "network: [dense 5, max-pool 2]| a pool is written with the size of its window",
        "network: [dense 5, max-pool 2x2 pad 1]| max-pool takes no padding",
        "network: [max-pool 2x2, dense 1]| must begin with a dense layer or a convolution",
        "network: [dense 5 leaky-relu(2)]| leaky-relu needs a slope in [0, 1], not 2.0",
        "network: [dense 5 batch-norm(-1)]| batch-norm needs an epsilon of at least 0, but -1.0"
            + " came",
        "network: [dense 5 bach-norm]| (did you mean 'batch-norm'?)",
        "init: {scheme: guassian}| s.yaml:4: init.scheme: 'guassian' is not known (did you mean",
        "init: {scheme: he, scale: -1}| s.yaml:4: init.scale: expected a number > 0, but '-1' came",
        "loss: expnential| s.yaml:5: loss: 'expnential' is not known (did you mean 'exponential'?)",
        "seeds: [1, 1]| s.yaml:6: seeds[1]: stands twice",
        "seeds: [1.5]| s.yaml:6: seeds[0]: expected a whole number >= 0, but '1.5' came",
        "probes: [nroms]| s.yaml:14: probes[0]: 'nroms' is not known (did you mean 'norms'?)",
        "record: {every: 1, at: [1]}| s.yaml:15: record: needs exactly one of every, log-spaced",
        "checkpoint: {steps: 0}| s.yaml:16: checkpoint.steps: expected a whole number >= 1",
      })
  void read_badLine_isSaidInOneLine(String line, String message) {
    String key = line.substring(0, line.indexOf(':'));
    String text =
        FULL.contains("\n" + key + ":") || FULL.startsWith(key + ":")
            ? FULL.replaceFirst(
                "(?m)^" + key + ":.*$", java.util.regex.Matcher.quoteReplacement(line.strip()))
            : FULL.replaceFirst("(?m)^checkpoint:.*$", line.strip());
    assertThatThrownBy(() -> Studies.parse(text))
        .isInstanceOf(BadInput.class)
        .message()
        .doesNotContain("\n")
        .contains(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "solver: descent, step: 0, until: {steps: 1}| arms[0].step: expected a number > 0, but '0'",
        "solver: descent, step: -2, until: {steps: 1}| arms[0].step: expected a number > 0",
        "solver: descent, step: 1| the key 'until' is missing in arms[0]; write until: {steps: 20",
        "solver: descent, step: 1, until: {}| arms[0].until: names no limit; give one or more",
        "solver: descent, step: 1, until: {steps: 0}| until.steps: expected a whole number from 1",
        "solver: descent, until: {steps: 1}| the key 'step' is missing in arms[0]",
        "solver: folw, until: {steps: 1}| arms[0].solver: 'folw' is not known (did you mean 'flow",
        "solver: flow, step: 1, until: {steps: 1}| arms[0].step: the solver flow chooses its steps",
        "solver: flow, adam: true, until: {steps: 1}| arms[0].adam: the solver flow chooses its st",
        "solver: flow, tolerance: 1, until: {steps: 1}| tolerance: expected a number in [1.0E-13,",
        "solver: sgd, tolerance: 1e-8, batch: 2, step: 1, until: {steps: 1}| take it out, or use"
            + " so",
        "solver: flow, until: {log-time: 1e16}| arms[0].until.log-time: log t is a double, which"
            + " bey",
        "solver: flow, until: {rho: 0}| arms[0].until.rho: expected a number > 0, but '0' came",
        "dynamics: standrad, solver: flow, until: {steps: 1}| there is no dynamics 'standrad' (did"
            + " y",
        "dynamics: standard(2), solver: flow, until: {steps: 1}| says more than its"
            + " dynamics takes",
        "dynamics: {p: 2}, solver: flow, until: {steps: 1}| the key 'name' is missing; write"
            + " {name:",
        "dynamics: {name: standard, p: 2}, solver: flow, until: {steps: 1}| unknown key 'p' in"
            + " arms[",
        "dynamics: tangent-gradient(0.5), solver: flow, until: {steps: 1}| needs p of at least 1",
        "dynamics: {name: tangent-gradient, p: 0.5}, solver: flow, until: {steps: 1}| a p-norm"
            + " need",
        "dynamics: {name: tangent-gradeint}, solver: flow, until: {steps: 1}| (did you mean"
            + " 'tangent",
        "dynamics: {name: weight-norm, rwos: true}, solver: flow, until: {steps: 1}| mean 'rows'?)",
        "dynamics: {name: prescribed-rho}, solver: flow, until: {steps: 1}| the key 'schedule' is"
            + " m",
        "dynamics: {name: prescribed-rho, schedule: lgo, a: 1, t0: 1}, solver: flow, until: {steps:"
            + " 1}| arms[0].dynamics.schedule: there is no schedule 'lgo' (did you mean 'log'?);"
            + " th",
        "dynamics: {name: prescribed-rho, schedule: log, a: 1}, solver: flow, until: {steps: 1}|"
            + " the key 't0' is missing",
        "dynamics: {name: prescribed-rho, schedule: linear, c: 1, a: 1}, solver: flow, until:"
            + " {steps: 1}| unknown key 'a' in arms[0].dynamics",
        "dynamics: {name: prescribed-rho, schedule: entropy, target: 2, gain: 1}, solver: flow,"
            + " until: {steps: 1}| target lies in (0, 1), but 2.0 came",
        "dynamics: prescribed-rho(lgo), solver: flow, until: {steps: 1}| (did you mean 'log'?)",
        "dynamics: rescaled, solver: descent, step: 1, until: {steps: 1}| write rescaled: true"
            + " inst",
        "dynamics: lagrange, solver: descent, step: 1, adam: true, until: {steps: 1}| momentum and",
        "dynamics: batch-norm, solver: flow, until: {steps: 1}| add batch-norm to its layers",
        "dynamics: langevin(0.1), solver: flow, until: {steps: 1}| langevin(0.1) is a way to make"
            + " st",
        "dynamics: dual-acceleration, solver: descent, step: 1, until: {steps: 1}| add rescaled:",
        "dynamics: dual-acceleration, solver: flow, until: {steps: 1}| dual-acceleration is a way",
        "dynamics: progressive-rescaling(0.5), solver: descent, step: 1, rescaled: true, until:"
            + " {steps: 1}| needs a factor above 1",
        "dynamics: norm-minimizing, solver: flow, until: {steps: 1}| norm-minimizing is a way to"
            + " mak",
        "dynamics: langevni(1), solver: descent, step: 1, until: {steps: 1}| (did you mean"
            + " 'langevin",
        "dynamics: langevin, solver: descent, step: 1, until: {steps: 1}| the key 'temperature' is"
            + " m",
        "dynamics: langevin(-1), solver: descent, step: 1, until: {steps: 1}| expected a number >"
            + " 0,",
        "dynamics: langevin(1), solver: descent, step: 1, adam: true, until: {steps: 1}| take"
            + " moment",
        "dynamics: langevin(1), solver: descent, step: 1, rescaled: true, until: {steps: 1}| noise",
        "dynamics: {name: norm-minimizing, lambda: 0.1}, solver: descent, step: 1, until: {steps:"
            + " 1}| the key 'anchored' is missing",
        "dynamics: rescaled(langevin), solver: flow, until: {steps: 1}| 'langevin' is no dynamics",
        "dynamics: {name: rescaled, of: langevin(1)}, solver: flow, until: {steps: 1}| has no flow",
        "dynamics: [standard], solver: flow, until: {steps: 1}| one dynamics for each arm, not a"
            + " li",
        "solver: sgd, step: 1, until: {steps: 1}| the key 'batch' is missing in arms[0]",
        "solver: sgd, batch: 0, step: 1, until: {steps: 1}| batch: expected a whole number from 1",
        "solver: descent, batch: 3, step: 1, until: {steps: 1}| descent sees all examples",
        "solver: descent, step: 1, momentum: 1, until: {steps: 1}| momentum: expected a number in"
            + " [",
        "solver: descent, step: 1, momentum: 0.5, adam: true, until: {steps: 1}| not both; keep"
            + " one",
        "solver: sgd, batch: 1, fresh: true, step: 1, until: {steps: 1}| fresh batches need data"
            + " fr",
        "solver: descent, step: 1, until: {stpes: 1}| unknown key 'stpes' in arms[0].until (did"
            + " you",
      })
  void read_badArm_isSaidInOneLine(String arm, String message) {
    String text =
        FULL.replaceFirst("(?s)arms:.*probes", "arms:\n  - {name: a, %s}\nprobes".formatted(arm));
    assertThatThrownBy(() -> Studies.parse(text))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("s.yaml:8: ")
        .message()
        .doesNotContain("\n")
        .contains(message.strip());
  }

  @Test
  void read_twoArmsOfOneName_isAnError() {
    assertThatThrownBy(() -> Studies.parse(FULL.replace("name: b", "name: A")))
        .hasMessageContaining("two arms are called 'A'");
  }

  @Test
  void read_somethingElseThanAStudy_isSaid() {
    for (String text : List.of("just words", "[1, 2]", "")) {
      assertThatThrownBy(() -> Studies.parse(text)).isInstanceOf(BadInput.class);
    }
  }
}
