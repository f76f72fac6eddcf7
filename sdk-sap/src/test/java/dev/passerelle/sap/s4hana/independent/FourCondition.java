package dev.passerelle.sap.s4hana.independent;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.List;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.Property;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/** A condition of OData 4 as Olingo parsed it, over one entity. */
final class FourCondition implements ExpressionVisitor<Object> {
  private final Entity row;

  FourCondition(Entity row) {
    this.row = row;
  }

  @Override
  public Object visitBinaryOperator(BinaryOperatorKind operator, Object left, Object right) {
    return switch (operator) {
      case AND -> (Boolean) left && (Boolean) right;
      case OR -> (Boolean) left || (Boolean) right;
      case EQ -> compare(left, right) == 0;
      case NE -> compare(left, right) != 0;
      case LT -> left != null && compare(left, right) < 0;
      case LE -> left != null && compare(left, right) <= 0;
      case GT -> left != null && compare(left, right) > 0;
      case GE -> left != null && compare(left, right) >= 0;
      default -> throw new UnsupportedOperationException(operator.toString());
    };
  }

  static int compare(Object left, Object right) {
    Object one = plain(left);
    Object other = plain(right);
    if (one == null || other == null) {
      boolean empty = (one == null || one.equals("")) && (other == null || other.equals(""));
      return empty ? 0 : one == null ? -1 : 1;
    }
    return one instanceof BigDecimal number && other instanceof BigDecimal second
        ? number.compareTo(second)
        : one.toString().compareTo(other.toString());
  }

  private static Object plain(Object value) {
    if (value instanceof Timestamp stamp) {
      return BigDecimal.valueOf(stamp.getTime());
    }
    if (value instanceof Calendar calendar) {
      return BigDecimal.valueOf(calendar.getTimeInMillis());
    }
    return value instanceof Number number ? new BigDecimal(number.toString()) : value;
  }

  @Override
  public Object visitLiteral(Literal literal) {
    String text = literal.getText();
    if (literal.getType() == null || text.equals("null")) {
      return null;
    }
    return switch (literal.getType().getName()) {
      case "String" -> text.substring(1, text.length() - 1).replace("''", "'");
      case "DateTimeOffset" -> new Timestamp(Instant.parse(text).toEpochMilli());
      case "Boolean" -> Boolean.valueOf(text);
      default -> new BigDecimal(text);
    };
  }

  @Override
  public Object visitMember(Member member) {
    List<UriResource> path = member.getResourcePath().getUriResourceParts();
    Property property = row.getProperty(path.get(0).getSegmentValue());
    return property == null ? null : property.getValue();
  }

  @Override
  public Object visitUnaryOperator(UnaryOperatorKind operator, Object operand) {
    throw new UnsupportedOperationException(operator.toString());
  }

  @Override
  public Object visitMethodCall(MethodKind method, List<Object> parameters) {
    throw new UnsupportedOperationException(method.toString());
  }

  @Override
  public Object visitLambdaExpression(String function, String variable, Expression expression) {
    throw new UnsupportedOperationException(function);
  }

  @Override
  public Object visitAlias(String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Object visitTypeLiteral(EdmType type) {
    throw new UnsupportedOperationException(type.getName());
  }

  @Override
  public Object visitLambdaReference(String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Object visitEnum(EdmEnumType type, List<String> values) {
    throw new UnsupportedOperationException(type.getName());
  }

  @Override
  public Object visitBinaryOperator(BinaryOperatorKind operator, Object left, List<Object> right) {
    throw new UnsupportedOperationException(operator.toString());
  }
}
