-- Queues: the order of joining over all queues of a store, and the ticket that was called last.
set local search_path = docket;

-- Within a queue it grows with the place, as both are taken under the queue's lock; across queues it orders tickets that
-- joined in the same millisecond.
create sequence ticket_joined as bigint;
grant usage on sequence ticket_joined to docket_app;
alter table tickets add column joined bigint not null default nextval('docket.ticket_joined');

create index tickets_called on tickets (tenant_id, queue_id, called_at) where called_at is not null;

select protect_tables();
