package dev.passerelle.sap.s4hana.independent;

import java.math.BigDecimal;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.apache.olingo.odata2.api.edm.EdmLiteral;
import org.apache.olingo.odata2.api.edm.EdmLiteralKind;
import org.apache.olingo.odata2.api.edm.EdmSimpleTypeException;
import org.apache.olingo.odata2.api.edm.EdmTyped;
import org.apache.olingo.odata2.api.uri.expression.BinaryExpression;
import org.apache.olingo.odata2.api.uri.expression.BinaryOperator;
import org.apache.olingo.odata2.api.uri.expression.ExpressionVisitor;
import org.apache.olingo.odata2.api.uri.expression.FilterExpression;
import org.apache.olingo.odata2.api.uri.expression.LiteralExpression;
import org.apache.olingo.odata2.api.uri.expression.MemberExpression;
import org.apache.olingo.odata2.api.uri.expression.MethodExpression;
import org.apache.olingo.odata2.api.uri.expression.MethodOperator;
import org.apache.olingo.odata2.api.uri.expression.OrderByExpression;
import org.apache.olingo.odata2.api.uri.expression.OrderExpression;
import org.apache.olingo.odata2.api.uri.expression.PropertyExpression;
import org.apache.olingo.odata2.api.uri.expression.SortOrder;
import org.apache.olingo.odata2.api.uri.expression.UnaryExpression;
import org.apache.olingo.odata2.api.uri.expression.UnaryOperator;

/** A condition as Olingo parsed it, over one row. A text that is not set is empty. */
final class Condition implements ExpressionVisitor {
  private final Map<String, Object> row;

  Condition(Map<String, Object> row) {
    this.row = row;
  }

  @Override
  public Object visitFilterExpression(FilterExpression filter, String text, Object value) {
    return value;
  }

  @Override
  public Object visitBinary(
      BinaryExpression expression, BinaryOperator operator, Object left, Object right) {
    return switch (operator) {
      case AND -> (Boolean) left && (Boolean) right;
      case OR -> (Boolean) left || (Boolean) right;
      case EQ -> compare(left, right) == 0;
      case NE -> compare(left, right) != 0;
      case LT -> isThere(left) && compare(left, right) < 0;
      case LE -> isThere(left) && compare(left, right) <= 0;
      case GT -> isThere(left) && compare(left, right) > 0;
      case GE -> isThere(left) && compare(left, right) >= 0;
      default -> throw new UnsupportedOperationException(operator.toString());
    };
  }

  private static boolean isThere(Object value) {
    return value != null;
  }

  static int compare(Object left, Object right) {
    Object one = plain(left);
    Object other = plain(right);
    if (one == null || other == null) {
      boolean empty = (one == null || one.equals("")) && (other == null || other.equals(""));
      return empty ? 0 : one == null ? -1 : 1;
    }
    return one instanceof BigDecimal && other instanceof BigDecimal
        ? ((BigDecimal) one).compareTo((BigDecimal) other)
        : one.toString().compareTo(other.toString());
  }

  private static Object plain(Object value) {
    if (value instanceof Calendar calendar) {
      return BigDecimal.valueOf(calendar.getTimeInMillis());
    }
    return value instanceof Number number ? new BigDecimal(number.toString()) : value;
  }

  @Override
  public Object visitLiteral(LiteralExpression expression, EdmLiteral literal) {
    try {
      return literal
          .getType()
          .valueOfString(
              literal.getLiteral(),
              EdmLiteralKind.DEFAULT,
              null,
              literal.getType().getDefaultType());
    } catch (EdmSimpleTypeException e) {
      throw new IllegalArgumentException(literal.getLiteral(), e);
    }
  }

  @Override
  public Object visitProperty(PropertyExpression expression, String name, EdmTyped property) {
    if (property == null) {
      throw new IllegalArgumentException("no property " + name);
    }
    return row.get(name);
  }

  @Override
  public Object visitUnary(UnaryExpression expression, UnaryOperator operator, Object operand) {
    throw new UnsupportedOperationException(operator.toString());
  }

  @Override
  public Object visitMethod(
      MethodExpression expression, MethodOperator method, List<Object> parameters) {
    throw new UnsupportedOperationException(method.toString());
  }

  @Override
  public Object visitMember(MemberExpression expression, Object path, Object property) {
    throw new UnsupportedOperationException("a member");
  }

  @Override
  public Object visitOrderByExpression(
      OrderByExpression expression, String text, List<Object> orders) {
    throw new UnsupportedOperationException("an order");
  }

  @Override
  public Object visitOrder(OrderExpression expression, Object value, SortOrder order) {
    throw new UnsupportedOperationException("an order");
  }
}
