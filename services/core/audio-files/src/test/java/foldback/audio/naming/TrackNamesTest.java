package foldback.audio.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrackNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01_Kick_In.wav | Kick In | KICK",
                "02 - snare top (dry).wav | Snare Top | SNARE",
                "KickOut-24bit-48k.aif | Kick Out | KICK",
                "hh.wav | HH | HATS",
                "HiHat_L.wav | Hi Hat L | HATS",
                "oh_l.wav | OH L | OVERHEADS",
                "Drums_Room_Mono.wav | Drums Room | ROOM",
                "kick room.wav | Kick Room | ROOM",
                "tom2.wav | Tom2 | TOMS",
                "Shaker.wav | Shaker | PERCUSSION",
                "BassDI.wav | Bass DI | BASS",
                "bass synth.wav | Bass Synth | BASS",
                "Synth Bass.wav | Synth Bass | BASS",
                "bass drum.wav | Bass Drum | KICK",
                "808.wav | 808 | BASS",
                "EGTR_2_bounced.wav | Egtr 2 | GUITAR",
                "ac.gtr.flac | Ac Gtr | GUITAR",
                "Piano_Stereo_v2.wav | Piano | KEYS",
                "LEADVOX_120bpm.wav | Leadvox | VOCAL",
                "Lead Vox.wav | Lead Vox | VOCAL",
                "lead.wav | Lead | LEAD",
                "Synth Lead.wav | Synth Lead | SYNTH",
                "vox double.wav | Vox Double | BACKING_VOCAL",
                "BGV 3.mp3 | BGV 3 | BACKING_VOCAL",
                "Violin_2.wav | Violin 2 | STRINGS",
                "Gesang.wav | Gesang | VOCAL",
                "riser fx.wav | Riser FX | EFFECTS",
                "folder/sub\\pad.wav | Pad | PAD",
                "zzz.wav | Zzz | OTHER",
                "Ärger.wav | Ärger | OTHER",
                "07.wav | 07 | OTHER",
                ".wav | Track 1 | OTHER"
            })
    void a_file_name_becomes_a_tidy_track_name(String fileName, String name, Instrument instrument) {
        TrackNames.Track track = TrackNames.of(fileName);
        assertThat(track.name()).isEqualTo(name);
        assertThat(track.instrument()).isEqualTo(instrument);
    }

    @Test
    void what_all_names_begin_with_is_the_songs_and_goes() {
        List<String> names = List.of("NightBus_01_Kick.wav", "NightBus_02_Snare.wav", "NightBus_03_Lead Vox.wav");
        assertThat(TrackNames.of(names))
                .extracting(TrackNames.Track::name)
                .containsExactly("Kick", "Snare", "Lead Vox");
    }

    @Test
    void an_instrument_that_all_names_share_stays() {
        assertThat(TrackNames.of(List.of("Vox main.wav", "Vox high.wav")))
                .extracting(TrackNames.Track::name)
                .containsExactly("Vox Main", "Vox High");
    }

    @Test
    void tracks_stand_in_the_order_of_a_console() {
        List<TrackNames.Track> tracks =
                TrackNames.of(List.of("vox.wav", "gtr.wav", "bass.wav", "oh.wav", "snare.wav", "kick.wav"));
        assertThat(tracks)
                .extracting(TrackNames.Track::name)
                .containsExactly("Kick", "Snare", "OH", "Bass", "Gtr", "Vox");
        assertThat(tracks).extracting(TrackNames.Track::index).containsExactly(5, 4, 3, 2, 1, 0);
    }

    @Test
    void two_files_never_get_one_name() {
        assertThat(TrackNames.of(List.of("a/kick.wav", "b/Kick.wav", "c/KICK.wav")))
                .extracting(TrackNames.Track::name)
                .containsExactly("Kick", "Kick 2", "Kick 3");
    }

    @Test
    void a_name_has_at_most_60_characters_whatever_it_is_made_of() {
        for (String each :
                List.of("\uD83E\uDD41".repeat(1000) + ".wav", "a".repeat(4096), "..", "", "\u0000\u0007", " . ")) {
            String name = TrackNames.of(each).name();
            assertThat(name.codePointCount(0, name.length())).as(each).isBetween(1, 60);
            assertThat(name).doesNotContainPattern("\\p{Cntrl}");
        }
    }
}
