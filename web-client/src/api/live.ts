/** The live socket of docs/API.md: tells what happens in a session, and who else is there. */
import { effects } from './read.ts';
import type { Bearer } from './requests.ts';
import type { Effect } from './types.ts';

/** Somebody who has the session open in a window, and where they are in it. */
export interface Person extends Partial<Whereabouts> {
  client: string;
  author: string;
}

/** Where a window is: shown to the others, never stored. */
export interface Whereabouts {
  /** Under the playhead. */
  frame: number;
  playing: boolean;
  /** The path of the control in hand. */
  holding?: string | undefined;
  /** The client whose view they follow. */
  following?: string | undefined;
  /** Frames in view. */
  viewFrom?: number | undefined;
  viewTo?: number | undefined;
}

/** A change as the line tells of it. */
export interface ToldChange {
  version: number;
  author: string;
  client: string;
  sequence: number;
  outcome: 'applied' | 'void';
  /** Why it came to nothing, for a person. */
  explanation: string | null;
  effects: Effect[];
}

/** What becomes known on the line. */
export interface Listener {
  /** The version that the listener has: the line goes on from there. Null where it has none. */
  version(): number | null;
  /** A change, in order and once; from the version that the listener had when the line was opened. */
  changed(change: ToldChange): void;
  /** The line stands; the changes that it missed are coming. */
  connected(): void;
  /** The line broke; it is tried again. */
  broke(): void;
  /** There is more between the listener's version and now than the line can tell: read it, then call {@link LiveLine.goOn}. */
  behind(): void;
  /** The session's notes or renders are other than they were; also when something may have been missed. */
  news(): void;
  /** Who else is there. */
  people(present: Person[]): void;
}

export type OpenSocket = (url: string, protocols: string[]) => WebSocket;

const OPEN = 1;
const SAYS_EVERY_MS = 4000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;
/** A session that is not there, and a window that another one has taken the place of, do not come back by waiting. */
const FOR_GOOD = new Set([4001, 4404]);
/** The access token has expired, or does not count any longer. */
const SIGN_IN_NEEDED = 4401;
/** Too slow, not that far back, or at a version that the session never had: what is missing has to be read. */
const BEHIND = new Set([4408, 4409, 4410]);
/** The server passes on so many positions of one window a second, and more are wasted. */
const SAYS_AT_MOST_EVERY_MS = 200;
/** What is spoken, and where a browser can put a token that is in no address. */
const PROTOCOL = 'foldback';

/** Stays connected as long as it is open, with longer and longer pauses between attempts. */
export class LiveLine {
  private socket: WebSocket | null = null;
  private readonly others = new Map<string, Person>();
  private pause = FIRST_PAUSE_MS;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private saying: ReturnType<typeof setInterval> | undefined;
  private closed = false;
  private heard = false;
  private behind = false;
  /** Where the session's other logs were when something was last told. */
  private position: string | null = null;
  private saidAt = 0;
  private saySoon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: (from: number | null, news: string | null) => string,
    private readonly client: string,
    private readonly listener: Listener,
    private readonly whereabouts: () => Whereabouts,
    private readonly bearer: Bearer,
    private readonly open: OpenSocket = (address, protocols) => new WebSocket(address, protocols),
  ) {
    if (listener.version() === null) {
      this.behind = true;
    } else {
      void this.connect(null);
    }
  }

  /** The listener has a version from which the line can go on. */
  goOn(): void {
    if (this.behind && !this.closed) {
      this.behind = false;
      void this.connect(null);
    }
  }

  /** This window is elsewhere, or holds something else: the others are told, at a bounded rate. */
  moved(): void {
    if (!this.heard || this.saySoon !== undefined) {
      return;
    }
    const wait = Math.max(0, this.saidAt + SAYS_AT_MOST_EVERY_MS - Date.now());
    this.saySoon = setTimeout(() => {
      this.saySoon = undefined;
      this.say();
    }, wait);
  }

  /** Whether the server tells what happens, so that nobody has to ask. */
  get listening(): boolean {
    return this.heard;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.waiting);
    clearInterval(this.saying);
    clearTimeout(this.saySoon);
    this.socket?.close(1000);
  }

  /** @param stale a token that the line was not opened for, or not any longer */
  private async connect(stale: string | null): Promise<void> {
    let socket: WebSocket;
    let token: string;
    try {
      token = await (stale === null ? this.bearer.token() : this.bearer.renewed(stale));
      if (this.closed) {
        return;
      }
      socket = this.open(this.address(this.listener.version(), this.position), [PROTOCOL, `bearer.${token}`]);
    } catch {
      this.again();
      return;
    }
    this.socket = socket;
    socket.addEventListener('message', (message) => this.take(message.data));
    socket.addEventListener('close', (event) => {
      if (this.socket === socket) {
        this.ended(event.code, token);
      }
    });
  }

  private ended(code: number, token: string): void {
    const had = this.heard;
    this.socket = null;
    this.heard = false;
    clearInterval(this.saying);
    this.others.clear();
    this.listener.people([]);
    if (this.closed) {
      return;
    }
    if (FOR_GOOD.has(code)) {
      this.listener.broke();
      return;
    }
    if (BEHIND.has(code)) {
      this.behind = true;
      this.listener.behind();
      return;
    }
    this.listener.broke();
    if (code === SIGN_IN_NEEDED && had) {
      void this.connect(token);
    } else {
      this.again(code === SIGN_IN_NEEDED ? token : null);
    }
  }

  private again(stale: string | null = null): void {
    if (this.closed) {
      return;
    }
    // Not all windows at once when a server comes back.
    this.waiting = setTimeout(() => void this.connect(stale), this.pause * (0.5 + Math.random()));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private take(data: unknown): void {
    const message = parsed(data);
    switch (message?.['type']) {
      case 'hello':
        this.heard = true;
        this.pause = FIRST_PAUSE_MS;
        this.others.clear();
        for (const person of Array.isArray(message['present']) ? message['present'] : []) {
          this.meet(person);
        }
        this.listener.people([...this.others.values()]);
        if (message['newsMissed'] === true || this.position === null) {
          this.listener.news();
        }
        this.remember(message);
        this.listener.connected();
        this.say();
        clearInterval(this.saying);
        this.saying = setInterval(() => this.say(), SAYS_EVERY_MS);
        return;
      case 'presence':
        this.meet(message);
        this.listener.people([...this.others.values()]);
        return;
      case 'left':
        this.others.delete(String(message['client']));
        this.listener.people([...this.others.values()]);
        return;
      case 'change':
        this.change(message);
        return;
      case 'event':
        this.remember(message);
        this.listener.news();
        return;
      case 'stopped':
        this.listener.news();
        return;
      default: // what a newer server says
    }
  }

  private remember(message: Record<string, unknown>): void {
    if (typeof message['news'] === 'string') {
      this.position = message['news'];
    }
  }

  private change(message: Record<string, unknown>): void {
    const { version, sequence, outcome, explanation } = message;
    if (typeof version !== 'number' || typeof sequence !== 'number') {
      return;
    }
    this.listener.changed({
      version,
      sequence,
      author: String(message['author']),
      client: String(message['client']),
      outcome: outcome === 'void' ? 'void' : 'applied',
      explanation: typeof explanation === 'string' ? explanation : null,
      effects: effects(message['effects'], `change ${version}`),
    });
  }

  private meet(person: unknown): void {
    if (typeof person !== 'object' || person === null) {
      return;
    }
    const { client, author, frame, playing, holding, following, viewFrom, viewTo } = person as Record<
      string,
      unknown
    >;
    if (typeof client === 'string' && typeof author === 'string' && client !== this.client) {
      this.others.set(client, {
        client,
        author,
        ...(typeof frame === 'number' ? { frame } : {}),
        ...(typeof playing === 'boolean' ? { playing } : {}),
        ...(typeof holding === 'string' ? { holding } : {}),
        ...(typeof following === 'string' ? { following } : {}),
        ...(typeof viewFrom === 'number' && typeof viewTo === 'number' ? { viewFrom, viewTo } : {}),
      });
    }
  }

  private say(): void {
    if (this.socket?.readyState === OPEN) {
      this.saidAt = Date.now();
      this.socket.send(JSON.stringify({ type: 'presence', ...this.whereabouts() }));
    }
  }
}

function parsed(data: unknown): Record<string, unknown> | null {
  try {
    const value: unknown = typeof data === 'string' ? JSON.parse(data) : null;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
