-- Whom the subjects of an OpenID provider are here.
create table identity (
  issuer text not null,
  subject text not null,
  account uuid not null references account (id),
  since timestamptz not null,
  primary key (issuer, subject)
);
create index identity_account on identity (account);

-- Who is on their way to the provider and back: good once, and for some minutes.
create table oidc_attempt (
  state_hash char(64) primary key,
  -- of what the browser shows that it is the one that was sent
  binding_hash char(64) not null,
  nonce text not null,
  -- of PKCE; good for nothing without the code, which goes to the browser only
  verifier text not null,
  expires_at timestamptz not null
);
create index oidc_attempt_end on oidc_attempt (expires_at);
