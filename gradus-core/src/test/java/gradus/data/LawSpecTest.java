package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LawSpecTest {
  private static final Seed SEED = new Seed(5);

  private static String refusal(String text) {
    return SampleFiles.message(() -> LawSpec.parse(text, SEED));
  }

  @Test
  void parse_arguments_areTaken() {
    LawSpec spec = LawSpec.parse(" xor2 : n=7, d=3 ,seed=1,test=4,unit=true ", SEED);

    assertThat(spec.law()).isEqualTo(DataLaw.xor2(3, true));
    assertThat(spec.n()).isEqualTo(7);
    assertThat(spec.test()).isEqualTo(4);
    assertThat(spec.seed()).isEqualTo(new Seed(1));
    Loaded drawn = spec.draw();
    assertThat(drawn.train().size()).isEqualTo(7);
    assertThat(drawn.test().orElseThrow().size()).isEqualTo(4);
  }

  @Test
  void parse_nameAlone_takesDefaults() {
    for (String name : LawSpec.names()) {
      LawSpec spec = LawSpec.parse(name, SEED);

      assertThat(spec.seed()).isEqualTo(SEED);
      assertThat(spec.n()).isEqualTo(name.equals("sine") ? 9 : 200);
      Dataset data = spec.draw().train();
      assertThat(data.size()).isEqualTo(spec.n());
      assertThat(data.dimension()).isEqualTo(spec.law().dimension());
      assertThat(spec.draw().test()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussians:d=3,separation=0.1",
        "linear:d=4,margin=0.25",
        "linear:d=4,margin=0.25,direction=random,seed=-9",
        "xor2:d=6",
        "xor2:d=6,unit=true",
        "teacher:d=4,width=3,seed=12",
        "sine:frequency=2.5,degree=7,basis=legendre,nodes=uniform",
        "spirals:turns=2,noise=0.001"
      })
  void spec_readBack_isTheSameLaw(String text) {
    DataLaw law = LawSpec.parse(text, SEED).law();

    assertThat(law.spec()).isEqualTo(text);
    assertThat(LawSpec.parse(law.spec(), new Seed(99)).law()).isEqualTo(law);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussians",
        "linear",
        "linear:d=5,direction=random",
        "xor2",
        "teacher",
        "sine:nodes=uniform",
        "spirals"
      })
  void draw_sameSeed_isTheSame_andOtherSeedsDiffer(String text) {
    LawSpec spec = LawSpec.parse(text, SEED);
    Dataset one = spec.law().draw(20, new Seed(1));

    assertThat(spec.law().draw(20, new Seed(1)).inputs()).isEqualTo(one.inputs());
    assertThat(spec.law().draw(20, new Seed(2)).inputs()).isNotEqualTo(one.inputs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xor             | there is no law 'xor' (did you mean 'xor2'?); the laws are gaussians,"
            + " linear",
        "gausians:d=2    | did you mean 'gaussians'",
        "circle          | there is no law 'circle'; the laws are",
        "xor2:dim=3      | law xor2 has no argument 'dim'; it takes n, test, seed, d, unit",
        "gaussians:seperation=3 | did you mean 'separation'",
        "xor2:d          | arguments read 'name=value,name=value', but 'd' came",
        "xor2:d=3,       | arguments read 'name=value,name=value', but '' came",
        "xor2:d=3,d=4    | law xor2: 'd' is given twice",
        "xor2:d=three    | d needs a whole number, but 'three' came",
        "xor2:d=1        | xor2: d must be a whole number from 2 to 1000000, but 1 came",
        "xor2:n=0        | n must be a whole number from 1",
        "xor2:n=-5       | n must be a whole number from 1",
        "xor2:test=-5    | test must be a whole number from 0",
        "xor2:n=99999999999 | n needs a whole number",
        "xor2:n=100000000,d=1000000 | more than the 268435456 allowed",
        "xor2:unit=yes   | unit is one of false, true, but 'yes' came",
        "xor2:seed=1.5   | seed needs a whole number",
        "linear:margin=0 | linear: margin must lie between",
        "linear:margin=1 | linear: margin must lie between",
        "linear:margin=x | margin needs a number, but 'x' came",
        "linear:margin=nan | margin needs a number, but 'nan' came",
        "linear:direction=axes | did you mean 'axis'",
        "teacher:width=1 | teacher: width must be",
        "sine:basis=legandre | did you mean 'legendre'",
        "sine:nodes=chebychev | did you mean 'chebyshev'",
        "spirals:noise=-1 | spirals: noise must lie between 0 and 1000, but -1 came",
      })
  void parse_wrongText_isRefused(String text, String message) {
    assertThat(refusal(text)).contains(message.strip());
  }
}
