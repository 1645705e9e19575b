-- What a policyholder was told before cancelling: the refund holds for a while, and is what goes back on confirmation.

create table cancellation (
  book smallint not null,
  tenant_id integer not null,
  cancellation_id bigint not null,
  policy_id bigint not null,
  refund bigint not null,
  -- how many endorsements and claims the policy had: one more, and the refund is another
  endorsements integer not null,
  claims integer not null,
  previewed_by text not null,
  previewed_at timestamptz not null,
  valid_until timestamptz not null,
  constraint cancellation_pk primary key (book, cancellation_id),
  constraint cancellation_refund_not_negative check (refund >= 0)
);

alter table cancellation enable row level security;
alter table cancellation force row level security;
create policy tenant_only on cancellation to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on cancellation to current_user using (true) with check (true);
grant select, insert on cancellation to anxin_app;
