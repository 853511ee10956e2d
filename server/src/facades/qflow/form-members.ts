/** Members of a form: flat names, and dictionaries in three spellings (contract qflow (g) 11). */
import { parseForm } from '../../http/forms.ts';
import type { Entries, Members, Sent } from './members.ts';

/** `Name[0].Key`, `Name[0][Value]`. */
const indexed = /^([^[]+)\[(\d+)\](?:\.(key|value)|\[(key|value)\])$/is;
/** `Name[key]`. */
const keyed = /^([^[]+)\[(.*)\]$/s;

interface Slot {
  name: string | undefined;
  value: string | undefined;
}

interface Dictionary {
  /** By index, or by name: the two never share a slot. */
  readonly slots: Map<string, Slot>;
}

const slotOf = ({ slots }: Dictionary, key: string): Slot => {
  const slot = slots.get(key) ?? { name: undefined, value: undefined };
  slots.set(key, slot);
  return slot;
};

/** An empty value is absent. */
const present = (value: string): string | undefined => (value === '' ? undefined : value);

const toSent = (value: string | undefined): Sent => (value === undefined ? undefined : { text: value, isText: true });

const add = (dictionary: Dictionary, [, , index, dotted, bracketed]: RegExpExecArray, value: string): void => {
  const part = (dotted ?? bracketed ?? '').toLowerCase();
  const slot = slotOf(dictionary, `#${Number(index)}`);
  if (part === 'key') slot.name = present(value);
  else slot.value = present(value);
};

/** The entries that have a value; one without a name has the empty name, which no dictionary takes. */
const toEntries = ({ slots }: Dictionary): Entries => {
  const entries = new Map<string, Sent>();
  for (const { name = '', value } of slots.values()) if (value !== undefined) entries.set(name, toSent(value));
  return [...entries];
};

/** The members of a form. Fails with `BodyError`. */
export const readFormMembers = (body: Buffer): Members => {
  const flat = new Map<string, string | undefined>();
  const dictionaries = new Map<string, Dictionary>();
  const dictionaryOf = (name: string): Dictionary => {
    const dictionary = dictionaries.get(name.toLowerCase()) ?? { slots: new Map() };
    dictionaries.set(name.toLowerCase(), dictionary);
    return dictionary;
  };
  for (const [name, value] of parseForm(body)) {
    const pair = indexed.exec(name);
    const entry = keyed.exec(name);
    if (pair !== null) add(dictionaryOf(pair[1] ?? ''), pair, value);
    else if (entry !== null) {
      const [, of = '', key = ''] = entry;
      const slot = slotOf(dictionaryOf(of), `=${key}`);
      slot.name = key;
      slot.value = present(value);
    } else flat.set(name.toLowerCase(), present(value));
  }
  const read = (name: string): Sent => toSent(flat.get(name.toLowerCase()));
  return {
    read,
    readEntries: (name) => {
      const dictionary = dictionaries.get(name.toLowerCase());
      const sent = read(name);
      return dictionary === undefined || sent !== undefined ? sent : { entries: toEntries(dictionary) };
    },
  };
};
