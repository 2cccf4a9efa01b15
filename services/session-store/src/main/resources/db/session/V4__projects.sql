-- Projections of foldback.project-events.
create table project (
  id uuid primary key,
  workspace text not null,
  name text not null,
  archived boolean not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create index project_of_workspace on project (workspace);

-- A session is in one project at most.
create table project_session (
  session uuid primary key,
  project uuid not null references project,
  place integer not null
);
create index session_of_project on project_session (project, place);
