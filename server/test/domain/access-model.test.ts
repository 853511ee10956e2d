/**
 * Who sees and who edits (DESIGN S1–S5, contract egain 6.3), told once more from the tenant file alone: units that share
 * with others, homes, roles, grants. The rules in code and in SQL must say the same of every user and every case.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Actor } from '../../src/domain/actor.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { editCase } from '../../src/domain/cases/edit-case.ts';
import { pageCases } from '../../src/domain/cases/page-cases.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

const unitCount = 4;
const userCount = 5;
const places = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const roles = {
  viewer: ['case.view'],
  editor: ['case.view', 'case.edit'],
  blind: ['case.edit'],
  assigner: ['case.assign'],
  admin: ['*'],
} as const;

type RoleKey = keyof typeof roles;

const unitArbitrary = fc.record({
  /** By unit: shares activities with it, shares something else, or nothing. */
  shares: fc.array(fc.constantFrom(true, false, undefined), { minLength: unitCount, maxLength: unitCount }),
});

const userArbitrary = fc.record({
  home: fc.nat({ max: unitCount - 1 }),
  foreign: fc.subarray(places(unitCount), { maxLength: 2 }),
  groups: fc.subarray([0, 1]),
  roles: fc.subarray(Object.keys(roles) as RoleKey[], { minLength: 1, maxLength: 2 }),
  /** By user: what he may do to that one's work. */
  grants: fc.array(fc.subarray(['transfer', 'pull']), { minLength: userCount, maxLength: userCount }),
});

const caseArbitrary = fc.record({
  unit: fc.option(fc.nat({ max: unitCount - 1 })),
  owner: fc.option(fc.nat({ max: userCount - 1 })),
  restricted: fc.boolean(),
  users: fc.subarray(places(userCount)),
  groups: fc.subarray([0, 1]),
});

interface World {
  readonly units: readonly (typeof unitArbitrary extends fc.Arbitrary<infer T> ? T : never)[];
  readonly users: readonly (typeof userArbitrary extends fc.Arbitrary<infer T> ? T : never)[];
  readonly cases: readonly (typeof caseArbitrary extends fc.Arbitrary<infer T> ? T : never)[];
}

const worldArbitrary: fc.Arbitrary<World> = fc.record({
  units: fc.array(unitArbitrary, { minLength: unitCount, maxLength: unitCount }),
  users: fc.array(userArbitrary, { minLength: userCount, maxLength: userCount }),
  cases: fc.array(caseArbitrary, { minLength: 12, maxLength: 12 }),
});

const unitId = (place: number): number => 2100 + place;
const userId = (place: number): number => 2200 + place;
const groupId = (place: number): number => 2300 + place;

/** The world as a tenant file. A unit's parent is the one before: it gives nothing. */
const fileOf = (key: string, { units, users }: World): string =>
  stringify({
    tenant: { key, name: key, timezone: 'Europe/London', language: 'en-US' },
    units: units.map(({ shares }, i) => ({
      key: `unit-${i}`,
      id: unitId(i),
      name: `Unit ${i}`,
      ...(i > 0 ? { parent: `unit-${i - 1}` } : {}),
      sharesWith: shares.flatMap((activities, to) =>
        activities === undefined || to === i ? [] : [{ unit: `unit-${to}`, activities }],
      ),
    })),
    groups: [0, 1].map((i) => ({ key: `group-${i}`, id: groupId(i), name: `Group ${i}` })),
    roles: Object.entries(roles).map(([role, permissions]) => ({ key: role, permissions })),
    users: users.map(({ home, foreign, groups, roles: own }, i) => ({
      login: `user-${i}`,
      id: userId(i),
      home: `unit-${home}`,
      foreign: foreign.filter((unit) => unit !== home).map((unit) => `unit-${unit}`),
      groups: groups.map((group) => `group-${group}`),
      roles: own,
      licences: ['case'],
    })),
    grants: users.flatMap(({ grants }, user) =>
      grants.flatMap((allow, target) =>
        allow.length === 0 || user === target ? [] : [{ user: `user-${user}`, target: `user-${target}`, allow }],
      ),
    ),
    caseTypes: [
      { key: 'case', name: 'Case', default: true, statuses: { start: 'open', active: ['open'], closed: 'closed' } },
    ],
  });

/** The rules, read from the design and from nothing else. */
const rulesOf = ({ units, users, cases }: World) => {
  const has = (user: number, permission: string): boolean =>
    (users[user] as World['users'][number]).roles.some((role) =>
      (roles[role] as readonly string[]).some((one) => one === '*' || one === permission),
    );
  const isOwnUnit = (user: number, unit: number): boolean =>
    users[user]?.home === unit || (users[user]?.foreign.includes(unit) ?? false);
  const isListed = (user: number, number: number): boolean =>
    users[user]?.roles.includes('admin') ||
    cases[number]?.users.includes(user) ||
    (cases[number]?.groups.some((group) => users[user]?.groups.includes(group)) ?? false);
  const sees = (user: number, number: number): boolean => {
    const { unit, restricted } = cases[number] as World['cases'][number];
    if (!has(user, 'case.view')) return false;
    if (restricted) return isListed(user, number);
    const home = users[user]?.home ?? -1;
    return unit === null || isOwnUnit(user, unit) || (unit !== home && units[unit]?.shares[home] === true);
  };
  const acts = (user: number, permission: string, number: number): boolean => {
    const { unit, restricted } = cases[number] as World['cases'][number];
    if (!has(user, permission)) return false;
    return restricted ? isListed(user, number) : unit === null || isOwnUnit(user, unit);
  };
  const isGranted = (user: number, target: number, what: 'pull' | 'transfer'): boolean =>
    user !== target && (users[user]?.grants[target]?.includes(what) ?? false);
  /** What giving the case to that user comes to. */
  const give = (user: number, number: number, target: number): string => {
    const { unit, owner } = cases[number] as World['cases'][number];
    if (!sees(user, number)) return 'case/unseen';
    if (!acts(user, 'case.edit', number)) return 'access/forbidden';
    const assigns = acts(user, 'case.assign', number);
    if (owner !== null && owner !== user && !isGranted(user, owner, 'pull') && !assigns) return 'access/pull';
    if (target === owner) return 'done';
    if (target !== user && !isGranted(user, target, 'transfer') && !assigns) return 'access/transfer';
    return unit === null || isOwnUnit(target, unit) ? 'done' : 'user/not-in-unit';
  };
  return { sees, give };
};

const restrict = `update cases set restricted = $3, restricted_user_ids = $4, restricted_group_ids = $5
  where tenant_id = $1 and number = $2`;

const makeCases = async (server: Actor, world: World): Promise<number[]> => {
  const numbers: number[] = [];
  for (const { unit, owner, restricted, users, groups } of world.cases) {
    const input = {
      unitId: unit === null ? null : unitId(unit),
      ownerId: owner === null ? null : userId(owner),
      ownerRule: 'enabled',
      referenceStyle: 'number',
    } as const;
    const { number } = await docket.core.run(server, (tx) => createCase(tx, server, input));
    const values = [server.tenant.id, number, restricted, users.map(userId), groups.map(groupId)];
    await docket.core.run(server, (tx) => tx.rows({ text: restrict, values }));
    numbers.push(number);
  }
  return numbers;
};

/** What the edit comes to; whatever it did is undone. */
const tryGive = async (actor: Actor, number: number, ownerId: number): Promise<string> => {
  try {
    return await docket.core.run(actor, async (tx) => {
      await editCase(tx, actor, number, { fields: { ownerId } });
      throw new DomainError('conflict', 'done', 'Undone.');
    });
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

test('what the tenant file allows is what lists show and edits do, for every user and every case', async () => {
  let worlds = 0;
  await fc.assert(
    fc.asyncProperty(
      worldArbitrary,
      fc.array(fc.nat({ max: userCount - 1 }), { minLength: 60, maxLength: 60 }),
      async (world, targets) => {
        worlds += 1;
        const key = `world-${worlds}`;
        await docket.apply(fileOf(key, world));
        const tenant = docket.tenant(key);
        const numbers = await makeCases({ tenant, user: null, face: 'docket' }, world);
        const { sees, give } = rulesOf(world);
        for (const user of places(userCount)) {
          const actor: Actor = { tenant, user: tenant.users.byKey.get(`user-${user}`) ?? null, face: 'api' };
          assert.ok(actor.user);
          const sort = { by: 'number', descending: false } as const;
          const page = await docket.core.view(actor, (db) =>
            pageCases(db, actor, { filter: {}, sort, offset: 0, limit: 75, count: true }),
          );
          const seen = numbers.filter((_, place) => sees(user, place));
          assert.deepEqual(
            page.cases.map((one) => one.case.number),
            seen,
          );
          assert.equal(page.count, seen.length);
          for (const [place, number] of numbers.entries()) {
            const target = targets[user * numbers.length + place] ?? 0;
            assert.equal(await tryGive(actor, number, userId(target)), give(user, place, target));
          }
        }
      },
    ),
    { numRuns: 6 },
  );
});
