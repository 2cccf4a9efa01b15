/** What a pointer does with something that it drags along the timeline. */
export interface DragHand {
  /** @param by pixels from where it was taken */
  move(by: number, event: PointerEvent): void;
  end(): void;
  /** Escape: everything is as it was. */
  cancel(): void;
}

/** Lets an element be dragged: use it as an attachment. @param take null where it may not be */
export function dragged(
  take: (event: PointerEvent) => DragHand | null,
): (element: HTMLElement) => () => void {
  return (element) => {
    let drag: { pointer: number; from: number; hand: DragHand } | null = null;
    const down = (event: PointerEvent) => {
      const hand = event.button === 0 && !drag ? take(event) : null;
      if (hand) {
        event.preventDefault();
        event.stopPropagation();
        (event.target as HTMLElement)
          .closest<HTMLElement>('button, [tabindex]')
          ?.focus({ preventScroll: true });
        element.setPointerCapture(event.pointerId);
        drag = { pointer: event.pointerId, from: event.clientX, hand };
      }
    };
    const move = (event: PointerEvent) => {
      if (drag?.pointer === event.pointerId) {
        drag.hand.move(event.clientX - drag.from, event);
      }
    };
    const up = (event: PointerEvent) => {
      if (drag?.pointer === event.pointerId) {
        drag.hand.end();
        drag = null;
      }
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && drag) {
        event.preventDefault();
        drag.hand.cancel();
        element.releasePointerCapture(drag.pointer);
        drag = null;
      }
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    addEventListener('keydown', key, true);
    return () => {
      drag?.hand.end();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      removeEventListener('keydown', key, true);
    };
  };
}
