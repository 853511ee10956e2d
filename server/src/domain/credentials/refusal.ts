/** A sign-in by a key that was refused, and why: for whoever has to mend the program that sent it. */

/**
 * `clock`: the date is too far from the server's, or none; `length`: another length of the body was signed; `path`:
 * another path or method; `header`: the signature's own header, its list, or a header in it; `signature`: none of these
 * explains it; `user`: the key's user may not sign in; `secret`: the server cannot read the key's secret.
 */
export const refusalReasons = ['clock', 'length', 'path', 'header', 'signature', 'user', 'secret'] as const;

export type RefusalReason = (typeof refusalReasons)[number];

export interface Refusal {
  /** UUIDv7; a later one is greater. */
  readonly id: string;
  readonly credentialId: string;
  readonly at: Date;
  readonly requestId: string;
  readonly reason: RefusalReason;
  /** A sentence for people. */
  readonly message: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What the server computed the signature of, at most `maxSigningText` characters of it; never the secret. */
  readonly signingText: string;
  readonly bodyBytes: number;
  /** Null where no byte came. */
  readonly bodySha256: Buffer | null;
}

export type NewRefusal = Omit<Refusal, 'id'> & { readonly tenantId: number };

/** Most that are kept of one key. */
export const maxRefusals = 100;

/** UTF-16 units. */
export const maxSigningText = 4096;

/** Takes what was refused, and stores it soon: bounded in memory and in the store, and nobody waits for it. */
export interface Refusals {
  add(refusal: NewRefusal): void;
  /** Resolves when what was added before, and in the present turn of the event loop, is stored, or could not be. */
  flush(): Promise<void>;
}
