/** Mistakes in tenant files are told with their places (DESIGN S8 of the file: unknown keys are errors that name the line). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { TenantFileError } from '../../src/tenant-file/problems.ts';
import { readTenantFile } from '../../src/tenant-file/read-tenant-file.ts';
import { demoFile } from '../support/prepare-template.ts';
import { edit, tiny } from './stores.ts';

const demo = readFileSync(demoFile, 'utf8');

const problemsOf = (text: string, env = {}): string[] => {
  try {
    readTenantFile(text, { env });
    return [];
  } catch (error) {
    assert.ok(error instanceof TenantFileError, String(error));
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
};

/** Where `piece` first stands in `text`, as the messages count. */
const placeOf = (text: string, piece: string): string => {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
};

describe('reading a tenant file', () => {
  it('takes the demonstration file as it stands, and the same as JSON', () => {
    const file = readTenantFile(demo);
    assert.equal(file.document.users?.length, 15);
    assert.deepEqual(readTenantFile(JSON.stringify(file.document)).document, file.document);
  });

  it('names the place of an unknown key', () => {
    const text = edit(demo, 'firstName: Mary', 'fristName: Mary');
    assert.deepEqual(problemsOf(text), [`${placeOf(text, 'fristName')} unknown key 'fristName'`]);
  });

  it('names the place of a name that nothing bears, of every kind', () => {
    const cases: [string, string, string][] = [
      ['home: service', 'home: servce', "there is no unit 'servce' in the file"],
      ['roles: [agent]', 'roles: [agnet]', "there is no role 'agnet' in the file"],
      ['groups: [records]', 'groups: [recrods]', "there is no group 'recrods' in the file"],
      ['target: mary', 'target: marry', "there is no user 'marry' in the file"],
      ['parent: screening', 'parent: screaming', "there is no unit 'screaming' in the file"],
      ['starters: CM-STARTERS', 'starters: CM-NONE', "there is no group 'CM-NONE' in the file"],
      ['calendar: working', 'calendar: lazy', "there is no calendar 'lazy' in the file"],
      ['attribute: account_ref', 'attribute: account', "there is no attribute 'account' in the file"],
      ['74: 30', '75: 30', "there is no offense type '75' in the file"],
      ['list: [1,', 'list: [2,', 'there is no group with the id 2 in the file'],
      ['unit: front-desk, ticket', 'unit: back-desk, ticket', "there is no unit 'back-desk' in the file"],
    ];
    for (const [piece, by, message] of cases) {
      const told = problemsOf(edit(demo, piece, by));
      assert.equal(told.length, 1, `${by}: ${told}`);
      assert.ok(told[0]?.endsWith(message), told[0]);
    }
    const text = edit(demo, 'home: service', 'home: servce');
    assert.equal(problemsOf(text)[0]?.split(' ')[0], placeOf(text, 'servce'));
  });

  it('names the second of two equal keys, ids, logins, tokens and options', () => {
    const cases: [string, string, string][] = [
      ['key: billing, id: 1001', 'key: service, id: 1001', "the unit 'service' is there twice"],
      ['key: billing, id: 1001', 'key: billing, id: 999', "the id '999' is there twice"],
      ['login: mary', 'login: frank', "the login 'frank' is there twice"],
      ['{ id: 2, name: Arson }', '{ id: 1, name: Arson }', "the id '1' is there twice"],
      ['token: tracker-basic-token', 'token: tracker-static-token', 'the token is there twice'],
      ['token: qflow-token', 'token: docket-api-token', 'the token is that of another user already'],
      ['code: WALKIN', 'code: URGENT', "the classification 'URGENT' is there twice"],
      ['options: ["1", "2", "3", "4", "5"]', 'options: ["1", "2", "1"]', "'options' has '1' twice"],
    ];
    for (const [piece, by, message] of cases) {
      assert.ok(
        problemsOf(edit(demo, piece, by)).some((told) => told.endsWith(message)),
        message,
      );
    }
    assert.match(
      String(problemsOf(tiny('a', 'units:\n  - { key: x, name: X, name: Y }'))),
      /^3:\d+ Map keys must be unique/,
    );
  });

  it('lists all mistakes at once, by line, of whatever sort', () => {
    const text = edit(
      edit(edit(demo, 'login: victor', 'logni: victor'), 'id: 1003', 'id: 0'),
      'attribute: account_ref',
      'attribute: x',
    );
    const told = problemsOf(text);
    const lines = told.map((problem) => Number(problem.split(':')[0]));
    assert.deepEqual(
      lines,
      lines.toSorted((a, b) => a - b),
    );
    for (const message of ["unknown key 'logni'", "'login' is missing", 'at least 1', "no attribute 'x'"]) {
      assert.ok(
        told.some((problem) => problem.includes(message)),
        message,
      );
    }
  });

  it('holds integers to 1 … 2147483647', () => {
    for (const [value, ok] of [
      ['2147483647', true],
      ['2147483648', false],
      ['0', false],
      ['-1', false],
      ['1.5', false],
      ['"7"', false],
    ] as const) {
      assert.equal(problemsOf(tiny('a', `units: [{ key: x, id: ${value}, name: X }]`)).length, ok ? 0 : 1, value);
    }
  });

  it('wants quotes around what would be a number', () => {
    assert.match(
      String(problemsOf(edit(demo, '"4085551234"', '4085551234'))),
      /'phone' must be text \(put it in quotes\)/,
    );
  });

  it('refuses what YAML allows beyond plain data', () => {
    const texts = [
      '',
      '# nothing',
      'tenant: !!js/function x',
      'tenant: { key: !mine a, name: x }',
      '--- {}\n--- {}',
      '? [a]\n: b',
      'a: *b',
      '{',
      '[]',
      'x',
    ];
    for (const text of texts) assert.ok(problemsOf(text).length > 0, text);
    assert.match(String(problemsOf(tiny('a', '<<: { units: [] }'))), /unknown key '<<'/);
    assert.match(String(problemsOf('tenant: { key: a, name: "x\\0" }')), /U\+0000/);
    assert.match(String(problemsOf('tenant: { key: a, name: "\\uD800" }')), /surrogate/);
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`),
    ];
    assert.match(String(problemsOf(bomb.join('\n'))), /alias/i);
  });

  it('keeps the rules of case types', () => {
    const type = (rest: string) =>
      problemsOf(tiny('a', `caseTypes:\n  - { key: t, name: T, default: true, ${rest} }`)).map((told) =>
        told.replace(/^\S+ /, ''),
      );
    const statuses = 'statuses: { start: new, active: [open], closed: done }';
    assert.deepEqual(type(statuses), []);
    assert.match(String(type('statuses: { start: new, closed: new }')), /cannot be closed and something else/);
    assert.match(String(type('statuses: { start: new, escalated: new, closed: done }')), /cannot be escalated/);
    assert.match(String(type('statuses: { start: new, closed: done, descriptions: { gone: x } }')), /no status 'gone'/);
    assert.match(String(type(`${statuses}, closure: { default: x, reasons: [y] }`)), /not among the reasons/);
    assert.match(String(type(`${statuses}, target: { reminderHours: 2 }`)), /'days' or 'hours'/);
    assert.match(String(type(`${statuses}, tasks: [{ key: a, name: A, prerequisites: [b] }]`)), /no task 'b'/);
    assert.match(String(type(`${statuses}, tasks: [{ key: a, name: A, prerequisites: [a] }]`)), /before itself/);
    assert.match(String(type(`${statuses}, tasks: [{ key: a, name: A, min: 2, max: 1 }]`)), /less than 'min'/);
    assert.match(String(type(`${statuses}, default: false`)), /unique|default: true/i);
    assert.match(String(problemsOf(edit(demo, '    default: true\n', ''))), /one case type must have 'default: true'/);
    assert.match(
      String(problemsOf(edit(demo, 'name: Offense,', 'name: Offense, default: true,'))),
      /only one case type/,
    );
  });

  it('keeps the rules of attributes, queues, reviewers, calendars and zones', () => {
    const cases: [string, string, RegExp][] = [
      ['options: [web, phone, desk]', 'options: [web, "a;b"]', /holds no `;`/],
      ['kind: integer }', 'kind: integer, options: [a] }', /only an attribute of the kind choice/],
      ['kind: text, maxLength', 'kind: datetime, maxLength', /only an attribute of the kind text/],
      ['from: 100, to: 999', 'from: 100, to: 99', /'from' must not be greater/],
      ['prefix: A', 'prefix: ABCDEFGHIJK', /at most 10 characters/],
      ['group: disposal-board', 'group: disposal-board, user: custodian', /either 'user' or 'group'/],
      ['group: disposal-board', 'group: disposal-board, default: true', /only one reviewer/],
      ['74: 30', '74: 36501', /at most 36500/],
      ['to: "17:00"', 'to: "08:00"', /later than 'from'/],
      ['Europe/London', 'Europe/Londinium', /no IANA zone/],
      ['foreign: [billing]', 'foreign: [service]', /home unit already/],
      ['facade: api, user', 'facade: worldcheck, user', /has 'keyId'/],
      ['password: frank-pw', 'password: frank-pw, passwordHash: x', /exclude each other/],
    ];
    for (const [piece, by, message] of cases) assert.match(String(problemsOf(edit(demo, piece, by))), message);
  });

  it('takes secrets from the environment, and says where one is missing', () => {
    const text = edit(
      edit(demo, 'password: frank-pw', 'password: { env: FRANK }'),
      'token: qflow-token',
      'token: { env: TOKEN }',
    );
    const { document } = readTenantFile(text, { env: { FRANK: 'secret', TOKEN: 'from-env' } });
    assert.equal(document.users?.[0]?.password, 'secret');
    assert.equal(document.credentials?.[3]?.token, 'from-env');
    const told = problemsOf(text, { TOKEN: 'from-env' });
    assert.deepEqual(told, [`${placeOf(text, 'FRANK }')} the environment variable FRANK is not set`]);
  });
});
