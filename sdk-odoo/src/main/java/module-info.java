/** Client and connector for Odoo 16 to 19. */
module dev.passerelle.odoo {
  requires transitive dev.passerelle.core;
  requires static transitive org.jspecify;

  exports dev.passerelle.odoo;
  exports dev.passerelle.odoo.model;
  exports dev.passerelle.odoo.sync;
}
