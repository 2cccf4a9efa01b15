package foldback.audio;

/**
 * Where the audio is within a file, and what it is.
 *
 * @param dataOffset the position of the first byte of audio
 */
record WavHeader(WavFormat format, long dataOffset, long frames) {}
