-- What our worker asks of its queue. The tables belong to graphile-worker, which makes them when it first starts; a function
-- is read when it runs, so that this schema can be built before them.

create function queue_jobs()
returns table (job_id bigint, task text, attempts integer, attempts_max integer, next_try_at timestamptz, held boolean, ready boolean)
language plpgsql stable as $$
begin
  return query
    select j.id, j.task_identifier, j.attempts::integer, j.max_attempts::integer, j.run_at, j.locked_at is not null,
      j.locked_at is null and j.run_at <= clock_timestamp() and j.attempts < j.max_attempts
    from graphile_worker.jobs j
    order by j.id;
end $$;

-- Gives back what workers held that are no more: all that was locked before an instant.
create function queue_release(locked_before timestamptz) returns integer
language plpgsql as $$
declare
  gone text[];
begin
  gone := array(select distinct j.locked_by from graphile_worker.jobs j where j.locked_at < locked_before);
  perform graphile_worker.force_unlock_workers(gone);
  return cardinality(gone);
end $$;

revoke all on function queue_jobs() from public;
revoke all on function queue_release(timestamptz) from public;
