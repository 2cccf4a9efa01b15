/** What a pointer does with something that it drags along the timeline. */
export interface DragHand {
  /** @param by pixels from where it was taken */
  move(by: number, event: PointerEvent): void;
  end(): void;
  /** Escape: everything is as it was. */
  cancel(): void;
}

/** A pointer that moved less has clicked: a double click inside of what can be dragged stays one. */
const SLIP_PX = 3;

/** Lets an element be dragged: use it as an attachment. @param take null where it may not be; told where the pointer went down */
export function dragged(
  take: (event: PointerEvent) => DragHand | null,
): (element: HTMLElement) => () => void {
  return (element) => {
    let pressed: PointerEvent | null = null;
    let hand: DragHand | null = null;
    const done = () => {
      pressed = null;
      hand = null;
    };
    const down = (event: PointerEvent) => {
      if (event.button === 0 && !pressed) {
        event.stopPropagation();
        pressed = event;
      }
    };
    const move = (event: PointerEvent) => {
      if (pressed?.pointerId !== event.pointerId) {
        return;
      }
      const by = event.clientX - pressed.clientX;
      if (!hand && Math.abs(by) > SLIP_PX) {
        hand = take(pressed);
        if (!hand) {
          return done();
        }
        element.setPointerCapture(event.pointerId);
      }
      hand?.move(by, event);
    };
    const up = (event: PointerEvent) => {
      if (pressed?.pointerId === event.pointerId) {
        hand?.end();
        done();
      }
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && pressed && hand) {
        event.preventDefault();
        hand.cancel();
        element.releasePointerCapture(pressed.pointerId);
        done();
      }
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    addEventListener('keydown', key, true);
    return () => {
      hand?.end();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      removeEventListener('keydown', key, true);
    };
  };
}
