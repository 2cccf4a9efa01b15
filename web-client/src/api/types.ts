/**
 * What the services answer, as docs/API.md says it. Positions are frames with the sample rate beside them, levels are
 * decibels, times are ISO 8601 in UTC. What may be missing is null here, never undefined.
 */

export interface SessionSummary {
  id: string;
  /** The project that it is filed in. */
  project: string | null;
  name: string;
  sampleRate: number;
  version: number;
  tracks: number;
  revisions: number;
  changedAt: string;
  changedBy: string;
}

/** Sessions of one release, in the order that somebody gave them. */
export interface Project {
  id: string;
  name: string;
  /** By their ids. */
  sessions: string[];
}

export interface Revision {
  id: string;
  name: string;
  version: number;
}

export interface Session {
  id: string;
  name: string;
  version: number;
  mix: Mix;
  /** In the order in which they were cut. */
  revisions: Revision[];
}

/** Everything that decides how a session sounds. Whoever has one has it whole: what documents leave out is filled in. */
export interface Mix {
  sampleRate: number;
  tracks: Track[];
  buses: Bus[];
  vcas: Vca[];
  master: Strip;
  /** By address, one lane for an address. */
  automation: AutomationLane[];
  tempo: TempoMap;
}

export interface Track {
  id: string;
  name: string;
  colour: string;
  /** `master` or `bus/<id>`. */
  output: string;
  clips: Clip[];
  strip: Strip;
}

export interface Bus {
  id: string;
  name: string;
  colour: string;
  kind: string;
  output: string;
  strip: Strip;
}

export interface Clip {
  id: string;
  stem: string;
  startFrame: number;
  stemFrame: number;
  lengthFrames: number;
  gainDb: number;
  fadeIn: Fade;
  fadeOut: Fade;
}

export interface Fade {
  /** 0 is no fade. */
  frames: number;
  shape: FadeShape;
}

export type FadeShape = 'LINEAR' | 'EQUAL_POWER' | 'S_CURVE';

export interface Strip {
  trimDb: number;
  polarityInverted: boolean;
  delayFrames: number;
  inserts: Insert[];
  sends: Send[];
  faderDb: number;
  /** -1 is left, 1 is right. */
  pan: number;
  panLaw: PanLaw;
  panMode: PanMode;
  panLeft: number;
  panRight: number;
  /** 0 is mono, 1 as it came, 2 has twice as much side. */
  width: number;
  muted: boolean;
  muteKeepsPreSends: boolean;
  soloed: boolean;
  soloSafe: boolean;
}

export type PanLaw = 'ZERO_DB' | 'MINUS_3_DB' | 'MINUS_4_5_DB' | 'MINUS_6_DB';
export type PanMode = 'BALANCE' | 'DUAL';

export interface Insert {
  id: string;
  processor: string;
  bypassed: boolean;
  /** One that is not here is at its default. */
  parameters: Record<string, number>;
  /** `track/<id>` or `bus/<id>` that drives it; null if it is driven by what it processes. */
  sidechain: string | null;
}

export interface Send {
  id: string;
  bus: string;
  levelDb: number;
  preFader: boolean;
}

/** A fader over faders: what it adds, mutes and solos, it does to each of its members. */
export interface Vca {
  id: string;
  name: string;
  colour: string;
  faderDb: number;
  muted: boolean;
  soloed: boolean;
  /** Addresses of strips. */
  members: string[];
}

export interface AutomationLane {
  /** Of the parameter that moves, as `track/vocal/fader`. */
  address: string;
  enabled: boolean;
  /** By frame, no two on the same. */
  points: Breakpoint[];
}

export interface Breakpoint {
  frame: number;
  value: number;
  /** Towards the next point. */
  curve: 'LINEAR' | 'HOLD' | 'S_CURVE';
}

/** Both lists by frame, from frame 0 on. */
export interface TempoMap {
  tempos: Tempo[];
  meters: Meter[];
}

export interface Tempo {
  frame: number;
  /** Quarter notes a minute. */
  beatsPerMinute: number;
}

export interface Meter {
  frame: number;
  beats: number;
  beatUnit: number;
}

/** A named point of the song. */
export interface Marker {
  id: string;
  name: string;
  colour: string;
  frame: number;
}

/** A named part of the song. */
export interface Section {
  id: string;
  name: string;
  colour: string;
  startFrame: number;
  endFrame: number;
}

/** A parameter that artists may move, within a range. */
export interface SafeFader {
  address: string;
  minimum: number;
  maximum: number;
}

/** What a caller may do in a session. */
export type SessionRole = 'OWNER' | 'ENGINEER' | 'ARTIST' | 'VIEWER';

/** A fact that differs; null where there is none. */
export interface Effect {
  path: string;
  after: unknown;
}

/** What leads from one version of a session to another. */
export interface Diff {
  from: number;
  to: number;
  effects: (Effect & { before: unknown })[];
  /** How many effects are not shown. */
  more: number;
}

/** One move of one person: a change, or all changes of a gesture. */
export interface Step {
  first: number;
  last: number;
  author: string;
  begun: string;
  ended: string;
  changes: number;
  /** Versions that it takes back. */
  undoes: number[];
  effects: (Effect & { before: unknown })[];
  more: number;
}

/** Who wrote a fact last. */
export interface Blame {
  path: string;
  value: unknown;
  version: number;
  author: string;
  /** Null where nobody noted it. */
  at: string | null;
}

/** A fact that two sides of a merge changed, each in its way. */
export interface Conflict {
  path: string;
  base: unknown;
  ours: unknown;
  theirs: unknown;
}

export type MergeSide = 'OURS' | 'THEIRS';

/** What taking over another session would come to. */
export interface MergePreview {
  /** Of this session. */
  version: number;
  from: { session: string; version: number };
  base: { session: string; version: number };
  agreed: Diff['effects'];
  conflicts: Conflict[];
}

/** Where two mixes differ, in cells of the song; a level is null where both are the same to the last bit. */
export interface Comparison {
  sampleRate: number;
  cellFrames: number;
  frames: number;
  mix: ComparedSound;
  strips: ComparedStrip[];
}

export interface ComparedSound {
  identical: boolean;
  peakDbfs: number | null;
  cellsDbfs: (number | null)[];
}

export interface ComparedStrip extends ComparedSound {
  strip: string;
  name: string;
  in: 'both' | 'from' | 'to';
}

/** What somebody could take back, or do again. */
export interface PossibleStep {
  step: Step;
  /** How many events it takes. */
  events: number;
  /** Paths that stay, because others wrote them since. */
  kept: string[];
}

export interface PossibleSteps {
  undo: PossibleStep | null;
  redo: PossibleStep | null;
}

export interface Processor {
  id: string;
  name: string;
  parameters: Parameter[];
}

export interface Parameter {
  id: string;
  name: string;
  unit: string;
  minimum: number;
  maximum: number;
  defaultValue: number;
  /** How a control's travel spreads over the range. */
  taper: Taper;
  automatable: boolean;
  choices: string[];
}

export type Taper = 'LINEAR' | 'LOGARITHMIC' | 'FADER';

/** An event as it stands in a change. Kept whole, so that a suggestion is applied exactly as it was written. */
export interface MixEvent {
  type: string;
  [member: string]: unknown;
}

export interface Change {
  /** The program it was done with, distinct for each open window. */
  client: string;
  /** Counts the changes of that client from 1; the same number again is a resend. */
  sequence: number;
  expectedVersion?: number;
  answersNote?: string;
  /** History and undo take all changes of one gesture as one. */
  gesture?: string;
  events: MixEvent[];
}

export interface ChangeResult {
  version: number;
  outcome: string;
}

export type RenderState = 'queued' | 'rendering' | 'finished' | 'failed' | 'cancelled';

export interface Render {
  id: string;
  session: string;
  version: number;
  revision: string | null;
  revisionName: string | null;
  purpose: string;
  state: RenderState;
  /** 0 to 1. */
  progress: number;
  failure: string | null;
  mixDocument: string | null;
  requestedAt: string;
  requestedBy: string;
  audio: RenderedAudio | null;
}

export interface RenderedAudio {
  sha256: string;
  bytes: number;
  frames: number;
  sampleRate: number;
  bitDepth: number;
  /** Null where there is silence, as are the two below. */
  integratedLufs: number | null;
  truePeakDbtp: number | null;
  samplePeakDbfs: number | null;
}

/** A render with all its files, as whoever hands it over sees it. */
export interface Delivery extends Render {
  title: string;
  /** While it is rendered, as far as can be told. */
  secondsLeft: number | null;
  attempt: number;
  /** Why the attempt before came to nothing. */
  trouble: string | null;
  files: DeliveredFile[];
  /** Stems that are silent throughout, and were not made. */
  leftOut: string[];
  preset: string | null;
  broken: BrokenPromise[];
  overruled: { by: string; reason: string | null } | null;
}

export interface DeliveredFile {
  name: string;
  saveAs: string;
  output: string;
  strip: string | null;
  stripName: string;
  type: string;
  encoding: string;
  kilobitsPerSecond: number;
  sha256: string;
  bytes: number;
  frames: number;
  sampleRate: number;
  channels: number;
  integratedLufs: number | null;
  truePeakDbtp: number | null;
  gainDb: number;
  heldByCeiling: boolean;
}

export interface BrokenPromise {
  file: string;
  promise: string;
  second: number | null;
  text: string;
}

export interface Preset {
  id: string;
  name: string;
  text: string;
  promises: { text: string }[];
  sources: { number: string; source: string }[];
}

/** The form of docs/API.md. */
export type DeliverySpec = Record<string, unknown>;

export interface DeliveryWish {
  session: string;
  revision: string;
  preset?: string;
  spec?: DeliverySpec;
  nameTemplate?: string;
}

export interface Note {
  id: string;
  session: string;
  /** Null where it is about the live mix. */
  revision: string | null;
  /** Of the session, when it was pinned; null of the oldest notes. */
  version: number | null;
  mixDocument: string | null;
  frame: number;
  endFrame: number | null;
  sampleRate: number;
  /** What it concerns, as `track/vocal`; empty for everything. */
  strips: string[];
  text: string;
  mentions: Person[];
  priority: Priority;
  visibility: Visibility;
  author: string;
  account: string | null;
  at: string;
  /** When it was last worded anew. */
  editedAt: string | null;
  suggestion: Suggestion | null;
  replies: Reply[];
  reactions: Reactions[];
  resolved: Resolution | null;
  /** Where it is in the mix that was asked about; null if none was. */
  place: Place | null;
}

export interface Person {
  name: string;
  account: string | null;
}

export type Priority = 'LOW' | 'NORMAL' | 'HIGH';
export type Visibility = 'TEAM' | 'GUESTS';
export type Reaction = 'AGREE' | 'DISAGREE' | 'LOVE' | 'HEARD' | 'QUESTION';

/** Everybody who reacts in one way. */
export interface Reactions {
  reaction: Reaction;
  by: Person[];
}

/** Where a note's audio is in a mix; no frame where it is there no longer. */
export interface Place {
  state: 'on-audio' | 'cut-short' | 'by-the-clock' | 'orphaned';
  frame: number | null;
  endFrame: number | null;
}

export interface Suggestion {
  summary: string;
  events: MixEvent[];
}

export interface Reply {
  id: string;
  /** Nothing, if it was withdrawn. */
  text: string;
  author: string;
  account: string | null;
  at: string;
  editedAt: string | null;
  withdrawn: { by: string; at: string } | null;
}

export interface Resolution {
  by: string;
  at: string;
  /** The versions of the session that answer the note, oldest first. */
  answeredBy: number[];
}

export interface NewNote {
  revision: string;
  mixDocument: string | null;
  frame: number;
  endFrame?: number;
  sampleRate: number;
  text: string;
  strips?: string[];
  priority?: Priority;
  suggestion?: Suggestion;
}

export type Opinion = 'APPROVED' | 'CHANGES_WANTED';

/** What is wanted of a mix, and who says so in the end. */
export interface Brief {
  text: string;
  /** 0 if nothing was agreed. */
  agreedRounds: number;
  decider: Person;
}

/** What somebody said of exactly one mix. */
export interface Verdict {
  by: Person;
  at: string;
  verdict: Opinion;
  mixDocument: string;
  comment: string;
  /** Whether the mix is another by now. */
  stale: boolean;
}

export interface Round {
  id: string;
  number: number;
  /** Beyond the number that was agreed. */
  extra: boolean;
  revision: string;
  mixDocument: string;
  reviewers: Person[];
  message: string;
  by: Person;
  at: string;
  verdicts: Verdict[];
  decision: Verdict | null;
  state: 'open' | 'decided' | 'withdrawn';
}

/** What a suggestion would come to in the mix as it is. */
export interface Prospect {
  /** Whether something that it moves was moved since: the conflicts say what. */
  movedOn: boolean;
  conflicts: { path: string; now: unknown; suggested: unknown }[];
  /** All of it. */
  events: MixEvent[];
  /** Only what nobody has moved since. */
  eventsWithoutConflicts: MixEvent[];
}

/** A step since a note was written, on what the note concerns. */
export interface AnsweringStep {
  first: number;
  last: number;
  author: string;
  /** Whether it was made as an answer. */
  saysSo: boolean;
  paths: string[];
}

/** Two notes that cannot both be followed, by their ids. */
export interface Contradiction {
  one: string;
  other: string;
  why: string;
}

export interface Rounds {
  brief: Brief | null;
  rounds: Round[];
  /** The hash of the mix document as it is now. */
  current: string | null;
  contradictions: Contradiction[];
}

export interface Stem {
  hash: string;
  fileName: string;
  channels: number;
  sampleRate: number;
  frames: number;
}

/** A part of a file, to be PUT to its address, which is valid for two hours. */
export interface Part {
  number: number;
  offset: number;
  bytes: number;
  url: string;
  present: boolean;
}

export interface Upload {
  state: 'present' | 'open' | 'ingesting' | 'refused';
  /** Null where the file was a stem already. */
  upload: string | null;
  parts: Part[];
  stem: Stem | null;
  problem: { reason: string; detail: string } | null;
}

/** What one press can do about a finding. */
export type Fix =
  | { type: 'trim'; stemFrame: number; lengthFrames: number }
  | { type: 'flip-polarity' }
  | { type: 'shift'; frames: number }
  | { type: 'convert'; sampleRate: number; channels: number }
  | { type: 'unknown' };

export interface Finding {
  kind: string;
  /** `notice` or `warning`. */
  severity: string;
  place: { startFrame: number; endFrame: number } | null;
  text: string;
  fix: Fix | null;
}

export interface TrackProposal {
  stem: string;
  fileName: string;
  name: string;
  colour: string;
  group: string;
}

export interface Preflight {
  /** In the order of a console. */
  tracks: TrackProposal[];
  stems: { stem: string; findings: Finding[] }[];
}

// ---- accounts

export interface Account {
  id: string;
  name: string;
  /** Null until the first owner has claimed their account. */
  email: string | null;
}

export interface SignedIn {
  account: Account;
  accessToken: string;
  expiresInSeconds: number;
}

export interface Policy {
  /** Whether everybody may have an account. */
  signUp: boolean;
  /** What the OpenID provider is called; null if there is none. */
  provider: string | null;
  /** Whether they are taken. */
  passwords: boolean;
}

export interface NewPerson {
  token: string;
  name: string;
  /** Left out where the link says it. */
  email?: string;
  password: string;
}

export type Role = 'owner' | 'engineer' | 'artist' | 'viewer';

export interface Workspace {
  id: string;
  name: string;
  role: Role;
}

export interface Me extends Account {
  workspaces: Workspace[];
}

export interface Login {
  id: string;
  device: string;
  since: string;
  lastUsedAt: string;
  current: boolean;
}

export type Scope = 'all' | 'studio' | 'read';

export interface ApiToken {
  id: string;
  name: string;
  scope: Scope;
  since: string;
  expiresAt: string;
  lastUsedAt: string | null;
  /** Told when it is made, and never again. */
  secret: string | null;
}

export interface Member {
  account: string;
  name: string;
  role: Role;
  since: string;
}

export interface Invitation {
  id: string;
  role: Role;
  email: string | null;
  invitedBy: string;
  since: string;
  expiresAt: string;
  /** Told when it is made, and never again. */
  link: string | null;
}

/** An invitation as whoever was invited sees it. */
export interface InvitationSeen {
  workspace: string;
  role: Role;
  email: string | null;
  invitedBy: string;
  expiresAt: string;
}

// ---- guests

/** What a link may let its guests do besides listening. */
export type GuestRight = 'note' | 'decide' | 'download';

/** A link for guests as who mixes sees it. */
export interface GuestLink {
  id: string;
  /** Null for every revision. */
  revision: string | null;
  may: GuestRight[];
  label: string;
  /** Whether it has one. */
  password: boolean;
  madeBy: string;
  since: string;
  expiresAt: string | null;
  visitors: number;
  lastUsedAt: string | null;
  /** Told when it is made, and never again. */
  link: string | null;
}

export interface NewGuestLink {
  revision?: string;
  may: GuestRight[];
  label?: string;
  password?: string;
  /** How many it is good for; for ever without it. */
  days?: number;
}

/** A link as whoever has it sees it, before they are in. */
export interface GuestLinkSeen {
  id: string;
  invitedBy: string;
  passwordNeeded: boolean;
  expiresAt: string | null;
}

export interface GuestPass {
  /** The id of the link. */
  link: string;
  session: string;
  /** The only one that is heard; null for all. */
  revision: string | null;
  may: GuestRight[];
}

/** A guest who was let in. */
export interface Entered {
  guest: { id: string; name: string; colour: string };
  pass: GuestPass;
  accessToken: string;
  expiresInSeconds: number;
}
