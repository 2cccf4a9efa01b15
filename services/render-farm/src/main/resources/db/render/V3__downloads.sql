-- Who took which file away: a projection of foldback.render-events like the others. Before there was one, nobody noted it.
create table render_download (
  id uuid primary key,
  session uuid not null,
  render char(64) not null,
  -- null for all of them in a ZIP
  file text,
  taken_by text not null,
  account uuid,
  taken_at timestamptz not null
);
create index render_download_session on render_download (session, taken_at desc, id desc);
