/** The two doors to the store. Nobody else opens a transaction (DESIGN §4). */
import type { Actor } from './domain/actor.ts';
import type { Db, Tx } from './storage/transaction.ts';
import type { Turn } from './storage/turns.ts';

export type { Db, Tx } from './storage/transaction.ts';
export type { Turn } from './storage/turns.ts';

export interface Core {
  /**
   * Runs `work` in one transaction of the actor's tenant and answers after the commit. Deadlocks and
   * `RetryTransaction` run it again from the start. Fails with the domain errors that `work` throws; whatever the
   * database refuses becomes one by the SQLSTATE table (`storage/sql-errors.ts`).
   *
   * `turn`: what the work locks first and for its whole length. Works of one turn run one after the other in this process,
   * so that those who wait hold no connection, which others need; those that may share a transaction run side by side in
   * one, each with its own outcome: where one fails, each is run again by itself. A `loose` turn locks nothing: works wait
   * for it only to share a transaction.
   */
  run<T>(actor: Pick<Actor, 'tenant'>, work: (tx: Tx) => Promise<T>, turn?: Turn): Promise<T>;
  /** Reads, each statement for itself, as the actor's tenant. */
  view<T>(actor: Pick<Actor, 'tenant'>, work: (db: Db) => Promise<T>): Promise<T>;
  /** Reads across tenants, before one is known: sign-ins by token. Only functions that the store lends to all. */
  viewUnbound<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Calls `seen` with what `load` reads, once soon and then after each change that was announced for the topic
   * (`tx.announce`), whichever node made it: one load a change, however many watch. All who watch a topic bring the same
   * `load`, which therefore reads for the tenant and not for the actor. The answer ends it.
   */
  watch<T>(
    actor: Pick<Actor, 'tenant'>,
    topic: string,
    load: (db: Db) => Promise<T>,
    seen: (value: T) => void,
  ): () => void;
}
