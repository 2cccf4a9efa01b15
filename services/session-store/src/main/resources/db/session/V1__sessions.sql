-- Every row here is a projection of foldback.mix-events: drop the schema, and it comes back.
create table session (
  id uuid primary key,
  name text not null,
  sample_rate integer not null,
  version bigint not null,
  tracks integer not null,
  revisions integer not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create index session_changed_at on session (changed_at desc);

