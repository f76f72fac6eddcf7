package dev.passerelle.sage.sage100.sync;

/** What is made of a line that has neither quantity nor price. It is never dropped. */
public enum ZeroLines {
  /** The document is refused: LINE_WITHOUT_VALUE. */
  REFUSE,
  /** A comment line with the text. */
  COMMENT
}
