/** The live socket of docs/API.md: tells that something happened in a session, and who else is there. */
import type { Bearer } from './requests.ts';

/** Somebody who has the session open in a window. */
export interface Person {
  client: string;
  author: string;
}

/** Where this window is: shown to the others, never stored. */
export interface Whereabouts {
  frame: number;
  playing: boolean;
}

/** What becomes known on the line. */
export interface Listener {
  /** The session, its notes or its renders are other than they were; also after each gap of the line. */
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

  constructor(
    private readonly url: string,
    private readonly client: string,
    private readonly listener: Listener,
    private readonly whereabouts: () => Whereabouts,
    private readonly bearer: Bearer,
    private readonly open: OpenSocket = (address, protocols) => new WebSocket(address, protocols),
  ) {
    void this.connect(null);
  }

  /** Whether the server tells what happens, so that nobody has to ask. */
  get listening(): boolean {
    return this.heard;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.waiting);
    clearInterval(this.saying);
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
      socket = this.open(this.url, [PROTOCOL, `bearer.${token}`]);
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
    if (this.closed || FOR_GOOD.has(code)) {
      return;
    }
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
        this.listener.news();
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
      case 'event':
      case 'stopped':
        this.listener.news();
        return;
      default: // what a newer server says
    }
  }

  private meet(person: unknown): void {
    if (typeof person !== 'object' || person === null) {
      return;
    }
    const { client, author } = person as Record<string, unknown>;
    if (typeof client === 'string' && typeof author === 'string' && client !== this.client) {
      this.others.set(client, { client, author });
    }
  }

  private say(): void {
    if (this.socket?.readyState === OPEN) {
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
