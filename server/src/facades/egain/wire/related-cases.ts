/** Links to related cases as a request names them (contract egain 4.4). */
import type { Read } from '../body/shape.ts';
import { refuse } from '../codes.ts';
import type { caseLinkShape, editCaseShape } from '../schemas.ts';
import { maxIds, parseId } from './ids.ts';

type SentRelations = NonNullable<Read<typeof editCaseShape>['relatedCases']>;
type SentLinks = SentRelations['link'];

/** Whatever mount, version or host a path or URL names: its path ends so. */
const hrefPattern = /^[^?#\s]*\/interaction\/case\/([0-9]{1,18})(?:[?#]\S*)?$/;

/** The id that a link names. Fails with 400-152. */
const readLink = ({ rel, href }: Read<typeof caseLinkShape>): string => {
  const id = rel === 'case' && typeof href === 'string' ? hrefPattern.exec(href)?.[1] : undefined;
  if (id === undefined) throw refuse('400-152', 'relatedCases');
  return id;
};

const readLinks = (sent: SentLinks): string[] => (sent ?? []).filter((link) => link !== null).map(readLink);

export interface SentRelationIds {
  /** As sent: errors name them so. */
  readonly link: readonly string[];
  readonly unlink: readonly string[];
}

export const hasRelations = (sent: SentRelations | null | undefined): boolean =>
  [...(sent?.link ?? []), ...(sent?.unlink ?? [])].some((link) => link !== null);

/** The ids that `own` is to be related to and not. Fails with 400-152, also for itself and for more than 75 to link. */
export const readRelatedCases = (sent: SentRelations | null | undefined, own: number): SentRelationIds => {
  const link = readLinks(sent?.link);
  const unlink = readLinks(sent?.unlink);
  if (link.length > maxIds || [...link, ...unlink].some((id) => parseId(id) === own)) {
    throw refuse('400-152', 'relatedCases');
  }
  return { link, unlink };
};
