package foldback.audio.ingest;

import foldback.audio.AudioFiles;
import foldback.audio.AudioSource;
import foldback.audio.ChannelOf;
import foldback.audio.Encoding;
import foldback.audio.Ffmpeg;
import foldback.audio.RenderReady;
import foldback.audio.StemAnalysis;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.audio.preflight.Outline;
import foldback.audio.preflight.Preflight;
import foldback.dsp.Resampler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a stem of a file: the render-ready WAV, its peaks, its outline, and the report. */
final class StemMaker {
    private static final int BLOCK = 4096;

    private final IngestRequest request;

    StemMaker(IngestRequest request) {
        this.request = request;
    }

    IngestResult make() throws IOException {
        Optional<Ffmpeg> ffmpeg = Optional.ofNullable(request.ffmpegFolder()).map(Ffmpeg::in);
        return switch (AudioFiles.open(request.file(), request.fileName(), ffmpeg, request.folder())) {
            case AudioFiles.Opened.Refused refused -> new IngestResult.Refused(refused.refusal());
            case AudioFiles.Opened.Accepted accepted -> {
                try (AudioSource source = accepted.source()) {
                    yield make(source);
                }
            }
        };
    }

    private IngestResult make(AudioSource source) throws IOException {
        Integer channel = request.channel();
        if (channel != null) {
            return analyse(new ChannelOf(source, channel));
        }
        if (source.format().channels() > 2) {
            return new IngestResult.ManyChannels(source.format().channels());
        }
        IngestRequest.Conversion conversion = request.conversion();
        if (conversion == null) {
            return analyse(source);
        }
        return convert(source, conversion);
    }

    private IngestResult convert(AudioSource source, IngestRequest.Conversion to) throws IOException {
        WavFormat from = source.format();
        if (to.sampleRateHertz() == from.sampleRateHertz() && to.channels() == 1 && isSameOnBothSides(source)) {
            return analyse(new ChannelOf(source, 0));
        }
        Path converted = request.folder().resolve("converted.wav");
        write(source, to, converted);
        return switch (WavFile.open(converted, request.fileName())) {
            case WavFile.Opened.Refused refused -> new IngestResult.Refused(refused.refusal());
            case WavFile.Opened.Accepted accepted -> {
                try (WavFile wav = accepted.file()) {
                    yield analyse(wav);
                }
            }
        };
    }

    private static boolean isSameOnBothSides(AudioSource source) throws IOException {
        double[][] block = new double[source.format().channels()][BLOCK];
        double[] left = block[0];
        double[] right = block[block.length - 1];
        for (long frame = 0; frame < source.frames(); frame += BLOCK) {
            int now = (int) Math.min(BLOCK, source.frames() - frame);
            source.read(frame, block, now);
            for (int i = 0; i < now; i++) {
                if (left[i] != right[i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As floats: between the samples of a full-scale file are some beyond full scale, and floats need no dither. */
    private void write(AudioSource source, IngestRequest.Conversion to, Path target) throws IOException {
        WavFormat from = source.format();
        Encoding encoding = from.encoding() == Encoding.FLOAT_64 || from.encoding() == Encoding.PCM_32
                ? Encoding.FLOAT_64
                : Encoding.FLOAT_32;
        Resampler resampler = new Resampler(from.sampleRateHertz(), to.sampleRateHertz(), to.channels());
        WavFormat format = new WavFormat(to.sampleRateHertz(), to.channels(), encoding);
        double[][] in = new double[from.channels()][BLOCK];
        double[][] out = new double[to.channels()][BLOCK];
        try (WavWriter writer = new WavWriter(target, format, resampler.outputFrames(source.frames()))) {
            for (long frame = 0; frame < source.frames(); frame += BLOCK) {
                int now = (int) Math.min(BLOCK, source.frames() - frame);
                source.read(frame, in, now);
                resampler.push(withChannels(in, to.channels(), now), 0, now);
                pull(resampler, out, writer);
            }
            resampler.end();
            pull(resampler, out, writer);
            writer.finish();
        }
    }

    private static void pull(Resampler resampler, double[][] out, WavWriter writer) throws IOException {
        int frames = resampler.pull(out, 0, BLOCK);
        while (frames > 0) {
            writer.writeFloats(out, frames);
            frames = resampler.pull(out, 0, BLOCK);
        }
    }

    private static double[][] withChannels(double[][] block, int channels, int frames) {
        if (block.length == channels) {
            return block;
        }
        if (block.length == 1) {
            return new double[][] {block[0], block[0]};
        }
        for (int i = 0; i < frames; i++) {
            block[0][i] = 0.5 * (block[0][i] + block[1][i]);
        }
        return new double[][] {block[0]};
    }

    private IngestResult analyse(AudioSource source) throws IOException {
        Preflight preflight = new Preflight(source.format(), source.container());
        Outline.Builder outline = new Outline.Builder(source.format().sampleRateHertz());
        RenderReady.Result result = RenderReady.analyse(source, request.audio(), request.peaks(), (block, frames) -> {
            preflight.add(block, frames);
            outline.add(block, frames);
        });
        return switch (result) {
            case RenderReady.Result.Refused refused -> new IngestResult.Refused(refused.refusal());
            case RenderReady.Result.Ready ready -> {
                try (OutputStream out = Files.newOutputStream(request.outline())) {
                    outline.build().write(new BufferedOutputStream(out, 1 << 16));
                }
                yield ready(source, ready.analysis(), preflight);
            }
        };
    }

    private static IngestResult ready(AudioSource source, StemAnalysis analysis, Preflight preflight) {
        return new IngestResult.Ready(
                new StemReport(analysis, source.container(), source.metadata(), preflight.findings(analysis.levels())));
    }
}
