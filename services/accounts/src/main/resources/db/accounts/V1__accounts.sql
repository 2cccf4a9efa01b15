-- The one schema that is no projection: who somebody is stands here and not in the log, which never forgets.
-- No secret is stored: of passwords an Argon2id hash, of tokens and links the SHA-256, of signing keys what the master key sealed.
create table account (
  id uuid primary key,
  name text not null,
  -- in lower case; null for the first owner until they have claimed their account
  email text unique,
  -- in the PHC string format, with its parameters; null for whoever has no password
  password_hash text,
  created_at timestamptz not null
);

create table workspace (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table membership (
  workspace uuid not null references workspace (id),
  account uuid not null references account (id),
  role text not null,
  since timestamptz not null,
  primary key (workspace, account)
);
create index membership_account on membership (account);

-- A way in that was sent or shown once: a welcome, a password reset, a sign-up, a sign-in.
create table one_time_link (
  token_hash char(64) primary key,
  purpose text not null,
  account uuid references account (id),
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_link_account on one_time_link (account);

create table invitation (
  id uuid primary key,
  token_hash char(64) not null unique,
  workspace uuid not null references workspace (id),
  role text not null,
  -- whom it was sent to; null for a link that whoever has it may use
  email text,
  invited_by uuid not null references account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references account (id),
  withdrawn_at timestamptz
);
create index invitation_workspace on invitation (workspace, created_at);

-- A sign-in on one device: the family of its refresh tokens.
create table login (
  id uuid primary key,
  account uuid not null references account (id),
  device text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text
);
create index login_account on login (account);

create table refresh_token (
  token_hash char(64) primary key,
  login uuid not null references login (id) on delete cascade,
  issued_at timestamptz not null,
  -- when it was given for its successor
  used_at timestamptz,
  successor char(64),
  -- when it was replaced by another successor of the same token, whose answer had been lost
  superseded_at timestamptz
);
create index refresh_token_login on refresh_token (login);

-- A device from which somebody signed in with their password once.
create table known_device (
  token_hash char(64) not null,
  account uuid not null references account (id),
  seen_at timestamptz not null,
  primary key (token_hash, account)
);

create table api_token (
  id uuid primary key,
  token_hash char(64) not null unique,
  account uuid not null references account (id),
  name text not null,
  scope text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_account on api_token (account);

create table signing_key (
  id text primary key,
  -- the private key as JSON, sealed with the master key
  sealed text not null,
  public_key text not null,
  created_at timestamptz not null,
  signs_from timestamptz not null
);

-- How often somebody tried in vain: by account, address or device.
create table attempt (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  next_from timestamptz not null
);

create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  what text not null,
  workspace uuid,
  account uuid,
  address text,
  detail text not null
);
create index audit_entry_workspace on audit_entry (workspace, id);
create index audit_entry_account on audit_entry (account, id);

-- What has to go to the log, written in the transaction of what it tells of and sent in this order.
create table outbox (
  sequence bigint generated always as identity primary key,
  id uuid not null,
  type text not null,
  source text not null,
  subject text not null,
  at timestamptz not null,
  author text not null,
  data text not null
);
