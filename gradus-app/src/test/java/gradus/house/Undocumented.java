package gradus.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is public in a source and has no Javadoc: types, and methods other than overrides and
 * accessors of records.
 */
final class Undocumented extends TreePathScanner<@Nullable Void, List<String>> {
  private final String name;
  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final Deque<ClassTree> around = new ArrayDeque<>();

  private Undocumented(String name, CompilationUnitTree unit, DocTrees trees) {
    this.name = name;
    this.unit = unit;
    this.trees = trees;
  }

  /** What lacks a comment, as {@code file:line: what}. */
  static List<String> in(String name, String text) throws IOException {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Any.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, null, null, List.of(file));
    CompilationUnitTree unit = task.parse().iterator().next();
    Undocumented scanner = new Undocumented(name, unit, DocTrees.instance(task));
    List<String> found = new ArrayList<>();
    scanner.scan(unit, found);
    return found;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, List<String> found) {
    if (!isPublic(type.getModifiers())) {
      return null;
    }
    require(type, "type " + type.getSimpleName(), found);
    around.push(type);
    super.visitClass(type, found);
    around.pop();
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, List<String> found) {
    if (isPublic(method.getModifiers())
        && method.getReturnType() != null
        && !isOverride(method)
        && !isAccessor(method)) {
      require(method, "method " + method.getName(), found);
    }
    return null; // what is inside a body is nobody's interface
  }

  @Override
  public @Nullable Void visitVariable(VariableTree variable, List<String> found) {
    return null; // nor are anonymous classes in initialisers
  }

  private void require(Tree tree, String what, List<String> found) {
    String comment = trees.getDocComment(getCurrentPath());
    if (comment == null || comment.isBlank()) {
      long line =
          unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
      found.add("%s:%d: public %s has no Javadoc".formatted(name, line, what));
    }
  }

  /** Members of an interface are public unless they say otherwise. */
  private boolean isPublic(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    boolean inInterface = !around.isEmpty() && around.peek().getKind() == Tree.Kind.INTERFACE;
    return flags.contains(Modifier.PUBLIC) || (inInterface && !flags.contains(Modifier.PRIVATE));
  }

  private static boolean isOverride(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().endsWith("Override"));
  }

  private boolean isAccessor(MethodTree method) {
    ClassTree type = around.element();
    if (type.getKind() != Tree.Kind.RECORD || !method.getParameters().isEmpty()) {
      return false;
    }
    Set<String> fields = new HashSet<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree field
          && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
        fields.add(field.getName().toString());
      }
    }
    return fields.contains(method.getName().toString());
  }
}
