package foldback.audio;

/**
 * Where the audio is within a file, and what it is.
 *
 * @param dataOffset the position of the first byte of audio
 */
record PcmHeader(
        Container container, WavFormat format, PcmLayout layout, long dataOffset, long frames, AudioMetadata metadata) {
    int bytesPerFrameInFile() {
        return format.channels() * layout.bytesInFile(format.encoding());
    }
}
