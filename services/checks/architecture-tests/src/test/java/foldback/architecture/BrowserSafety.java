package foldback.architecture;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a class file may not contain if it is to give the same samples in a browser as on the JVM: anything whose result the
 * platform chooses, and anything that the browser's compiler does not have. It reads byte code and not source, because
 * there a {@code float} cannot hide in an expression, nor a method in a static import.
 */
final class BrowserSafety {
    /** Class files of Java 21: the compiler for the browser reads none that are newer. */
    static final int NEWEST_CLASS_FILE = ClassFile.JAVA_21_VERSION;

    /** Exact everywhere, by IEEE 754 or because they are integer arithmetic. Everything else in Math is banned. */
    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "min",
            "max",
            "sqrt",
            "rint",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "toIntExact",
            "floorDiv",
            "floorMod",
            "ceilDiv");

    private static final List<String> KNOWN_PACKAGES = List.of(
            "java/lang/",
            "java/lang/invoke/",
            "java/lang/runtime/",
            "java/util/",
            "java/util/function/",
            "java/util/stream/",
            "java/util/regex/");

    /** In packages that are known, and banned all the same: threads, chance, the platform, floats, reflection. */
    private static final Set<String> BANNED_CLASSES = Set.of(
            "java/lang/StrictMath",
            "java/lang/Float",
            "java/lang/Thread",
            "java/lang/ThreadLocal",
            "java/lang/Runtime",
            "java/lang/Process",
            "java/lang/ProcessBuilder",
            "java/lang/ClassLoader",
            "java/lang/Module",
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/Timer",
            "java/util/TimerTask",
            "java/util/Date",
            "java/util/Calendar",
            "java/util/Formatter",
            "java/util/Scanner",
            "java/util/ServiceLoader",
            "java/util/Properties");

    private static final Set<String> BANNED_METHODS = Set.of(
            "java/lang/Class.forName",
            "java/lang/Class.getDeclaredMethod",
            "java/lang/Class.getDeclaredMethods",
            "java/lang/Class.getDeclaredField",
            "java/lang/Class.getDeclaredFields",
            "java/lang/Class.getDeclaredConstructor",
            "java/lang/Class.getMethod",
            "java/lang/Class.getMethods",
            "java/lang/Class.getRecordComponents",
            "java/lang/Class.getResourceAsStream",
            "java/lang/Object.wait",
            "java/lang/Object.notify",
            "java/lang/Object.notifyAll",
            "java/lang/String.format",
            "java/lang/String.formatted",
            "java/util/UUID.randomUUID",
            "java/util/Locale.getDefault",
            "java/util/Collections.shuffle",
            "java/util/Collection.parallelStream");

    private final Set<String> found = new TreeSet<>();
    private final String name;

    private BrowserSafety(String name) {
        this.name = name;
    }

    /** What is wrong with a class file, as lines that name the class. */
    static List<String> faults(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        var safety = new BrowserSafety(model.thisClass().asInternalName());
        safety.check(model);
        return new ArrayList<>(safety.found);
    }

    private void check(ClassModel model) {
        if (model.majorVersion() > NEWEST_CLASS_FILE) {
            fault("is a class file of version " + model.majorVersion());
        }
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type -> checkClass(type.asInternalName());
                case MemberRefEntry member -> checkMember(member);
                case NameAndTypeEntry member -> checkDescriptor(member.type());
                default -> {}
            }
        }
        model.fields().forEach(field -> checkDescriptor(field.fieldType()));
        model.methods().forEach(this::checkMethod);
    }

    private void checkMethod(MethodModel method) {
        checkDescriptor(method.methodType());
        if (method.flags().has(AccessFlag.SYNCHRONIZED) || method.flags().has(AccessFlag.NATIVE)) {
            fault("has the synchronized or native method " + method.methodName());
        }
        method.code().ifPresent(code -> code.forEach(this::checkInstruction));
    }

    private void checkInstruction(CodeElement element) {
        switch (element) {
            case OperatorInstruction operator
            when operator.opcode() == Opcode.DREM || operator.opcode() == Opcode.FREM ->
                fault("takes the remainder of a floating-point number");
            case OperatorInstruction operator
            when operator.typeKind() == TypeKind.FLOAT -> fault("calculates with float");
            case ConstantInstruction constant
            when constant.typeKind() == TypeKind.FLOAT -> fault("has a float constant");
            case ConvertInstruction convert
            when convert.toType() == TypeKind.FLOAT || convert.fromType() == TypeKind.FLOAT ->
                fault("converts a float");
            case NewPrimitiveArrayInstruction array
            when array.typeKind() == TypeKind.FLOAT -> fault("makes an array of float");
            case MonitorInstruction monitor -> fault("locks a monitor");
            case InvokeInstruction call when call.name().equalsString("parallel") -> fault("calls parallel");
            default -> {}
        }
    }

    private void checkMember(MemberRefEntry member) {
        String owner = member.owner().asInternalName();
        String method = member.name().stringValue();
        if (owner.equals("java/lang/Math") && !EXACT_MATH.contains(method)) {
            fault("uses Math." + method);
        }
        // It has the time, chance (hash codes) and the environment; what copies is all that is needed of it.
        if (owner.equals("java/lang/System") && !method.equals("arraycopy")) {
            fault("uses System." + method);
        }
        if (BANNED_METHODS.contains(owner + "." + method)) {
            fault("uses " + owner + "." + method);
        }
    }

    private void checkClass(String internalName) {
        String element = internalName.replaceFirst("^(\\[+L?|L(?=.*;$))", "").replaceFirst(";$", "");
        if (internalName.matches("\\[+F")) {
            fault("has an array of float");
        }
        if (!element.startsWith("java")) {
            return;
        }
        String packageName = element.substring(0, element.lastIndexOf('/') + 1);
        if (!KNOWN_PACKAGES.contains(packageName) || BANNED_CLASSES.contains(element)) {
            fault("uses " + element);
        }
    }

    private void checkDescriptor(Utf8Entry descriptor) {
        String text = descriptor.stringValue();
        List<ClassDesc> types = new ArrayList<>();
        if (text.startsWith("(")) {
            MethodTypeDesc method = MethodTypeDesc.ofDescriptor(text);
            types.add(method.returnType());
            types.addAll(method.parameterList());
        } else {
            types.add(ClassDesc.ofDescriptor(text));
        }
        for (ClassDesc type : types) {
            ClassDesc element = type;
            while (element.isArray()) {
                element = element.componentType();
            }
            if (element.descriptorString().equals("F")) {
                fault("passes or keeps a float");
            } else if (!element.isPrimitive()) {
                checkClass(element.descriptorString());
            }
        }
    }

    private void fault(String what) {
        found.add(name + " " + what);
    }
}
