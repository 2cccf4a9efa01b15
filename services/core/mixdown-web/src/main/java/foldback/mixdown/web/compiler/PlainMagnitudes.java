package foldback.mixdown.web.compiler;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Has WebAssembly take magnitudes without a branch. TeaVM 0.15.0 compares a number with 0 for that, and of two samples in a row nobody can tell
 * whether they have one sign; {@link foldback.mixdown.web.Magnitudes} takes the sign's bit away instead, which is the same number.
 */
public final class PlainMagnitudes implements ClassHolderTransformer {
    private static final String OURS = "foldback.";
    private static final MethodDescriptor OF_A_DOUBLE = new MethodDescriptor("abs", ValueType.DOUBLE, ValueType.DOUBLE);
    private static final MethodReference SLOW = new MethodReference("java.lang.Math", OF_A_DOUBLE);
    private static final MethodReference PLAIN = new MethodReference("foldback.mixdown.web.Magnitudes", OF_A_DOUBLE);

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().startsWith(OURS)) {
            return;
        }
        for (MethodHolder method : type.getMethods()) {
            if (method.getProgram() != null) {
                method.getProgram().getBasicBlocks().forEach(PlainMagnitudes::replace);
            }
        }
    }

    private static void replace(BasicBlock block) {
        for (Instruction at : block) {
            if (at instanceof InvokeInstruction call && call.getMethod().equals(SLOW)) {
                call.setMethod(PLAIN);
            }
        }
    }
}
