import { BINDINGS, type Combo, type Command, commandFor } from './keys.ts';

const KEY = 'foldback.keys';

/** Which keys do what in this browser: the usual ones, and those that a person chose instead. */
export class Keymap {
  private chosen: Partial<Record<Command, Combo>> = $state.raw({});

  constructor() {
    this.chosen = stored();
  }

  readonly bindings = $derived(
    BINDINGS.map((binding) => {
      const chosen = this.chosen[binding.command];
      const others = new Set(
        Object.entries(this.chosen)
          .filter(([command]) => command !== binding.command)
          .map(([, combo]) => combo),
      );
      // A key that was given to another command is that command's.
      return { ...binding, keys: chosen ? [chosen] : binding.keys.filter((key) => !others.has(key)) };
    }),
  );

  get isUsual(): boolean {
    return Object.keys(this.chosen).length === 0;
  }

  commandFor(event: KeyboardEvent): Command | null {
    return commandFor(event, this.bindings);
  }

  /** Gives a command a key, which is taken from whatever had it. */
  choose(command: Command, combo: Combo): void {
    const rest = Object.entries(this.chosen).filter(([of, taken]) => of !== command && taken !== combo);
    this.keep({ ...Object.fromEntries(rest), [command]: combo });
  }

  reset(): void {
    this.keep({});
  }

  private keep(chosen: Partial<Record<Command, Combo>>): void {
    this.chosen = chosen;
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // A browser that keeps nothing: then they are the usual ones next time.
    }
  }
}

function stored(): Partial<Record<Command, Combo>> {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      BINDINGS.flatMap(({ command }) => {
        const combo = found[command];
        return typeof combo === 'string' && combo.length > 0 ? [[command, combo]] : [];
      }),
    );
  } catch {
    return {};
  }
}

export const keymap = new Keymap();
