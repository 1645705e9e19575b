-- The ledger is read transaction by transaction, newest first. Transfers of one transaction lie together in this order, and
-- it grows to the right as the order by transfer did, whose place it takes.

drop index transfer_by_time;
create index transfer_by_transaction on transfer (tenant_id, transaction_id);
