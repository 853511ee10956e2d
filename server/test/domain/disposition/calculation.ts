/** What auto disposition is to do to a case, reckoned by the rules alone: it shares nothing with the server. */
import { dayMs } from './support.ts';

/** A case as the calculation knows it: it shares nothing with the server but the rules. */
export interface Known {
  readonly number: number;
  readonly unitId: number | null;
  readonly ownerId: number | null;
  readonly others: number[];
  readonly groups: number[];
  reviewAt: number | null;
  state: 'open' | 'closed' | 'archived' | 'deleted';
  /** The open task. */
  task: Expected | null;
}

export interface Expected {
  readonly number: number;
  readonly dueAt: number;
  readonly day: number;
  readonly from: string;
  readonly users: string;
  readonly groups: string;
  /** The day it was closed; null: it is open. */
  closedOn: number | null;
}

export const makeCases = (random: () => number, begin: number, firstNumber: number, count: number): Known[] => {
  const pick = <T>(...values: T[]): T => values[Math.floor(random() * values.length)] as T;
  return Array.from({ length: count }, (_, i) => ({
    number: firstNumber + i,
    unitId: pick(1, 175, 999, null),
    ownerId: pick(12659, 12660, 1, null),
    others: pick([], [], [12660], [1, 12659]),
    groups: pick([], [], [43], [76, 43]),
    reviewAt: random() < 0.1 ? null : begin + Math.floor((random() * 460 - 30) * dayMs),
    state: pick<Known['state']>('open', 'open', 'open', 'open', 'closed', 'archived'),
    task: null,
  }));
};

/** Who sends: office 1 has a user, 175 a group, all else the default, who is that of office 1. */
const senderOf = ({ unitId }: Known): string => (unitId === 175 ? 'group 76' : 'user 1');

export const expectTask = (one: Known, dueAt: number, day: number): Expected => {
  const users = [...new Set(one.ownerId === null ? one.others : [one.ownerId, ...one.others])];
  const from = senderOf(one);
  const nobody = users.length + one.groups.length === 0;
  return {
    number: one.number,
    dueAt,
    day,
    from,
    users: nobody ? (from === 'user 1' ? '1' : '') : users.join(),
    groups: nobody ? (from === 'group 76' ? '76' : '') : one.groups.join(),
    closedOn: null,
  };
};
