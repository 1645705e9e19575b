-- How often a tenant's servers may call, each; null is as often as they like.

alter table tenant add column requests_per_second_max integer;
alter table tenant add constraint tenant_request_rate_positive check (requests_per_second_max > 0);
