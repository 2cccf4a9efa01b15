import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import { troubleOf } from '../api/errors.ts';
import type { Finding, Mix, Stem } from '../api/types.ts';
import { clipEvents, fixEvents, type Placed, trackEvents } from '../mix/stems.ts';
import { Uploads } from './uploads.svelte.ts';

export interface Found {
  stem: string;
  name: string;
  finding: Finding;
  state: 'open' | 'busy' | 'done';
}

/** A place on a track that files were dropped on. */
export interface Aim {
  /** The track's. */
  name: string;
  track: string;
  frame: number;
}

/** Files that become tracks, or clips of one: uploads, the look at all stems together, the tracks, and the fixes. */
export class Intake {
  readonly uploads: Uploads;
  findings: Found[] = $state.raw([]);
  placing = $state(false);
  trouble: string | null = $state.raw(null);
  private arrived: { stem: Stem; fileName: string }[] = [];
  /** By the names of files. */
  private readonly aims = new Map<string, Aim>();

  constructor(
    private readonly client: Client,
    private readonly changes: Changes,
    private readonly session: string,
    /** The mix as it is; null before the session has been read. */
    private readonly mix: () => Mix | null,
    private readonly changed: () => Promise<void>,
  ) {
    this.uploads = new Uploads(client, session, (done) => {
      this.arrived = done;
      void this.place();
    });
  }

  get shown(): boolean {
    return this.uploads.items.length > 0 || this.uploads.unfinished.length > 0 || this.findings.length > 0;
  }

  close(): void {
    this.uploads.dismiss();
    this.findings = [];
    this.trouble = null;
  }

  /** @param aim the track that they shall become clips of, one after another; null for a track each */
  add(files: File[], aim: Aim | null = null): void {
    for (const file of files) {
      if (aim) {
        this.aims.set(file.name, aim);
      }
    }
    this.uploads.add(files);
  }

  /** Gives each stem that has arrived its track, unless the session plays it already. */
  async place(): Promise<void> {
    if (this.placing || this.arrived.length === 0) {
      return;
    }
    this.placing = true;
    this.trouble = null;
    try {
      await this.changed();
      const mix = this.mix();
      if (!mix) {
        return;
      }
      const stems = new Map(this.arrived.map(({ stem }) => [stem.hash, stem]));
      const looked = await this.client.preflight(
        this.arrived.map(({ stem, fileName }) => ({ stem: stem.hash, fileName })),
        mix.sampleRate,
      );
      const placed: Placed[] = looked.tracks.flatMap((proposal) => {
        const stem = stems.get(proposal.stem);
        // At another rate it cannot play: it gets its track when it is converted.
        return stem && stem.sampleRate === mix.sampleRate ? [{ proposal, stem }] : [];
      });
      const names = new Map(looked.tracks.map((proposal) => [proposal.stem, proposal.name]));
      const fileOf = new Map(this.arrived.map(({ stem, fileName }) => [stem.hash, fileName]));
      const aimed = placed.flatMap(({ stem }) => {
        const file = fileOf.get(stem.hash) ?? '';
        const aim = this.aims.get(file);
        this.aims.delete(file);
        return aim && mix.tracks.some((track) => track.id === aim.track) ? [{ stem, aim }] : [];
      });
      const onTracks = new Set(aimed.map(({ stem }) => stem.hash));
      await this.submit([
        ...clipEvents(mix, aimed),
        ...trackEvents(
          mix,
          placed.filter(({ stem }) => !onTracks.has(stem.hash)),
        ),
      ]);
      this.findings = looked.stems.flatMap(({ stem, findings }) =>
        findings.map((finding) => ({ stem, name: names.get(stem) ?? '', finding, state: 'open' as const })),
      );
    } catch (error) {
      const { title, detail } = troubleOf(error);
      this.trouble = `${title}. ${detail} The stems are uploaded.`;
    } finally {
      this.placing = false;
    }
  }

  async fix(index: number): Promise<void> {
    const found = this.findings[index];
    const fix = found?.finding.fix;
    const mix = this.mix();
    if (!found || !fix || !mix || found.state !== 'open') {
      return;
    }
    this.mark(index, 'busy');
    this.trouble = null;
    try {
      if (fix.type === 'convert') {
        await this.convert(found, fix, mix);
      } else {
        await this.submit(fixEvents(mix, found.stem, fix));
      }
      this.mark(index, 'done');
    } catch (error) {
      this.mark(index, 'open');
      const { title, detail } = troubleOf(error);
      this.trouble = `${title}. ${detail} Nothing was changed.`;
    }
  }

  private async convert(
    found: Found,
    fix: { sampleRate: number; channels: number },
    mix: Mix,
  ): Promise<void> {
    const { sampleRate, channels } = fix;
    const stem = await this.client.convert(found.stem, { sampleRate, channels, session: this.session });
    this.findings = this.findings.map((each) => (each.stem === found.stem ? converted(each, stem) : each));
    const changes = fixEvents(mix, found.stem, { type: 'convert', sampleRate, channels }, stem);
    if (changes.length > 0) {
      await this.submit(changes);
      return;
    }
    const file = this.arrived.find((each) => each.stem.hash === found.stem)?.fileName ?? stem.fileName;
    const looked = await this.client.preflight([{ stem: stem.hash, fileName: file }], mix.sampleRate);
    const placed = looked.tracks.map((proposal) => ({ proposal: { ...proposal, name: found.name }, stem }));
    await this.submit(trackEvents(mix, placed));
  }

  private async submit(events: ReturnType<typeof trackEvents>): Promise<void> {
    if (events.length > 0) {
      await this.changes.submit(this.session, `stems ${crypto.randomUUID()}`, events);
      await this.changed();
    }
  }

  private mark(index: number, state: Found['state']): void {
    this.findings = this.findings.map((each, i) => (i === index ? { ...each, state } : each));
  }
}

/** The finding about what the stem has become: places and shifts were in the frames of the other rate. */
function converted(found: Found, stem: Stem): Found {
  const { fix } = found.finding;
  const holds = fix?.type === 'convert' || fix?.type === 'flip-polarity';
  return { ...found, stem: stem.hash, finding: { ...found.finding, fix: holds ? fix : null } };
}
