-- Activities: the contacts that a case is worked off by. One belongs to one case at a time, and goes with it.
set local search_path = docket;

create table activities (
  tenant_id      integer not null,
  activity_id    integer not null,
  case_number    integer not null,
  unit_id        integer not null,
  type           text not null check (type in ('call_track', 'email', 'task')),
  subtype        text not null,
  mode           text not null check (mode in ('inbound', 'outbound')),
  status         text not null check (status in ('awaiting_assignment', 'assigned', 'completed')),
  assignee_id    integer,
  subject        text,
  content        text,
  contact_point  text,
  facets         jsonb not null default '{}',
  created_at     timestamptz(3) not null,
  created_by     integer,
  modified_at    timestamptz(3) not null,
  modified_by    integer,
  primary key (tenant_id, activity_id),
  foreign key (tenant_id, case_number) references cases,
  foreign key (tenant_id, unit_id) references units,
  foreign key (tenant_id, assignee_id) references users
);
create index activities_by_case on activities (tenant_id, case_number, activity_id);
create index activities_open on activities (tenant_id, case_number) where status <> 'completed';

select protect_tables();
