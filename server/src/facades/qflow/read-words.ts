/** What comes with a step of a ticket: Notes, ClassificationCode, CustomProperties (contract qflow (d), CaseAction). */
import type { Actor } from '../../domain/actor.ts';
import type { Case, Facets } from '../../domain/cases/case.ts';
import type { StepWords } from '../../domain/queues/visit.ts';
import { facetOf, toFacets } from './facet.ts';
import type { Model } from './model.ts';
import { mergeTexts, readProperties, sortProperties } from './properties.ts';
import { isBlank, readClassification } from './read-enqueue.ts';

/** The words of a body; what is wrong is noted in the model. An absent or blank member says nothing. */
export const readWords = (model: Model, actor: Actor): StepWords => {
  const note = model.text('Notes', 4000);
  const code = readClassification(model, actor);
  const properties = readProperties(model);
  const { attributes, others, removed } = sortProperties(model, properties, actor.tenant);
  const facets = (found: Case): Facets => {
    const { customProperties: before = {} } = facetOf(found);
    // To take away what is not there is no change, not even from none to an empty object.
    const isMerged = others !== undefined || removed.some((name) => Object.hasOwn(before, name));
    return toFacets({
      classificationCode: isBlank(code) ? undefined : code,
      customProperties: isMerged ? mergeTexts(before, others, removed) : undefined,
    });
  };
  return { note: isBlank(note) ? null : note, attributes, facets };
};
