/** Entity tags and preconditions (RFC 9110, sections 8.8.3 and 13): the version of a case is its tag. */
import type { Precondition } from '../domain/cases/precondition.ts';
import { DomainError } from '../domain/errors.ts';
import { matchAt } from '../http/scan.ts';

export const etagOf = ({ version }: { readonly version: number }): string => `"${version}"`;

interface Tag {
  readonly weak: boolean;
  /** Without quotes. */
  readonly value: string;
}

const tag = /[\t ]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[\t ]*(?:,|$)/y;

/** The tags of a header; `*` is any. Undefined where it is no list of tags. */
const parseTags = (header: string): readonly Tag[] | '*' | undefined => {
  if (header.trim() === '*') return '*';
  const tags: Tag[] = [];
  for (let at = 0; at < header.length; at = tag.lastIndex) {
    const found = matchAt(tag, header, at);
    if (found === null) return undefined;
    if (found[2] !== undefined) tags.push({ weak: found[1] !== undefined, value: found[2] });
  }
  return tags.length === 0 ? undefined : tags;
};

const badHeader = (name: string): DomainError =>
  new DomainError('invalid', 'request/invalid-header', `${name} holds no entity tags.`, { field: name });

/**
 * What `If-Match` asks for. Fails with `invalid` `request/invalid-header`, and `request/precondition-required` where it is
 * needed and was not sent. A weak tag, or one that no case has, matches nothing.
 */
export const readIfMatch = (header: string | undefined, use: 'required' | 'obeyed' | undefined): Precondition => {
  if (use === undefined) return {};
  if (header === undefined) {
    if (use === 'obeyed') return {};
    throw new DomainError(
      'invalid',
      'request/precondition-required',
      'The call needs the header If-Match with the ETag of the case.',
    );
  }
  const tags = parseTags(header);
  if (tags === undefined) throw badHeader('If-Match');
  if (tags === '*') return {};
  const versions = tags.filter(({ weak, value }) => !weak && /^[1-9][0-9]{0,9}$/.test(value));
  return { ifVersion: versions.map(({ value }) => Number(value)) };
};

/** Whether the holder of an answer with this tag need not be sent it again (`If-None-Match`). A broken header asks nothing. */
export const isKnown = (header: string | undefined, etag: string): boolean => {
  if (header === undefined) return false;
  const tags = parseTags(header);
  if (tags === undefined) return false;
  return tags === '*' || tags.some(({ value }) => `"${value}"` === etag);
};

/** Whether `If-Range` names exactly this representation: a strong tag, or the very `Last-Modified`. */
export const isRangeCurrent = (header: string | undefined, etag: string, lastModified: string): boolean =>
  header === undefined || header === etag || header === lastModified;
