package dev.passerelle.simulators.odoo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One database of one version, with its modules. */
final class Server {
  final String databaseName;
  final int version;
  final boolean outstandingAccounts;
  final Clock clock;
  final Orm orm;
  final Methods methods = new Methods();
  final Rights rights = new Rights();
  final Users users;

  Server(OdooSimulatorBuilder settings) {
    databaseName = settings.database;
    version = settings.version;
    outstandingAccounts = settings.outstandingAccounts;
    clock = settings.clock;
    orm = new Orm(clock);
    users = new Users(settings.login, settings.password, settings.key);
    Domains domains = new Domains(orm, new DateFilters(version, settings.userZone));
    new Queries(orm, domains, rights).addTo(methods);
    new Edits(orm, rights, version).addTo(methods);
    new Directory(this).define();
    new Catalogue(this).define();
    new Warehouse(this).define();
    new Sales(this).define();
    new Accounting(this).define();
    settings.without.forEach(orm::undefine);
  }

  LocalDate today() {
    return LocalDate.ofInstant(orm.database().now(), ZoneOffset.UTC);
  }

  /** The only company's currency. */
  long currency() {
    return Directory.EUR;
  }
}
