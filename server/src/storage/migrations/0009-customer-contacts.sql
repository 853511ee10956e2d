-- Customers are found by how they are reached: an address in any letter case, the digits of a number.
set local search_path = docket;

-- Columns and not indexes on expressions: behind row-level security PostgreSQL looks nothing up by a function of a
-- column that it does not know to be leakproof, and lower() is not.
alter table customers
  add column email_folded text generated always as (lower(email)) stored,
  add column phone_digits text generated always as (nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '')) stored;
create index customers_by_email on customers (tenant_id, email_folded) where email_folded is not null;
create index customers_by_phone on customers (tenant_id, phone_digits) where phone_digits is not null;
select protect_tables();
