/** The names that the tenant file uses for ids. */
import type { ConfigurationRows } from '../../domain/tenants/configuration-rows.ts';

export interface Names {
  unit(id: number): string;
  group(id: number): string;
  user(id: number): string;
}

export const namesIn = (rows: ConfigurationRows): Names => {
  const units = new Map(rows.units.map((row) => [row.unit_id, row.key]));
  const groups = new Map(rows.groups.map((row) => [row.group_id, row.key]));
  const users = new Map(rows.users.map((row) => [row.user_id, row.login]));
  const find = (names: ReadonlyMap<number, string>, what: string) => (id: number) => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`The configuration names a ${what} ${id} that there is not.`);
    return name;
  };
  return { unit: find(units, 'unit'), group: find(groups, 'group'), user: find(users, 'user') };
};
