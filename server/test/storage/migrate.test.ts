import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { migrate } from '../../src/storage/migrate.ts';
import { freshDatabase } from '../support/database.ts';

/** A database without any migration, and a folder with these files. */
const prepare = async (t: TestContext, files: Record<string, string>) => {
  const path = await mkdtemp(join(tmpdir(), 'docket-migrations-'));
  const dir = pathToFileURL(`${path}/`);
  const write = async (more: Record<string, string>): Promise<void> => {
    for (const [name, sql] of Object.entries(more)) await writeFile(new URL(name, dir), sql);
  };
  await write(files);
  const database = await freshDatabase();
  const clients: Client[] = [];
  const connect = async (): Promise<Client> => {
    const client = new Client({ ...database.connection });
    await client.connect();
    clients.push(client);
    return client;
  };
  t.after(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await database.drop();
    await rm(path, { recursive: true });
  });
  const client = await connect();
  await client.query('drop schema if exists docket cascade');
  return { dir, write, client, connect };
};

const one = { '0001-one.sql': 'create table docket.one (n integer)' };
const two = { '0002-two.sql': 'insert into docket.one values (2)' };

describe('migrate', () => {
  it('applies each file once, in order, and records it', async (t) => {
    const { dir, write, client } = await prepare(t, one);
    assert.deepEqual(await migrate(client, dir), { applied: ['0001-one.sql'] });
    await write(two);
    assert.deepEqual(await migrate(client, dir), { applied: ['0002-two.sql'] });
    assert.deepEqual(await migrate(client, dir), { applied: [] });
    const { rows } = await client.query(
      'select number, name, length(sha256) as width, applied_at is not null as dated from docket.schema_migrations order by number',
    );
    assert.deepEqual(rows, [
      { number: 1, name: '0001-one.sql', width: 64, dated: true },
      { number: 2, name: '0002-two.sql', width: 64, dated: true },
    ]);
  });

  it('lets servers that start together all succeed', async (t) => {
    const { dir, client, connect } = await prepare(t, { ...one, ...two });
    const clients = [client, await connect(), await connect()];
    const applied = await Promise.all(clients.map((each) => migrate(each, dir)));
    assert.deepEqual(applied.flatMap((each) => each.applied).sort(), ['0001-one.sql', '0002-two.sql']);
    const { rows } = await client.query('select n from docket.one');
    assert.deepEqual(rows, [{ n: 2 }]);
  });

  it('changes nothing by a file that fails, keeps those before it, and can be tried again', async (t) => {
    const broken = { '0002-two.sql': 'insert into docket.one values (2); select 1 / 0' };
    const { dir, write, client } = await prepare(t, { ...one, ...broken });
    await assert.rejects(migrate(client, dir), /0002-two\.sql failed and changed nothing: division by zero/);
    const { rows } = await client.query('select n from docket.one');
    assert.deepEqual(rows, []);
    await write(two);
    assert.deepEqual(await migrate(client, dir), { applied: ['0002-two.sql'] });
  });

  it('refuses a store that is newer than it knows', async (t) => {
    const { dir, client } = await prepare(t, { ...one, ...two });
    await migrate(client, dir);
    await rm(new URL('0002-two.sql', dir));
    await assert.rejects(migrate(client, dir), /newer than this Docket.*0002-two\.sql.*0001-one\.sql/);
  });

  it('refuses an applied migration that changed, but not other line ends', async (t) => {
    const { dir, write, client } = await prepare(t, { '0001-one.sql': 'create table\ndocket.one (n integer)' });
    await migrate(client, dir);
    await write({ '0001-one.sql': 'create table\r\ndocket.one (n integer)' });
    assert.deepEqual(await migrate(client, dir), { applied: [] });
    await write({ '0001-one.sql': 'create table\ndocket.one (n bigint)' });
    await assert.rejects(migrate(client, dir), /0001-one\.sql is not the one that was applied/);
  });

  it('refuses a file that turns up before one that was applied', async (t) => {
    const { dir, write, client } = await prepare(t, { ...one, '0003-three.sql': 'select 1' });
    assert.deepEqual(await migrate(client, dir), { applied: ['0001-one.sql', '0003-three.sql'] });
    await write(two);
    await assert.rejects(migrate(client, dir), /0002-two\.sql comes before 0003-three\.sql/);
  });

  it('refuses files that are misnamed or share a number', async (t) => {
    const { dir, write, client } = await prepare(t, { ...one, '0001-other.sql': 'select 1' });
    await assert.rejects(migrate(client, dir), /one number: 0001-one\.sql and 0001-other\.sql/);
    await write({ '3-three.sql': 'select 1' });
    await assert.rejects(migrate(client, dir), /3-three\.sql is not named/);
  });
});
