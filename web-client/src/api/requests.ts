/** How the pages speak to the server: JSON there and back, problems as errors, an access token where somebody is signed in. */
import { AwayError, ProblemError } from './errors.ts';
import { type Reader, UnreadableError } from './read.ts';

/** Long enough for a change to be folded on a busy machine, short enough to be told about. */
const ANSWER_WITHIN_MS = 15_000;

/** Where access tokens come from. */
export interface Bearer {
  /** One that counts, as far as this page knows. */
  token(): Promise<string>;
  /** Another one, for one that the server did not take. */
  renewed(stale: string): Promise<string>;
}

export class Requests {
  constructor(
    /** Null for what nobody has to be signed in for. */
    private readonly bearer: Bearer | null,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  get<T>(path: string, reader: Reader<T>): Promise<T> {
    return this.json(path, { headers: { accept: 'application/json' } }, reader);
  }

  post<T>(path: string, body: unknown, reader: Reader<T>, within?: number): Promise<T> {
    return this.write('POST', path, body, reader, within);
  }

  /** A request that changes something; no body where it is null. */
  write<T>(method: string, path: string, body: unknown, reader: Reader<T>, within?: number): Promise<T> {
    return this.json(path, written(method, body), reader, within);
  }

  /** The same, where the answer says nothing. */
  async tell(method: string, path: string, body: unknown = null): Promise<void> {
    await this.send(path, written(method, body));
  }

  private async json<T>(path: string, init: RequestInit, reader: Reader<T>, within?: number): Promise<T> {
    const response = await this.send(path, init, within);
    let body: unknown;
    try {
      body = await response.json();
    } catch (error) {
      throw error instanceof SyntaxError
        ? new UnreadableError(`${path} did not answer with JSON`)
        : new AwayError('The connection broke in the middle of the answer.');
    }
    return reader(body, path.split(/[/?]/)[2] ?? path);
  }

  /**
   * Sends a request to this server as whoever is signed in. One that comes back because the token has expired is sent again with another.
   *
   * @param within milliseconds; none for what takes as long as it takes
   */
  async send(path: string, init: RequestInit, within: number | null = ANSWER_WITHIN_MS): Promise<Response> {
    if (this.bearer === null) {
      return accepted(await this.sendOnce(path, init, within));
    }
    const token = await this.bearer.token();
    const first = await this.sendOnce(path, withToken(init, token), within);
    if (first.status !== 401) {
      return accepted(first);
    }
    const renewed = await this.bearer.renewed(token);
    return accepted(await this.sendOnce(path, withToken(init, renewed), within));
  }

  /** Fetches what an address of the blob store holds. Nothing of ours goes along: the address says everything. */
  async fetchBlob(address: string, signal?: AbortSignal): Promise<Response> {
    return accepted(await this.sendOnce(address, signal ? { signal } : {}, null));
  }

  private async sendOnce(path: string, init: RequestInit, within: number | null): Promise<Response> {
    try {
      const signal = init.signal ?? (within === null ? null : AbortSignal.timeout(within));
      return await this.fetcher(path, signal ? { ...init, signal } : init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        throw error;
      }
      throw new AwayError(
        error instanceof DOMException && error.name === 'TimeoutError'
          ? `It took longer than ${(within ?? 0) / 1000} seconds.`
          : 'It may be stopped, or the network is down.',
      );
    }
  }
}

function written(method: string, body: unknown): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body === null) {
    return { method, headers };
  }
  headers['content-type'] = 'application/json';
  return { method, headers, body: JSON.stringify(body) };
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) {
    return response;
  }
  const problem = ProblemError.from(
    response.status,
    response.statusText,
    await response.text().catch(() => ''),
  );
  if (!problem.slug && response.status >= 502 && response.status <= 504) {
    throw new AwayError('Something in front of the server says that it is not there.');
  }
  throw problem;
}
