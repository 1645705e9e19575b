-- What an enrolment leaves out, whatever its scope.

alter table enrolment
  add column excluded_categories text[] not null default '{}',
  add column excluded_skus text[] not null default '{}';
alter table enrolment_change
  add column excluded_categories text[] not null default '{}',
  add column excluded_skus text[] not null default '{}';
