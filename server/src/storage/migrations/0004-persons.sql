-- Persons of a case, whose cases somebody made last, and dates inside forms.
set local search_path = docket;

-- A customer's part in a case beside being its customer: each as often as the parts differ.
create table case_persons (
  tenant_id    integer not null,
  link_id      integer not null,
  case_number  integer not null,
  customer_id  integer not null,
  type_id      integer not null,           -- of the part, as the face that made the link numbers them; 0: none
  notes        text,
  created_at   timestamptz(3) not null,
  created_by   integer,
  primary key (tenant_id, link_id),
  unique (tenant_id, case_number, customer_id, type_id),
  foreign key (tenant_id, case_number) references cases on delete cascade,
  foreign key (tenant_id, customer_id) references customers
);
create index case_persons_by_customer on case_persons (tenant_id, customer_id);

alter table customers add column changed_at timestamptz(3);  -- null: never since it was made
create index customers_by_name on customers (tenant_id, lower(last_name), lower(first_name));

create index cases_by_creator on cases (tenant_id, created_by, number);

create or replace function create_tenant_sequences(tenant integer, first_case integer) returns void
  language plpgsql as $$
declare kind text;
begin
  foreach kind in array array['case_number', 'note_id', 'submission_id', 'customer_id', 'activity_id', 'task_id',
    'follow_up_id', 'person_link_id'] loop
    execute format('create sequence if not exists docket.%I as integer start %s', kind || '_' || tenant,
      case kind when 'case_number' then first_case else 1 end);
    execute format('grant usage on sequence docket.%I to docket_app', kind || '_' || tenant);
  end loop;
  execute format('create sequence if not exists docket.%I as bigint', 'position_' || tenant);
  execute format('grant usage on sequence docket.%I to docket_app', 'position_' || tenant);
end $$;
select create_tenant_sequences(tenant_id, number_start) from tenants;

-- The instant that a text inside a form means, as ISO 8601, without an offset in that zone; null where it means none.
-- What people typed into forms is kept as it came, so a bad date must end no search.
create function instant_of(value text, zone text) returns timestamptz language plpgsql stable as $$
begin
  if value !~ '^\d{4}-\d\d-\d\d([T ]\d\d?:\d\d(:\d\d(\.\d+)?)?\s*(Z|z|[+-]\d\d(:?\d\d)?)?)?$' then return null; end if;
  if value ~ '[T ].*[Zz+-]' then return value::timestamptz; end if;
  return value::timestamp at time zone zone;
exception when others then
  return null;
end $$;

select protect_tables();
