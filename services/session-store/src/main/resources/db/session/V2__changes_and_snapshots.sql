-- A copy of foldback.mix-events by session, and snapshots of what it folds to. All of it can be dropped, and comes back from the log.
drop table session;

-- What a list shows. The first columns follow the copy; the others follow whoever folded the session, up to described_offset.
create table session (
  id uuid primary key,
  log_partition integer not null,
  last_offset bigint not null,
  described_offset bigint not null default -1,
  name text,
  sample_rate integer,
  version bigint,
  tracks integer,
  revisions integer,
  changed_at timestamptz,
  changed_by text
);
create index session_changed_at on session (changed_at desc);
create index session_undescribed on session (id) where described_offset < last_offset;

-- One row is one record of the log, as it is there. "at" is text, because a record may tell a time that no database holds.
create table mix_change (
  session uuid not null,
  log_offset bigint not null,
  id uuid not null,
  type text not null,
  author text not null,
  at text not null,
  data bytea not null,
  primary key (session, log_offset)
);

create table mix_snapshot (
  session uuid not null,
  version bigint not null,
  rules_version integer not null,
  next_offset bigint not null,
  hash text not null,
  state bytea not null,
  primary key (session, version)
);

-- How far each partition has been copied; written with what was.
create table log_offset (
  topic text not null,
  log_partition integer not null,
  next_offset bigint not null,
  primary key (topic, log_partition)
);
