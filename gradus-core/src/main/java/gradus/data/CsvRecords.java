package gradus.data;

import gradus.num.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV file, one after the other (RFC 4180).
 *
 * <p>A field in double quotes may hold delimiters, line ends and, doubled, quotes; blanks around a
 * field are dropped; lines end with LF, CRLF or CR; blank lines are passed over. The delimiter is
 * whichever of comma, semicolon and tab stands most often in the first line.
 */
final class CsvRecords {
  private static final int LONGEST_FIELD = 1 << 16;
  private static final int MOST_FIELDS = 1 << 20;
  private static final int END = -1;
  private static final int PEEK = 1 << 16;

  private final Path path;
  private final BufferedReader in;
  private final char delimiter;
  private final StringBuilder field = new StringBuilder();
  private int next;
  private long line = 1;
  private long start = 1;

  CsvRecords(Path path, BufferedReader in) throws IOException {
    this.path = path;
    this.in = in;
    this.delimiter = delimiter(in);
    this.next = in.read();
    if (next == '\ufeff') { // the mark that some editors put before UTF-8
      next = in.read();
    }
  }

  /** The line, from 1, on which the record read last begins. */
  long line() {
    return start;
  }

  /** The fields of the next record; none at the end of the file. */
  List<String> next() throws IOException {
    List<String> fields = new ArrayList<>();
    while (next != END) {
      start = line;
      boolean quoted = readField();
      boolean blank = !quoted && field.isEmpty() && next != delimiter;
      if (!blank) {
        fields.add(field.toString());
        while (next == delimiter) {
          if (fields.size() >= MOST_FIELDS) {
            throw BadInput.at(
                path, start, "more than " + MOST_FIELDS + " fields; is this a CSV file?");
          }
          advance();
          readField();
          fields.add(field.toString());
        }
      }
      endLine();
      if (!blank) {
        return fields;
      }
    }
    return fields;
  }

  /** Reads one field up to its delimiter or line end; whether it was quoted. */
  private boolean readField() throws IOException {
    field.setLength(0);
    skipBlanks();
    if (next == '"') {
      readQuoted();
      skipBlanks();
      if (next != delimiter && next != '\n' && next != '\r' && next != END) {
        throw BadInput.at(
            path,
            line,
            "text follows a closing quote; a quote inside a quoted field is doubled (\"\")");
      }
      return true;
    }
    while (next != delimiter && next != '\n' && next != '\r' && next != END) {
      append();
    }
    int end = field.length();
    while (end > 0 && isBlank(field.charAt(end - 1))) {
      end--;
    }
    field.setLength(end);
    return false;
  }

  private void readQuoted() throws IOException {
    long opened = line;
    advance();
    while (true) {
      if (next == END) {
        throw BadInput.at(path, opened, "a quoted field begins here and is never closed");
      }
      if (next == '"') {
        advance();
        if (next != '"') {
          return;
        }
      } else if (next == '\n') {
        line++;
      }
      append();
    }
  }

  private void append() throws IOException {
    if (field.length() >= LONGEST_FIELD) {
      throw BadInput.at(
          path,
          line,
          "a field is longer than " + LONGEST_FIELD + " characters; is this a CSV file?");
    }
    field.append((char) next);
    advance();
  }

  private void endLine() throws IOException {
    if (next == '\r') {
      advance();
      if (next == '\n') {
        advance();
      }
      line++;
    } else if (next == '\n') {
      advance();
      line++;
    }
  }

  private void skipBlanks() throws IOException {
    while (next != delimiter && isBlank(next)) {
      advance();
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private void advance() throws IOException {
    next = in.read();
  }

  private static char delimiter(BufferedReader in) throws IOException {
    in.mark(PEEK);
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < PEEK; i++) {
      int c = in.read();
      if (c == END || (begun && !quoted && (c == '\n' || c == '\r'))) {
        break;
      }
      begun |= !Character.isWhitespace(c);
      quoted ^= c == '"';
      commas += !quoted && c == ',' ? 1 : 0;
      semicolons += !quoted && c == ';' ? 1 : 0;
      tabs += !quoted && c == '\t' ? 1 : 0;
    }
    in.reset();
    if (commas >= Math.max(semicolons, tabs)) {
      return ',';
    }
    return semicolons >= tabs ? ';' : '\t';
  }
}
