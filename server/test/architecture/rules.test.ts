/** The rules can fail: each on small sources made up for it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as rules from './rules.ts';
import { readSource } from './source.ts';

const imports = (path: string, ...from: string[]) =>
  readSource(path, from.map((name) => `import { x } from '${name}';\n`).join(''));

describe('reading a source', () => {
  it('finds every kind of import, and none in comments or texts', () => {
    const text = `
import type { A } from './a.ts';
import b, {
  c,
} from '../b.ts';
import './c.ts';
export { d } from './d.ts';
export type { E } from "./e.ts";
// import { no } from './no.ts';
/* import { no } from './no.ts'; */
const url = 'http://example.test//x'; const lazy = import('./f.ts');
const text = \`// kept\`;
export const g = 1;
`;
    const { imports: found, code } = readSource('server/src/http/x.ts', text);
    assert.deepEqual(
      found.map(({ file, typeOnly }) => `${file}${typeOnly ? ' type' : ''}`),
      [
        'server/src/http/a.ts type',
        'server/src/b.ts',
        'server/src/http/c.ts',
        'server/src/http/d.ts',
        'server/src/http/e.ts type',
        'server/src/http/f.ts',
      ],
    );
    assert.match(code, /http:\/\/example/);
    assert.match(code, /\/\/ kept/);
  });
});

describe('the rule of direction', () => {
  const refused = (path: string, ...from: string[]) => rules.breaksDirection(imports(path, ...from)).length;

  it('lets a facade import the domain, http and itself', () => {
    assert.equal(
      refused('server/src/facades/goss/routes/a.ts', '../../../domain/x.ts', '../../../http/x.ts', '../wire.ts'),
      0,
    );
  });

  it('keeps a facade from others, from the native face and from the store, types too', () => {
    const path = 'server/src/facades/goss/index.ts';
    assert.equal(
      refused(path, '../qflow/wire.ts', '../../api/x.ts', '../../storage/transaction.ts', '../../app.ts'),
      4,
    );
    assert.equal(
      rules.breaksDirection(readSource(path, "import type { Tx } from '../../storage/transaction.ts';")).length,
      1,
    );
  });

  it('keeps the lower from the upper', () => {
    assert.equal(
      refused('server/src/domain/cases/a.ts', '../../http/x.ts', '../../facades/goss/wire.ts', '../../app.ts'),
      3,
    );
    assert.equal(refused('server/src/storage/a.ts', '../domain/cases/case.ts'), 1);
    assert.equal(refused('server/src/http/a.ts', '../api/x.ts', '../app.ts', '../../test/x.ts'), 3);
    assert.equal(refused('server/src/jobs/a.ts', '../http/x.ts', '../facades/goss/wire.ts'), 2);
  });

  it('lets everybody use the errors, and main use everything', () => {
    assert.equal(refused('server/src/storage/a.ts', '../domain/errors.ts'), 0);
    assert.equal(refused('server/src/main.ts', './storage/x.ts', './jobs/x.ts', './facades/goss/index.ts'), 0);
  });
});

describe('the rule of packages', () => {
  const refused = (path: string, ...from: string[]) => rules.breaksPackages(imports(path, ...from)).length;

  it('lets web use the sdk, and cli the sdk and the server', () => {
    assert.equal(refused('web/src/a.ts', '@docket/sdk', 'react', './b.ts'), 0);
    assert.equal(refused('cli/src/a.ts', '@docket/sdk', '@docket/server/main.ts'), 0);
  });

  it('refuses all else, and ways out by path', () => {
    assert.equal(refused('web/src/a.ts', '@docket/server/main.ts', '../../sdk/src/main.ts'), 2);
    assert.equal(refused('sdk/src/a.ts', '@docket/server/x.ts'), 1);
    assert.equal(refused('server/src/a.ts', '@docket/cli/x.ts'), 1);
  });
});

describe('the rule of SQL', () => {
  const found = (path: string, text: string) => rules.breaksSqlHome(readSource(path, text)).length;
  const statements = [
    "'select a from b '",
    '`\n  insert into a (b) values (1)`',
    "'UPDATE cases SET a = 1'",
    '"delete from a"',
    '`with a as (select 1) select 2`',
    "'select set_config($1)'",
  ];

  it('finds statements outside the store', () => {
    for (const text of statements)
      assert.equal(found('server/src/domain/cases/edit-case.ts', `const q = ${text};`), 1, text);
    assert.equal(found('server/src/http/a.ts', "import pg from 'pg';\nimport { sql } from 'kysely';\n"), 2);
  });

  it('lets the store have them, and sentences be sentences', () => {
    for (const path of ['storage/a.ts', 'domain/cases/case-store.ts', 'tenant-file/applying/x-store.ts']) {
      assert.equal(found(`server/src/${path}`, `const q = ${statements[0]};`), 0, path);
    }
    assert.equal(
      found(
        'server/src/domain/a.ts',
        "// 'select a from b '\nconst m = 'Select one from the list'; const n = 'with him';",
      ),
      1,
    );
    assert.equal(found('server/src/domain/a.ts', "const m = 'To select one, update it'; const n = 'delete';"), 0);
  });
});

describe('the rule of names', () => {
  const found = (path: string, text: string) => rules.breaksVendorSilence(readSource(path, text)).length;

  it('finds a vendor in the domain, in code and in texts', () => {
    for (const text of [
      'const trackerCase = 1;',
      "const a = 'World-Check';",
      'if (face === "goss") x();',
      'const qFlow = 1;',
    ]) {
      assert.equal(found('server/src/domain/cases/a.ts', text), 1, text);
    }
  });

  it('passes over comments, other words, and other folders', () => {
    assert.equal(found('server/src/domain/cases/a.ts', '// contract tracker D3\nconst gossip = 1;'), 0);
    assert.equal(found('server/src/domain/actor.ts', "type FaceName = 'goss';"), 0);
    assert.equal(found('server/src/http/a.ts', "const a = 'goss';"), 0);
    assert.equal(found('server/src/domain/tenants/tenant.ts', 'egainMinutes'), 0);
    assert.equal(found('server/src/domain/tenants/tenant.ts', 'egainMinutes; egain'), 1);
  });
});

describe('the rules of style', () => {
  it('find default exports and state', () => {
    const found = (text: string) => rules.breaksStyle(readSource('server/src/a.ts', text)).length;
    for (const text of ['export default 1;', 'let a = 1;', 'export let a = 1;', 'var a = 1;'])
      assert.equal(found(text), 1, text);
    assert.equal(found('const f = () => {\n  let a = 1;\n};\nexport const b = 2;'), 0);
  });

  it('find long files', () => {
    const long = (path: string, lines: number) => rules.breaksSize(readSource(path, 'x\n'.repeat(lines))).length;
    assert.deepEqual([long('server/src/a.ts', 400), long('server/src/a.ts', 401)], [0, 1]);
    assert.deepEqual([long('server/test/a.test.ts', 600), long('server/test/a.test.ts', 601)], [0, 1]);
  });

  it('find circles of files and of parts', () => {
    const a = imports('server/src/http/a.ts', './b.ts');
    const b = imports('server/src/http/b.ts', './c.ts');
    const c = imports('server/src/http/c.ts', './a.ts');
    assert.equal(rules.breaksAcyclicity([a, b, c]).length, 1);
    assert.equal(rules.breaksAcyclicity([a, b]).length, 0);
    assert.equal(
      rules.breaksAcyclicity([a, b, readSource('server/src/http/c.ts', "import type { x } from './a.ts';")]).length,
      0,
    );
    const up = imports('server/src/storage/a.ts', '../domain/x.ts');
    const down = imports('server/src/domain/y.ts', '../storage/z.ts');
    assert.equal(rules.breaksPartOrder([up, down]).length, 1);
    assert.equal(rules.breaksPartOrder([down]).length, 0);
  });
});
