package dev.passerelle.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void keepsDigitsOrderAndNulls() {
    String text = "{\"b\":1250.50,\"a\":[null,true,\"Ø\",{}],\"c\":70100001001}";

    assertThat(Json.write(Json.parse(text))).isEqualTo(text);
  }

  @Test
  void refusesWhatIsNotOneValue() {
    for (String bad : List.of("", "{", "{\"a\":}", "{} {}", "nonsense")) {
      assertThatThrownBy(() -> Json.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Json.object("[]")).isInstanceOf(IllegalArgumentException.class);
  }
}
