-- Whoever sees few of the units finds cases among a million without looking at those of all others.
set local search_path = docket;

-------------------------------------------------------------------------------------- lists that an index alone answers
-- What lists are filtered and sorted by, unit by unit: where the newest thousands are not what is asked for, all that the
-- user sees is gone through here and not where the cases are.
drop index cases_by_unit;
create index cases_by_unit on cases (tenant_id, seen_unit, category, number) include (archived, unit_id, status, type,
  severity, owner_id, created_at, modified_at, due_at, review_at, closed_at);

---------------------------------------------------------------------------------------------------- words, unit by unit
-- The unit was a word among the others. An index of words that is asked for one of twenty units and for a word besides goes
-- through the entries of the twenty one by one; two indexes, one of words and one of units, are put one over the other.
alter table case_words rename to case_words_before;
create table case_words (
  tenant_id  integer not null,
  number     integer not null,
  seen_unit  integer not null,
  words      tsvector not null
);
insert into case_words (tenant_id, number, seen_unit, words)
select w.tenant_id, w.number, c.seen_unit, ts_delete(w.words, '@' || c.tenant_id || '.' || c.seen_unit)
from case_words_before w join cases c on c.tenant_id = w.tenant_id and c.number = w.number;
drop table case_words_before;
alter table case_words add primary key (tenant_id, number);
create index case_words_by_unit on case_words (tenant_id, seen_unit);
create index case_words_key on case_words using gin (words) with (gin_pending_list_limit = 4096);

create or replace function words_of_case(c cases, config regconfig) returns tsvector
language plpgsql stable parallel safe as $$
begin
  return docket.words_of(config,
    concat_ws(E'\x1f', c.reference, c.subject, c.description, c.contact_name, c.contact_email, c.contact_phone,
      c.contact_address, case when c.attributes <> '{}' then (
        select string_agg(v.value #>> '{}', E'\x1f') from jsonb_path_query(c.attributes, 'lax $.*[*]') as v(value)) end),
    'A', 'B');
end $$;
drop function unit_word(integer, integer);

-- As in 0010, without the executor that a function of one SQL statement sets up for each call.
create or replace function config_of(tenant integer) returns regconfig language plpgsql stable parallel safe as $$
begin
  return (select docket.language_config(t.language) from docket.tenants t where t.tenant_id = tenant);
end $$;

create or replace function keep_words() returns trigger language plpgsql as $$
declare config regconfig;
begin
  if tg_op = 'DELETE' then
    delete from docket.case_words where tenant_id = old.tenant_id and number = old.number;
    return null;
  end if;
  if tg_op = 'UPDATE' and (old.reference, old.subject, old.description, old.contact_name, old.contact_email,
      old.contact_phone, old.contact_address, old.attributes) is not distinct from (new.reference, new.subject,
      new.description, new.contact_name, new.contact_email, new.contact_phone, new.contact_address, new.attributes) then
    update docket.case_words set seen_unit = new.seen_unit where tenant_id = new.tenant_id and number = new.number;
    return null;
  end if;
  config := docket.config_of(new.tenant_id);
  if tg_op = 'INSERT' then
    insert into docket.case_words (tenant_id, number, seen_unit, words)
    values (new.tenant_id, new.number, new.seen_unit, docket.words_of_case(new, config));
  else
    update docket.case_words set seen_unit = new.seen_unit, words = docket.words_with_notes(new, config)
    where tenant_id = new.tenant_id and number = new.number;
  end if;
  return null;
end $$;

create or replace function fill_words(tenant integer) returns void language plpgsql as $$
declare config regconfig := docket.config_of(tenant);
begin
  insert into docket.case_words (tenant_id, number, seen_unit, words)
  select c.tenant_id, c.number, c.seen_unit, case when n.notes is null then docket.words_of_case(c, config)
    else docket.add_notes(docket.words_of_case(c, config), config, n.notes) end
  from docket.cases c left join (
    select o.case_number, string_agg(o.text, E'\x1f' order by o.note_id) as notes from docket.notes o
    where o.tenant_id = tenant group by o.case_number
  ) n on n.case_number = c.number
  where c.tenant_id = tenant;
end $$;

----------------------------------------------------------------------------------------------------- keys without units
drop index cases_by_keys;
drop function cases_by_keys(tsquery);
drop function cases_by_words(tsquery);
drop function estimate_keys(tsquery);
drop function estimate_words(tsquery);
drop function case_keys(integer, integer, text, text, text, smallint, text, integer, integer[], integer[], integer, integer,
  text[], jsonb);

create function case_keys(reference text, type text, status text, category smallint, severity text, owner_id integer,
  assignee_ids integer[], assignee_group_ids integer[], offense_type_id integer, created_by integer, tags text[],
  attributes jsonb)
returns tsvector language plpgsql immutable parallel safe as $$
declare
  keys text[] := array['t' || type, 's' || status, 'c' || category, 'v' || severity, 'o' || coalesce(owner_id, 0),
    'f' || coalesce(offense_type_id, 0), 'b' || coalesce(created_by, 0), left('r' || lower(reference), 200)];
  one text;
begin
  if assignee_ids <> '{}' then
    foreach one in array assignee_ids loop keys := keys || ('a' || one); end loop;
  end if;
  if assignee_group_ids <> '{}' then
    foreach one in array assignee_group_ids loop keys := keys || ('p' || one); end loop;
  end if;
  if tags <> '{}' then
    foreach one in array tags loop keys := keys || left('g' || one, 200); end loop;
  end if;
  if attributes <> '{}' then
    keys := keys || array(
      select left('x' || a.key || '=' || (v.value #>> '{}'), 200)
      from jsonb_each(attributes) as a(key, value), jsonb_path_query(a.value, 'lax $[*]') as v(value));
  end if;
  return array_to_tsvector(keys);
end $$;

create index cases_by_keys on cases using gin (case_keys(reference, type, status, category, severity, owner_id,
  assignee_ids, assignee_group_ids, offense_type_id, created_by, tags, attributes)) with (gin_pending_list_limit = 4096);
analyze cases, case_words;

--------------------------------------------------------------------------------------------------------------- asking
-- As in 0010, of the cases that are seen in these units; null: in any. Planned for what is asked: how many units and how
-- rare a word they are decides whether both indexes are read.
create function cases_by_words(query tsquery, units integer[]) returns setof integer
language plpgsql stable security definer
set search_path = docket, pg_temp set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
begin
  return query select w.number from case_words w
    where w.tenant_id = current_tenant() and w.words @@ query and (units is null or w.seen_unit = any(units));
end $$;

create function cases_by_keys(query tsquery, units integer[]) returns setof integer
language plpgsql stable security definer
set search_path = docket, pg_temp set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
begin
  return query select c.number from cases c
    where c.tenant_id = current_tenant() and (units is null or c.seen_unit = any(units))
      and case_keys(c.reference, c.type, c.status, c.category, c.severity, c.owner_id, c.assignee_ids,
        c.assignee_group_ids, c.offense_type_id, c.created_by, c.tags, c.attributes) @@ query;
end $$;

create function expected_rows(statement text) returns double precision language plpgsql volatile as $$
declare plan json;
begin
  execute 'explain (format json) ' || statement into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end $$;

-- What the statistics say of the tenant: how many cases there are, are seen in these units, hold the words, have the keys.
create function expected_cases(units integer[], by_words tsquery, by_keys tsquery, out whole double precision,
  out seen double precision, out words double precision, out keys double precision)
language plpgsql volatile security definer set search_path = docket, pg_temp as $$
declare
  cases text := format('select from cases c where c.tenant_id = %L', current_tenant());
begin
  whole := expected_rows(cases);
  seen := case when units is null then whole
    else expected_rows(cases || format(' and c.seen_unit = any(%L::integer[])', units)) end;
  if by_words is not null then
    words := expected_rows(format('select from case_words w where w.tenant_id = %L and w.words @@ %L::tsquery',
      current_tenant(), by_words));
  end if;
  if by_keys is not null then
    keys := expected_rows(cases || format(' and case_keys(c.reference, c.type, c.status, c.category, c.severity,
      c.owner_id, c.assignee_ids, c.assignee_group_ids, c.offense_type_id, c.created_by, c.tags, c.attributes)
      @@ %L::tsquery', by_keys));
  end if;
end $$;

-- An owner's tool, that runs what it is given: nobody else's.
revoke execute on function expected_rows(text) from public;

select protect_tables();
