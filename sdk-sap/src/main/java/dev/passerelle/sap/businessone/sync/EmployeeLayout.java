package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sales employees, listed: they have no stamp. The name is one text. */
final class EmployeeLayout {
  private EmployeeLayout() {}

  static EntityMap map(Site site, Selection selection) {
    EntityMap.Layout layout =
        new EntityMap.Layout(
            Employee.TYPE,
            List.of(Source.byNumber("SalesPersons", "SalesEmployeeCode", "")),
            "",
            Set.of(),
            row -> row.has("Active") && !row.yes("Active"),
            false,
            Set.of(),
            Layouts.LISTED,
            Completion.NONE);
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(
        all,
        Binding.readOnly(
            Employee.CODE,
            Set.of("SalesEmployeeCode"),
            row -> row.text("SalesEmployeeCode").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Employee.LAST_NAME,
            Set.of("SalesEmployeeName"),
            row -> row.text("SalesEmployeeName").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Employee.STATE,
            Set.of("Active"),
            row -> row.yes("Active") ? Customer.ACTIVE : Customer.DORMANT));
    return Layouts.map(site, layout, all, selection);
  }
}
