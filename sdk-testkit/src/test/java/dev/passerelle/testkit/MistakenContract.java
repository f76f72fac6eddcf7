package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract over an adapter with a mistake; run by {@link MistakesAreCaughtTest} only. */
@ExtendWith(MistakenContract.Choice.class)
class MistakenContract extends InMemoryContract {
  static final String PARAMETER = "passerelle.testkit.mistake";

  private final Mistake mistake;

  MistakenContract(Mistake mistake) {
    this.mistake = mistake;
  }

  /** Gives the test class the mistake that the run asks for. */
  static final class Choice implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Mistake.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Mistake.valueOf(context.getConfigurationParameter(PARAMETER).orElseThrow());
    }
  }

  /** Keeps no token: every call fetches one of its own. */
  private final class Forgetful extends PassingAdapter {
    private final EntityType type;
    private final Selection selection;

    Forgetful(EntityType type, Selection selection) {
      super(InMemoryConnector.to(erp()).adapter(type, selection).orElseThrow());
      this.type = type;
      this.selection = selection;
    }

    @Override
    public List<Lookup> read(Collection<RecordId> ids) {
      return InMemoryConnector.to(erp()).adapter(type, selection).orElseThrow().read(ids);
    }
  }

  @Override
  InMemoryEntity.Builder customers() {
    return mistake.entity.apply(plain());
  }

  @Override
  protected Connector connector() {
    Connector right = super.connector();
    return new Connector() {
      @Override
      public SystemDescriptor describe() {
        return right.describe();
      }

      @Override
      public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
        return mistake == Mistake.REFRESHES_PER_CALL
            ? Optional.of(new Forgetful(type, selection))
            : right.adapter(type, selection).map(mistake::breaks);
      }

      @Override
      public List<Finding> check() {
        return right.check();
      }

      @Override
      public void close() {
        right.close();
      }
    };
  }
}
