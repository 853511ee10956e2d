/** Lists and searches on a store with statistics, as the role that requests work as: none of them reads every case. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Client } from 'pg';
import type { Actor } from '../../../src/domain/actor.ts';
import type { CaseFilter } from '../../../src/domain/cases/case-filter.ts';
import { sortFields } from '../../../src/domain/cases/case-filter.ts';
import { listCases } from '../../../src/domain/cases/list-cases.ts';
import { pageCases } from '../../../src/domain/cases/page-cases.ts';
import { parseSearch } from '../../../src/domain/cases/parse-search.ts';
import { searchCases } from '../../../src/domain/cases/search-cases.ts';
import type { Db, Query } from '../../../src/storage/transaction.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { seeingOnly } from './support.ts';

const stored = 20_000;

/** One case in ten is in the unit that Victor sees; `common` is in every other, `rare17` in one of a thousand. */
const fill = `
insert into cases (tenant_id, number, uid, reference, version, type, status, category, subject, severity, tags, unit_id,
  owner_id, assignee_ids, assignee_group_ids, due_at, review_notes, language, attributes, archived, restricted,
  restricted_user_ids, restricted_group_ids, created_at, modified_at, facets, history_seq, history_at, history_hash,
  due_by_rule)
select 1, 100000 + i, gen_random_uuid(), 'P-' || i, 1, 'case', (array['open', 'closed', 'escalated'])[1 + least(i % 30, 2)],
  1, case when i % 2 = 0 then 'common' else 'usual' end || ' rare' || i % 1000,
  (array['low', 'medium', 'high', 'urgent'])[1 + i % 4], array['tag' || i % 500], case when i % 10 = 0 then 1001 else 1003 end,
  case when i % 100 = 0 then 1012 end, array[1000 + i % 300], '{}', case when i % 3 = 0 then now() + i * interval '1 hour' end,
  '', 'en', jsonb_build_object('account_ref', 'A' || i % 700), false, i % 400 = 0, '{}', '{}',
  now() + i * interval '1 second', now() + i * interval '1 second', '{}', 1, now(), '', false
from generate_series(1, ${stored}) i`;

let docket: Docket;
let owner: Client;
let victor: Actor;

before(async () => {
  docket = await startDocket();
  owner = await docket.store.connectOwner();
  victor = seeingOnly(docket.actor('victor'), 1001);
  await owner.query(fill);
  await owner.query('vacuum analyze cases, case_words');
});
after(async () => {
  await owner.end();
  await docket.close();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const explain = async (role: string, { text, values }: Query): Promise<Node[]> => {
  await owner.query('begin');
  try {
    await owner.query(`set local role ${role}`);
    await owner.query(`select set_config('docket.tenant', '1', true)`);
    const { rows } = await owner.query(`explain (format json) ${text}`, values as unknown[]);
    const said = rows[0]['QUERY PLAN'];
    return nodesOf((typeof said === 'string' ? JSON.parse(said) : said)[0].Plan);
  } finally {
    await owner.query('rollback');
  }
};

/** Every statement that the work asks the store. */
const asked = async (work: (db: Db) => Promise<unknown>): Promise<Query[]> => {
  const queries: Query[] = [];
  await docket.core.view(victor, (db) =>
    work({
      ...db,
      rows: (query) => {
        queries.push(query);
        return db.rows(query);
      },
      row: (query) => {
        queries.push(query);
        return db.row(query);
      },
    }),
  );
  return queries;
};

const reads = async (name: string, work: (db: Db) => Promise<unknown>): Promise<void> => {
  for (const query of await asked(work)) {
    const nodes = await explain('docket_app', query);
    const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== 'tenants');
    assert.deepEqual(scanned, [], `${name}: ${query.text}`);
    const isIndexed = nodes.some((node) => node['Index Name'] !== undefined);
    assert.ok(isIndexed || !query.text.includes('from cases c'), `${name}: ${query.text}`);
  }
};

const filters: Readonly<Record<string, CaseFilter>> = {
  everything: {},
  status: { statuses: ['escalated'] },
  unit: { unitIds: [1001] },
  owner: { ownerIds: [1012] },
  assignee: { assigneeIds: [1017] },
  tag: { tags: ['tag7'] },
  type: { types: ['case'] },
  'updated since': { modified: { after: new Date(Date.now() + stored * 990) } },
  attribute: { attributes: new Map([['account_ref', ['A77']]]) },
  ...Object.fromEntries(
    ['common', 'rare20', 'rar*', '"common rare20"', 'common rare20'].map((q) => [
      `q=${q}`,
      { search: parseSearch(q) ?? [] },
    ]),
  ),
};

it('a first page is read by an index, whatever it is filtered by', async () => {
  for (const [name, filter] of Object.entries(filters)) {
    const sort = { field: 'modifiedAt', descending: true } as const;
    await reads(name, (db) => listCases(db, victor, { filter, sort, limit: 50 }));
    await reads(`page by ${name}`, (db) =>
      pageCases(db, victor, { filter, sort: { by: 'number', descending: false }, offset: 0, limit: 25, count: false }),
    );
  }
});

it('a first page is read by an index, whatever it is sorted by', async () => {
  for (const field of sortFields) {
    for (const descending of [false, true]) {
      await reads(`${field} ${descending}`, (db) =>
        listCases(db, victor, { filter: {}, sort: { field, descending }, limit: 50 }),
      );
    }
  }
});

it('criteria that name values are looked up', async () => {
  const page = { sort: { by: { of: 'createdAt' }, descending: true }, offset: 0, limit: 25 } as const;
  await reads('tags', (db) => searchCases(db, victor, [{ kind: 'tags', names: ['tag10'], test: 'any' }], page));
  const reference = { kind: 'text', field: { of: 'reference' }, test: { test: 'is', texts: ['p-20'] } } as const;
  await reads('reference', (db) => searchCases(db, victor, [reference], page));
});

it('words and keys are looked up in their indexes, as the owner that the functions work as', async () => {
  const words = "select from case_words w where w.tenant_id = current_tenant() and w.words @@ '''rare20'':AB'::tsquery";
  const found = await explain('docket', { text: words, values: [] });
  assert.ok(found.some((node) => node['Index Name'] === 'case_words_key'));
  const definition = "select pg_get_functiondef('cases_by_keys'::regproc) as text";
  const { text } = (await owner.query(definition)).rows[0];
  const [, body = ''] = /return query (select .* @@ query);/s.exec(text) ?? [];
  const asked = body.replace(/\bquery\b/, "'''gtag7'''::tsquery").replaceAll(/\bunits\b/g, 'null::integer[]');
  const keys = await explain('docket', { text: asked, values: [] });
  assert.ok(keys.some((node) => node['Index Name'] === 'cases_by_keys'));
});

it('behind row-level security the words’ own index is refused: that is why there are functions', async () => {
  const words = "select from case_words w where w.tenant_id = current_tenant() and w.words @@ '''rare20'':AB'::tsquery";
  const found = await explain('docket_app', { text: words, values: [] });
  assert.ok(!found.some((node) => node['Index Name'] === 'case_words_key'));
});

it('what is expected to be common is read along the order, what is rare is looked up', async () => {
  const last = async (q: string): Promise<string> => {
    const filter = { search: parseSearch(q) ?? [] };
    const sort = { field: 'modifiedAt', descending: true } as const;
    return (await asked((db) => listCases(db, victor, { filter, sort, limit: 5 }))).at(-1)?.text ?? '';
  };
  assert.ok(!(await last('common')).includes('cases_by_words'));
  assert.ok((await last('rare20')).includes('cases_by_words'));
});
