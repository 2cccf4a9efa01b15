/** Sessions as the list shows them: by project, and those that are in none. */
import type { Project, SessionSummary } from '../api/types.ts';

export interface Shelf {
  /** Null for the sessions that are in no project. */
  project: Project | null;
  sessions: SessionSummary[];
}

/**
 * Projects by name, each with its sessions in its own order, then the rest, newest change first. A session whose project is not among
 * these (it is in the archive) stands with the rest.
 */
export function shelves(sessions: readonly SessionSummary[], projects: readonly Project[]): Shelf[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const shelved = new Set<string>();
  const all: Shelf[] = projects.map((project) => {
    const own = project.sessions.flatMap((id) => byId.get(id) ?? []);
    for (const session of own) {
      shelved.add(session.id);
    }
    return { project, sessions: own };
  });
  const rest = sessions.filter((session) => !shelved.has(session.id));
  return rest.length === 0 ? all : [...all, { project: null, sessions: rest }];
}
