/** What only this face knows of a case: how it began, and who last made or moved an activity of it (contract egain 5.1). */
import { type Actor, recordedUser } from '../../../domain/actor.ts';
import type { Case, Facets } from '../../../domain/cases/case.ts';

/** The facets of a case that the actor has worked on. */
export const workedOn = (actor: Actor, facets: Facets): Facets => {
  const user = recordedUser(actor);
  return user === null ? facets : { ...facets, egain: { ...facets['egain'], userLastWorked: user.id } };
};

/** The facets of a case that begins as a part of another: it came the same way. */
export const splitOff = (actor: Actor, source: Case): Facets => {
  const channel = source.facets['egain']?.['originatingChannel'];
  return workedOn(actor, channel === undefined ? {} : { egain: { originatingChannel: channel } });
};
