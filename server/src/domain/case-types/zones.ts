/** Offsets of zones, remembered: the calendar library formats a date for each that it is asked. */
import { IANAZone } from 'luxon';

/** A zone as far as sums need it: minutes east of UTC at an instant (ms). */
export interface Zone {
  offset(at: number): number;
}

export type ZoneOf = (name: string) => Zone;

const quarterMs = 900_000;
/** Until here clocks were also changed at other times than the quarters of an hour. */
const even = Date.UTC(1975, 0, 1);
/** More than a case's target ever needs; a bound on what is kept. */
const most = 10_000;

const openZone = (name: string): Zone => {
  const zone = IANAZone.create(name);
  const offsets = new Map<number, number>();
  return {
    offset: (at) => {
      if (at < even) return zone.offset(at);
      const quarter = Math.floor(at / quarterMs);
      let offset = offsets.get(quarter);
      if (offset === undefined) {
        if (offsets.size >= most) offsets.clear();
        offset = zone.offset(quarter * quarterMs);
        offsets.set(quarter, offset);
      }
      return offset;
    },
  };
};

/** Zones by their IANA names, each kept with the offsets that it was asked for. */
export const openZones = (): ZoneOf => {
  const zones = new Map<string, Zone>();
  return (name) => {
    let zone = zones.get(name);
    if (zone === undefined) {
      zone = openZone(name);
      zones.set(name, zone);
    }
    return zone;
  };
};
