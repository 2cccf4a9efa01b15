-- Whose doing a change is: the account, where its record names one. Undo looks for what somebody did, however long ago.
alter table mix_change add column account uuid;
create index mix_change_of_account on mix_change (session, account, log_offset) where account is not null;
