-- The rows of V1 are a projection of foldback.review-events: they go, and come back in this form from the beginning of the log.
drop table reply;
drop table note;
delete from log_offset;

create table note (
  id uuid primary key,
  session uuid not null,
  revision text,
  frame bigint not null,
  withdrawn boolean not null,
  state text not null,
  anchoring text not null
);
create index note_session_frame on note (session, frame, id);

create table rounds (
  session uuid primary key,
  state text not null
);

create table happening (
  number bigint generated always as identity primary key,
  record uuid not null unique,
  session uuid not null,
  note uuid,
  happened_at timestamptz not null,
  author text not null,
  account uuid,
  type text not null,
  data text not null,
  refused text
);
create index happening_session on happening (session, number);
create index happening_note on happening (note, number);
