/** Sizes a canvas to its box in device pixels. Answers whether anything changed. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): boolean {
  const ratio = Math.min(3, devicePixelRatio || 1);
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (canvas.width === w && canvas.height === h) {
    return false;
  }
  canvas.width = w;
  canvas.height = h;
  return true;
}
