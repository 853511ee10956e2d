-- Cases are found by their words and by what they are, and listed in every order, among a million.
set local search_path = docket;

-- Behind row-level security PostgreSQL looks nothing up by an operator that it does not know to be leakproof, and those
-- of text search are not. So an index is asked in a function of the owner's, which keeps to the tenant itself.

------------------------------------------------------------------------------------------------------ who sees a case
-- The unit that a case is seen in (DESIGN S1): 0 without one, -1 restricted, when its list stands in for the unit (S5).
-- One number that is compared, where the rule itself is an expression that no index knows.
alter table cases add column seen_unit integer not null
  generated always as (case when restricted then -1 else coalesce(unit_id, 0) end) stored;

-- Lists in their order; cases of units that the user does not see are passed over in the index.
drop index cases_by_modified;
create index cases_by_modified on cases (tenant_id, modified_at, number, seen_unit);
create index cases_by_created on cases (tenant_id, created_at, number, seen_unit);
create index cases_by_due on cases (tenant_id, due_at, number, seen_unit) where due_at is not null;
create index cases_by_next_review on cases (tenant_id, review_at, number, seen_unit) where review_at is not null;
create index cases_by_severity on cases (tenant_id, severity, number, seen_unit);
-- The cases of a unit, and how many: of those that are open, too.
create index cases_by_unit on cases (tenant_id, seen_unit, category, archived, number);

------------------------------------------------------------------------------------------------- what a case is, as keys
-- The values that lists are filtered by, as words with a letter for the kind: several rare ones meet in one index. Long
-- texts are cut: who looks cases up by keys compares the values themselves as well.
create function case_keys(tenant_id integer, seen_unit integer, reference text, type text, status text, category smallint,
  severity text, owner_id integer, assignee_ids integer[], assignee_group_ids integer[], offense_type_id integer,
  created_by integer, tags text[], attributes jsonb)
returns tsvector language plpgsql immutable parallel safe as $$
declare
  keys text[] := array['u' || tenant_id || '.' || seen_unit, 't' || type, 's' || status, 'c' || category, 'v' || severity,
    'o' || coalesce(owner_id, 0), 'f' || coalesce(offense_type_id, 0), 'b' || coalesce(created_by, 0),
    left('r' || lower(reference), 200)];
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

create index cases_by_keys on cases using gin (case_keys(tenant_id, seen_unit, reference, type, status, category,
  severity, owner_id, assignee_ids, assignee_group_ids, offense_type_id, created_by, tags, attributes)) with (gin_pending_list_limit = 4096);

-------------------------------------------------------------------------------------------------- the words of a case
-- Every word of a case and of its notes. Weights say what a word is: A as it is written, B its stem in the tenant's
-- language; C and D the same of notes, by which only those find who may read them. The word `@tenant.unit` is no text's,
-- as punctuation is a gap: it is the unit that the case is seen in.
create table case_words (
  tenant_id  integer not null,
  number     integer not null,
  words      tsvector not null,
  primary key (tenant_id, number)
);
-- ISO 639-1 -> the configuration that knows the language's word stems.
create function language_config(language text) returns regconfig language sql stable parallel safe
  return (case lower(split_part(language, '-', 1))
    when 'ar' then 'pg_catalog.arabic' when 'ca' then 'pg_catalog.catalan' when 'da' then 'pg_catalog.danish'
    when 'de' then 'pg_catalog.german' when 'el' then 'pg_catalog.greek' when 'en' then 'pg_catalog.english'
    when 'es' then 'pg_catalog.spanish' when 'eu' then 'pg_catalog.basque' when 'fi' then 'pg_catalog.finnish'
    when 'fr' then 'pg_catalog.french' when 'ga' then 'pg_catalog.irish' when 'hi' then 'pg_catalog.hindi'
    when 'hu' then 'pg_catalog.hungarian' when 'hy' then 'pg_catalog.armenian' when 'id' then 'pg_catalog.indonesian'
    when 'it' then 'pg_catalog.italian' when 'lt' then 'pg_catalog.lithuanian' when 'nb' then 'pg_catalog.norwegian'
    when 'ne' then 'pg_catalog.nepali' when 'nl' then 'pg_catalog.dutch' when 'nn' then 'pg_catalog.norwegian'
    when 'no' then 'pg_catalog.norwegian' when 'pt' then 'pg_catalog.portuguese' when 'ro' then 'pg_catalog.romanian'
    when 'ru' then 'pg_catalog.russian' when 'sr' then 'pg_catalog.serbian' when 'sv' then 'pg_catalog.swedish'
    when 'ta' then 'pg_catalog.tamil' when 'tr' then 'pg_catalog.turkish' when 'yi' then 'pg_catalog.yiddish'
    else 'pg_catalog.simple' end)::regconfig;

-- Texts, parted by U+001F, as words. ASCII punctuation is a gap. Between two texts stand words that no text has, six of
-- them, and are taken out again: no phrase runs from one text into the next, nor one with words that the language passes
-- over. A vector holds a megabyte: of very long texts the beginning is taken.
create function words_of(config regconfig, texts text, letters "char", stems "char") returns tsvector
language plpgsql stable parallel safe as $$
declare
  body text := case when octet_length(texts) > 200000 then left(texts, 50000) else texts end;
begin
  body := replace(regexp_replace(body, '[!-/:-@[-`{-~]+', ' ', 'g'), E'\x1f', ' -1 -1 -1 -1 -1 -1 ');
  return ts_delete(setweight(to_tsvector('pg_catalog.simple', body), letters) || setweight(to_tsvector(config, body), stems),
    '-1');
end $$;

create function unit_word(tenant_id integer, seen_unit integer) returns tsvector language sql immutable parallel safe
  return array_to_tsvector(array['@' || tenant_id || '.' || seen_unit]);

create function words_of_case(c cases, config regconfig) returns tsvector language plpgsql stable parallel safe as $$
begin
  return docket.unit_word(c.tenant_id, c.seen_unit) || docket.words_of(config,
    concat_ws(E'\x1f', c.reference, c.subject, c.description, c.contact_name, c.contact_email, c.contact_phone,
      c.contact_address, case when c.attributes <> '{}' then (
        select string_agg(v.value #>> '{}', E'\x1f') from jsonb_path_query(c.attributes, 'lax $.*[*]') as v(value)) end),
    'A', 'B');
end $$;

-- What notes add. Each one writes all words of its case anew, so there is an end to them, far beyond what people write: a
-- note that comes then is there, and is not found by its words.
create function add_notes(words tsvector, config regconfig, notes text) returns tsvector
language plpgsql stable parallel safe as $$
begin
  if length(words) > 20000 then return words; end if;
  return words || docket.words_of(config, E'\x1f' || notes, 'C', 'D');
exception when program_limit_exceeded then
  return words;
end $$;

create function words_with_notes(c cases, config regconfig) returns tsvector language plpgsql stable parallel safe as $$
declare
  words tsvector := docket.words_of_case(c, config);
  notes text := (select string_agg(n.text, E'\x1f' order by n.note_id) from docket.notes n
    where n.tenant_id = c.tenant_id and n.case_number = c.number);
begin
  return case when notes is null then words else docket.add_notes(words, config, notes) end;
end $$;

create function config_of(tenant integer) returns regconfig language sql stable parallel safe
  return (select docket.language_config(t.language) from docket.tenants t where t.tenant_id = tenant);

-- Kept by triggers: in the transaction of the change, whoever makes it.
create function keep_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from docket.case_words where tenant_id = old.tenant_id and number = old.number;
  elsif tg_op = 'INSERT' then
    insert into docket.case_words (tenant_id, number, words)
    values (new.tenant_id, new.number, docket.words_of_case(new, docket.config_of(new.tenant_id)));
  elsif (old.reference, old.subject, old.description, old.contact_name, old.contact_email, old.contact_phone,
      old.contact_address, old.attributes) is distinct from (new.reference, new.subject, new.description,
      new.contact_name, new.contact_email, new.contact_phone, new.contact_address, new.attributes) then
    update docket.case_words set words = docket.words_with_notes(new, docket.config_of(new.tenant_id))
    where tenant_id = new.tenant_id and number = new.number;
  else
    update docket.case_words set words = ts_delete(words, '@' || old.tenant_id || '.' || old.seen_unit)
      || docket.unit_word(new.tenant_id, new.seen_unit)
    where tenant_id = new.tenant_id and number = new.number;
  end if;
  return null;
end $$;

create function keep_note_words() returns trigger language plpgsql as $$
begin
  update docket.case_words set words = docket.add_notes(words, docket.config_of(new.tenant_id), new.text)
  where tenant_id = new.tenant_id and number = new.case_number;
  return null;
end $$;

-- The words of all cases of a tenant that has none yet: what fills cases with the triggers put aside calls it afterwards.
-- Notes are gathered in one go: they may have no index then.
create function fill_words(tenant integer) returns void language plpgsql as $$
declare config regconfig := docket.config_of(tenant);
begin
  insert into docket.case_words (tenant_id, number, words)
  select c.tenant_id, c.number, case when n.notes is null then docket.words_of_case(c, config)
    else docket.add_notes(docket.words_of_case(c, config), config, n.notes) end
  from docket.cases c left join (
    select o.case_number, string_agg(o.text, E'\x1f' order by o.note_id) as notes from docket.notes o
    where o.tenant_id = tenant group by o.case_number
  ) n on n.case_number = c.number
  where c.tenant_id = tenant;
end $$;

-- Another language has other stems.
create function keep_language() returns trigger language plpgsql as $$
begin
  delete from docket.case_words where tenant_id = new.tenant_id;
  perform docket.fill_words(new.tenant_id);
  return null;
end $$;

select fill_words(tenant_id) from tenants;
create index case_words_key on case_words using gin (words) with (gin_pending_list_limit = 4096);
analyze case_words;

create trigger keep_words_of_new after insert on cases for each row execute function keep_words();
create trigger keep_words after update on cases for each row
  when ((old.seen_unit, old.reference, old.subject, old.description, old.contact_name, old.contact_email,
      old.contact_phone, old.contact_address, old.attributes)
    is distinct from (new.seen_unit, new.reference, new.subject, new.description, new.contact_name, new.contact_email,
      new.contact_phone, new.contact_address, new.attributes))
  execute function keep_words();
create trigger drop_words after delete on cases for each row execute function keep_words();
create trigger keep_words after insert on notes for each row execute function keep_note_words();
create trigger keep_words after update on tenants for each row
  when (old.language is distinct from new.language) execute function keep_language();

--------------------------------------------------------------------------------------------------------------- asking
-- The terms of a search as one query: by its place a term's stems, and its letters where it has none (a word that the
-- language passes over, a beginning). Null, which finds nothing, where a term has no word at all.
create function search_query(config regconfig, stems text[], letters text[]) returns tsquery
language plpgsql stable parallel safe as $$
declare
  whole tsquery;
  term tsquery;
begin
  for i in 1 .. cardinality(letters) loop
    term := to_tsquery(config, stems[i]);
    if term is null or numnode(term) = 0 then term := to_tsquery('pg_catalog.simple', letters[i]); end if;
    if numnode(term) = 0 then return null; end if;
    whole := case when whole is null then term else whole && term end;
  end loop;
  return whole;
end $$;

-- The numbers of the tenant's cases by their words, and by their keys, in no order, all of them: who asks has estimated
-- before how many they are. What these lend to all is an index; whether the user sees a case is his statement's matter.
create function cases_by_words(query tsquery) returns setof integer language plpgsql stable security definer
set search_path = docket, pg_temp set enable_seqscan = off as $$
begin
  return query select w.number from case_words w where w.tenant_id = current_tenant() and w.words @@ query;
end $$;

create function cases_by_keys(query tsquery) returns setof integer language plpgsql stable security definer
set search_path = docket, pg_temp set enable_seqscan = off as $$
begin
  return query select c.number from cases c
    where c.tenant_id = current_tenant() and case_keys(c.tenant_id, c.seen_unit, c.reference, c.type, c.status, c.category,
      c.severity, c.owner_id, c.assignee_ids, c.assignee_group_ids, c.offense_type_id, c.created_by, c.tags,
      c.attributes) @@ query;
end $$;

-- How many they will be, by the statistics of the index; without a query, all of the tenant. Before the first ANALYZE:
-- a two-hundredth of them.
create function estimate_words(query tsquery) returns double precision language plpgsql volatile security definer
set search_path = docket, pg_temp as $$
declare plan json;
begin
  execute format('explain (format json) select from case_words w where w.tenant_id = %L', current_tenant())
    || case when query is null then '' else format(' and w.words @@ %L::tsquery', query) end into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end $$;

create function estimate_keys(query tsquery) returns double precision language plpgsql volatile security definer
set search_path = docket, pg_temp as $$
declare plan json;
begin
  execute format('explain (format json) select from cases c where c.tenant_id = %L', current_tenant())
    || case when query is null then '' else format(' and case_keys(c.tenant_id, c.seen_unit, c.reference, c.type,
      c.status, c.category, c.severity, c.owner_id, c.assignee_ids, c.assignee_group_ids, c.offense_type_id, c.created_by,
      c.tags, c.attributes) @@ %L::tsquery', query) end into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end $$;

-- New entries of both indexes wait in a list that every search reads through, and whoever fills it sorts it in: one create
-- of some hundreds would take a tenth of a second longer. So servers call this beside their requests; one at a time does it.
create function sort_in() returns void language plpgsql security definer set search_path = docket, pg_temp as $$
begin
  if pg_try_advisory_xact_lock(hashtext('docket sort_in')) then
    perform gin_clean_pending_list('docket.case_words_key'), gin_clean_pending_list('docket.cases_by_keys');
  end if;
end $$;

select protect_tables();
