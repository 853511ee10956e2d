/** What turning a file into rows needs to know. */
import type { ConfigurationRows } from '../../domain/tenants/configuration-rows.ts';
import type { Secrets } from '../../storage/secrets.ts';
import type { Path } from '../problems.ts';
import type { TenantDocument } from '../schema.ts';
import { assignIds, type Entry, type Identity, type Stored } from './assign-ids.ts';

type Identities = ReadonlyMap<string, Identity>;

export interface Context {
  readonly document: TenantDocument;
  /** What the store has; empty lists for a new tenant. */
  readonly stored: ConfigurationRows;
  readonly secrets: Secrets;
  readonly units: Identities;
  readonly groups: Identities;
  readonly users: Identities;
  readonly forms: Identities;
  readonly queues: Identities;
  /** Ids by name, for names that the file was checked to have. */
  idOf(kind: 'units' | 'groups' | 'users', name: string): number;
  refuse(path: Path, message: string): void;
}

export const createContext = (
  document: TenantDocument,
  stored: ConfigurationRows,
  secrets: Secrets,
  refuse: Context['refuse'],
): Context => {
  const assign = (
    list: 'units' | 'groups' | 'users' | 'forms' | 'queues',
    entries: readonly Entry[],
    rows: readonly Stored[],
  ): Identities => assignIds(entries, rows, (index, message) => refuse([list, index, 'id'], message));
  const keyed = (entries: readonly { key: string; id?: number; uid?: string }[] | undefined): Entry[] =>
    (entries ?? []).map(({ key, id, uid }) => ({ name: key, id, uid }));

  const users = (document.users ?? []).map(({ login, id, uid }) => ({ name: login, id, uid }));
  const storedUsers = stored.users.map((row) => ({ name: row.login, id: row.user_id, uid: row.uid }));
  refuseOtherIds(users, storedUsers, (index, message) => refuse(['users', index, 'id'], message));

  const identities = {
    units: assign(
      'units',
      keyed(document.units),
      stored.units.map((row) => ({ name: row.key, id: row.unit_id, uid: row.uid })),
    ),
    groups: assign(
      'groups',
      keyed(document.groups),
      stored.groups.map((row) => ({ name: row.key, id: row.group_id, uid: row.uid })),
    ),
    users: assign('users', users, storedUsers),
    forms: assign(
      'forms',
      keyed(document.forms),
      stored.forms.map((row) => ({ name: row.key, id: row.form_id, uid: null })),
    ),
    queues: assign(
      'queues',
      keyed(document.queues),
      stored.queues.map((row) => ({ name: row.key, id: row.queue_id, uid: row.uid })),
    ),
  };
  return {
    ...identities,
    document,
    stored,
    secrets,
    idOf: (kind, name) => {
      const found = identities[kind].get(name);
      if (!found) throw new Error(`The file was checked, and yet has no ${kind} '${name}'.`);
      return found.id;
    },
    refuse,
  };
};

/** A user is never dropped, since history names him by his id: his login cannot go to another id while he has it. */
const refuseOtherIds = (
  entries: readonly Entry[],
  stored: readonly Stored[],
  refuse: (index: number, message: string) => void,
) => {
  const entryById = new Map(entries.map((entry) => [entry.id, entry]));
  const storedByName = new Map(stored.map((row) => [row.name, row]));
  for (const [index, entry] of entries.entries()) {
    const same = storedByName.get(entry.name);
    if (!same || entry.id === undefined || entry.id === same.id || entryById.has(same.id)) continue;
    refuse(index, `the user '${entry.name}' has the id ${same.id} in the store, and history names him by it`);
  }
};
