package foldback.mixdown;

import foldback.dsp.AutoPan;
import foldback.dsp.Compressor;
import foldback.dsp.DeEsser;
import foldback.dsp.Delay;
import foldback.dsp.Eq;
import foldback.dsp.Filter;
import foldback.dsp.Gate;
import foldback.dsp.Limiter;
import foldback.dsp.ModulatedDelay;
import foldback.dsp.MultibandCompressor;
import foldback.dsp.Phaser;
import foldback.dsp.Processor;
import foldback.dsp.Reverb;
import foldback.dsp.Saturation;
import foldback.dsp.StereoTools;
import foldback.dsp.TransientShaper;
import foldback.dsp.Tremolo;
import java.util.Optional;

/** What runs for each entry of the registry of processors. */
final class EngineProcessors {
    private EngineProcessors() {}

    static Optional<Processor> create(String registryId) {
        return switch (registryId) {
            case "filter" -> Optional.of(new Filter());
            case "eq" -> Optional.of(new Eq());
            case "compressor" -> Optional.of(new Compressor());
            case "reverb" -> Optional.of(new Reverb());
            case "limiter" -> Optional.of(new Limiter());
            case "gate" -> Optional.of(new Gate());
            case "de-esser" -> Optional.of(new DeEsser());
            case "transient-shaper" -> Optional.of(new TransientShaper());
            case "multiband-compressor" -> Optional.of(new MultibandCompressor());
            case "saturation" -> Optional.of(new Saturation());
            case "chorus" -> Optional.of(ModulatedDelay.chorus());
            case "flanger" -> Optional.of(ModulatedDelay.flanger());
            case "phaser" -> Optional.of(new Phaser());
            case "tremolo" -> Optional.of(new Tremolo());
            case "auto-pan" -> Optional.of(new AutoPan());
            case "delay" -> Optional.of(new Delay());
            case "stereo" -> Optional.of(new StereoTools());
            default -> Optional.empty();
        };
    }
}
