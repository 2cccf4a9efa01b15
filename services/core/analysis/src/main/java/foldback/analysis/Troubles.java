package foldback.analysis;

import foldback.audio.preflight.Finding;
import foldback.audio.preflight.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of what the meters found what people read. */
final class Troubles {
    private static final double RUMBLE_BELOW_ALL_DB = -15;
    private static final double LOWEST_RUMBLE_DBFS = -55;
    private static final double RUMBLE_PLACE_DB = 3;
    private static final double HUM_WARNING_DBFS = -60;
    private static final double SIBILANCE_BELOW_RMS_DB = -10;
    private static final int FEWEST_SIBILANTS = 3;
    private static final double SAME_CLICK_SECONDS = 0.002;
    private static final double BASS_HERTZ = 140;
    private static final double BASS_LOSS_DB = 2;
    private static final double LOSS_DB = 4.5;
    private static final double STRONG_RESONANCE_DB = 15;
    private static final double MERGE = 1.06;

    private final List<Trouble> found = new ArrayList<>();
    private final double rmsDbfs;

    /** @param rmsDbfs of the whole */
    Troubles(double rmsDbfs) {
        this.rmsDbfs = rmsDbfs;
    }

    /** What is seen of stems when they come in, too. */
    void addPreflight(List<Finding> findings, int rate) {
        for (Finding each : findings) {
            Finding.Place place = each.place();
            List<Trouble.Place> places = place == null
                    ? List.of()
                    : List.of(new Trouble.Place(
                            (double) place.startFrame() / rate, (double) place.endFrame() / rate, null));
            found.add(new Trouble(each.kind().slug(), each.severity(), null, null, places, each.text(), null));
        }
    }

    void addClicks(List<ClickMeter> channels) {
        List<ClickMeter.Click> clicks = new ArrayList<>();
        channels.forEach(each -> clicks.addAll(each.clicks()));
        clicks.sort(Comparator.comparingDouble(ClickMeter.Click::seconds));
        List<ClickMeter.Click> apart = new ArrayList<>();
        for (ClickMeter.Click each : clicks) {
            if (apart.isEmpty() || each.seconds() - apart.getLast().seconds() > SAME_CLICK_SECONDS) {
                apart.add(each);
            } else if (each.level() > apart.getLast().level()) {
                apart.set(apart.size() - 1, each);
            }
        }
        if (apart.isEmpty()) {
            return;
        }
        double most = apart.stream().mapToDouble(ClickMeter.Click::level).max().orElse(0);
        List<Trouble.Place> places = apart.stream()
                .map(c -> new Trouble.Place(c.seconds(), c.seconds() + 0.001, 20 * Math.log10(c.level())))
                .toList();
        found.add(
                new Trouble(
                        "clicks",
                        Severity.WARNING,
                        20 * Math.log10(most),
                        "dBFS",
                        worst(places),
                        String.format(
                                Locale.ROOT,
                                "%d %s, the loudest a jump of %.0f dBFS.",
                                apart.size(),
                                apart.size() == 1 ? "click" : "clicks",
                                20 * Math.log10(most)),
                        "Look for a cut without a fade, a dropped buffer, or a word clock; redraw or crossfade it at its place."));
    }

    void addHum(Optional<HumMeter.Hum> hum) {
        hum.ifPresent(h -> found.add(new Trouble(
                "hum",
                h.levelDbfs() > HUM_WARNING_DBFS ? Severity.WARNING : Severity.NOTICE,
                h.levelDbfs(),
                "dBFS",
                List.of(),
                String.format(
                        Locale.ROOT,
                        "Mains hum of %d Hz with %d harmonics, at %.0f dBFS, in the pauses.",
                        h.mainsHertz(),
                        h.harmonics(),
                        h.levelDbfs()),
                String.format(
                        Locale.ROOT,
                        "Find the track that has it; notch %d Hz and its multiples there, or gate its pauses.",
                        h.mainsHertz()))));
    }

    /** @param power of what is below 30 Hz, in the mean */
    void addRumble(double power, Rows picture, int column) {
        double level = Decibels.ofPower(power);
        if (level < LOWEST_RUMBLE_DBFS || level < rmsDbfs + RUMBLE_BELOW_ALL_DB) {
            return;
        }
        List<Trouble.Place> places = new ArrayList<>();
        double step = picture.stepSeconds();
        int begun = -1;
        double most = 0;
        for (int i = 0; i <= picture.size(); i++) {
            double here = i < picture.size() ? picture.row(i)[column] : 0;
            if (Decibels.ofPower(here) > level + RUMBLE_PLACE_DB) {
                begun = begun < 0 ? i : begun;
                most = Math.max(most, here);
            } else if (begun >= 0) {
                places.add(new Trouble.Place(begun * step, i * step, Decibels.ofPower(most)));
                begun = -1;
                most = 0;
            }
        }
        found.add(new Trouble(
                "rumble",
                Severity.WARNING,
                level,
                "dBFS",
                worst(places),
                String.format(
                        Locale.ROOT,
                        "Below 30 Hz there are %.0f dBFS, %.0f dB below the whole: it takes headroom, and few hear it.",
                        level,
                        rmsDbfs - level),
                "High-pass the tracks that do not play there at 30 Hz and higher."));
    }

    void addSibilance(List<SibilanceMeter.Burst> all, double seconds) {
        List<SibilanceMeter.Burst> bursts = all.stream()
                .filter(b -> b.levelDbfs() >= rmsDbfs + SIBILANCE_BELOW_RMS_DB)
                .toList();
        if (bursts.size() < FEWEST_SIBILANTS) {
            return;
        }
        double hertz = bursts.stream()
                .mapToDouble(SibilanceMeter.Burst::hertz)
                .average()
                .orElse(0);
        double perMinute = 60 * bursts.size() / seconds;
        List<Trouble.Place> places = bursts.stream()
                .map(b -> new Trouble.Place(b.startSeconds(), b.endSeconds(), b.levelDbfs() - rmsDbfs))
                .toList();
        double most =
                bursts.stream().mapToDouble(b -> b.levelDbfs() - rmsDbfs).max().orElse(0);
        found.add(new Trouble(
                "sibilance",
                Severity.NOTICE,
                most,
                "dB",
                worst(places),
                String.format(
                        Locale.ROOT,
                        "%d sharp moments around %.1f kHz, %.0f a minute, up to %.0f dB %s the level of the whole: s, or cymbals.",
                        bursts.size(),
                        hertz / 1000,
                        perMinute,
                        Math.abs(most),
                        most < 0 ? "below" : "above"),
                String.format(
                        Locale.ROOT,
                        "A de-esser on the voice at %.1f kHz; if it is cymbals, turn them down there.",
                        hertz / 1000)));
    }

    /** @param hum whose harmonics are no resonances */
    void addResonances(List<ResonanceMeter.Resonance> resonances, Optional<HumMeter.Hum> hum, double seconds) {
        for (ResonanceMeter.Resonance each : resonances) {
            if (hum.map(h -> isHarmonic(each.hertz(), h.mainsHertz())).orElse(false)) {
                continue;
            }
            double at = Math.min(each.strongestSeconds(), seconds);
            found.add(new Trouble(
                    "resonance",
                    each.decibels() >= STRONG_RESONANCE_DB ? Severity.WARNING : Severity.NOTICE,
                    each.decibels(),
                    "dB",
                    List.of(new Trouble.Place(at, Math.min(seconds, at + 1), null)),
                    String.format(
                            Locale.ROOT,
                            "%.0f Hz stands %.0f dB above its neighbourhood in %.0f %% of the time, whatever is played.",
                            each.hertz(),
                            each.decibels(),
                            100 * each.part()),
                    String.format(
                            Locale.ROOT,
                            "A narrow bell of %.0f dB at %.0f Hz on the track that has it; if it is a note that is held, leave it.",
                            -each.decibels() / 2,
                            each.hertz())));
        }
    }

    private static boolean isHarmonic(double hertz, int mains) {
        double multiple = Math.max(1, Math.rint(hertz / mains));
        double ratio = hertz / (multiple * mains);
        return multiple <= 12 && ratio < MERGE && ratio > 1 / MERGE;
    }

    void addMonoLoss(StereoField field) {
        for (StereoField.OfBand band : field.bands()) {
            if (band.hertz() < BASS_HERTZ && band.monoLossDb() > BASS_LOSS_DB) {
                found.add(
                        new Trouble(
                                "bass-lost-in-mono",
                                Severity.WARNING,
                                band.monoLossDb(),
                                "dB",
                                List.of(),
                                String.format(
                                        Locale.ROOT,
                                        "Around %.0f Hz it loses %.1f dB on one loudspeaker.",
                                        band.hertz(),
                                        band.monoLossDb()),
                                "Make it mono below 120 Hz (stereo tools), or turn the polarity of one of two tracks that cancel."));
            }
        }
        if (field.all().monoLossDb() > LOSS_DB) {
            found.add(new Trouble(
                    "lost-in-mono",
                    Severity.WARNING,
                    field.all().monoLossDb(),
                    "dB",
                    List.of(new Trouble.Place(
                            field.lowestCorrelationSeconds(), field.lowestCorrelationSeconds() + 1, null)),
                    String.format(
                            Locale.ROOT,
                            "It loses %.1f dB on one loudspeaker; unrelated sides would lose 3.",
                            field.all().monoLossDb()),
                    "Look for a track whose sides cancel: a widener, a doubled mono track with one polarity turned."));
        }
    }

    List<Trouble> all() {
        found.sort(Comparator.comparingInt((Trouble t) -> t.severity() == Severity.WARNING ? 0 : 1));
        return List.copyOf(found);
    }

    /** The worst of many, by time. */
    private static List<Trouble.Place> worst(List<Trouble.Place> places) {
        return places.stream()
                .sorted(Comparator.comparingDouble((Trouble.Place p) -> -orZero(p.amount())))
                .limit(Limits.MOST_PLACES)
                .sorted(Comparator.comparingDouble(Trouble.Place::startSeconds))
                .toList();
    }

    private static double orZero(@Nullable Double amount) {
        return amount == null ? 0 : amount;
    }
}
