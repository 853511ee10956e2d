/** What limits each number that is to be reached, where it is not: what profiles and plans showed. */
import type { Goal } from './goals.ts';

export const limits: Readonly<Record<Goal['key'], string>> = {
  ratio:
    'what Node does of a request beside its statements: reading and checking it, the answer, the log line. `pgbench` has a ' +
    'core almost to itself, the server shares it with the generator. The slowest are the faces whose requests are signed or ' +
    'whose answers are long.',
  read:
    'the one thread of the server: a read costs it some 85 µs on this machine when nobody else uses it, of which the bare ' +
    'HTTP of Node is 36; the database needs 19 (what is asked at one time is one statement), the generator 38.',
  growth:
    'the indexes of words and of keys: the more cases there are, the more pages a create comes upon that are not in memory.',
  search:
    'parts of words, which no index knows (Tracker: every case that the user sees is read until the page is full); exact ' +
    'counts of tens of thousands of cases by an attribute, which the index of units does not hold (eGain); and phrases of ' +
    'words that are each in every sixth case, as the index of words knows no places.',
  queue:
    'the order of one queue is that of its commits, one after the other: a round trip and a flush of the log for each sixteen.',
  memory: 'what V8 keeps between two collections under that load; the server without any is half of it.',
  start: "PostgreSQL's own initdb, two thirds of the time.",
};
