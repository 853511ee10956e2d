/** Texts as case workers write them: a few words everywhere, most words hardly ever. */
import { createZipf, type Random } from './random.ts';

/** The most frequent ones, the first first; searches of the bench look for some of them. */
const common =
  `the and to of customer a for in is was on request with account has payment not please form received at by from office
  called address letter date case details file sent new report document checked visit information number renewal
  licence passport card lost damaged street water meter complaint noise refund invoice service council tenant repair
  boiler heating roof kitchen garden fence tree road pavement light parking permit vehicle school place child support
  benefit housing claim appeal decision evidence photo video witness statement officer incident theft fire alarm
  inspection food hygiene business premises planning application objection neighbour building extension drain flood
  damp mould electricity gas leak pipe waste collection bin recycling missed bulky fly-tipping graffiti dog stray
  pest rat wasp cemetery burial birth death marriage certificate copy register electoral vote moved council-tax band
  discount exemption arrears instalment direct debit bank transfer overpaid underpaid balance reminder summons court
  solicitor hearing order notice eviction homeless temporary accommodation hostel allocation waiting list priority
  medical disability badge carer assessment review social worker safeguarding adult foster adoption nursery admission
  transport bus pass library fine sport centre booking cancelled membership event licence-holder taxi driver street-trading
  alcohol premises-licence screening match sanction politically exposed person adverse media ownership director company
  branch identity verified expired pending approved refused escalated urgent duplicate merged archived reopened`.split(
    /\s+/,
  );

const starts = 'b br c ch d dr f g gr h j k l m n p pr qu r s sh st t th tr v w z'.split(' ');
const middles = 'a e i o u ai ea ee oa ou'.split(' ');
const ends = 'b ck d ft g ll m n nd nt p r rd rk s sh st t th x'.split(' ');

const size = 20_000;

/** Words that nobody uses, each another, of two syllables. */
const makeRare = (count: number): string[] => {
  const rare: string[] = [];
  for (let index = 0; rare.length < count; index += 1) {
    const part = (list: readonly string[], by: number): string => list[Math.floor(index / by) % list.length] ?? '';
    const first = part(starts, 1) + part(middles, starts.length);
    const second = part(ends, starts.length * middles.length);
    const last = part(middles, starts.length * middles.length * ends.length);
    rare.push(`${first}${second}${last}n`);
  }
  return rare;
};

export interface Vocabulary {
  /** So many words, in lower case. */
  words(random: Random, count: number): string;
  /** The same, as sentences. */
  sentences(random: Random, count: number): string;
}

export const createVocabulary = (): Vocabulary => {
  const known = [...new Set(common)];
  const all = [...known, ...makeRare(size - known.length)];
  const draw = createZipf(all.length);
  const words = (random: Random, count: number): string => {
    let text = all[draw(random)] ?? '';
    for (let more = 1; more < count; more += 1) text += ` ${all[draw(random)]}`;
    return text;
  };
  const sentence = (random: Random, count: number): string => {
    const text = words(random, count);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const sentences = (random: Random, count: number): string => {
    const made: string[] = [];
    for (let left = count; left > 0; ) {
      const length = Math.min(left, 5 + random.below(10));
      made.push(sentence(random, length));
      left -= length;
    }
    return made.join(' ');
  };
  return { words, sentences };
};

const split = (text: string): readonly string[] => text.split(' ');

const firstNames = split(
  'Ada Ahmed Alice Amir Ana Ben Bea Carla Chen Clara Dan Dora Elif Emma Eva Farid Finn Grace Hana Hugo Ida Imran Ines Ivan ' +
    'Jack Jana Jonas Kofi Lara Leo Lena Luca Maja Mara Mia Mina Nadia Noah Nora Olga Omar Pavel Priya Rosa Sam Sara Sven Tara Tom Vera Yusuf Zoe',
);
const lastNames = split(
  'Abbott Adeyemi Baker Bauer Begum Berg Brown Castillo Clark Costa Dahl Davies Demir Diaz Dubois Evans Fischer Garcia Green ' +
    'Haddad Hall Hansen Hill Hughes Ibrahim Ivanova Jansen Jones Kaya Keller Khan Kim Kowalski Larsen Lewis Lopez Martin Mbeki ' +
    'Meyer Moore Moreau Murphy Nguyen Novak Okafor Olsen Patel Petrov Quinn Reyes Robert Rossi Sato Schmidt Shah Silva Singh Smith ' +
    'Stone Tanaka Taylor Tierney Varga Voss Walker Wang Weber White Wong Wright Yilmaz Young Zhang',
);
const streets = split(
  'Mill Church Station Park High Victoria Bridge School North Green Chapel Albert River Castle Orchard',
);

export interface Person {
  readonly first: string;
  readonly last: string;
}

export const makePerson = (random: Random): Person => ({
  first: random.pick(firstNames),
  last: random.pick(lastNames),
});

export const makeEmail = ({ first, last }: Person, random: Random): string =>
  `${first}.${last}${random.below(10_000)}@example.org`.toLowerCase();

export const makePhone = (random: Random): string => `020 7${String(random.below(1e7)).padStart(7, '0')}`;

export const makeAddress = (random: Random): string =>
  `${1 + random.below(250)} ${random.pick(streets)} Street, Riverside`;
