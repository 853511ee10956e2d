-- Customers are found by how they are reached: an address in any letter case, the digits of a number.
create index if not exists customers_by_email on customers (tenant_id, lower(email)) where email is not null;
create index if not exists customers_by_phone on customers (tenant_id, regexp_replace(phone, '[^0-9]', '', 'g'))
  where phone is not null;
select protect_tables();
