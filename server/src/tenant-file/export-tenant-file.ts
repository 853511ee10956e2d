import type { ClientBase } from 'pg';
import { Document, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { findTenantId, readerOn, setTenant } from './applying/configuration-store.ts';
import type { TenantDocument } from './schema.ts';
import { tenantAsJson } from './tenant-as-json.ts';

/** Entries of these lists are long: one line for each of their members instead of one in all. */
const spread = new Set(['forms', 'caseTypes']);

const flow = (node: unknown): void => {
  if (isMap(node) || isSeq(node)) node.flow = true;
};

const members = (node: Node): unknown[] => {
  if (isMap(node)) return node.items.map((pair) => pair.value);
  return isSeq(node) ? node.items : [];
};

/** One entry a line, as people write tenant files. */
const lay = (document: Document): void => {
  if (!isMap(document.contents)) return;
  for (const pair of document.contents.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    pair.key.spaceBefore = pair !== document.contents.items[0];
    for (const entry of members(pair.value as Node)) {
      if (spread.has(String(pair.key.value))) members(entry as Node).forEach(flow);
      else flow(entry);
    }
  }
};

/** Offense types are known by number: plain numbers as keys. */
const withNumberKeys = (document: TenantDocument): object => {
  const { disposition } = document;
  if (!disposition?.followUpDays) return document;
  const followUpDays = new Map(Object.entries(disposition.followUpDays).map(([id, days]) => [Number(id), days]));
  return { ...document, disposition: { ...disposition, followUpDays } };
};

/**
 * The tenant file (YAML) that would make this configuration again; applying it changes nothing. Undefined where there is no
 * such tenant. `client` owns the tables and is outside a transaction.
 */
export const exportTenantFile = async (client: ClientBase, tenantKey: string): Promise<string | undefined> => {
  await client.query('begin isolation level repeatable read');
  try {
    const tenantId = await findTenantId(client, tenantKey);
    if (tenantId === undefined) return undefined;
    await setTenant(client, tenantId);
    const written = await tenantAsJson(readerOn(client), tenantId);
    if (!written) return undefined;
    const document = new Document(withNumberKeys(written), {
      version: '1.2',
      schema: 'core',
      aliasDuplicateObjects: false,
    });
    lay(document);
    return document.toString({ lineWidth: 0, flowCollectionPadding: true });
  } finally {
    await client.query('rollback');
  }
};
