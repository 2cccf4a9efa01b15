-- Undo looks for what somebody did, however long ago.
create index mix_change_of_author on mix_change (session, author, log_offset);
