/** What limits each number that is to be reached, where it is not: what profiles and plans showed. */
import type { Goal } from './goals.ts';

export const limits: Readonly<Record<Goal['key'], string>> = {
  ratio:
    'what Node does of a request beside its statements: reading and checking it, the answer, the log line. The slowest are ' +
    'the faces whose requests or answers are long.',
  read:
    'processor time: of two cores the generator takes a third of one, PostgreSQL most of another, and what is left is the ' +
    "server's, which answers in one thread.",
  growth: 'the indexes of words and keys: the more cases there are, the more of their pages a create comes upon cold.',
  search:
    'words of a phrase that are each in every sixth case (the index knows no places, so that each case with both words is ' +
    'looked at), exact counts of tens of thousands of cases, and parts of words, which no index knows.',
  queue: 'the order of one queue is that of its commits: one after the other, a round trip to the database each.',
  memory: 'what V8 keeps between two collections under that load; the server itself is half of it.',
  start: "PostgreSQL's own initdb, most of the time.",
};
