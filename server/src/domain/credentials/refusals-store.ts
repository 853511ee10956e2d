/** Refused sign-ins in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import { maxRefusals, type Refusal } from './refusal.ts';

// One node at a time, or each would leave what the other adds meanwhile.
const lockText = `
select credential_id from credentials where tenant_id = $1 and credential_id = any($2::uuid[])
order by credential_id for no key update`;

// Of a key that is gone by now nothing is kept.
const insertText = `
insert into sign_in_refusals (tenant_id, credential_id, refusal_id, at, request_id, reason, message, method, path,
  signing_text, body_bytes, body_sha256)
select $1, r.credential_id, r.refusal_id, r.at, r.request_id, r.reason, r.message, r.method, r.path, r.signing_text,
  r.body_bytes, r.body_sha256
from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::text[], $11::integer[], $12::bytea[])
  as r(credential_id, refusal_id, at, request_id, reason, message, method, path, signing_text, body_bytes, body_sha256)
join credentials c on c.tenant_id = $1 and c.credential_id = r.credential_id`;

const pruneText = `
delete from sign_in_refusals r using (
  select k.id, (select o.refusal_id from sign_in_refusals o where o.tenant_id = $1 and o.credential_id = k.id
    order by o.refusal_id desc offset ${maxRefusals - 1} limit 1) as oldest
  from unnest($2::uuid[]) k(id)) kept
where r.tenant_id = $1 and r.credential_id = kept.id and r.refusal_id < kept.oldest`;

/** Adds them, and forgets all but the last hundred of each of their keys. */
export const insertRefusals = async (tx: Tx, tenantId: number, refusals: readonly Refusal[]): Promise<void> => {
  const keys = [...new Set(refusals.map(({ credentialId }) => credentialId))];
  await tx.rows({ text: lockText, values: [tenantId, keys] });
  await tx.rows({
    text: insertText,
    values: [
      tenantId,
      refusals.map(({ credentialId }) => credentialId),
      refusals.map(({ id }) => id),
      refusals.map(({ at }) => at),
      refusals.map(({ requestId }) => requestId),
      refusals.map(({ reason }) => reason),
      refusals.map(({ message }) => message),
      refusals.map(({ method }) => method),
      refusals.map(({ path }) => path),
      refusals.map(({ signingText }) => signingText),
      refusals.map(({ bodyBytes }) => bodyBytes),
      refusals.map(({ bodySha256 }) => bodySha256),
    ],
  });
  await tx.rows({ text: pruneText, values: [tenantId, keys] });
};

const selectText = `
select refusal_id as "id", credential_id as "credentialId", at, request_id as "requestId", reason, message, method, path,
  signing_text as "signingText", body_bytes as "bodyBytes", body_sha256 as "bodySha256"
from sign_in_refusals where tenant_id = $1 and credential_id = any($2::uuid[])
order by refusal_id desc limit ${maxRefusals}`;

/** The last hundred of these keys together, newest first. */
export const selectRefusals = (db: Db, tenantId: number, credentialIds: readonly string[]): Promise<Refusal[]> =>
  db.rows<Refusal>({ text: selectText, values: [tenantId, credentialIds] });
