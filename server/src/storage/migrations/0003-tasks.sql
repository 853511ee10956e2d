-- Tasks: alone, or attached to cases and people; and the review task that auto disposition makes of a case.
set local search_path = docket;

-- A closed task is completed or cancelled. `review_of`: the case that a review task is about, also once it is deleted.
create table tasks (
  tenant_id         integer not null references tenants,
  task_id           integer not null,
  kind              text,                    -- key of one of the case type's tasks
  title             text not null,
  message           text not null,
  state             text not null check (state in ('new', 'open', 'completed', 'cancelled')),
  review_of         integer,
  creator_id        integer,
  creator_group_id  integer,
  due_at            timestamptz(3),
  created_at        timestamptz(3) not null,
  changed_at        timestamptz(3) not null,
  closed_at         timestamptz(3),
  closed_by         integer,
  primary key (tenant_id, task_id),
  foreign key (tenant_id, creator_id) references users
);
-- A case has one open review task at the most, whatever runs beside whatever.
create unique index tasks_one_review on tasks (tenant_id, review_of) where review_of is not null and closed_at is null;
create index tasks_by_creator on tasks (tenant_id, creator_id, task_id) where creator_id is not null;
create index tasks_by_creator_group on tasks (tenant_id, creator_group_id, task_id) where creator_group_id is not null;

-- Rows of their own, not arrays: whose tasks they are is looked up by index, behind row-level security too.
create table task_assignees (
  tenant_id  integer not null,
  task_id    integer not null,
  position   integer not null,
  user_id    integer,
  group_id   integer,
  primary key (tenant_id, task_id, position),
  foreign key (tenant_id, task_id) references tasks on delete cascade,
  check (num_nonnulls(user_id, group_id) = 1)
);
create index task_assignees_by_user on task_assignees (tenant_id, user_id, task_id) where user_id is not null;
create index task_assignees_by_group on task_assignees (tenant_id, group_id, task_id) where group_id is not null;

-- What a task is attached to. A task outlives its case: with that goes the link alone.
create table task_links (
  tenant_id    integer not null,
  task_id      integer not null,
  position     integer not null,
  case_number  integer,
  customer_id  integer,
  primary key (tenant_id, task_id, position),
  foreign key (tenant_id, task_id) references tasks on delete cascade,
  foreign key (tenant_id, case_number) references cases on delete cascade,
  foreign key (tenant_id, customer_id) references customers on delete cascade,
  check (num_nonnulls(case_number, customer_id) = 1)
);
create index task_links_by_case on task_links (tenant_id, case_number, task_id) where case_number is not null;
create index task_links_by_customer on task_links (tenant_id, customer_id) where customer_id is not null;

-- The open review task, if there is one: what is due for one is found by columns of the case alone.
alter table cases add column review_task_id integer;
drop index cases_by_review;
create index cases_for_review on cases (tenant_id, review_at)
  where review_at is not null and category < 3 and not archived and review_task_id is null;

select protect_tables();
