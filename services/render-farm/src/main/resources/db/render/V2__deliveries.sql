-- A render is a set of files now. What was here was a projection of foldback.render-events: it comes back from the beginning of the log.
drop table render_request;
drop table render;
delete from log_offset;

create table render (
  id char(64) primary key,
  ticket text not null,
  session uuid not null,
  mix_document char(64) not null,
  engine text not null,
  purpose text not null,
  spec text not null,
  state text not null,
  released boolean not null,
  progress double precision not null,
  seconds_left double precision,
  attempt integer not null,
  trouble text,
  failure text,
  files text not null,
  left_out text not null,
  requested_at timestamptz not null
);
create index render_unfinished on render (state, session) where state in ('QUEUED', 'RENDERING');

-- Who asked for a render, and for what: one bounce may be asked for many times and is rendered once.
create table render_request (
  id uuid primary key,
  render char(64) not null references render (id),
  session uuid not null,
  version bigint not null,
  revision text,
  naming text not null,
  preset text,
  overruled_by text,
  overruled_why text,
  cancelled boolean not null,
  requested_by text not null,
  requested_at timestamptz not null
);
create index render_request_session on render_request (session, requested_at desc);
create index render_request_render on render_request (render, requested_at desc);
