-- Which workspace holds which stem, and what it knows of it by its own upload. A projection of foldback.stem-events, too.
create table stem_workspace (
  stem char(64) not null,
  workspace uuid not null,
  file_name text,
  container text,
  findings text,
  primary key (stem, workspace)
);
create index stem_workspace_workspace on stem_workspace (workspace);

-- Records of one stem may lie in several partitions, so one that brings it into a session may be read before the one that made it.
alter table stem_session drop constraint stem_session_stem_fkey;

-- The topic is read again from its beginning: rows that are there stay, and those of stem_workspace come.
delete from log_offset where topic = 'foldback.stem-events';

-- Of uploads under way: whose they are; null in those from before, which are the first workspace's unless they have a session.
alter table upload add column workspace uuid;
create index upload_workspace on upload (workspace);
