/** The header of a canonical WAV file of 24 bits in stereo: the bytes that a bounce has. */
export const WAV_BYTES_PER_FRAME = 6;

export function wavHeader(rate: number, frames: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(44);
  const view = new DataView(header.buffer);
  const bytes = frames * WAV_BYTES_PER_FRAME;
  const ascii = (at: number, word: string) => {
    for (let i = 0; i < word.length; i++) {
      header[at + i] = word.charCodeAt(i);
    }
  };
  ascii(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * WAV_BYTES_PER_FRAME, true);
  view.setUint16(32, WAV_BYTES_PER_FRAME, true);
  view.setUint16(34, 24, true);
  ascii(36, 'data');
  view.setUint32(40, bytes, true);
  return header;
}
