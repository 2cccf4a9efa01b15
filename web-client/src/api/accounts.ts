/** Accounts, workspaces and their people: docs/API.md, `/api/accounts`. */
import * as read from './read.ts';
import type { Requests } from './requests.ts';
import type {
  ApiToken,
  GuestLink,
  Invitation,
  InvitationSeen,
  Login,
  Me,
  Member,
  NewGuestLink,
  NewPerson,
  Policy,
  Role,
  Scope,
  SignedIn,
  Workspace,
} from './types.ts';

const BASE = '/api/accounts';
/** Hashing a password takes a while where others wait for it too. */
const HASHED_WITHIN_MS = 30_000;

/** For whoever is not signed in. */
export class Entrance {
  constructor(private readonly requests: Requests) {}

  policy(): Promise<Policy> {
    return this.requests.get(`${BASE}/policy`, read.policy);
  }

  signIn(email: string, password: string): Promise<SignedIn> {
    return this.enter('sign-in', { email, password });
  }

  /** Where somebody signs in who has an account elsewhere. */
  toProvider(): Promise<string> {
    return this.requests.post(`${BASE}/oidc/start`, {}, read.providerAddress);
  }

  /** Back from there. */
  fromProvider(code: string, state: string): Promise<SignedIn> {
    return this.enter('oidc/complete', { code, state });
  }

  byLink(token: string): Promise<SignedIn> {
    return this.enter('sign-in/link', { token });
  }

  welcome(person: NewPerson): Promise<SignedIn> {
    return this.enter('welcome', person);
  }

  accept(person: NewPerson): Promise<SignedIn> {
    return this.enter('invitations/accept', person);
  }

  signUp(person: NewPerson): Promise<SignedIn> {
    return this.enter('sign-up/complete', person);
  }

  reset(token: string, password: string): Promise<SignedIn> {
    return this.enter('password-reset/complete', { token, password });
  }

  askForReset(email: string): Promise<void> {
    return this.requests.tell('POST', `${BASE}/password-reset`, { email });
  }

  askForAccount(email: string): Promise<void> {
    return this.requests.tell('POST', `${BASE}/sign-up`, { email });
  }

  invitation(token: string): Promise<InvitationSeen> {
    return this.requests.post(`${BASE}/invitations/look`, { token }, read.invitationSeen);
  }

  private enter(path: string, body: unknown): Promise<SignedIn> {
    return this.requests.post(`${BASE}/${path}`, body, read.signedIn, HASHED_WITHIN_MS);
  }
}

/** For whoever is. */
export class Accounts {
  constructor(private readonly requests: Requests) {}

  me(): Promise<Me> {
    return this.requests.get(`${BASE}/me`, read.me);
  }

  async rename(name: string): Promise<void> {
    await this.requests.tell('PATCH', `${BASE}/me`, { name });
  }

  changePassword(current: string, next: string): Promise<void> {
    return this.requests.tell('POST', `${BASE}/me/password`, { current, next });
  }

  logins(): Promise<Login[]> {
    return this.requests.get(`${BASE}/me/logins`, read.list(read.login));
  }

  endLogin(id: string): Promise<void> {
    return this.requests.tell('DELETE', `${BASE}/me/logins/${encodeURIComponent(id)}`);
  }

  signOutEverywhere(): Promise<void> {
    return this.requests.tell('DELETE', `${BASE}/me/logins`);
  }

  apiTokens(): Promise<ApiToken[]> {
    return this.requests.get(`${BASE}/me/api-tokens`, read.list(read.apiToken));
  }

  makeApiToken(name: string, scope: Scope, days: number): Promise<ApiToken> {
    return this.requests.post(`${BASE}/me/api-tokens`, { name, scope, days }, read.apiToken);
  }

  revokeApiToken(id: string): Promise<void> {
    return this.requests.tell('DELETE', `${BASE}/me/api-tokens/${encodeURIComponent(id)}`);
  }

  join(token: string): Promise<SignedIn> {
    return this.requests.post(`${BASE}/invitations/join`, { token }, read.signedIn);
  }

  makeWorkspace(name: string): Promise<Workspace> {
    return this.requests.post(`${BASE}/workspaces`, { name }, read.workspace);
  }

  members(workspace: string): Promise<Member[]> {
    return this.requests.get(`${of(workspace)}/members`, read.list(read.member));
  }

  setRole(workspace: string, account: string, role: Role): Promise<void> {
    return this.requests.tell('PUT', `${of(workspace)}/members/${encodeURIComponent(account)}`, { role });
  }

  removeMember(workspace: string, account: string): Promise<void> {
    return this.requests.tell('DELETE', `${of(workspace)}/members/${encodeURIComponent(account)}`);
  }

  invitations(workspace: string): Promise<Invitation[]> {
    return this.requests.get(`${of(workspace)}/invitations`, read.list(read.invitation));
  }

  invite(workspace: string, role: Role, email: string): Promise<Invitation> {
    const body = email === '' ? { role } : { role, email };
    return this.requests.post(`${of(workspace)}/invitations`, body, read.invitation);
  }

  guestLinks(session: string): Promise<GuestLink[]> {
    return this.requests.get(guestLinksOf(session), read.list(read.guestLink));
  }

  /** With its address, this once. */
  makeGuestLink(session: string, link: NewGuestLink): Promise<GuestLink> {
    return this.requests.post(guestLinksOf(session), link, read.guestLink, HASHED_WITHIN_MS);
  }

  /** Whoever came by it is out at once. */
  revokeGuestLink(session: string, link: string): Promise<void> {
    return this.requests.tell('DELETE', `${guestLinksOf(session)}/${encodeURIComponent(link)}`);
  }

  withdraw(workspace: string, invitation: string): Promise<void> {
    return this.requests.tell('DELETE', `${of(workspace)}/invitations/${encodeURIComponent(invitation)}`);
  }
}

function guestLinksOf(session: string): string {
  return `${BASE}/sessions/${encodeURIComponent(session)}/guest-links`;
}

function of(workspace: string): string {
  return `${BASE}/workspaces/${encodeURIComponent(workspace)}`;
}
