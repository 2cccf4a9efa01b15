/** Drawing of waveforms: one path for what is loudest, one for the body of the sound, each filled once. */

/** Takes device pixels: one column of `columns` is one pixel wide. */
export function drawWave(
  g: CanvasRenderingContext2D,
  columns: Float32Array,
  box: { x: number; y: number; height: number },
  colour: { edge: string; body: string },
  zoom = 1,
): void {
  const middle = box.y + box.height / 2;
  const half = (box.height / 2) * zoom;
  const count = columns.length / 3;
  const limit = box.height / 2;
  const clamp = (v: number) => Math.max(-limit, Math.min(limit, v));

  g.beginPath();
  for (let i = 0; i < count; i++) {
    const low = columns[i * 3] as number;
    const high = columns[i * 3 + 1] as number;
    const top = middle - clamp(high * half);
    g.rect(box.x + i, top, 1, Math.max(1, middle - clamp(low * half) - top));
  }
  g.fillStyle = colour.edge;
  g.fill();

  g.beginPath();
  for (let i = 0; i < count; i++) {
    const low = columns[i * 3] as number;
    const high = columns[i * 3 + 1] as number;
    const mean = (columns[i * 3 + 2] as number) * 0.62;
    const top = middle - clamp(Math.min(high, mean) * half);
    const bottom = middle - clamp(Math.max(low, -mean) * half);
    g.rect(box.x + i, top, 1, Math.max(1, bottom - top));
  }
  g.fillStyle = colour.body;
  g.fill();
}

/** How far a waveform may be enlarged so that quiet files can be read too, without touching its shape. */
export function zoomFor(extremes: Float32Array, most: number): number {
  let peak = 0;
  for (const value of extremes) {
    peak = Math.max(peak, Math.abs(value));
  }
  return peak === 0 ? 1 : Math.max(1, Math.min(most, 0.95 / peak));
}
