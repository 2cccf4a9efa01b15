-- Every row here is a projection of foldback.render-events: drop the schema, and it comes back.
create table render (
  id char(64) primary key,
  mix_document char(64) not null,
  engine text not null,
  purpose text not null,
  bit_depth integer not null,
  state text not null,
  progress double precision not null,
  failure text,
  audio_sha256 char(64),
  audio_bytes bigint,
  audio_frames bigint,
  audio_sample_rate integer,
  integrated_lufs double precision,
  true_peak_dbtp double precision,
  sample_peak_dbfs double precision
);
create index render_unfinished on render (state) where state <> 'FINISHED';

-- Who asked for a render, and for what: one bounce may be asked for many times and is rendered once.
create table render_request (
  id uuid primary key,
  render char(64) not null references render (id),
  session uuid not null,
  version bigint not null,
  revision text,
  title text not null,
  requested_by text not null,
  requested_at timestamptz not null
);
create index render_request_session on render_request (session, requested_at desc);
create index render_request_render on render_request (render, requested_at desc);

create table log_offset (
  topic text not null,
  log_partition integer not null,
  next_offset bigint not null,
  primary key (topic, log_partition)
);
