/** The requests of docs/API.md. Nothing else in the client speaks to the server. */
import { AwayError } from './errors.ts';
import { type Listener, LiveLine, type Whereabouts } from './live.ts';
import * as read from './read.ts';
import type { Bearer, Requests } from './requests.ts';
import type {
  AnsweringStep,
  Change,
  ChangeResult,
  Delivery,
  DeliveryWish,
  Diff,
  NewNote,
  Note,
  Opinion,
  PossibleSteps,
  Preflight,
  Preset,
  Priority,
  Processor,
  Project,
  Prospect,
  Reaction,
  Render,
  Round,
  Rounds,
  Session,
  SessionRole,
  SessionSummary,
  Stem,
  Step,
  Upload,
} from './types.ts';

/** Long enough for the server to read a file of an hour, while others wait for it too. */
const READ_WITHIN_MS = 600_000;
/** As many effects as one answer holds. */
const MOST_DIFFERING = 5000;

/** How a change is told from every other one. */
export interface Numbered {
  client: string;
  sequence: number;
}

export class Client {
  constructor(
    private readonly requests: Requests,
    /** For the live line, which is no request. */
    private readonly bearer: Bearer,
  ) {}

  sessions(): Promise<SessionSummary[]> {
    return this.requests.get('/api/sessions', read.list(read.sessionSummary));
  }

  projects(): Promise<Project[]> {
    return this.requests.get('/api/projects', read.list(read.project));
  }

  startProject(name: string): Promise<Project> {
    return this.requests.post('/api/projects', { name }, read.project);
  }

  renameProject(project: string, name: string): Promise<Project> {
    return this.requests.write('PUT', `${projectPath(project)}/name`, { name }, read.project);
  }

  /** Files a session in a project, out of any other. */
  file(project: string, session: string): Promise<Project> {
    return this.requests.write('PUT', filedPath(project, session), {}, read.project);
  }

  unfile(project: string, session: string): Promise<Project> {
    return this.requests.write('DELETE', filedPath(project, session), null, read.project);
  }

  session(id: string): Promise<Session> {
    return this.requests.get(sessionAt(id), read.session);
  }

  /** Opens the line on which the server tells what happens in a session, from the version on that the listener has. */
  live(session: string, window: string, listener: Listener, whereabouts: () => Whereabouts): LiveLine {
    const address = (from: number | null, news: string | null) => {
      const url = new URL(`${sessionAt(session)}/live`, location.href);
      url.protocol = url.protocol.replace('http', 'ws');
      url.searchParams.set('client', window);
      if (from !== null) {
        url.searchParams.set('from', String(from));
      }
      if (news !== null) {
        url.searchParams.set('news', news);
      }
      return url.href;
    };
    return new LiveLine(address, window, listener, whereabouts, this.bearer);
  }

  /** What differs between two versions, by path, from after a path on; to what is now, without a second version. */
  diff(session: string, from: number, to?: number, after?: string): Promise<Diff> {
    const query = new URLSearchParams({ from: String(from), limit: String(MOST_DIFFERING) });
    if (to !== undefined) {
      query.set('to', String(to));
    }
    if (after !== undefined) {
      query.set('after', after);
    }
    return this.requests.get(`${sessionAt(session)}/diff?${query}`, read.diff);
  }

  async role(session: string): Promise<SessionRole> {
    return (await this.requests.get(`${sessionAt(session)}/access`, read.access)).role;
  }

  /** What the caller could take back, and do again. */
  possibleSteps(session: string): Promise<PossibleSteps> {
    return this.requests.get(`${sessionAt(session)}/undo`, read.possibleSteps);
  }

  /** Takes the caller's last step back, or does one again that was taken back. */
  step(session: string, direction: 'undo' | 'redo', numbered: Numbered): Promise<ChangeResult> {
    return this.requests.post(`${sessionAt(session)}/${direction}`, numbered, read.changeResult);
  }

  /** The last changes by person and gesture, or the last before a version; oldest first. */
  steps(session: string, before?: number): Promise<Step[]> {
    const query = before === undefined ? '' : `&before=${before}`;
    return this.requests.get(`${sessionAt(session)}/steps?limit=200${query}`, read.steps);
  }

  processors(): Promise<Processor[]> {
    return this.requests.get('/api/processors', read.list(read.processor));
  }

  change(session: string, change: Change): Promise<ChangeResult> {
    return this.requests.post(`${sessionAt(session)}/changes`, change, read.changeResult);
  }

  /** Begins an upload, or goes on with the one of that file that is open. */
  declare(file: { fileName: string; bytes: number; sha256?: string; session: string }): Promise<Upload> {
    return this.requests.post('/api/stems/uploads', file, read.upload);
  }

  upload(id: string): Promise<Upload> {
    return this.requests.get(`/api/stems/uploads/${encodeURIComponent(id)}`, read.upload);
  }

  /** Has the file read, which takes a while for a long one. */
  complete(id: string): Promise<Stem> {
    const path = `/api/stems/uploads/${encodeURIComponent(id)}/complete`;
    return this.requests.post(path, {}, read.stem, READ_WITHIN_MS);
  }

  split(id: string): Promise<Stem[]> {
    const path = `/api/stems/uploads/${encodeURIComponent(id)}/split`;
    return this.requests.post(path, {}, read.split, READ_WITHIN_MS);
  }

  cancel(id: string): Promise<void> {
    return this.requests.tell('DELETE', `/api/stems/uploads/${encodeURIComponent(id)}`);
  }

  preflight(stems: { stem: string; fileName: string }[], sampleRate: number): Promise<Preflight> {
    return this.requests.post('/api/stems/preflight', { stems, sampleRate }, read.preflight, READ_WITHIN_MS);
  }

  convert(stem: string, to: { sampleRate: number; channels: number; session: string }): Promise<Stem> {
    const path = `/api/stems/${encodeURIComponent(stem)}/conversions`;
    return this.requests.post(path, to, read.stem, READ_WITHIN_MS);
  }

  renders(session: string): Promise<Render[]> {
    return this.requests.get(`/api/renders?session=${encodeURIComponent(session)}`, read.list(read.render));
  }

  render(session: string, revision: string): Promise<Render> {
    return this.requests.post('/api/renders', { session, revision, purpose: 'preview' }, read.render);
  }

  deliveries(session: string): Promise<Delivery[]> {
    return this.requests.get(`/api/renders?session=${encodeURIComponent(session)}`, read.list(read.delivery));
  }

  presets(): Promise<Preset[]> {
    return this.requests.get('/api/renders/catalogue/presets', read.list(read.preset));
  }

  deliver(wish: DeliveryWish): Promise<Delivery> {
    return this.requests.post('/api/renders', { ...wish, purpose: 'final' }, read.delivery);
  }

  callOff(render: string): Promise<Delivery> {
    return this.requests.post(`${renderPath(render)}/cancel`, {}, read.delivery);
  }

  overrule(render: string, reason: string): Promise<Delivery> {
    return this.requests.post(`${renderPath(render)}/overrule`, { reason }, read.delivery);
  }

  /** Where a file can be saved from, for a while, without a token. */
  deliveredAddress(render: string, name: string): Promise<string> {
    const path = `${renderPath(render)}/files/${encodeURIComponent(name)}?download`;
    return this.requests.get(path, read.audioAddress);
  }

  /** The notes of a session; with a version or a revision, where each of them is in that mix. */
  notes(session: string, at?: string | number): Promise<Note[]> {
    const query = at === undefined ? '' : `?at=${encodeURIComponent(at)}`;
    return this.requests.get(
      `/api/reviews/${encodeURIComponent(session)}/notes${query}`,
      read.list(read.note),
    );
  }

  pin(session: string, note: NewNote): Promise<Note> {
    return this.requests.post(`/api/reviews/${encodeURIComponent(session)}/notes`, note, read.note);
  }

  reply(session: string, note: string, text: string): Promise<Note> {
    return this.requests.post(`${notePath(session, note)}/replies`, { text }, read.note);
  }

  resolve(session: string, note: string, answeredBy: readonly number[]): Promise<Note> {
    return this.requests.post(`${notePath(session, note)}/resolution`, { answeredBy }, read.note);
  }

  reopen(session: string, note: string): Promise<Note> {
    return this.requests.write('DELETE', `${notePath(session, note)}/resolution`, null, read.note);
  }

  edit(session: string, note: string, edit: { text?: string; priority?: Priority }): Promise<Note> {
    return this.requests.write('PATCH', notePath(session, note), edit, read.note);
  }

  withdraw(session: string, note: string): Promise<Note> {
    return this.requests.write('DELETE', notePath(session, note), null, read.note);
  }

  /** Reacts to a note, or does so no more. */
  react(session: string, note: string, reaction: Reaction, on: boolean): Promise<Note> {
    const path = `${notePath(session, note)}/reactions/${reaction.toLowerCase()}`;
    return this.requests.write(on ? 'PUT' : 'DELETE', path, null, read.note);
  }

  /** The open notes of a session as a file for another program, where they are in a mix. */
  async markers(session: string, format: string, at: string): Promise<Blob> {
    const path = `/api/reviews/${encodeURIComponent(session)}/markers?format=${format}&at=${encodeURIComponent(at)}`;
    return (await this.requests.send(path, {})).blob();
  }

  /** Pins a note for each line of a text that begins with a time. */
  paste(
    session: string,
    at: string,
    text: string,
  ): Promise<{ pinned: Note[]; notPinned: { text: string }[] }> {
    return this.requests.post(
      `/api/reviews/${encodeURIComponent(session)}/pasted-notes`,
      { at, text },
      read.pasted,
    );
  }

  /** What a note's suggestion would come to in a version. */
  prospect(session: string, note: string, version: number): Promise<Prospect> {
    return this.requests.get(`${notePath(session, note)}/suggestion?at=${version}`, read.prospect);
  }

  /** What may have answered a note. */
  async answers(session: string, note: string): Promise<AnsweringStep[]> {
    return (await this.requests.get(`${notePath(session, note)}/answers`, read.answers)).steps;
  }

  rounds(session: string): Promise<Rounds> {
    return this.requests.get(`/api/reviews/${encodeURIComponent(session)}/rounds`, read.rounds);
  }

  judge(session: string, round: Round, verdict: Opinion, comment: string): Promise<Rounds> {
    const path = `/api/reviews/${encodeURIComponent(session)}/rounds/${encodeURIComponent(round.id)}/verdicts`;
    return this.requests.post(path, { verdict, mixDocument: round.mixDocument, comment }, read.rounds);
  }

  /** Ends a round, naming the notes that are known to contradict each other. */
  decide(
    session: string,
    round: Round,
    verdict: Opinion,
    comment: string,
    contradictions: readonly string[],
  ): Promise<Rounds> {
    const path = `/api/reviews/${encodeURIComponent(session)}/rounds/${encodeURIComponent(round.id)}/decision`;
    const body = { verdict, mixDocument: round.mixDocument, comment, contradictions };
    return this.requests.post(path, body, read.rounds);
  }

  /** A second each of many stems, as the engine wants them. */
  async bundle(parts: { stem: string; second: number }[], signal: AbortSignal): Promise<ArrayBuffer> {
    const response = await this.requests.send(
      '/api/stems/bundles',
      {
        method: 'POST',
        headers: { accept: 'application/octet-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ parts }),
        signal,
      },
      null,
    );
    return response.arrayBuffer();
  }

  /** The bytes of a waveform. */
  async peaks(path: string): Promise<ArrayBuffer> {
    const response = await this.requests.send(path, {}, null);
    return response.arrayBuffer();
  }

  /** A mixdown, with the share that has arrived told from time to time. */
  async audio(
    render: string,
    options: { expected?: number; signal?: AbortSignal; arrived?: (share: number) => void } = {},
  ): Promise<ArrayBuffer> {
    const address = await this.requests.get(audioPath(render), read.audioAddress);
    const response = await this.requests.fetchBlob(address, options.signal);
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

  /** Where a browser gets a mixdown as a file from, for some minutes. */
  fileAddress(render: string): Promise<string> {
    return this.requests.get(`${audioPath(render)}?download`, read.audioAddress);
  }
}

const sessionAt = (session: string) => `/api/sessions/${encodeURIComponent(session)}`;
const renderPath = (render: string) => `/api/renders/${encodeURIComponent(render)}`;
const audioPath = (render: string) => `${renderPath(render)}/audio`;
export const renderPeaksPath = (render: string) => `${renderPath(render)}/peaks`;
export const stemPeaksPath = (stem: string) => `/api/stems/${encodeURIComponent(stem)}/peaks`;

function projectPath(project: string): string {
  return `/api/projects/${encodeURIComponent(project)}`;
}

function filedPath(project: string, session: string): string {
  return `${projectPath(project)}/sessions/${encodeURIComponent(session)}`;
}

function notePath(session: string, note: string): string {
  return `/api/reviews/${encodeURIComponent(session)}/notes/${encodeURIComponent(note)}`;
}
