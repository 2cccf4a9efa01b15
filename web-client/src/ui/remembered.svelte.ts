/** Which panels are open, on this machine: remembered from visit to visit, and never worth an error. */
export class Panels<Name extends string> {
  private open: Record<Name, boolean> = $state.raw({} as Record<Name, boolean>);

  /** @param usual what is open until somebody folds it away */
  constructor(
    private readonly key: string,
    usual: Record<Name, boolean>,
  ) {
    this.open = { ...usual, ...this.stored(usual) };
  }

  shows(panel: Name): boolean {
    return this.open[panel];
  }

  toggle(panel: Name): void {
    this.open = { ...this.open, [panel]: !this.open[panel] };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.open));
    } catch {
      // A browser that keeps nothing: then it is the usual layout next time.
    }
  }

  private stored(usual: Record<Name, boolean>): Partial<Record<Name, boolean>> {
    try {
      const found = JSON.parse(localStorage.getItem(this.key) ?? '{}') as Record<string, unknown>;
      const known = Object.entries(found).filter(([k, v]) => k in usual && typeof v === 'boolean');
      return Object.fromEntries(known) as Partial<Record<Name, boolean>>;
    } catch {
      return {};
    }
  }
}
