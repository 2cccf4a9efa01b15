-- Every session belongs to a workspace; those from before there were any, to this one.
alter table session add column workspace text not null default 'home';
create index session_of_workspace on session (workspace, changed_at desc);
