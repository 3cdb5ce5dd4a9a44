package gradus.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** Asks the system whether a stream is shown to somebody; Java itself only knows of the others. */
final class Terminal {
  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  /** Whether standard error goes to a terminal; no where the system cannot be asked. */
  // Calling the system is restricted because it can crash; isatty cannot.
  @SuppressWarnings("restricted")
  static boolean watchesErrors() {
    try {
      Linker linker = Linker.nativeLinker();
      Optional<MemorySegment> isatty =
          linker.defaultLookup().find("isatty").or(() -> linker.defaultLookup().find("_isatty"));
      if (isatty.isEmpty()) {
        return false;
      }
      FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      return (int) linker.downcallHandle(isatty.get(), type).invokeExact(STANDARD_ERROR) != 0;
    } catch (Throwable unknown) {
      // Whatever goes wrong in asking, a run without a progress bar is still a run.
      return false;
    }
  }
}
