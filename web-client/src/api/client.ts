/** The requests of docs/API.md. Nothing else in the client speaks to the server. */
import { AwayError, ProblemError } from './errors.ts';
import { type Listener, LiveLine, type Whereabouts } from './live.ts';
import * as read from './read.ts';
import type {
  Change,
  ChangeResult,
  Delivery,
  DeliveryWish,
  NewNote,
  Note,
  Preflight,
  Preset,
  Processor,
  Project,
  Render,
  Session,
  SessionSummary,
  Stem,
  Upload,
} from './types.ts';

/** Long enough for a change to be folded on a busy machine, short enough to be told about. */
const ANSWER_WITHIN_MS = 15_000;
/** Long enough for the server to read a file of an hour, while others wait for it too. */
const READ_WITHIN_MS = 600_000;

export class Client {
  constructor(
    /** Who acts, as the session shows them; empty for the server's own default. */
    private readonly author: () => string = () => '',
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  sessions(): Promise<SessionSummary[]> {
    return this.get('/api/sessions', read.list(read.sessionSummary));
  }

  projects(): Promise<Project[]> {
    return this.get('/api/projects', read.list(read.project));
  }

  startProject(name: string): Promise<Project> {
    return this.post('/api/projects', { name }, read.project);
  }

  renameProject(project: string, name: string): Promise<Project> {
    return this.write('PUT', `${projectPath(project)}/name`, { name }, read.project);
  }

  /** Files a session in a project, out of any other. */
  file(project: string, session: string): Promise<Project> {
    return this.write('PUT', filedPath(project, session), {}, read.project);
  }

  unfile(project: string, session: string): Promise<Project> {
    return this.write('DELETE', filedPath(project, session), null, read.project);
  }

  session(id: string): Promise<Session> {
    return this.get(`/api/sessions/${encodeURIComponent(id)}`, read.session);
  }

  /** Opens the line on which the server tells what happens in a session. */
  live(session: string, window: string, listener: Listener, whereabouts: () => Whereabouts): LiveLine {
    const url = new URL(`/api/sessions/${encodeURIComponent(session)}/live`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('client', window);
    if (this.author() !== '') {
      url.searchParams.set('author', this.author());
    }
    return new LiveLine(url.href, window, listener, whereabouts);
  }

  processors(): Promise<Processor[]> {
    return this.get('/api/processors', read.list(read.processor));
  }

  change(session: string, change: Change): Promise<ChangeResult> {
    return this.post(`/api/sessions/${encodeURIComponent(session)}/changes`, change, read.changeResult);
  }

  /** Begins an upload, or goes on with the one of that file that is open. */
  declare(file: { fileName: string; bytes: number; sha256?: string; session: string }): Promise<Upload> {
    return this.post('/api/stems/uploads', file, read.upload);
  }

  upload(id: string): Promise<Upload> {
    return this.get(`/api/stems/uploads/${encodeURIComponent(id)}`, read.upload);
  }

  /** Has the file read, which takes a while for a long one. */
  complete(id: string): Promise<Stem> {
    const path = `/api/stems/uploads/${encodeURIComponent(id)}/complete`;
    return this.post(path, {}, read.stem, READ_WITHIN_MS);
  }

  split(id: string): Promise<Stem[]> {
    const path = `/api/stems/uploads/${encodeURIComponent(id)}/split`;
    return this.post(path, {}, read.split, READ_WITHIN_MS);
  }

  async cancel(id: string): Promise<void> {
    await this.send(`/api/stems/uploads/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  preflight(stems: { stem: string; fileName: string }[], sampleRate: number): Promise<Preflight> {
    return this.post('/api/stems/preflight', { stems, sampleRate }, read.preflight, READ_WITHIN_MS);
  }

  convert(stem: string, to: { sampleRate: number; channels: number; session: string }): Promise<Stem> {
    const path = `/api/stems/${encodeURIComponent(stem)}/conversions`;
    return this.post(path, to, read.stem, READ_WITHIN_MS);
  }

  renders(session: string): Promise<Render[]> {
    return this.get(`/api/renders?session=${encodeURIComponent(session)}`, read.list(read.render));
  }

  render(session: string, revision: string): Promise<Render> {
    return this.post('/api/renders', { session, revision, purpose: 'preview' }, read.render);
  }

  deliveries(session: string): Promise<Delivery[]> {
    return this.get(`/api/renders?session=${encodeURIComponent(session)}`, read.list(read.delivery));
  }

  presets(): Promise<Preset[]> {
    return this.get('/api/renders/catalogue/presets', read.list(read.preset));
  }

  deliver(wish: DeliveryWish): Promise<Delivery> {
    return this.post('/api/renders', { ...wish, purpose: 'final' }, read.delivery);
  }

  callOff(render: string): Promise<Delivery> {
    return this.post(`${renderPath(render)}/cancel`, {}, read.delivery);
  }

  overrule(render: string, reason: string): Promise<Delivery> {
    return this.post(`${renderPath(render)}/overrule`, { reason }, read.delivery);
  }

  notes(session: string): Promise<Note[]> {
    return this.get(`/api/reviews/${encodeURIComponent(session)}/notes`, read.list(read.note));
  }

  pin(session: string, note: NewNote): Promise<Note> {
    return this.post(`/api/reviews/${encodeURIComponent(session)}/notes`, note, read.note);
  }

  reply(session: string, note: string, text: string): Promise<Note> {
    return this.post(`${notePath(session, note)}/replies`, { text }, read.note);
  }

  resolve(session: string, note: string, answeredByVersion: number | null): Promise<Note> {
    const body = answeredByVersion === null ? {} : { answeredByVersion };
    return this.post(`${notePath(session, note)}/resolution`, body, read.note);
  }

  /**
   * The bytes behind an address, with the share that has arrived told from time to time.
   *
   * No header of ours goes along: these addresses lead to the blob store, which would have to be asked first whether
   * it wants it.
   */
  async bytes(
    path: string,
    options: { expected?: number; signal?: AbortSignal; arrived?: (share: number) => void } = {},
  ): Promise<ArrayBuffer> {
    const init: RequestInit = options.signal ? { signal: options.signal } : {};
    const response = await this.send(path, init);
    const total = Number(response.headers.get('content-length')) || options.expected || 0;
    if (!response.body || !options.arrived || total === 0) {
      return response.arrayBuffer();
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    const reader = response.body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        parts.push(value);
        length += value.length;
        options.arrived(Math.min(1, length / total));
      }
    } catch (error) {
      throw options.signal?.aborted ? error : new AwayError('The connection broke while loading.');
    }
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole.buffer;
  }

  private get<T>(path: string, reader: read.Reader<T>): Promise<T> {
    return this.json(path, { headers: { accept: 'application/json' } }, reader);
  }

  private post<T>(path: string, body: unknown, reader: read.Reader<T>, within?: number): Promise<T> {
    return this.write('POST', path, body, reader, within);
  }

  /** A request that changes something, in the name of whoever acts; no body where it is null. */
  private write<T>(
    method: string,
    path: string,
    body: unknown,
    reader: read.Reader<T>,
    within?: number,
  ): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== null) {
      headers['content-type'] = 'application/json';
    }
    const author = authorHeader(this.author());
    if (author) {
      headers['foldback-author'] = author;
    }
    const init: RequestInit = { method, headers };
    return this.json(path, body === null ? init : { ...init, body: JSON.stringify(body) }, reader, within);
  }

  private async json<T>(
    path: string,
    init: RequestInit,
    reader: read.Reader<T>,
    within = ANSWER_WITHIN_MS,
  ): Promise<T> {
    const response = await this.send(path, { ...init, signal: AbortSignal.timeout(within) }, within);
    let body: unknown;
    try {
      body = await response.json();
    } catch (error) {
      throw error instanceof SyntaxError
        ? new read.UnreadableError(`${path} did not answer with JSON`)
        : new AwayError('The connection broke in the middle of the answer.');
    }
    return reader(body, path.split(/[/?]/)[2] ?? path);
  }

  private async send(path: string, init: RequestInit, within = ANSWER_WITHIN_MS): Promise<Response> {
    let response: Response;
    try {
      response = await this.fetcher(path, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        throw error;
      }
      throw new AwayError(
        error instanceof DOMException && error.name === 'TimeoutError'
          ? `It took longer than ${within / 1000} seconds.`
          : 'It may be stopped, or the network is down.',
      );
    }
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
}

const renderPath = (render: string) => `/api/renders/${encodeURIComponent(render)}`;
export const filePath = (render: string, name: string) =>
  `${renderPath(render)}/files/${encodeURIComponent(name)}?download`;
export const zipPath = (render: string) => `${renderPath(render)}/zip`;
export const audioPath = (render: string) => `${renderPath(render)}/audio`;
export const downloadPath = (render: string) => `${audioPath(render)}?download`;
export const renderPeaksPath = (render: string) => `${renderPath(render)}/peaks`;
export const stemPeaksPath = (stem: string) => `/api/stems/${encodeURIComponent(stem)}/peaks`;

/** A header carries ASCII only: everything else, and the percent sign, goes percent-encoded as UTF-8. */
export function authorHeader(name: string): string {
  const trimmed = [...name.trim()].slice(0, 60).join('').toWellFormed();
  return trimmed.replace(/[^\x20-\x24\x26-\x7e]+/gu, (part) => encodeURIComponent(part));
}

function projectPath(project: string): string {
  return `/api/projects/${encodeURIComponent(project)}`;
}

function filedPath(project: string, session: string): string {
  return `${projectPath(project)}/sessions/${encodeURIComponent(session)}`;
}

function notePath(session: string, note: string): string {
  return `/api/reviews/${encodeURIComponent(session)}/notes/${encodeURIComponent(note)}`;
}
