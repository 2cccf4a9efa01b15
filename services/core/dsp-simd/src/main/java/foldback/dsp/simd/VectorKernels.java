package foldback.dsp.simd;

import foldback.dsp.BiquadProcessor;
import foldback.dsp.Compressor;
import foldback.dsp.DeEsser;
import foldback.dsp.Gate;
import foldback.dsp.Processor;
import foldback.dsp.TransientShaper;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.LaneKernels;
import org.jspecify.annotations.Nullable;

/** The kernels of a machine with vectors of doubles. */
public final class VectorKernels implements LaneKernels {
    private static final String MODULE = "jdk.incubator.vector";

    private final FrameKernels frames = new VectorFrames();

    /** Whether the JVM was started with the vector module, and its vectors hold two doubles or more. */
    public static boolean available() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() && Width.LANES >= 2;
    }

    /** The loops over one signal that suit this JVM best. */
    public static FrameKernels framesHere() {
        return available() ? new VectorFrames() : FrameKernels.PLAIN;
    }

    @Override
    public @Nullable LaneKernel kernelFor(Class<? extends Processor> kind) {
        if (BiquadProcessor.class.isAssignableFrom(kind)) {
            return new CascadeKernel();
        }
        if (kind == Compressor.class) {
            return new CompressorKernel();
        }
        if (kind == Gate.class) {
            return new GateKernel();
        }
        if (kind == DeEsser.class) {
            return new DeEsserKernel();
        }
        if (kind == TransientShaper.class) {
            return new TransientKernel();
        }
        return null;
    }

    @Override
    public FrameKernels frames() {
        return frames;
    }
}
