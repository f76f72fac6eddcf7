package dev.passerelle.sage.sage100.sync;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** Customers by SQL and by import files: accepted first, written after the import. */
class CustomerImportContractTest extends CustomerContractTest {
  @TempDir static Path roots;

  @Override
  Negoce company() {
    return Negoce.withImports(roots.resolve(UUID.randomUUID().toString()));
  }
}
