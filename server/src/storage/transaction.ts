/**
 * What the domain sees of the database: a handle for reads and one for a transaction. `core.run` and `core.view` make them.
 */

/** SQL with its values. Statements are prepared once a connection, named by their text: keep the texts few and constant. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A read handle: each query sees what is committed, and only the actor's tenant. */
export interface Db {
  /** The server's clock in ms since the epoch; tests inject it. */
  now(): number;
  rows<T>(query: Query): Promise<T[]>;
  /** The first row, if any. */
  row<T>(query: Query): Promise<T | undefined>;
  /**
   * Answers what `answerAll` has at the place of `item`. What is asked under one `key` at one time, by reads of one tenant
   * or by works that share the transaction, is answered by one call of it, by whichever asked first: it depends on nothing
   * of the caller but the tenant.
   */
  gather<I, O>(key: string, item: I, answerAll: (items: readonly I[]) => Promise<readonly O[]>): Promise<O>;
}

/** A transaction: all of it is committed before `core.run` answers, or none. */
export interface Tx extends Db {
  /** Whether other works use it too. One that would have to wait for a lock then fails instead, and runs again by itself. */
  readonly isShared: boolean;
  /**
   * Runs the one statement that the whole work consists of. Where nothing else was asked of this transaction it needs no
   * BEGIN and COMMIT (one round trip instead of three); otherwise it is an ordinary statement of it.
   * The caller asks nothing more of the transaction afterwards.
   */
  only<T>(query: Query): Promise<T[]>;
  /**
   * The work asks nothing more of the transaction and cannot fail any more but by what it asked: the commit goes out
   * behind that, without waiting for its answers: one round trip less for what others wait for.
   */
  done(): void;
  /** Called after the commit, in order; errors in it are logged, not thrown. */
  afterCommit(work: () => void): void;
  /** After the commit whoever watches this topic of the tenant is told (`core.watch`), on every node. */
  announce(topic: string): void;
}

/** Throw it to have the whole transaction run again (a minted reference was taken); `core.run` bounds the tries. */
export class RetryTransaction extends Error {
  override readonly name = 'RetryTransaction';
}
