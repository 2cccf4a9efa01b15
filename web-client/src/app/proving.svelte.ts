import type { Client } from '../api/client.ts';
import type { LiveMix } from './livemix.svelte.ts';
import type { Mixdown } from './session.svelte.ts';

/** Finds the bounce of the mix that plays, so that what is heard can be compared with it, second by second. */
export class Proving {
  /** The revision whose bounce it is; null while there is none of this mix. */
  bounced: string | null = $state(null);
  private readonly documents = new Map<number, string>();
  private readonly manifests = new Map<string, unknown>();
  private turn = 0;

  constructor(
    private readonly client: Client,
    private readonly session: string,
    private readonly live: LiveMix,
  ) {}

  /** The mix is another, or about to be: what was bounced of the one before says nothing of it. */
  forget(): void {
    this.turn++;
    if (this.bounced !== null) {
      this.bounced = null;
      this.live.proveBy(null);
    }
  }

  /**
   * Looks for a bounce of the mix at a version, and has the engine compare. Nothing is said where the server does not answer: what is heard is no
   * worse for it.
   */
  async look(version: number, mixdowns: readonly Mixdown[]): Promise<void> {
    const turn = ++this.turn;
    try {
      const document = await this.documentOf(version);
      const found = mixdowns.find(
        ({ render }) => render?.state === 'finished' && render.mixDocument === document,
      );
      const manifest = found?.render ? await this.manifestOf(found.render.id) : null;
      if (turn === this.turn && found) {
        this.live.proveBy(manifest);
        this.bounced = found.revision.name;
      }
    } catch {
      // the next change looks again
    }
  }

  private async documentOf(version: number): Promise<string> {
    const known = this.documents.get(version);
    if (known !== undefined) {
      return known;
    }
    const hash = await this.client.mixDocumentHash(this.session, version);
    this.documents.set(version, hash);
    return hash;
  }

  private async manifestOf(render: string): Promise<unknown> {
    const known = this.manifests.get(render);
    if (known !== undefined) {
      return known;
    }
    const manifest = await this.client.manifest(render);
    this.manifests.set(render, manifest);
    return manifest;
  }
}
