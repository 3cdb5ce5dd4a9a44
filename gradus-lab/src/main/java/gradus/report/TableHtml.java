package gradus.report;

/** Writes a table as HTML. */
final class TableHtml {
  private TableHtml() {}

  static void write(Block.Table table, StringBuilder html) {
    html.append("<figure class=\"table\"><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for (Column column : table.columns()) {
      html.append("<th scope=\"col\"").append(align(column)).append("><button type=\"button\">");
      html.append(RichText.html(column.title())).append("</button></th>");
    }
    html.append("</tr></thead><tbody>");
    for (var row : table.rows()) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(row.get(i), table.columns().get(i), html);
      }
      html.append("</tr>");
    }
    html.append("</tbody></table></div>");
    if (!table.caption().isEmpty()) {
      html.append("<figcaption>").append(RichText.html(table.caption())).append("</figcaption>");
    }
    html.append("</figure>\n");
  }

  private static void cell(Cell cell, Column column, StringBuilder html) {
    html.append("<td").append(align(column));
    switch (cell) {
      case Cell.Words words -> html.append('>').append(RichText.html(words.text()));
      case Cell.Quantity number ->
          html.append(" data-v=\"")
              .append(number.value())
              .append("\">")
              .append(NumberText.html(number.value(), column.format()));
      case Cell.Badge badge -> html.append('>').append(badge(badge.tone(), badge.text()));
      case Cell.Link link ->
          html.append("><a href=\"")
              .append(link.href())
              .append("\">")
              .append(RichText.html(link.text()))
              .append("</a>");
    }
    html.append("</td>");
  }

  /** A coloured word. */
  static String badge(Tone tone, String text) {
    return "<span class=\"badge " + tone.css() + "\">" + RichText.html(text) + "</span>";
  }

  private static String align(Column column) {
    return column.align() == Column.Align.RIGHT ? " class=\"r\"" : "";
  }
}
