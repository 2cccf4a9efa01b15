-- Stems and source files are a projection of foldback.stem-events: drop them with log_offset, and they come back.
create table stem (
  hash char(64) primary key,
  file_name text not null,
  bytes bigint not null,
  channels integer not null,
  sample_rate integer not null,
  encoding text not null,
  frames bigint not null,
  integrated_lufs double precision,
  true_peak_dbtp double precision,
  sample_peak_dbfs double precision
);

-- Which uploaded file became which stem, so that the same file is not uploaded twice.
create table source_file (
  sha256 char(64) primary key,
  stem char(64) not null references stem (hash)
);

create table log_offset (
  topic text not null,
  log_partition integer not null,
  next_offset bigint not null,
  primary key (topic, log_partition)
);

-- Uploads under way, and refused ones with the reason. No projection: it dies with the upload.
create table upload (
  id uuid primary key,
  file_name text not null,
  bytes bigint not null,
  declared_sha256 char(64),
  part_bytes bigint not null,
  store_upload text not null,
  state text not null,
  ingesting_since timestamptz,
  stem char(64),
  refusal_reason text,
  refusal_detail text,
  declared_by text not null,
  declared_at timestamptz not null
);
