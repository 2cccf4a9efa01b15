import { UnreadableError } from './read.ts';

const PROBLEM = 'urn:foldback:problem:';

/** The server understood, and refused: RFC 9457 problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    /** The stable slug, as `change-void`; empty if the answer was no problem document of ours. */
    readonly slug: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
  }

  /** Reads an error answer, whatever its body turns out to be. */
  static from(status: number, statusText: string, body: string): ProblemError {
    let members: Record<string, unknown> = {};
    try {
      const parsed: unknown = JSON.parse(body);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
        members = parsed as Record<string, unknown>;
      }
    } catch {
      // Not JSON: a proxy's error page, perhaps. The status has to do.
    }
    const say = (key: string) => (typeof members[key] === 'string' ? (members[key] as string) : '');
    const type = say('type');
    return new ProblemError(
      type.startsWith(PROBLEM) ? type.slice(PROBLEM.length) : '',
      status,
      say('title') || statusText || `Status ${status}`,
      say('detail'),
      members,
    );
  }
}

/** Nobody answered: the network is down, the server is stopped, or it took too long. */
export class AwayError extends Error {
  override readonly name = 'AwayError';
}

/**
 * Whether nobody knows what became of a request: it may have been done. So it is with what broke inside of the server, too, and with
 * somebody who has to sign in again first.
 */
export function isUnanswered(error: unknown): boolean {
  return (
    error instanceof AwayError ||
    (error instanceof ProblemError && (error.status >= 500 || error.status === 401 || error.status === 429))
  );
}

/** What went wrong, in words for the person who looks at the screen. */
export interface Trouble {
  title: string;
  detail: string;
  /** Whether the same request may well succeed a little later. */
  away: boolean;
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof ProblemError) {
    return { title: error.title, detail: error.detail, away: false };
  }
  if (error instanceof AwayError) {
    return { title: 'The server does not answer', detail: error.message, away: true };
  }
  if (error instanceof UnreadableError) {
    return {
      title: 'The answer could not be read',
      detail: `${error.message}. The page may be older than the server: reload it.`,
      away: false,
    };
  }
  return {
    title: 'Something went wrong on this page',
    detail: error instanceof Error ? error.message : String(error),
    away: false,
  };
}
