/** What a backup says of itself in its first member, and what its members are called. */
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import type { AppliedMigration } from '../migrate.ts';

/** Of the layout of the file; what is in the tables is told by the migrations. */
const format = 1;

export const manifestName = 'docket-backup.json';
export const keyName = 'secret.key';
/** The last member: without it the file is torn. As `sha256sum -c` reads it. */
export const sumsName = 'SHA256SUMS';

/** A piece of a table's rows; a piece ends with a row, and PostgreSQL reads it with `\copy`. */
export const tableName = (table: string, piece: number): string =>
  `tables/${table}.${String(piece).padStart(6, '0')}.copy`;

export const isPieceOf = (name: string, table: string): boolean =>
  name.startsWith(`tables/${table}.`) && /^[0-9]{6,}\.copy$/.test(name.slice(`tables/${table}.`.length));

/** `files/<tenant>/<first two digits>/<id>`, as in the data directory: nothing that leads out of it. */
export const isFileName = (name: string): boolean => {
  const id = /^files\/[1-9][0-9]{0,9}\/([0-9a-f]{2})\/(\1[0-9a-f]{6}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[2];
  return id !== undefined;
};

export interface Manifest {
  readonly format: typeof format;
  /** The moment that the backup shows, ISO 8601. */
  readonly at: string;
  /** What the store had applied, in order. */
  readonly migrations: readonly AppliedMigration[];
  /** In an order in which rows find what they name. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** The number given last by each sequence that gave any, as text. */
  readonly sequences: readonly { readonly name: string; readonly last: string }[];
  /** A text sealed under the store's secret key, base64: by it a key is known as the right one. Null: no key was there. */
  readonly sealed: string | null;
}

const name = Type.String({ pattern: '^[a-z][a-z0-9_]*$' });
const closed = { additionalProperties: false };

const schema = Type.Object(
  {
    format: Type.Literal(format),
    at: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$' }),
    migrations: Type.Array(Type.Object({ number: Type.Integer(), name: Type.String(), sha256: Type.String() }, closed)),
    tables: Type.Array(Type.Object({ name, columns: Type.Array(name) }, closed)),
    sequences: Type.Array(Type.Object({ name, last: Type.String({ pattern: '^[0-9]{1,19}$' }) }, closed)),
    sealed: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);

/** A file that cannot be restored, with a sentence why. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const writeManifest = (content: Omit<Manifest, 'format'>): Buffer =>
  Buffer.from(`${JSON.stringify({ format, ...content }, null, 1)}\n`);

/** Throws `BackupError` for a later format than this Docket's, and for what is no manifest. */
export const readManifest = (text: string): Manifest => {
  const value = parse(text);
  const found = value !== null && typeof value === 'object' && 'format' in value ? value.format : undefined;
  if (typeof found === 'number' && found > format) {
    throw new BackupError(
      `The backup is of format ${found}, and this Docket reads ${format}: restore it with the version of Docket that ` +
        'made it, or a later one.',
    );
  }
  if (!Check(schema, value)) throw new BackupError(`The backup's ${manifestName} is not one that Docket wrote.`);
  return value;
};
