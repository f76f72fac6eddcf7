package dev.passerelle.simulators.odoo;

/** The types of fields, as {@code fields_get} names them. */
enum FieldKind {
  CHAR,
  TEXT,
  HTML,
  BOOLEAN,
  INTEGER,
  FLOAT,
  MONETARY,
  DATE,
  DATETIME,
  SELECTION,
  MANY2ONE,
  ONE2MANY,
  MANY2MANY
}
