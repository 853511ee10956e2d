/** Which language a caller reads `displayValue`s in (contract egain 3.3). */
import { parseAcceptLanguage } from '../../http/media-type.ts';

/** In the contract's order: a bare language means its first tag here. */
export const languages = [
  'en-US',
  'es-ES',
  'fr-FR',
  'it-IT',
  'de-DE',
  'nl-NL',
  'pt-BR',
  'pt-PT',
  'da-DK',
  'ru-RU',
  'fr-CA',
  'zh-CN',
  'ja-JP',
  'ko-KR',
  'sv-SE',
] as const;

export type Language = (typeof languages)[number];

/** `default`: the tenant's own, as without the header. */
export type LanguageChoice = Language | 'default';

const languagePart = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';

const byTag: ReadonlyMap<string, Language> = new Map(languages.map((tag) => [tag.toLowerCase(), tag]));
const byPart: ReadonlyMap<string, Language> = new Map([...languages].reverse().map((tag) => [languagePart(tag), tag]));

/** The best language of an Accept-Language header that is served; undefined: it names none (406-100). */
export const chooseLanguage = (header: string | undefined): LanguageChoice | undefined => {
  if (header === undefined || header.trim() === '') return 'default';
  for (const range of parseAcceptLanguage(header)) {
    if (range === '*') return 'default';
    const found = byTag.get(range) ?? byPart.get(languagePart(range));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The language to write in: the tenant's where it is served, else English, unless the caller chose one. */
export const resolveLanguage = (choice: LanguageChoice, tenantLanguage: string): Language =>
  choice === 'default' ? (byTag.get(tenantLanguage.toLowerCase()) ?? 'en-US') : choice;
