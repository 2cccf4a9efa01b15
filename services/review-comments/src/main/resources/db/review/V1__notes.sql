-- Every row here is a projection of foldback.review-events: drop the schema, and it comes back.
create table note (
  id uuid primary key,
  session uuid not null,
  revision text not null,
  mix_document char(64) not null,
  frame bigint not null,
  end_frame bigint,
  sample_rate integer not null,
  text text not null,
  author text not null,
  pinned_at timestamptz not null,
  suggestion_summary text,
  suggestion_events text,
  resolved_by text,
  resolved_at timestamptz,
  answered_by_version bigint
);
create index note_session_frame on note (session, frame);

create table reply (
  id uuid primary key,
  note uuid not null references note (id),
  text text not null,
  author text not null,
  replied_at timestamptz not null
);
create index reply_note on reply (note, replied_at);

create table log_offset (
  topic text not null,
  log_partition integer not null,
  next_offset bigint not null,
  primary key (topic, log_partition)
);
