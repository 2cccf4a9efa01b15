package foldback.mixdown.web.compiler;

import java.util.HashSet;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * Keeps the parentheses of sums and products of doubles where Java is compiled to JavaScript.
 *
 * <p>TeaVM 0.15.0 takes {@code +} and {@code *} to be associative (its StatementRenderer.visitBinary gives their second operand no
 * parentheses), and writes {@code a + ((b + c) - c)} as {@code a + b + c - c}. Of doubles that is another number. Therefore {@code a +
 * b} becomes {@code a - (-b)} and {@code a * b} becomes {@code -(a * (-b))} before anything is optimised: equal to the last bit by IEEE
 * 754, and a second operand of {@code -} and one of a sign do keep their parentheses. Not for WebAssembly, which has none.
 */
public final class GroupedSums implements ClassHolderTransformer {
    private static final String OURS = "foldback.";

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().startsWith(OURS)) {
            return;
        }
        for (MethodHolder method : type.getMethods()) {
            Program program = method.getProgram();
            if (program != null) {
                Set<Variable> constants = constants(program);
                program.getBasicBlocks().forEach(block -> group(program, block, constants));
            }
        }
    }

    /** They need no parentheses; and the minifier would write {@code x--1.0} of {@code x - (-1.0)}. */
    private static Set<Variable> constants(Program program) {
        Set<Variable> constants = new HashSet<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof DoubleConstantInstruction constant) {
                    constants.add(constant.getReceiver());
                }
            }
        }
        return constants;
    }

    private static void group(Program program, BasicBlock block, Set<Variable> constants) {
        Instruction next;
        for (Instruction at = block.getFirstInstruction(); at != null; at = next) {
            next = at.getNext();
            if (at instanceof BinaryInstruction operation
                    && operation.getOperandType() == NumericOperandType.DOUBLE
                    && !constants.contains(operation.getSecondOperand())) {
                if (operation.getOperation() == BinaryOperation.ADD) {
                    groupSum(program, operation);
                } else if (operation.getOperation() == BinaryOperation.MULTIPLY) {
                    groupProduct(program, operation);
                }
            }
        }
    }

    private static void groupSum(Program program, BinaryInstruction sum) {
        Variable negative = negated(program, sum.getSecondOperand(), sum);
        BinaryInstruction difference = new BinaryInstruction(BinaryOperation.SUBTRACT, NumericOperandType.DOUBLE);
        difference.setFirstOperand(sum.getFirstOperand());
        difference.setSecondOperand(negative);
        difference.setReceiver(sum.getReceiver());
        difference.setLocation(sum.getLocation());
        sum.replace(difference);
    }

    private static void groupProduct(Program program, BinaryInstruction product) {
        product.setSecondOperand(negated(program, product.getSecondOperand(), product));
        NegateInstruction back = new NegateInstruction(NumericOperandType.DOUBLE);
        back.setReceiver(product.getReceiver());
        product.setReceiver(program.createVariable());
        back.setOperand(product.getReceiver());
        back.setLocation(product.getLocation());
        product.insertNext(back);
    }

    /** The negative of a value, made right before an instruction. */
    private static Variable negated(Program program, Variable value, Instruction before) {
        NegateInstruction negate = new NegateInstruction(NumericOperandType.DOUBLE);
        negate.setOperand(value);
        negate.setReceiver(program.createVariable());
        negate.setLocation(before.getLocation());
        before.insertPrevious(negate);
        return negate.getReceiver();
    }
}
