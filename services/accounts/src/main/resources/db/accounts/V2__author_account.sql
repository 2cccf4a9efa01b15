-- Records say whose doing they are by account, and not by name alone.
alter table outbox add column account uuid;
