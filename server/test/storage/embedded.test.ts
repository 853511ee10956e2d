import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeSocketDirectory } from '../../src/storage/embedded/socket-directory.ts';
import {
  ask,
  askUntilBack,
  holdElsewhere,
  isAlive,
  makeLog,
  openHere,
  readPid,
  testDirectory,
} from '../support/embedded.ts';

const isRoot = process.getuid?.() === 0;
const fill = 'create table kept (n integer); insert into kept values (1)';
const count = 'select count(*)::integer as n from kept';

describe('the embedded database: start and stop', () => {
  it('starts in an empty directory with nothing promised lost: durable, UTF-8, no TCP, UTC', async (t) => {
    const dataDir = join(await testDirectory(t), 'data');
    const database = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    const rows = await ask(
      database.connection,
      `select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes') as durable,
        current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding,
        current_setting('timezone') as zone, current_database() as database, lower('ÉÀ') as lower`,
    );
    const expected = { durable: 'ononon', tcp: '', encoding: 'UTF8', zone: 'UTC', database: 'docket', lower: 'éà' };
    assert.deepEqual(rows, [expected]);
    await database.stop();
  });

  it('keeps its data over a stop, after which no process and no lock is left', async (t) => {
    const dataDir = await testDirectory(t);
    const first = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    await ask(first.connection, fill);
    const pid = await readPid(dataDir);
    await first.stop();
    assert.equal(isAlive(pid), false);
    const second = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    assert.deepEqual(await ask(second.connection, count), [{ n: 1 }]);
    await second.stop();
  });

  it('is entered by nobody but its own user and root', async (t) => {
    const dataDir = await testDirectory(t);
    const { connection, stop } = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    const [directory, data] = [await stat(connection.host), await stat(join(dataDir, 'postgres/data'))];
    assert.deepEqual([directory.mode & 0o777, data.mode & 0o777], [0o700, 0o700]);
    assert.equal(directory.uid, isRoot ? 26432 : process.getuid?.());
    await stop();
  });

  it('serves a directory too deep for a socket through a short one, which goes at the stop', async (t) => {
    const dataDir = join(await testDirectory(t), 'deep'.repeat(20), 'deeper'.repeat(20));
    const { connection, stop } = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    assert.ok(connection.host.length < 60);
    assert.equal((await stat(connection.host)).mode & 0o777, 0o700);
    assert.deepEqual(await ask(connection, 'select 1 as n'), [{ n: 1 }]);
    await stop();
    await assert.rejects(stat(connection.host), { code: 'ENOENT' });
  });

  it('passes over a short socket directory that somebody else made first', async (t) => {
    const home = join(await testDirectory(t), 'x'.repeat(100));
    const own = await makeSocketDirectory(home, undefined);
    await chmod(own, 0o777);
    const next = await makeSocketDirectory(home, undefined);
    t.after(() => Promise.all([own, next].map((path) => rm(path, { recursive: true, force: true }))));
    assert.equal(next, `${own}-2`);
    await rm(own, { recursive: true });
    await symlink('/', own);
    assert.equal(await makeSocketDirectory(home, undefined), next);
    assert.equal((await lstat(own)).isSymbolicLink(), true);
  });

  it('as root, puts the database of a closed directory elsewhere, says so once, and finds it again', {
    skip: !isRoot,
  }, async (t) => {
    const [closed, systemDir] = [await testDirectory(t), join(await testDirectory(t), 'system')];
    await chmod(closed, 0o700);
    const dataDir = join(closed, 'data');
    const log = makeLog();
    const first = await openHere(t, { dataDir, systemDir, log, exclusive: true });
    await ask(first.connection, fill);
    await first.stop();
    assert.equal(log.lines.filter((line) => line.includes(dataDir) && line.includes(systemDir)).length, 1);
    assert.ok((await readlink(join(dataDir, 'postgres'))).startsWith(systemDir));
    const second = await openHere(t, { dataDir, systemDir, log: makeLog(), exclusive: true });
    assert.deepEqual(await ask(second.connection, count), [{ n: 1 }]);
    await second.stop();
    await rm(dataDir, { recursive: true });
    const fresh = await openHere(t, { dataDir, systemDir, log: makeLog(), exclusive: true });
    await assert.rejects(ask(fresh.connection, count), { code: '42P01' });
    await fresh.stop();
  });
});

describe('the embedded database: one owner at a time', () => {
  it('refuses a second server on the directory, naming it and the process that has it', async (t) => {
    const dataDir = await testDirectory(t);
    const holder = await holdElsewhere(t, dataDir, 'server');
    const refused = openHere(t, { dataDir, log: makeLog(), exclusive: true });
    await assert.rejects(refused, (error: Error) => {
      assert.ok(error.message.includes(dataDir) && error.message.includes(`process ${holder.process.pid}`));
      return true;
    });
    await holder.end('SIGTERM');
  });

  it('lets exactly one of several servers that start at once win', async (t) => {
    const dataDir = await testDirectory(t);
    const holders = await Promise.all([1, 2, 3, 4].map(() => holdElsewhere(t, dataDir, 'server')));
    assert.equal(holders.filter(({ answer }) => answer.connection).length, 1);
    assert.equal(holders.filter(({ answer }) => answer.error?.includes('in use by another Docket')).length, 3);
    const winner = holders.find(({ answer }) => answer.connection);
    await winner?.end('SIGTERM');
  });

  it('gives a command the database of the running server, and leaves it running', async (t) => {
    const dataDir = await testDirectory(t);
    const server = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    const command = await holdElsewhere(t, dataDir, 'command');
    assert.deepEqual(command.answer.connection, server.connection);
    await command.end('SIGTERM');
    assert.deepEqual(await ask(server.connection, 'select 1 as n'), [{ n: 1 }]);
    await server.stop();
  });

  it('starts the database for a command when no server runs, makes a server wait for it, and stops it', async (t) => {
    const dataDir = await testDirectory(t);
    const command = await openHere(t, { dataDir, log: makeLog(), exclusive: false });
    await ask(command.connection, fill);
    const commandPid = await readPid(dataDir);
    const log = makeLog();
    const starting = openHere(t, { dataDir, log, exclusive: true });
    await command.stop();
    const server = await starting;
    assert.equal(isAlive(commandPid), false);
    assert.deepEqual(await ask(server.connection, count), [{ n: 1 }]);
    await server.stop();
  });
});

describe('the embedded database: what a crash leaves', () => {
  it('takes over the database that outlived a killed server', async (t) => {
    const dataDir = await testDirectory(t);
    const holder = await holdElsewhere(t, dataDir, 'server');
    assert.ok(holder.answer.connection);
    await ask(holder.answer.connection, fill);
    const orphan = await readPid(dataDir);
    await holder.end('SIGKILL');
    assert.equal(isAlive(orphan), true);
    const log = makeLog();
    const next = await openHere(t, { dataDir, log, exclusive: true });
    assert.deepEqual(await ask(next.connection, count), [{ n: 1 }]);
    assert.equal(isAlive(orphan), false);
    assert.ok(log.lines.some((line) => line.includes(`process ${orphan}`)));
    await next.stop();
  });

  it('comes back by itself, with all that was committed, when PostgreSQL is killed under a running server', async (t) => {
    const dataDir = await testDirectory(t);
    const { connection, stop } = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    await ask(connection, fill);
    const killed = await readPid(dataDir);
    process.kill(killed, 'SIGKILL');
    assert.deepEqual(await askUntilBack(connection, count), [{ n: 1 }]);
    const restarted = await readPid(dataDir);
    assert.notEqual(restarted, killed);
    await stop();
    assert.equal(isAlive(restarted), false);
  });

  it('recovers when both were killed', async (t) => {
    const dataDir = await testDirectory(t);
    const holder = await holdElsewhere(t, dataDir, 'server');
    assert.ok(holder.answer.connection);
    await ask(holder.answer.connection, fill);
    const orphan = await readPid(dataDir);
    await holder.end('SIGKILL');
    process.kill(orphan, 'SIGKILL');
    const next = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    assert.deepEqual(await ask(next.connection, count), [{ n: 1 }]);
    await next.stop();
  });

  it('does not mind a stale postmaster.pid, nor touch the process that has its number now', async (t) => {
    const dataDir = await testDirectory(t);
    const first = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    const file = join(dataDir, 'postgres/data/postmaster.pid');
    const text = await readFile(file, 'utf8');
    await first.stop();
    const bystander = await holdElsewhere(t, await testDirectory(t), 'server');
    await writeFile(file, text.replace(/^[0-9]+/, `${bystander.process.pid}`));
    const { connection, stop } = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    assert.deepEqual(await ask(connection, 'select 1 as n'), [{ n: 1 }]);
    assert.equal(bystander.process.exitCode, null);
    await stop();
    await bystander.end('SIGTERM');
  });

  it('sweeps away what a start that was killed while making the cluster left', async (t) => {
    const dataDir = await testDirectory(t);
    const half = join(dataDir, 'postgres/new-half');
    await mkdir(half, { recursive: true });
    await writeFile(join(half, 'PG_VERSION'), '18\n');
    const { stop } = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    assert.deepEqual((await readdir(join(dataDir, 'postgres'))).sort(), ['data', 'log', 'socket']);
    await stop();
  });

  it('refuses a cluster of another major version with a sentence that says what to do', async (t) => {
    const dataDir = await testDirectory(t);
    const first = await openHere(t, { dataDir, log: makeLog(), exclusive: true });
    await first.stop();
    await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '17\n');
    await assert.rejects(openHere(t, { dataDir, log: makeLog(), exclusive: true }), /made by PostgreSQL 17.*brings 18/);
  });
});
