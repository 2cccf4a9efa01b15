-- Links that let in people without accounts, to hear a session's reviews.
create table guest_link (
  id uuid primary key,
  token_hash char(64) not null unique,
  session uuid not null,
  workspace uuid not null references workspace (id),
  -- the one that is heard; null for all
  revision text,
  -- words with spaces between: note decide download
  may text not null,
  -- what whoever made it calls it
  label text not null,
  password_hash text,
  made_by uuid not null references account (id),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index guest_link_session on guest_link (session, created_at);

-- Who came by a link, each browser by itself.
create table guest_visitor (
  id uuid primary key,
  token_hash char(64) not null unique,
  link uuid not null references guest_link (id) on delete cascade,
  name text not null,
  -- as #RRGGBB
  colour text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null
);
create index guest_visitor_link on guest_visitor (link, last_used_at desc);
