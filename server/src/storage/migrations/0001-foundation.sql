-- Docket's store, first form. tenant_id leads every primary, unique and foreign key (no constraint crosses tenants),
-- and every table is behind row-level security (function docket.protect_tables, called at the end of each migration).
-- Instants are timestamptz(3): every face speaks milliseconds at most.

create schema if not exists docket;
set local search_path = docket;

-- The role that requests work as: no owner, no superuser, so that row-level security holds for it (DESIGN §4).
do $$
begin
  if not exists (select from pg_roles where rolname = 'docket_app') then
    create role docket_app nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;  -- another database of the cluster was quicker
end $$;
do $$
begin
  execute format('grant docket_app to %I', current_user);
end $$;

-- The tenant that this connection works for; null (nothing is visible) until it is set.
create function current_tenant() returns integer language sql stable parallel safe
  return nullif(current_setting('docket.tenant', true), '')::integer;

------------------------------------------------------------------------------------------------------------- tenants
create table tenants (
  tenant_id       integer primary key,
  uid             uuid not null,
  key             text not null,
  name            text not null,
  timezone        text not null,
  language        text not null,
  number_start    integer not null,
  hosts           text[] not null,
  settings        jsonb not null,          -- what only one part reads: screening template, session lifetimes, smtp, sender
  config_version  bigint not null default 1,  -- rises with every change of the configuration; nodes reload by it
  created_at      timestamptz(3) not null default now()
);

-- A tenant file's content that was applied before: `serve --apply` skips it (DESIGN §7).
create table applied_files (
  tenant_id   integer not null references tenants,
  sha256      bytea not null,
  applied_at  timestamptz(3) not null default now(),
  primary key (tenant_id, sha256)
);

------------------------------------------------------------------------------------------------ units, users, access
-- Names are checked at the commit, so that one change of the configuration may swap two of them.
create table units (
  tenant_id  integer not null references tenants,
  unit_id    integer not null,
  uid        uuid not null,
  key        text not null,
  name       text not null,
  parent_id  integer,
  ext_ref    text,
  position   integer not null,
  primary key (tenant_id, unit_id),
  unique (tenant_id, key) deferrable initially deferred,
  foreign key (tenant_id, parent_id) references units deferrable initially deferred
);

create table unit_shares (
  tenant_id   integer not null,
  unit_id     integer not null,
  to_unit_id  integer not null,
  activities  boolean not null,
  primary key (tenant_id, unit_id, to_unit_id),
  foreign key (tenant_id, unit_id) references units on delete cascade,
  foreign key (tenant_id, to_unit_id) references units on delete cascade
);

create table groups (
  tenant_id  integer not null references tenants,
  group_id   integer not null,
  uid        uuid not null,
  key        text not null,
  name       text not null,
  position   integer not null,
  primary key (tenant_id, group_id),
  unique (tenant_id, key) deferrable initially deferred
);

create table roles (
  tenant_id    integer not null references tenants,
  key          text not null,
  permissions  text[] not null,
  position     integer not null,
  primary key (tenant_id, key)
);

-- Users are never dropped, since history names them: one that left the tenant file is `removed` (and cannot sign in).
create table users (
  tenant_id      integer not null references tenants,
  user_id        integer not null,
  uid            uuid not null,
  login          text not null,
  first_name     text,
  last_name      text,
  email          text,
  password_hash  text,
  home_unit_id   integer,
  disabled       boolean not null,
  removed        boolean not null default false,
  licences       text[] not null,
  position       integer not null,
  primary key (tenant_id, user_id),
  unique (tenant_id, login) deferrable initially deferred,
  foreign key (tenant_id, home_unit_id) references units
);

create table user_units (
  tenant_id  integer not null,
  user_id    integer not null,
  unit_id    integer not null,
  position   integer not null,
  primary key (tenant_id, user_id, unit_id),
  foreign key (tenant_id, user_id) references users,
  foreign key (tenant_id, unit_id) references units
);

create table user_groups (
  tenant_id  integer not null,
  user_id    integer not null,
  group_id   integer not null,
  position   integer not null,
  primary key (tenant_id, user_id, group_id),
  foreign key (tenant_id, user_id) references users,
  foreign key (tenant_id, group_id) references groups
);

create table user_roles (
  tenant_id  integer not null,
  user_id    integer not null,
  role_key   text not null,
  position   integer not null,
  primary key (tenant_id, user_id, role_key),
  foreign key (tenant_id, user_id) references users,
  foreign key (tenant_id, role_key) references roles
);

create table grants (
  tenant_id  integer not null,
  user_id    integer not null,
  target_id  integer not null,
  allow      text[] not null,
  position   integer not null,
  primary key (tenant_id, user_id, target_id),
  foreign key (tenant_id, user_id) references users,
  foreign key (tenant_id, target_id) references users
);

-- What programs sign in with. A token is kept as its SHA-256; an HMAC secret sealed under DOCKET_SECRET_KEY.
create table credentials (
  tenant_id      integer not null,
  credential_id  uuid not null,
  facade         text not null,
  user_id        integer not null,
  key_id         text,
  secret_sealed  bytea,
  token_hash     bytea,
  position       integer not null,
  primary key (tenant_id, credential_id),
  unique (tenant_id, facade, key_id),
  unique (tenant_id, facade, token_hash),
  foreign key (tenant_id, user_id) references users
);

-- Sign-ins that last: eGain sessions, Tracker and Q-Flow tokens, the workspace's cookie. Only hashes are kept.
create table sessions (
  tenant_id     integer not null,
  session_id    uuid not null,
  facade        text not null,
  user_id       integer not null,
  token_hash    bytea not null,
  refresh_hash  bytea,
  csrf          text,
  created_at    timestamptz(3) not null,
  last_used_at  timestamptz(3) not null,
  expires_at    timestamptz(3) not null,
  primary key (tenant_id, session_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references users
);
create index sessions_by_token on sessions (token_hash);
create index sessions_by_refresh on sessions (refresh_hash) where refresh_hash is not null;
create index sessions_by_user on sessions (tenant_id, user_id, facade, created_at);

-- Wrong passwords since the last good one, over all faces (DESIGN S17); by login, so that unknown names count too.
create table sign_in_failures (
  tenant_id  integer not null references tenants,
  login      text not null,
  count      integer not null,
  last_at    timestamptz(3) not null,
  primary key (tenant_id, login)
);

-------------------------------------------------------------------------------------------------------- configuration
create table calendars (
  tenant_id  integer not null references tenants,
  key        text not null,
  days       text[] not null,
  hours      jsonb not null,
  holidays   text,
  timezone   text,
  position   integer not null,
  primary key (tenant_id, key)
);

create table case_types (
  tenant_id   integer not null references tenants,
  key         text not null,
  name        text not null,
  is_default  boolean not null,
  definition  jsonb not null,   -- statuses, subtypes, stages, closure, target, tasks, starters, managers, …
  position    integer not null,
  primary key (tenant_id, key)
);

create table attributes (
  tenant_id   integer not null references tenants,
  key         text not null,
  label       text not null,
  kind        text not null check (kind in ('text', 'choice', 'integer', 'datetime')),
  options     text[] not null,
  multiple    boolean not null,
  max_length  integer not null,
  position    integer not null,
  primary key (tenant_id, key)
);

create table forms (
  tenant_id  integer not null references tenants,
  form_id    integer not null,
  key        text not null,
  name       text not null,
  fields     jsonb not null,
  position   integer not null,
  primary key (tenant_id, form_id),
  unique (tenant_id, key) deferrable initially deferred
);

create table offense_types (
  tenant_id        integer not null references tenants,
  offense_type_id  integer not null,
  name             text not null,
  position         integer not null,
  primary key (tenant_id, offense_type_id)
);

create table classifications (
  tenant_id  integer not null references tenants,
  code       text not null,
  name       text not null,
  position   integer not null,
  primary key (tenant_id, code)
);

-- Auto disposition: whether it is on, who sees and sets review dates, who sends the review task, and after how many days.
create table disposition (
  tenant_id      integer primary key references tenants,
  enabled        boolean not null,
  list_groups    integer[] not null,
  create_groups  integer[] not null,
  update_groups  integer[] not null
);

create table disposition_reviewers (
  tenant_id   integer not null,
  unit_id     integer not null,
  user_id     integer,
  group_id    integer,
  is_default  boolean not null,
  primary key (tenant_id, unit_id),
  foreign key (tenant_id, unit_id) references units on delete cascade,
  foreign key (tenant_id, user_id) references users,
  foreign key (tenant_id, group_id) references groups
);

create table disposition_follow_ups (
  tenant_id        integer not null,
  offense_type_id  integer not null,
  follow_up_id     integer not null,
  days             integer not null check (days between 1 and 36500),
  primary key (tenant_id, offense_type_id),
  foreign key (tenant_id, offense_type_id) references offense_types on delete cascade
);

create table queues (
  tenant_id        integer not null references tenants,
  queue_id         integer not null,
  uid              uuid not null,
  key              text not null,
  ext_ref          text,
  name             text not null,
  unit_id          integer not null,
  prefix           text not null,
  number_from      integer not null,
  number_to        integer not null,
  case_type        text,
  service_timeout  integer,              -- minutes
  position         integer not null,
  last_number      integer,              -- the number issued last; numbers cycle from number_from to number_to
  last_place       bigint not null default 0,  -- the place given last; a lower place is served first
  last_enqueued_at timestamptz(3),
  primary key (tenant_id, queue_id),
  unique (tenant_id, key) deferrable initially deferred,
  foreign key (tenant_id, unit_id) references units,
  foreign key (tenant_id, case_type) references case_types
);

------------------------------------------------------------------------------------------------------------ customers
create table customers (
  tenant_id    integer not null references tenants,
  customer_id  integer not null,
  uid          uuid not null,
  personal_id  text,
  first_name   text,
  last_name    text,
  email        text,
  phone        text,
  ext_ref      text,
  from_file    boolean not null default false,
  facets       jsonb not null default '{}',
  created_at   timestamptz(3) not null default now(),
  primary key (tenant_id, customer_id),
  unique (tenant_id, personal_id)
);

---------------------------------------------------------------------------------------------------------------- cases
-- category: 0 new, 1 active, 2 escalated, 3 closed. The arrays hold user and group ids; users and groups are never dropped.
create table cases (
  tenant_id           integer not null,
  number              integer not null,
  uid                 uuid not null,
  reference           text not null,
  version             integer not null,
  type                text not null,
  subtype             text,
  stage               text,
  status              text not null,
  category            smallint not null,
  offense_type_id     integer,
  subject             text not null,
  description         text,
  solution            text,
  severity            text not null,
  tags                text[] not null,
  unit_id             integer,
  owner_id            integer,
  assignee_ids        integer[] not null,
  assignee_group_ids  integer[] not null,
  customer_id         integer,
  contact_name        text,
  contact_email       text,
  contact_phone       text,
  contact_address     text,
  external_reference  text,
  due_at              timestamptz(3),
  review_at           timestamptz(3),
  review_notes        text not null,
  language            text not null,
  attributes          jsonb not null,
  archived            boolean not null,
  restricted          boolean not null,
  restricted_user_ids   integer[] not null,
  restricted_group_ids  integer[] not null,
  created_at          timestamptz(3) not null,
  created_by          integer,
  modified_at         timestamptz(3) not null,
  modified_by         integer,
  closed_at           timestamptz(3),
  closure_reason      text,
  closure_note        text,
  facets              jsonb not null,    -- what only one face knows, under that face's name
  history_seq         integer not null,  -- the head of the case's history: number, time and hash of its last event
  history_at          timestamptz(3) not null,
  history_hash        bytea not null,
  primary key (tenant_id, number),
  foreign key (tenant_id, type) references case_types,
  foreign key (tenant_id, unit_id) references units,
  foreign key (tenant_id, owner_id) references users,
  foreign key (tenant_id, customer_id) references customers
);
create unique index cases_reference_key on cases (tenant_id, reference);
create unique index cases_uid_key on cases (tenant_id, uid);
create index cases_by_modified on cases (tenant_id, modified_at, number);
create index cases_by_owner on cases (tenant_id, owner_id) where owner_id is not null;
create index cases_by_customer on cases (tenant_id, customer_id) where customer_id is not null;
create index cases_by_review on cases (tenant_id, review_at) where review_at is not null and category < 3;

-- What is left of a deleted case: by it its history is found, for whoever could see it (DESIGN S14).
create table case_tombstones (
  tenant_id             integer not null references tenants,
  number                integer not null,
  uid                   uuid not null,
  reference             text not null,
  unit_id               integer,
  restricted            boolean not null,
  restricted_user_ids   integer[] not null,
  restricted_group_ids  integer[] not null,
  deleted_at            timestamptz(3) not null,
  history_seq           integer not null,
  history_hash          bytea not null,
  primary key (tenant_id, number)
);
create unique index case_tombstones_uid_key on case_tombstones (tenant_id, uid);

-- Append-only evidence. hash = SHA-256 over the previous event's hash and this event's own text (domain/history).
-- `json`, not `jsonb`: the hash covers the text as it was written. `position` is the tenant-wide stream of outgoing events.
create table history (
  tenant_id    integer not null,
  case_number  integer not null,
  seq          integer not null,
  uid          uuid not null,
  at           timestamptz(3) not null,
  actor_id     integer,
  kind         text not null,
  facade       text not null,
  changes      json not null,
  data         json not null,
  hash         bytea not null,
  position     bigint not null,
  primary key (tenant_id, case_number, seq)
);
create unique index history_position_key on history (tenant_id, position);

create table case_relations (
  tenant_id     integer not null,
  number        integer not null,
  other_number  integer not null,
  created_at    timestamptz(3) not null,
  facets        jsonb not null default '{}',
  primary key (tenant_id, number, other_number),
  foreign key (tenant_id, number) references cases,
  foreign key (tenant_id, other_number) references cases,
  check (number <> other_number)
);

create table notes (
  tenant_id    integer not null,
  note_id      integer not null,
  case_number  integer not null,
  text         text not null,
  private      boolean not null,
  author_id    integer,
  facade       text not null,
  created_at   timestamptz(3) not null,
  facets       jsonb not null default '{}',
  primary key (tenant_id, note_id),
  foreign key (tenant_id, case_number) references cases
);
create index notes_by_case on notes (tenant_id, case_number, note_id);

create table form_submissions (
  tenant_id      integer not null,
  submission_id  integer not null,
  case_number    integer not null,
  form_id        integer not null,
  position       integer not null,
  data           text not null,           -- character for character as it was sent
  facets         jsonb not null default '{}',
  created_at     timestamptz(3) not null,
  primary key (tenant_id, submission_id),
  unique (tenant_id, case_number, form_id),
  foreign key (tenant_id, case_number) references cases,
  foreign key (tenant_id, form_id) references forms
);

create table files (
  tenant_id    integer not null references tenants,
  file_id      uuid not null,
  name         text not null,
  type         text not null,
  size         bigint not null,
  sha256       bytea not null,
  uploaded_by  integer,
  created_at   timestamptz(3) not null,
  primary key (tenant_id, file_id)
);

create table attachments (
  tenant_id      integer not null,
  attachment_id  uuid not null,
  case_number    integer not null,
  file_id        uuid not null,
  form_field     text,
  position       integer not null,
  created_at     timestamptz(3) not null,
  created_by     integer,
  primary key (tenant_id, attachment_id),
  foreign key (tenant_id, case_number) references cases,
  foreign key (tenant_id, file_id) references files
);
create index attachments_by_case on attachments (tenant_id, case_number, position);
create index attachments_by_file on attachments (tenant_id, file_id);

-- state: waiting, in-service, on-hold, ended. A case has at most one open ticket; open tickets of a queue share no number.
create table tickets (
  tenant_id      integer not null,
  case_number    integer not null,
  turn           integer not null,          -- 1 for the first ticket of the case, and so on
  queue_id       integer not null,
  prefix         text not null,
  ticket_number  integer not null,
  place          bigint not null,           -- order within the queue
  state          text not null check (state in ('waiting', 'in-service', 'on-hold', 'ended')),
  step           text not null,             -- how it came into that state: enqueued, returned, released, transferred, called, held, ended
  outcome        text check (outcome in ('completed', 'no-show', 'cancelled', 'abandoned', 'withdrawn', 'transferred')),
  enqueued_at    timestamptz(3) not null,
  called_at      timestamptz(3),
  called_by      integer,
  ended_at       timestamptz(3),
  counted        boolean not null,          -- false: closed by the create itself, which tells nothing of service times
  primary key (tenant_id, case_number, turn),
  foreign key (tenant_id, case_number) references cases,
  foreign key (tenant_id, queue_id) references queues
);
create unique index tickets_one_open on tickets (tenant_id, case_number) where state <> 'ended';
create unique index tickets_number_key on tickets (tenant_id, queue_id, ticket_number) where state <> 'ended';
create index tickets_waiting on tickets (tenant_id, queue_id, place) where state = 'waiting';
create index tickets_served on tickets (tenant_id, queue_id, ended_at) where state = 'ended' and outcome = 'completed' and counted;

-- Messages to people, queued in the transaction of the case; delivery reads this table.
create table messages (
  tenant_id    integer not null,
  message_id   uuid not null,
  case_number  integer not null,
  event_seq    integer not null,
  channel      text not null,
  recipient    text not null,
  template     text not null,
  data         jsonb not null,
  state        text not null default 'queued',
  created_at   timestamptz(3) not null,
  primary key (tenant_id, message_id),
  unique (tenant_id, case_number, event_seq, recipient)
);

-- First answers, kept for 24 hours, for calls that carry an Idempotency-Key. status is null while the first call runs.
create table idempotency_keys (
  tenant_id     integer not null,
  user_id       integer not null,
  key           text not null,
  request_hash  bytea not null,
  status        integer,
  headers       jsonb,
  body          text,
  created_at    timestamptz(3) not null,
  primary key (tenant_id, user_id, key),
  foreign key (tenant_id, user_id) references users
);

----------------------------------------------------------------------------------------------- numbers, and the wall
-- Numbers come from sequences, one of each kind per tenant: taking one never waits for another transaction.
create function next_number(kind text) returns bigint language sql volatile
  return nextval(('docket.' || kind || '_' || current_setting('docket.tenant'))::regclass);

create function create_tenant_sequences(tenant integer, first_case integer) returns void language plpgsql as $$
declare kind text;
begin
  foreach kind in array array['case_number', 'note_id', 'submission_id', 'customer_id', 'activity_id', 'task_id', 'follow_up_id'] loop
    execute format('create sequence if not exists docket.%I as integer start %s', kind || '_' || tenant,
      case kind when 'case_number' then first_case else 1 end);
    execute format('grant usage on sequence docket.%I to docket_app', kind || '_' || tenant);
  end loop;
  execute format('create sequence if not exists docket.%I as bigint', 'position_' || tenant);
  execute format('grant usage on sequence docket.%I to docket_app', 'position_' || tenant);
end $$;

-- A session by the hash of its token: its tenant is not known before, so this one look-up passes by row-level security.
create function find_session(of_facade text, of_token bytea) returns setof sessions
  language sql stable security definer set search_path = docket
  begin atomic
    select * from docket.sessions where facade = of_facade and token_hash = of_token;
  end;
create function find_session_by_refresh(of_facade text, of_refresh bytea) returns setof sessions
  language sql stable security definer set search_path = docket
  begin atomic
    select * from docket.sessions where facade = of_facade and refresh_hash = of_refresh;
  end;

-- Puts every table of the schema that has a tenant behind row-level security; each migration ends by calling it.
create function protect_tables() returns void language plpgsql as $$
declare t record;
begin
  for t in
    select c.oid, c.relname from pg_class c
    where c.relnamespace = 'docket'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
  loop
    execute format('alter table docket.%I enable row level security', t.relname);
    if not exists (select from pg_policy p where p.polrelid = t.oid and p.polname = 'one_tenant') then
      execute format('create policy one_tenant on docket.%I using (tenant_id = docket.current_tenant())'
        ' with check (tenant_id = docket.current_tenant())', t.relname);
    end if;
    execute format('grant select, insert, update, delete on docket.%I to docket_app', t.relname);
  end loop;
  revoke update, delete on docket.history from docket_app;  -- append-only for requests
  grant usage on schema docket to docket_app;
end $$;
select protect_tables();
revoke execute on function create_tenant_sequences(integer, integer), protect_tables() from public;
