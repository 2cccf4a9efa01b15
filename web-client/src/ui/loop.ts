/**
 * One requestAnimationFrame loop for the whole page. A painter draws, and answers whether it wants the next frame too;
 * while none does, and nobody calls {@link repaint}, there are no frames at all.
 */
type Painter = (now: number) => boolean;

const painters = new Set<Painter>();
let handle = 0;

function frame(now: number): void {
  handle = 0;
  let more = false;
  for (const paint of painters) {
    more = paint(now) || more;
  }
  if (more) {
    repaint();
  }
}

/** Something is dirty: let the painters look once. */
export function repaint(): void {
  if (handle === 0 && painters.size > 0) {
    handle = requestAnimationFrame(frame);
  }
}

/** @returns how to leave the loop again */
export function addPainter(painter: Painter): () => void {
  painters.add(painter);
  repaint();
  return () => {
    painters.delete(painter);
  };
}
