/** What the fail-over script judges by, without a cluster. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge, longestPause, type Write } from '../failover/judge.ts';
import { readOptions } from '../failover/options.ts';
import { patroniSettings } from '../failover/settings.ts';

const write = (mark: string, more: Partial<Write> = {}): Write => ({
  face: 'api',
  mark,
  acknowledgedAt: 1,
  number: undefined,
  reference: undefined,
  tries: 1,
  ...more,
});
const stored = (number: number, reference: string, subject = '') => ({ number, reference, subject });

describe('the judgement of a fail-over', () => {
  it('calls lost what was acknowledged by number or by reference and is not there', () => {
    const writes = [
      write('a', { number: 1, reference: '1' }),
      write('b', { number: 2, reference: '2' }),
      write('c', { reference: 'c' }),
      write('d', { reference: 'd' }),
    ];
    const { acknowledged, lost } = judge(writes, [stored(1, '1'), stored(3, 'c')]);
    assert.equal(acknowledged, 4);
    assert.deepEqual(
      lost.map(({ mark }) => mark),
      ['b', 'd'],
    );
  });

  it('calls lost a number that is another case now', () => {
    assert.equal(judge([write('a', { number: 1, reference: 'mine' })], [stored(1, 'theirs')]).lost.length, 1);
  });

  it('calls lost what was acknowledged without saying which case', () => {
    assert.equal(judge([write('a')], [stored(1, '1')]).lost.length, 1);
  });

  it('finds one request that made two cases, whether it is known by subject or reference', () => {
    const cases = [stored(1, '1', 'a'), stored(2, '2', 'a'), stored(3, 'b', 'b'), stored(4, '4', 'c')];
    assert.deepEqual(judge([write('a', { number: 1 }), write('b'), write('c')], cases).twice, ['a']);
  });

  it('counts what is there without an answer, which is no loss', () => {
    const none = { acknowledgedAt: undefined };
    const { acknowledged, lost, unanswered } = judge([write('a', none), write('b', none)], [stored(1, '1', 'a')]);
    assert.deepEqual([acknowledged, lost.length, unanswered], [0, 0, 1]);
  });

  it('tells the longest time without an acknowledgement, from the blow on', () => {
    const at = (...moments: number[]) => moments.map((moment) => write(`${moment}`, { acknowledgedAt: moment }));
    assert.equal(longestPause(at(0, 500, 510, 900, 905), 505), 390);
    assert.equal(longestPause(at(900, 100), 50), 800);
    assert.equal(longestPause([write('a', { acknowledgedAt: undefined })], 0), 0);
  });
});

describe('the options of the fail-over script', () => {
  it('take several blows, and nothing that is none', () => {
    assert.deepEqual(readOptions(['--how', 'kill,freeze']).blows, ['kill', 'freeze']);
    assert.throws(() => readOptions(['--how', 'toString']), /knows no 'toString'/);
    assert.throws(() => readOptions(['--nodes', '1']), /whole number from 2/);
  });

  it("refuse times that break Patroni's rule", () => {
    assert.throws(() => readOptions(['--ttl', '10']), /--ttl must be at least/);
    assert.equal(readOptions(['--ttl', '12']).ttl, 12);
  });
});

it('a node commits on two nodes or not at all', () => {
  const place = { host: '127.0.0.1', postgresPort: 1, restPort: 2, inside: [], cut: async () => {} };
  const settings = patroniSettings({
    name: 'node1',
    place,
    etcd: '127.0.0.1:3',
    directory: '/tmp/node1',
    programs: '/usr/bin',
    passwords: { superuser: 'a', replication: 'b', docket: 'c' },
    options: { ttl: 20, loopWait: 2, retryTimeout: 5 },
    net: '127.0.0.1/32',
  });
  assert.partialDeepStrictEqual(settings, {
    bootstrap: {
      dcs: {
        synchronous_mode: true,
        synchronous_mode_strict: true,
        postgresql: { parameters: { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' } },
      },
    },
  });
});
