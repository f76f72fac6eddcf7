package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sales document that is asked for. Without an article it is a comment.
 *
 * @param key the caller's own, comes back
 * @param article AR_Ref, empty for a comment
 * @param text DL_Design; null means the article's
 * @param price excl. tax; null means Sage's own
 * @param discount per cent
 * @param taxCode null means what the article and the customer's category give
 */
record DraftLine(
    @Nullable String key,
    String article,
    @Nullable String text,
    BigDecimal quantity,
    @Nullable BigDecimal price,
    BigDecimal discount,
    @Nullable String taxCode) {
  boolean isComment() {
    return article.isEmpty();
  }
}
