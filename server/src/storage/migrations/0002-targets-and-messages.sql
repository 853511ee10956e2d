-- Targets that are held and watched, and messages that are handed to the queue of what goes out.
set local search_path = docket;

-- due_at is the target that runs; while it is paused it is null, and the target stands in held_due_at.
-- due_step says what was done about the target that is set: 0 nothing, 1 reminded of, 2 breached.
alter table cases
  add column due_by_rule  boolean not null default false,   -- the case type's own rule gave the target
  add column held_due_at  timestamptz(3),
  add column paused_at    timestamptz(3),                   -- of the first pause
  add column pause_count  integer not null default 0,
  add column due_step     smallint not null default 0;
create index cases_by_target on cases (tenant_id, due_at)
  where due_at is not null and due_step < 2 and category < 3 and not archived;

-- state: queued (nobody took it yet), handed (a job will deliver it), sending (a try is under way), sent, failed, dropped.
alter table messages
  add column attempts  integer not null default 0,
  add column error     text,
  add constraint messages_state check (state in ('queued', 'handed', 'sending', 'sent', 'failed', 'dropped'));
create index messages_queued on messages (tenant_id, created_at) where state = 'queued';
create index messages_by_case on messages (tenant_id, case_number);

-- Makes a job of each of these messages of the connection's tenant that is still queued, in the caller's transaction.
-- Its owner is the queue's, so that requests need no rights there; a job knows ids alone. Where the queue is not there
-- (no server with a mail server to talk to has run yet) the messages stay queued, and the next sweep takes them.
create function hand_over_messages(ids uuid[]) returns integer language plpgsql security definer
  set search_path = docket, pg_temp as $$
declare
  one uuid;
  handed integer := 0;
begin
  if to_regclass('graphile_worker._private_jobs') is null then return 0; end if;
  for one in
    update messages set state = 'handed'
    where tenant_id = current_tenant() and message_id = any (ids) and state = 'queued'
    returning message_id
  loop
    perform graphile_worker.add_job('deliver-message',
      payload := json_build_object('tenant', current_tenant(), 'message', one),
      job_key := 'message:' || one, max_attempts := 20);
    handed := handed + 1;
  end loop;
  return handed;
end $$;
revoke execute on function hand_over_messages(uuid[]) from public;
grant execute on function hand_over_messages(uuid[]) to docket_app;

select protect_tables();
