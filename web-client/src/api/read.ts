/**
 * Readers of JSON that somebody else wrote. Each checks what the client relies on and says where a document departs from
 * it; members that the client does not know are left out. This is the one place that distrusts the server.
 */
import type {
  Account,
  AnsweringStep,
  ApiToken,
  AutomationLane,
  Blame,
  Breakpoint,
  Brief,
  BrokenPromise,
  Bus,
  ChangeResult,
  Clip,
  ComparedSound,
  ComparedStrip,
  Comparison,
  Conflict,
  Contradiction,
  DeliveredFile,
  Delivery,
  Diff,
  Entered,
  Fade,
  Finding,
  Fix,
  GuestLink,
  GuestLinkSeen,
  GuestPass,
  GuestRight,
  Insert,
  Invitation,
  InvitationSeen,
  Login,
  Me,
  Member,
  MergePreview,
  Meter,
  Mix,
  MixEvent,
  Note,
  Parameter,
  Part,
  Person,
  Place,
  Policy,
  PossibleStep,
  PossibleSteps,
  Preflight,
  Preset,
  Processor,
  Project,
  Prospect,
  Reactions,
  Render,
  RenderedAudio,
  RenderState,
  Reply,
  Resolution,
  Revision,
  Role,
  Round,
  Rounds,
  SafeFader,
  Scope,
  Send,
  Session,
  SessionRole,
  SessionSummary,
  SignedIn,
  Stem,
  Step,
  Strip,
  Suggestion,
  Taper,
  Tempo,
  TempoMap,
  Track,
  TrackProposal,
  Upload,
  Vca,
  Verdict,
  Workspace,
} from './types.ts';

export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

export type Reader<T> = (value: unknown, path: string) => T;

function refuse(path: string, wanted: string, value: unknown): never {
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  throw new UnreadableError(`${path} is ${value === undefined ? 'missing' : found}, not ${wanted}`);
}

const text: Reader<string> = (value, path) =>
  typeof value === 'string' ? value : refuse(path, 'a text', value);

const number: Reader<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'a number', value);

const yesOrNo: Reader<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false', value);

/** Positions, counts and sizes: whole, not negative, and exact as a double. */
const count: Reader<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : refuse(path, 'a whole number from 0', value);

const rate: Reader<number> = (value, path) => {
  const hertz = count(value, path);
  return hertz >= 1000 && hertz <= 768_000 ? hertz : refuse(path, 'a sample rate', value);
};

/** A colour goes into style attributes, so nothing else may come through here. */
const colour: Reader<string> = (value, path) => {
  const hex = text(value, path);
  return /^#[0-9a-fA-F]{6}$/.test(hex) ? hex : refuse(path, 'a colour like #3FD5FF', value);
};

const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, path) =>
    value === null || value === undefined ? null : reader(value, path);

/** What documents leave out, because it is what it nearly always is. */
const or =
  <T>(usual: T, reader: Reader<T>): Reader<T> =>
  (value, path) =>
    value === undefined ? structuredClone(usual) : reader(value, path);

export const list =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((item, i) => reader(item, `${path}[${i}]`))
      : refuse(path, 'a list', value);

const members: Reader<Record<string, unknown>> = (value, path) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse(path, 'an object', value);

const table =
  <T>(reader: Reader<T>): Reader<Record<string, T>> =>
  (value, path) =>
    Object.fromEntries(
      Object.entries(members(value, path)).map(([k, v]) => [k, reader(v, `${path}.${k}`)]),
    ) as Record<string, T>;

const object =
  <T>(shape: { [K in keyof T]-?: Reader<T[K]> }): Reader<T> =>
  (value, path) => {
    const from = members(value, path);
    const into: Partial<T> = {};
    for (const key of Object.keys(shape) as (keyof T & string)[]) {
      into[key] = shape[key](from[key], `${path}.${key}`);
    }
    return into as T;
  };

const oneOf =
  <T extends string>(...words: readonly T[]): Reader<T> =>
  (value, path) =>
    words.find((word) => word === value) ?? refuse(path, words.join(' or '), value);

const address: Reader<string> = (value, path) => {
  const named = text(value, path);
  return /^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(named) ? named : refuse(path, 'an address', value);
};

const renderState: Reader<RenderState> = (value, path) =>
  value === 'queued' ||
  value === 'rendering' ||
  value === 'finished' ||
  value === 'failed' ||
  value === 'cancelled'
    ? value
    : refuse(path, 'queued, rendering, finished, failed or cancelled', value);

const event: Reader<MixEvent> = (value, path) => {
  const all = members(value, path);
  return { ...all, type: text(all['type'], `${path}.type`) };
};

const insert = object<Insert>({
  id: text,
  processor: text,
  bypassed: yesOrNo,
  parameters: table(number),
  sidechain: orNull(address),
});
const send = object<Send>({ id: text, bus: text, levelDb: number, preFader: yesOrNo });
const strip = object<Strip>({
  trimDb: number,
  polarityInverted: yesOrNo,
  delayFrames: or(0, count),
  inserts: list(insert),
  sends: list(send),
  faderDb: number,
  pan: number,
  panLaw: or('MINUS_3_DB', oneOf('ZERO_DB', 'MINUS_3_DB', 'MINUS_4_5_DB', 'MINUS_6_DB')),
  panMode: or('BALANCE', oneOf('BALANCE', 'DUAL')),
  panLeft: or(-1, number),
  panRight: or(1, number),
  width: or(1, number),
  muted: yesOrNo,
  muteKeepsPreSends: or(false, yesOrNo),
  soloed: yesOrNo,
  soloSafe: or(false, yesOrNo),
});
const fade = object<Fade>({ frames: count, shape: oneOf('LINEAR', 'EQUAL_POWER', 'S_CURVE') });
const clip = object<Clip>({
  id: text,
  stem: text,
  startFrame: count,
  stemFrame: count,
  lengthFrames: count,
  gainDb: or(0, number),
  fadeIn: or({ frames: 0, shape: 'LINEAR' }, fade),
  fadeOut: or({ frames: 0, shape: 'LINEAR' }, fade),
});
const track = object<Track>({
  id: text,
  name: text,
  colour,
  output: text,
  clips: list(clip),
  strip,
});
const bus = object<Bus>({ id: text, name: text, colour, kind: text, output: text, strip });
const vca = object<Vca>({
  id: text,
  name: text,
  colour,
  faderDb: number,
  muted: yesOrNo,
  soloed: yesOrNo,
  members: list(address),
});
const breakpoint = object<Breakpoint>({
  frame: count,
  value: number,
  curve: oneOf('LINEAR', 'HOLD', 'S_CURVE'),
});
const lane = object<AutomationLane>({ address, enabled: yesOrNo, points: list(breakpoint) });
const tempo = object<Tempo>({ frame: count, beatsPerMinute: number });
const meter = object<Meter>({ frame: count, beats: count, beatUnit: count });
const mix = object<Mix>({
  sampleRate: rate,
  tracks: list(track),
  buses: list(bus),
  vcas: or([], list(vca)),
  master: strip,
  automation: or([], list(lane)),
  tempo: or(
    { tempos: [{ frame: 0, beatsPerMinute: 120 }], meters: [{ frame: 0, beats: 4, beatUnit: 4 }] },
    object<TempoMap>({ tempos: list(tempo), meters: list(meter) }),
  ),
});
const revision = object<Revision>({ id: text, name: text, version: count });

const parameter = object<Parameter>({
  id: text,
  name: text,
  unit: text,
  minimum: number,
  maximum: number,
  defaultValue: number,
  taper: oneOf<Taper>('LINEAR', 'LOGARITHMIC', 'FADER'),
  automatable: yesOrNo,
  choices: (value, path) => orNull(list(text))(value, path) ?? [],
});

const audio = object<RenderedAudio>({
  sha256: text,
  bytes: count,
  frames: count,
  sampleRate: rate,
  bitDepth: count,
  integratedLufs: orNull(number),
  truePeakDbtp: orNull(number),
  samplePeakDbfs: orNull(number),
});

const withdrawal = object<{ by: string; at: string }>({ by: text, at: text });
const person = object<Person>({ name: text, account: orNull(text) });
const reply = object<Reply>({
  id: text,
  text,
  author: text,
  account: orNull(text),
  at: text,
  editedAt: orNull(text),
  withdrawn: orNull(withdrawal),
});
const suggestion = object<Suggestion>({ summary: text, events: list(event) });
const resolution = object<Resolution>({ by: text, at: text, answeredBy: list(count) });
const reactions = object<Reactions>({
  reaction: oneOf('AGREE', 'DISAGREE', 'LOVE', 'HEARD', 'QUESTION'),
  by: list(person),
});
const notePlace = object<Place>({
  state: oneOf('on-audio', 'cut-short', 'by-the-clock', 'orphaned'),
  frame: orNull(count),
  endFrame: orNull(count),
});
const verdict = object<Verdict>({
  by: person,
  at: text,
  verdict: oneOf('APPROVED', 'CHANGES_WANTED'),
  mixDocument: text,
  comment: text,
  stale: yesOrNo,
});
const round = object<Round>({
  id: text,
  number: count,
  extra: yesOrNo,
  revision: text,
  mixDocument: text,
  reviewers: list(person),
  message: text,
  by: person,
  at: text,
  verdicts: list(verdict),
  decision: orNull(verdict),
  state: oneOf('open', 'decided', 'withdrawn'),
});
const brief = object<Brief>({ text, agreedRounds: count, decider: person });
const contradiction = object<Contradiction>({ one: text, other: text, why: text });

export const sessionSummary = object<SessionSummary>({
  id: text,
  project: orNull(text),
  name: text,
  sampleRate: rate,
  version: count,
  tracks: count,
  revisions: count,
  changedAt: text,
  changedBy: text,
});
export const project = object<Project>({ id: text, name: text, sessions: list(text) });
export const session = object<Session>({
  id: text,
  name: text,
  version: count,
  mix,
  revisions: list(revision),
});
const anything: Reader<unknown> = (value) => value;
/** A fact's value is whatever the paths of facts say, and is read where it becomes part of a mix. */
const effect = object<Diff['effects'][number]>({ path: text, before: anything, after: anything });
export const effects = list(effect);
export const diff = object<Diff>({ from: count, to: count, effects, more: count });
const step = object<Step>({
  first: count,
  last: count,
  author: text,
  begun: text,
  ended: text,
  changes: count,
  undoes: list(count),
  effects,
  more: count,
});
export const steps = list(step);
export const blame = list(
  object<Blame>({ path: text, value: anything, version: count, author: text, at: orNull(text) }),
);
const side = object<{ session: string; version: number }>({ session: text, version: count });
export const mergePreview = object<MergePreview>({
  version: count,
  from: side,
  base: side,
  agreed: effects,
  conflicts: list(object<Conflict>({ path: text, base: anything, ours: anything, theirs: anything })),
});
const sound = {
  identical: yesOrNo,
  peakDbfs: orNull(number),
  cellsDbfs: list(orNull(number)),
};
export const comparison = object<Comparison>({
  sampleRate: rate,
  cellFrames: count,
  frames: count,
  mix: object<ComparedSound>(sound),
  strips: list(
    object<ComparedStrip>({
      ...sound,
      strip: text,
      name: text,
      in: (value, path) => oneOf<ComparedStrip['in']>('both', 'from', 'to')(text(value, path), path),
    }),
  ),
});
export const begun = object<{ id: string; version: number }>({ id: text, version: count });
const possible = object<PossibleStep>({ step, events: count, kept: list(text) });
export const possibleSteps = object<PossibleSteps>({ undo: orNull(possible), redo: orNull(possible) });
export const access = object<{ role: SessionRole }>({
  role: (value, path) =>
    oneOf<SessionRole>('OWNER', 'ENGINEER', 'ARTIST', 'VIEWER')(text(value, path).toUpperCase(), path),
});
export const safeFaders = object<{ safeFaders: SafeFader[] }>({
  safeFaders: list(object<SafeFader>({ address, minimum: number, maximum: number })),
});
export const processor = object<Processor>({ id: text, name: text, parameters: list(parameter) });
export const changeResult = object<ChangeResult>({ version: count, outcome: text });
export const render = object<Render>({
  id: text,
  session: text,
  version: count,
  revision: orNull(text),
  revisionName: orNull(text),
  purpose: text,
  state: renderState,
  progress: number,
  failure: orNull(text),
  mixDocument: orNull(text),
  requestedAt: text,
  requestedBy: text,
  audio: orNull(audio),
});
const deliveredFile = object<DeliveredFile>({
  name: text,
  saveAs: text,
  output: text,
  strip: orNull(text),
  stripName: text,
  type: text,
  encoding: text,
  kilobitsPerSecond: count,
  sha256: text,
  bytes: count,
  frames: count,
  sampleRate: rate,
  channels: count,
  integratedLufs: orNull(number),
  truePeakDbtp: orNull(number),
  gainDb: number,
  heldByCeiling: yesOrNo,
});
const brokenPromise = object<BrokenPromise>({
  file: text,
  promise: text,
  second: orNull(count),
  text,
});
const deliveryShape = object<Omit<Delivery, keyof Render>>({
  title: text,
  secondsLeft: orNull(number),
  attempt: count,
  trouble: orNull(text),
  files: list(deliveredFile),
  leftOut: list(text),
  preset: orNull(text),
  broken: list(brokenPromise),
  overruled: orNull(object<NonNullable<Delivery['overruled']>>({ by: text, reason: orNull(text) })),
});
export const delivery: Reader<Delivery> = (value, path) => ({
  ...render(value, path),
  ...deliveryShape(value, path),
});
export const preset = object<Preset>({
  id: text,
  name: text,
  text,
  promises: list(object<Preset['promises'][number]>({ text })),
  sources: list(object<Preset['sources'][number]>({ number: text, source: text })),
});
const stemShape = object<Stem>({
  hash: text,
  fileName: text,
  channels: count,
  sampleRate: rate,
  frames: count,
});
export const stem: Reader<Stem> = stemShape;
export const split: Reader<Stem[]> = (value, path) =>
  list(stemShape)(members(value, path)['stems'], `${path}.stems`);

const part = object<Part>({ number: count, offset: count, bytes: count, url: text, present: yesOrNo });
const uploadState: Reader<Upload['state']> = (value, path) =>
  value === 'present' || value === 'open' || value === 'ingesting' || value === 'refused'
    ? value
    : refuse(path, 'present, open, ingesting or refused', value);
const uploadProblem = object<{ reason: string; detail: string }>({ reason: text, detail: text });
export const upload = object<Upload>({
  state: uploadState,
  upload: orNull(text),
  parts: (value, path) => orNull(list(part))(value, path) ?? [],
  stem: orNull(stemShape),
  problem: orNull(uploadProblem),
});

const place = object<{ startFrame: number; endFrame: number }>({ startFrame: count, endFrame: count });
const fix: Reader<Fix> = (value, path) => {
  const all = members(value, path);
  const whole = (key: string) => count(all[key], `${path}.${key}`);
  switch (all['type']) {
    case 'trim':
      return { type: 'trim', stemFrame: whole('stemFrame'), lengthFrames: whole('lengthFrames') };
    case 'flip-polarity':
      return { type: 'flip-polarity' };
    case 'shift':
      return { type: 'shift', frames: number(all['frames'], `${path}.frames`) };
    case 'convert':
      return { type: 'convert', sampleRate: whole('sampleRate'), channels: whole('channels') };
    default:
      return { type: 'unknown' };
  }
};
const finding = object<Finding>({
  kind: text,
  severity: text,
  place: orNull(place),
  text,
  fix: orNull(fix),
});
const proposal = object<TrackProposal>({
  stem: text,
  fileName: text,
  name: text,
  colour,
  group: text,
});
export const preflight = object<Preflight>({
  tracks: list(proposal),
  stems: list(object<{ stem: string; findings: Finding[] }>({ stem: text, findings: list(finding) })),
});

export const note = object<Note>({
  id: text,
  session: text,
  revision: orNull(text),
  version: orNull(count),
  mixDocument: orNull(text),
  frame: count,
  endFrame: orNull(count),
  sampleRate: rate,
  strips: list(text),
  text,
  mentions: list(person),
  priority: oneOf('LOW', 'NORMAL', 'HIGH'),
  visibility: oneOf('TEAM', 'GUESTS'),
  author: text,
  account: orNull(text),
  at: text,
  editedAt: orNull(text),
  suggestion: orNull(suggestion),
  replies: list(reply),
  reactions: list(reactions),
  resolved: orNull(resolution),
  place: orNull(notePlace),
});
export const prospect = object<Prospect>({
  movedOn: yesOrNo,
  conflicts: list(object<Prospect['conflicts'][number]>({ path: text, now: anything, suggested: anything })),
  events: list(event),
  eventsWithoutConflicts: list(event),
});
export const answers = object<{ steps: AnsweringStep[] }>({
  steps: list(
    object<AnsweringStep>({ first: count, last: count, author: text, saysSo: yesOrNo, paths: list(text) }),
  ),
});
export const pasted = object<{ pinned: Note[]; notPinned: { text: string }[] }>({
  pinned: list(note),
  notPinned: list(object<{ text: string }>({ text })),
});
export const rounds = object<Rounds>({
  brief: orNull(brief),
  rounds: list(round),
  current: orNull(text),
  contradictions: list(contradiction),
});

// ---- accounts

const role = oneOf<Role>('owner', 'engineer', 'artist', 'viewer');
const account = object<Account>({ id: text, name: text, email: orNull(text) });

export const signedIn = object<SignedIn>({ account, accessToken: text, expiresInSeconds: number });
export const policy = object<Policy>({
  signUp: yesOrNo,
  provider: orNull(text),
  passwords: yesOrNo,
});
export const workspace = object<Workspace>({ id: text, name: text, role });
export const me = object<Me>({ id: text, name: text, email: orNull(text), workspaces: list(workspace) });
export const login = object<Login>({
  id: text,
  device: text,
  since: text,
  lastUsedAt: text,
  current: yesOrNo,
});
export const apiToken = object<ApiToken>({
  id: text,
  name: text,
  scope: oneOf<Scope>('all', 'studio', 'read'),
  since: text,
  expiresAt: text,
  lastUsedAt: orNull(text),
  secret: orNull(text),
});
export const member = object<Member>({ account: text, name: text, role, since: text });
export const invitation = object<Invitation>({
  id: text,
  role,
  email: orNull(text),
  invitedBy: text,
  since: text,
  expiresAt: text,
  link: orNull(text),
});
export const invitationSeen = object<InvitationSeen>({
  workspace: text,
  role,
  email: orNull(text),
  invitedBy: text,
  expiresAt: text,
});

const guestRights = list(oneOf<GuestRight>('note', 'decide', 'download'));
export const guestLink = object<GuestLink>({
  id: text,
  revision: orNull(text),
  may: guestRights,
  label: text,
  password: yesOrNo,
  madeBy: text,
  since: text,
  expiresAt: orNull(text),
  visitors: number,
  lastUsedAt: orNull(text),
  link: orNull(text),
});
export const guestLinkSeen = object<GuestLinkSeen>({
  id: text,
  invitedBy: text,
  passwordNeeded: yesOrNo,
  expiresAt: orNull(text),
});
export const entered = object<Entered>({
  guest: object<Entered['guest']>({ id: text, name: text, colour: text }),
  pass: object<GuestPass>({ link: text, session: text, revision: orNull(text), may: guestRights }),
  accessToken: text,
  expiresInSeconds: number,
});

/** Where a provider is. Gone to by a browser, so it is a page of the web and nothing else. */
export const providerAddress = (value: unknown, path: string): string => {
  const { address } = object<{ address: string }>({ address: text })(value, path);
  return /^https?:\/\/[^/\\]/.test(address) ? address : refuse(path, 'an address of a provider', value);
};

/** Where a mixdown can be fetched from for a while. Followed by a browser, so it leads to a server and nowhere else. */
export const audioAddress = (value: unknown, path: string): string => {
  const { url } = object<{ url: string }>({ url: text })(value, path);
  return /^(https?:\/)?\/[^/\\]/.test(url) ? url : refuse(path, 'an address of audio', value);
};
