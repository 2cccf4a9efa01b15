/** How a hand moves a continuous control: by pointer, wheel and keys, the same for all of them. */

/** One move, from taking hold to letting go. */
export interface Hand {
  move(value: number): void;
  end(): void;
  /** Everything is as it was when the hand took hold. */
  cancel(): void;
}

/** What a control needs to know of its parameter. */
export interface Travel {
  readonly minimum: number;
  readonly maximum: number;
  readonly defaultValue: number;
  travelOf(value: number): number;
  valueOf(travel: number): number;
  nudged(value: number, direction: number, size: 'fine' | 'step' | 'page'): number;
}

export interface Grip {
  law: Travel;
  value(): number;
  /** Null where the hand may not move it. */
  take(): Hand | null;
  /** Pixels of the whole travel. */
  pixels: number;
  axis: 'vertical' | 'horizontal';
}

/** With Shift, a hand moves so much finer. */
const FINE = 0.1;
/** A wheel that rests so long has let go. */
const WHEEL_RESTS_MS = 400;
const WHEEL_NOTCH_PIXELS = 100;

/** Gives an element a hand: use it as an attachment. What it does to the value goes through the grip's hand. */
export function handled(grip: () => Grip): (element: HTMLElement) => () => void {
  return (element) => {
    let drag: { pointer: number; at: number; travel: number; hand: Hand } | null = null;
    let turning: { hand: Hand; value: number; rests: ReturnType<typeof setTimeout> } | null = null;
    let notches = 0;

    const once = (value: number) => {
      const hand = grip().take();
      hand?.move(value);
      hand?.end();
    };
    const along = (event: PointerEvent) => (grip().axis === 'vertical' ? -event.clientY : event.clientX);
    const settle = () => {
      turning?.hand.end();
      clearTimeout(turning?.rests);
      turning = null;
    };

    const down = (event: PointerEvent) => {
      if (event.button !== 0 || drag) {
        return;
      }
      settle();
      event.preventDefault();
      element.focus({ preventScroll: true });
      if (event.altKey) {
        once(grip().law.defaultValue);
        return;
      }
      const hand = grip().take();
      if (hand) {
        element.setPointerCapture(event.pointerId);
        drag = {
          pointer: event.pointerId,
          at: along(event),
          travel: grip().law.travelOf(grip().value()),
          hand,
        };
      }
    };
    const move = (event: PointerEvent) => {
      if (drag?.pointer !== event.pointerId) {
        return;
      }
      const by = (along(event) - drag.at) / grip().pixels;
      if (by !== 0) {
        drag.at = along(event);
        drag.travel = Math.min(1, Math.max(0, drag.travel + by * (event.shiftKey ? FINE : 1)));
        drag.hand.move(grip().law.valueOf(drag.travel));
      }
    };
    const up = (event: PointerEvent) => {
      if (drag?.pointer === event.pointerId) {
        drag.hand.end();
        drag = null;
      }
    };
    const double = () => once(grip().law.defaultValue);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      if (drag) {
        return;
      }
      const delta = event.deltaY || event.deltaX;
      // Notches of a wheel come at once, those of a touchpad add up.
      notches += event.deltaMode === 0 ? -delta / WHEEL_NOTCH_PIXELS : -Math.sign(delta);
      const whole = Math.trunc(notches);
      if (whole === 0) {
        return;
      }
      notches -= whole;
      if (!turning) {
        const hand = grip().take();
        if (!hand) {
          return;
        }
        turning = { hand, value: grip().value(), rests: setTimeout(settle, WHEEL_RESTS_MS) };
      }
      clearTimeout(turning.rests);
      turning.rests = setTimeout(settle, WHEEL_RESTS_MS);
      for (let i = 0; i < Math.abs(whole); i++) {
        turning.value = grip().law.nudged(turning.value, Math.sign(whole), event.shiftKey ? 'fine' : 'step');
      }
      turning.hand.move(turning.value);
    };
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) {
        return;
      }
      if (event.key === 'Escape' && drag) {
        event.preventDefault();
        drag.hand.cancel();
        element.releasePointerCapture(drag.pointer);
        drag = null;
        return;
      }
      const next = keyed(event, grip());
      if (next !== null) {
        event.preventDefault();
        once(next);
      }
    };

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('dblclick', double);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('keydown', key);
    return () => {
      settle();
      drag?.hand.end();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('dblclick', double);
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('keydown', key);
    };
  };
}

/** Where a key moves a slider to, as the ARIA practices say; null for every other key. */
function keyed(event: KeyboardEvent, { law, value }: Grip): number | null {
  const size = event.shiftKey ? 'fine' : 'step';
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return law.nudged(value(), 1, size);
    case 'ArrowDown':
    case 'ArrowLeft':
      return law.nudged(value(), -1, size);
    case 'PageUp':
      return law.nudged(value(), 1, 'page');
    case 'PageDown':
      return law.nudged(value(), -1, 'page');
    case 'Home':
      return law.minimum;
    case 'End':
      return law.maximum;
    case 'Backspace':
    case 'Delete':
      return law.defaultValue;
    default:
      return null;
  }
}
