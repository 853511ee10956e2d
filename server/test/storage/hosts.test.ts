/** `DATABASE_URL` with one host or several, as PostgreSQL's own programs read it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import pg from 'pg';
import { readHosts } from '../../src/storage/hosts.ts';

/** What `pg` makes of each. */
const reach = (url: string) =>
  readHosts({ connectionString: url }).places.map((place) => {
    const { host, port, user, password, database } = new pg.Client(place as pg.ClientConfig);
    return { host, port, user, password, database };
  });

const read = (url: string) => readHosts({ connectionString: url });

describe('DATABASE_URL', () => {
  it('may name several hosts, each with a port of its own', () => {
    const who = { user: 'docket', password: 'p@ss,1', database: 'docket' };
    assert.deepEqual(reach('postgresql://docket:p%40ss%2C1@10.0.0.1:6001,db-2,[::1]:6003/docket?sslmode=disable'), [
      { host: '10.0.0.1', port: 6001, ...who },
      { host: 'db-2', port: 5432, ...who },
      { host: '::1', port: 6003, ...who },
    ]);
  });

  it('may name them among its parameters, with one port for all or one for each', () => {
    const ports = (url: string) => reach(url).map(({ host, port }) => `${host} ${port}`);
    assert.deepEqual(ports('postgresql://u@/docket?host=/run/a,/run/b&port=6001'), ['/run/a 6001', '/run/b 6001']);
    assert.deepEqual(ports('postgresql://u@/docket?host=/run/a,b&port=1,2'), ['/run/a 1', 'b 2']);
    assert.throws(() => read('postgresql://u@/docket?host=a,b,c&port=1,2'), /3 hosts and 2 ports/);
  });

  it('passes over hosts that take no writes where it names several, or says so', () => {
    const mustWrite = (url: string) => read(url).mustWrite;
    assert.equal(mustWrite('postgresql://u@a/docket'), false);
    assert.equal(mustWrite('postgresql://u@a,b/docket'), true);
    assert.equal(mustWrite('postgresql://u@a/docket?target_session_attrs=read-write'), true);
    assert.equal(mustWrite('postgresql://u@a,b/docket?target_session_attrs=primary'), true);
    assert.equal(mustWrite('postgresql://u@a,b/docket?target_session_attrs=any'), false);
    assert.throws(() => mustWrite('postgresql://u@a,b/docket?target_session_attrs=standby'), /standby/);
  });

  it('gives each host the seconds of connect_timeout, five where it says nothing', () => {
    const patience = (url: string) => read(url).patience;
    assert.equal(patience('postgresql://u@a/docket'), 5000);
    assert.equal(patience('postgresql://u@a/docket?connect_timeout=2'), 2000);
    assert.equal(patience('postgresql://u@a/docket?connect_timeout=soon'), 5000);
  });

  it('leaves a URL of one host to pg as it stands', () => {
    for (const connectionString of ['postgresql://u:p@h:1/d?sslmode=disable', 'socket:/run/pg?db=d', '/run/pg d']) {
      assert.deepEqual(read(connectionString).places, [{ connectionString }]);
    }
  });

  it('is told without its password', () => {
    const told = ({ names, database }: ReturnType<typeof read>) => `${names.join(', ')}/${database}`;
    assert.equal(told(read('postgresql://u:secret@a:1,b:2/docket?x=y')), 'a:1, b:2/docket');
    assert.equal(told(read('postgresql://u:secret@a:1/docket')), 'a:1/docket');
    assert.equal(told(read('postgresql://u@/docket?host=/run/a,/run/b&port=1,2')), '/run/a:1, /run/b:2/docket');
    assert.throws(
      () => read('postgresql://u:secret@a,,b/docket'),
      (error: Error) => !/secret/.test(error.message),
    );
  });
});
