-- What else may happen to a policy: its line is rated anew or exchanged, and cancelled cover is taken up again.

alter table endorsement
  -- fen: what an endorsement cost, beside the refund that it gave
  add column charge bigint not null default 0,
  -- of a policy that was rated anew: what its whole period costs, what it pays at most, and by which factors
  add column full_premium bigint,
  add column sum_insured bigint,
  add column rating text,
  drop constraint endorsement_kind_known,
  add constraint endorsement_kind_known check (
    kind in ('period_fixed', 'exchanged', 'rerated', 'cancelled', 'reinstated', 'exhausted', 'restored')
  ),
  add constraint endorsement_charge_not_negative check (charge >= 0),
  add constraint endorsement_rates_whole check (
    (kind = 'rerated') = (full_premium is not null and sum_insured is not null and rating is not null)
  ),
  add constraint endorsement_rates_positive check (full_premium > 0 and sum_insured > 0);
