/** Every way in which this walk spoils a request. */
import { type Face, type JsonType, type Path, type Request, type Route, typeOf } from './route.ts';

export interface Spoilt {
  readonly what: string;
  readonly request: Request;
  /** `must`: the contract refuses it. `may`: it is refused in the documented form, or read after all. */
  readonly refused: 'must' | 'may';
}

const limitOf = (route: Route): number => route.bodyLimit ?? 1_048_576;

export const encode = (route: Route, body: unknown): Buffer =>
  Buffer.from(route.encode ? route.encode(body) : JSON.stringify(body));

/** The valid request, without its credential. */
export const validRequest = (route: Route): Request => ({
  method: route.method,
  url: route.url,
  headers: {
    ...(route.body ? { 'content-type': route.contentType ?? 'application/json' } : {}),
    ...(typeof route.headers === 'function' ? route.headers() : route.headers),
  },
  ...(route.body ? { body: encode(route, route.body()) } : {}),
});

const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

/** Bodies that are no body of this call at all. */
const spoilBytes = (face: Face, route: Route, valid: Buffer): [string, Buffer, 'must' | 'may'][] => {
  const text = valid.toString();
  const must: [string, Buffer][] = [
    ['cut in the middle', valid.subarray(0, Math.floor(valid.length / 2))],
    ['an opening brace', Buffer.from('{')],
    ['no word of JSON', Buffer.from('nul')],
    ['single quotes', Buffer.from("{'a':1}")],
    ['not a number', Buffer.from('{"a":NaN}')],
    ['text behind the end', Buffer.concat([valid, Buffer.from(' x')])],
    ['an array for the object', Buffer.from('[]')],
    ...(face.batches ? [] : ([['two objects in an array', Buffer.from(`[${text},${text}]`)]] as [string, Buffer][])),
    ['a text', Buffer.from('"text"')],
    ['a number', Buffer.from('5')],
    ['true', Buffer.from('true')],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
    ],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['NUL in the middle of the text', Buffer.from('{"a"\u0000:1}')],
    ['one byte too long', Buffer.concat([valid, Buffer.alloc(limitOf(route) + 1 - valid.length, ' ')])],
    ...face.tooDeep.flatMap((depth): [string, Buffer][] => [
      [`${depth} arrays deep`, Buffer.from(`{"a":${nested(depth - 1)}}`)],
      [`${depth} objects deep`, Buffer.from(`{"a":${'{"a":'.repeat(depth - 1)}1${'}'.repeat(depth - 1)}}`)],
    ]),
  ];
  const may: [string, Buffer][] = [
    ['null', Buffer.from('null')],
    ['nothing', Buffer.alloc(0)],
    ['blanks', Buffer.from(' \n\t ')],
    ['an empty object', Buffer.from('{}')],
    ['a byte order mark in front', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), valid])],
    ['a prototype', Buffer.from(text.replace(/}$/, ',"__proto__":{"admin":true},"constructor":{"prototype":{}}}'))],
    ['every member twice', Buffer.from(text.replace(/^{/, `${text.replace(/}$/, ',')}`))],
    ['a number that no double holds', Buffer.from(text.replace(/}$/, ',"unknown":1e999}'))],
  ];
  return [
    ...must.map(([what, bytes]) => [what, bytes, route.anyBody ? 'may' : 'must'] as [string, Buffer, 'must' | 'may']),
    ...may.map(([what, bytes]) => [what, bytes, 'may'] as [string, Buffer, 'must' | 'may']),
  ];
};

/** Every member of a body, at any depth. */
const membersOf = (value: unknown, path: Path = []): { path: Path; value: unknown }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    { path: [...path, name], value: inner },
    ...membersOf(inner, [...path, name]),
  ]);
};

const replaced = (body: unknown, [name = '', ...rest]: Path, value: unknown): unknown => {
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) };
  const inner = rest.length === 0 ? value : replaced((copy as Record<string, unknown>)[name], rest, value);
  if (inner === undefined) delete (copy as Record<string, unknown>)[name];
  else (copy as Record<string, unknown>)[name] = inner;
  return copy;
};

const wrongTypes: Readonly<Record<JsonType, readonly unknown[]>> = {
  string: [{}, { a: 1 }, [], [1], true, 5, 1.5],
  integer: [{}, [], [1], ['x'], 'x', '1e3', 1.5, true, 2 ** 32, -(2 ** 31) - 1, 2 ** 53, 1e308, '99999999999'],
  boolean: [{}, [], [true], 'x', 5, 1.5],
  object: ['x', 5, true, [], [1], [[]]],
  array: ['x', 5, true, {}, { a: 1 }, [[]], [null], [{}], [[[]]]],
  null: [{}, [[]]],
};

const badTexts: readonly [string, string][] = [
  ['U+0000', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud800b'],
  ['the other half', '\udc00'],
];

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 40) ?? 'nothing';

const spoilAllMembers = (face: Face, route: Route): [string, unknown, 'must' | 'may'][] => {
  const body = route.body?.();
  const out: [string, unknown, 'must' | 'may'][] = [];
  const under = (list: readonly string[] | undefined, path: Path): boolean =>
    (list ?? []).some((entry) => path.join('.') === entry || path.join('.').startsWith(`${entry}.`));
  for (const { path, value } of membersOf(body).filter(({ path }) => !route.shallow || path.length === 1)) {
    const name = path.join('.');
    const due = typeOf(value);
    const free = route.anyBody || under(route.tolerant, path);
    const put = (what: string, wrong: unknown, refused: 'must' | 'may'): void => {
      out.push([`${name}: ${what}`, replaced(route.body?.(), path, wrong), free ? 'may' : refused]);
    };
    for (const wrong of wrongTypes[due]) put(show(wrong), wrong, face.reads(due, wrong, path) ? 'may' : 'must');
    for (const odd of [null, undefined, '', -1, 0, ' ', '\u200f', 'x'.repeat(300), 'not-a-date'])
      put(show(odd), odd, 'may');
    if (due !== 'string') continue;
    for (const [what, text] of badTexts) put(what, text, 'must');
    put('200,000 characters', 'x'.repeat(200_000), under(route.long, path) ? 'may' : 'must');
  }
  const unknown = { ...(body as object), notAMember: 'x' };
  out.push([
    'a member that there is not',
    unknown,
    face.unknownMembers === 'refused' && !route.anyBody && !under(route.tolerant, ['notAMember']) ? 'must' : 'may',
  ]);
  const refusals = typeof route.refused === 'function' ? route.refused() : (route.refused ?? []);
  for (const refused of refusals) out.push([`refused: ${show(refused)}`, refused, 'must']);
  return out;
};

const spoilMembers = (face: Face, route: Route): [string, unknown, 'must' | 'may'][] => {
  const found = spoilAllMembers(face, route);
  return route.shallow ? found.filter(([, , refused]) => refused === 'must') : found;
};

const percents = ['%zz', '%', '%00', '%ff', '%C0%80', '%ED%A0%80'];

const spoilAddress = (face: Face, route: Route): [string, string, 'must' | 'may'][] => {
  const [path = '', query] = route.url.split('?');
  const out: [string, string, 'must' | 'may'][] = [];
  for (const text of percents) {
    out.push([`${text} behind the path`, `${path}${text}${query ? `?${query}` : ''}`, 'must']);
    out.push([`${text} as a path of its own`, `${path}/${text}`, 'must']);
    const added = `${path}?${query ? `${query}&` : ''}x=${text}`;
    out.push([`${text} in the query`, added, face.unknownQuery === 'refused' ? 'must' : 'may']);
  }
  for (const [name, value] of new URLSearchParams(query)) {
    const others = (query ?? '').split('&').filter((pair) => !pair.startsWith(`${encodeURIComponent(name)}=`));
    const set = (text: string): string => `${path}?${[...others, text].join('&')}`;
    for (const text of [...percents, '', 'x'.repeat(5000)])
      out.push([`${name}=${text.slice(0, 9)}`, set(`${name}=${text}`), 'may']);
    out.push(
      [`${name} twice`, `${route.url}&${name}=${encodeURIComponent(value)}`, 'may'],
      [`${name} without value`, set(name), 'may'],
    );
  }
  out.push([
    'an unknown parameter',
    `${path}?${query ? `${query}&` : ''}notAParameter=1`,
    face.unknownQuery === 'refused' ? 'must' : 'may',
  ]);
  for (const address of route.nowhere ?? []) out.push([`nowhere: ${address.slice(0, 90)}`, address, 'must']);
  return out;
};

const spoilTransfer = (face: Face, route: Route, valid: Request): Spoilt[] => {
  if (!valid.body || route.anyBody) return [];
  const over = Buffer.concat([valid.body, Buffer.alloc(limitOf(route) + 1 - valid.body.length, ' ')]);
  const pieces = { ...valid, body: over, chunked: true, headers: { ...valid.headers, 'transfer-encoding': 'chunked' } };
  const out: Spoilt[] = [{ what: 'one byte too long, in pieces', request: pieces, refused: 'must' }];
  for (const type of face.refusedTypes) {
    const { 'content-type': _, ...rest } = valid.headers;
    const headers = type === undefined ? rest : { ...rest, 'content-type': type };
    out.push({ what: `content type ${type}`, request: { ...valid, headers }, refused: 'must' });
  }
  for (const coding of ['gzip', 'br', 'compress', 'x']) {
    const headers = { ...valid.headers, 'content-encoding': coding };
    out.push({
      what: `content encoding ${coding}`,
      request: { ...valid, headers },
      refused: face.contentEncoding === 'refused' ? 'must' : 'may',
    });
  }
  return out;
};

/** Every spoilt form of a route's valid request, the credential not yet added. */
export const spoil = (face: Face, route: Route): Spoilt[] => {
  const valid = validRequest(route);
  const out: Spoilt[] = spoilAddress(face, route).map(([what, url, refused]) => ({
    what,
    refused,
    request: { ...validRequest(route), url },
  }));
  if (!valid.body) return out;
  if (!route.encode) {
    for (const [what, body, refused] of spoilBytes(face, route, valid.body)) {
      out.push({ what: `the body is ${what}`, request: { ...valid, body }, refused });
    }
  }
  for (const [what, body, refused] of spoilMembers(face, route)) {
    out.push({ what, request: { ...valid, body: encode(route, body) }, refused });
  }
  out.push(...spoilTransfer(face, route, valid));
  return out;
};
