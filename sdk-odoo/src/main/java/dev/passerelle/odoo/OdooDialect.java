package dev.passerelle.odoo;

/** The two ways of calling an Odoo server. */
public enum OdooDialect {
  /** {@code POST /jsonrpc}: every version up to now, with password or key. */
  JSON_RPC,
  /** {@code POST /json/2/…}: from 19 on, with an API key only. */
  JSON_2
}
