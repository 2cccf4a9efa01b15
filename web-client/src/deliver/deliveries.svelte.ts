/** What a session hands over: what there is to choose from, and what was asked for. */
import type { Client } from '../api/client.ts';
import { type Trouble, troubleOf } from '../api/errors.ts';
import type { Delivery, DeliveryWish, Preset, Session } from '../api/types.ts';

/** Often enough to see a bar move, seldom enough not to be a load. */
const LOOK_EVERY_MS = 700;

export class Deliveries {
  session: Session | null = $state.raw(null);
  presets: readonly Preset[] = $state.raw([]);
  all: readonly Delivery[] = $state.raw([]);
  trouble: Trouble | null = $state.raw(null);
  /** What came of the last thing that somebody did here. */
  refused: Trouble | null = $state.raw(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private open = true;

  constructor(
    private readonly client: Client,
    private readonly id: string,
  ) {}

  async start(): Promise<void> {
    try {
      const [session, presets] = await Promise.all([this.client.session(this.id), this.client.presets()]);
      this.session = session;
      this.presets = presets;
      this.trouble = null;
    } catch (error) {
      this.trouble = troubleOf(error);
    }
    await this.look();
  }

  close(): void {
    this.open = false;
    clearTimeout(this.timer);
  }

  /** Looks now, and again as long as the page is open. */
  private async look(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.all = await this.client.deliveries(this.id);
      if (this.session) {
        this.trouble = null;
      }
    } catch (error) {
      this.trouble = troubleOf(error);
    }
    if (this.open) {
      this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS);
    }
  }

  ask(wish: Omit<DeliveryWish, 'session'>): Promise<boolean> {
    return this.doing(() => this.client.deliver({ session: this.id, ...wish }));
  }

  callOff(delivery: Delivery): Promise<boolean> {
    return this.doing(() => this.client.callOff(delivery.id));
  }

  overrule(delivery: Delivery, reason: string): Promise<boolean> {
    return this.doing(() => this.client.overrule(delivery.id, reason));
  }

  /** Has the browser save files, one after the other, from where they lie. */
  async save(delivery: Delivery, names: readonly string[]): Promise<void> {
    try {
      this.refused = null;
      for (const name of names) {
        const link = document.createElement('a');
        link.href = await this.client.deliveredAddress(delivery.id, name);
        link.download = '';
        link.click();
      }
    } catch (error) {
      this.refused = troubleOf(error);
    }
  }

  private async doing(act: () => Promise<Delivery>): Promise<boolean> {
    try {
      this.refused = null;
      const now = await act();
      this.all = [now, ...this.all.filter((d) => d.id !== now.id || d.version !== now.version)];
      return true;
    } catch (error) {
      this.refused = troubleOf(error);
      return false;
    }
  }
}
