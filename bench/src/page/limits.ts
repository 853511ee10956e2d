/** What limits each number that is to be reached, where it is not: what profiles and plans showed. */
import type { Goal } from './goals.ts';

export const limits: Readonly<Record<Goal['key'], string>> = {
  ratio:
    'what Node does of a request beside its statements: reading and checking it, the answer, the log line. `pgbench` has a ' +
    'core almost to itself, the server shares it with the generator. The slowest are the faces whose requests are signed or ' +
    'whose answers are long.',
  read:
    "the server's one thread. Node's HTTP takes a fifth of what a read costs it (the bare server below); reading the request, " +
    'who may see the case, the statement (one for all that is asked at one time), the JSON and the log line take the rest. ' +
    'The database and the load generator share two cores with it.',
  growth:
    'the database, which slows down alone about as much (its column): a create comes upon more and deeper pages of the ' +
    'indexes, of words and of keys above all. The two stores are also measured at different times.',
  search:
    'exact counts. Tracker answers how many cases hold a part of a word, which no index knows, so each case that the user ' +
    'sees is read; eGain how many of tens of thousands have an attribute, which the index of units does not hold. And ' +
    'phrases of words that are each in every sixth case, as the index of words knows no places.',
  queue:
    'the processors: a call costs the database about a millisecond (the ticket, the case in each of its indexes, the event) ' +
    'and the server more than half of one, beside the load generator on the same two cores.',
  memory: 'what V8 keeps between two collections under that load; the server without any is half of it.',
  start: "PostgreSQL's own initdb, two thirds of the time.",
};
