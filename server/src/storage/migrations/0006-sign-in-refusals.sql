-- The last refused sign-ins of each key, with what an administrator needs to mend the program that sent them. At most a
-- hundred a key are kept; they go with the key.
set local search_path = docket;

create table sign_in_refusals (
  tenant_id      integer not null,
  credential_id  uuid not null,
  refusal_id     uuid not null,          -- in the order in which they happened
  at             timestamptz(3) not null,
  request_id     text not null,
  reason         text not null,
  message        text not null,
  method         text not null,
  path           text not null,
  signing_text   text not null,          -- as the server computed it, cut where it is long; the secret is no part of it
  body_bytes     integer not null,
  body_sha256    bytea,
  primary key (tenant_id, credential_id, refusal_id),
  foreign key (tenant_id, credential_id) references credentials on delete cascade
);

select protect_tables();
