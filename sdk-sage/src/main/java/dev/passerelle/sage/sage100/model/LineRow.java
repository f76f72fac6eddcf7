package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a sales document: a row of F_DOCLIGNE (fact sheet §3.3).
 *
 * @param marq cbMarq
 * @param number DL_No: stays when the line goes over whole to the next document
 * @param type DO_Type of the document that it is on now
 * @param piece DO_Piece of that document, normalised
 * @param customerNumber CT_Num, normalised
 * @param position DL_Ligne
 * @param article AR_Ref, normalised; empty on a comment or free line
 * @param text DL_Design
 * @param quantity DL_Qte
 * @param unit EU_Enumere
 * @param unitPrice DL_PrixUnitaire, excl. tax, before discount
 * @param discountPercent the discounts in per cent as one; null when there is another kind of them
 * @param taxCode DL_CodeTaxe1
 * @param taxRate DL_Taxe1, in per cent
 * @param net DL_MontantHT; 0 on a line that does not count (DL_Valorise)
 * @param gross DL_MontantTTC; 0 on a line that does not count
 * @param depot DE_No
 * @param orderPiece DL_PieceBC: the order that it came from, normalised; empty for none
 * @param deliveryPiece DL_PieceBL: the delivery that it came from, normalised; empty for none
 * @param originDate the date of the document that was asked for, where the line only remembers it
 */
public record LineRow(
    int marq,
    int number,
    int type,
    String piece,
    String customerNumber,
    int position,
    String article,
    String text,
    BigDecimal quantity,
    String unit,
    BigDecimal unitPrice,
    @Nullable BigDecimal discountPercent,
    String taxCode,
    BigDecimal taxRate,
    BigDecimal net,
    BigDecimal gross,
    int depot,
    String orderPiece,
    String deliveryPiece,
    @Nullable LocalDate originDate) {

  /** The discount in per cent, when it is one. */
  public Optional<BigDecimal> discount() {
    return Optional.ofNullable(discountPercent);
  }

  /** Text only. */
  public boolean isComment() {
    return article.isEmpty() && quantity.signum() == 0 && net.signum() == 0;
  }

  /** Whether it lies on a delivery note or an invoice. */
  public boolean isDelivered() {
    return type == 3 || isInvoiced();
  }

  /** Whether it lies on an invoice. */
  public boolean isInvoiced() {
    return type == 6 || type == 7;
  }
}
