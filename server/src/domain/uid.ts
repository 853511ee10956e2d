/** UUIDv7: the time in ms, then random bits; so that ids made later sort later and indexes grow at one end. */
import { randomUUID } from 'node:crypto';

/** The random bits are those of a UUIDv4, which Node draws in stock: a tenth of the cost of asking for ten bytes. */
export const newUid = (nowMs: number): string => {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};
