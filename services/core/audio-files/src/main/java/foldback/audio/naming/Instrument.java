package foldback.audio.naming;

import java.util.Arrays;
import java.util.List;

/**
 * What plays in a stem. In the order of a console: drums from the kick outwards, bass, harmony, melody, voices, effects.
 *
 * <p>Words are whole words of a file name, in lower case; some are of German, French and Spanish, and those that engineers abbreviate.
 */
public enum Instrument {
    KICK(Group.DRUMS, "#FF9F00", "kick kik bd bassdrum kickdrum grosse bombo"),
    SNARE(Group.DRUMS, "#FF9F00", "snare snr sn sd clap claps rim rimshot caja"),
    HATS(Group.DRUMS, "#FFB733", "hat hats hh hihat hihats"),
    TOMS(Group.DRUMS, "#FF8A1F", "tom toms floortom racktom ft"),
    CYMBALS(Group.DRUMS, "#FFB733", "cymbal cymbals crash ride china splash becken"),
    OVERHEADS(Group.DRUMS, "#FFC766", "oh overhead overheads ovh"),
    ROOM(Group.DRUMS, "#FFC766", "room rooms roommic amb ambience raum"),
    DRUMS(Group.DRUMS, "#FF9F00", "drum drums drumkit kit beat loop breakbeat schlagzeug batterie bateria"),
    PERCUSSION(
            Group.DRUMS,
            "#E8C15A",
            "perc percs percussion shaker shakers tambourine tamb conga congas bongo bongos cowbell triangle clave cajon"),
    BASS(Group.BASS, "#3FD5FF", "bass bs sub subbass 808 bassgtr bassguitar synthbass"),
    GUITAR(
            Group.GUITARS,
            "#8BC34A",
            "guitar guitars gtr gtrs git egtr agtr acgtr elgtr gitarre guitare guitarra banjo ukulele uke mandolin"),
    KEYS(
            Group.KEYS,
            "#5E7BFF",
            "key keys piano pno rhodes wurli wurlitzer organ orgel hammond b3 clav clavinet ep epiano klavier chord chords"),
    SYNTH(
            Group.KEYS,
            "#7C6BFF",
            "synth synths syn arp arps arpeggio pluck plucks seq sequence bell bells marimba glock vibes"),
    PAD(Group.KEYS, "#17A768", "pad pads atmos atmosphere drone texture"),
    STRINGS(
            Group.ORCHESTRA,
            "#C08A5B",
            "string strings violin violins vln viola vla cello celli vc contrabass streicher"),
    BRASS(Group.ORCHESTRA, "#D9A441", "brass trumpet trumpets tpt trombone trombones tbn horn horns tuba"),
    WINDS(Group.ORCHESTRA, "#CFAE70", "sax saxophone saxes flute flutes clarinet oboe bassoon woodwind woodwinds"),
    LEAD(Group.KEYS, "#FFF763", "lead solo melody mel hook"),
    VOCAL(
            Group.VOCALS,
            "#ED58B3",
            "vocal vocals voc vocs vox voice lv leadvox leadvocal leadvocals singer gesang stimme voz rap verse"),
    BACKING_VOCAL(
            Group.VOCALS,
            "#F49AD0",
            "bv bvs bvox bgv bgvs backing background harm harmony harmonies choir chor adlib adlibs double doubles dbl gang"),
    EFFECTS(
            Group.EFFECTS,
            "#9AA4B2",
            "fx sfx effect effects riser risers impact impacts sweep noise reverse foley vinyl transition"),
    OTHER(Group.OTHER, "#BCF1CE", "");

    /** Instruments that an engineer moves with one fader. */
    public enum Group {
        DRUMS("Drums"),
        BASS("Bass"),
        GUITARS("Guitars"),
        KEYS("Keys"),
        ORCHESTRA("Orchestra"),
        VOCALS("Vocals"),
        EFFECTS("Effects"),
        OTHER("Other");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** As a bus is named. */
        public String title() {
            return title;
        }
    }

    private final Group group;
    private final String colour;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> words;

    Instrument(Group group, String colour, String words) {
        this.group = group;
        this.colour = colour;
        this.words = List.copyOf(Arrays.asList(words.split(" ", -1)));
    }

    public Group group() {
        return group;
    }

    /** Of its tracks, as {@code #FF9F00}. */
    public String colour() {
        return colour;
    }

    boolean isCalled(String word) {
        return !word.isEmpty() && words.contains(word);
    }
}
