-- Tenants, who may call, and the clock of business time.

do $$ begin
  create role anxin_app nologin;
exception when duplicate_object then null;
end $$;

create table tenant (
  tenant_id integer not null,
  code text not null,
  name text not null,
  binding_delay_days integer not null default 30,
  created_at timestamptz not null,
  constraint tenant_pk primary key (tenant_id),
  constraint tenant_code_unique unique (code),
  constraint tenant_binding_delay_in_range check (binding_delay_days between 0 and 365)
);

create table api_key (
  key_hash bytea not null,
  tenant_id integer not null,
  label text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  constraint api_key_pk primary key (key_hash)
);

create table staff (
  staff_id bigint not null,
  tenant_id integer not null,
  email text not null,
  role text not null,
  display_name text not null,
  password_hash text not null,
  totp_sealed bytea not null,
  totp_last_step bigint not null default 0,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint staff_pk primary key (staff_id),
  constraint staff_email_unique unique (email)
);

create table session (
  token_hash bytea not null,
  tenant_id integer not null,
  role text not null,
  -- staff id, buyer id or merchant id, by role
  subject text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session_pk primary key (token_hash)
);

create table idempotency (
  tenant_id integer not null,
  caller text not null,
  path text not null,
  key text not null,
  body_hash bytea not null,
  status integer not null,
  body text not null,
  etag text,
  created_at timestamptz not null,
  constraint idempotency_pk primary key (tenant_id, caller, path, key)
);

create table business_clock (
  only_row boolean not null default true,
  offset_ms bigint not null default 0,
  constraint business_clock_pk primary key (only_row),
  constraint business_clock_one_row check (only_row)
);
insert into business_clock default values;

-- Instants travel as whole milliseconds since 1970; this is the one place where they become timestamps.
create function at_ms(ms bigint) returns timestamptz
language sql immutable strict parallel safe
return timestamptz 'epoch' + ms * interval '1 millisecond';
