-- What was found in a stem, what it came in, and what it was converted from; and the sessions that it was brought into. Projections, too.
alter table stem add column container text;
alter table stem add column findings text;
alter table stem add column converted_from char(64);
create index stem_converted_from on stem (converted_from);

create table stem_session (
  stem char(64) not null references stem (hash),
  session text not null,
  primary key (stem, session)
);

-- Of uploads under way: the session they are for, where a refused file went wrong, and the stems of a file that was split.
alter table upload add column session text;
alter table upload add column refusal_byte bigint;
alter table upload add column stems text;
create index upload_declared_at on upload (declared_at);
