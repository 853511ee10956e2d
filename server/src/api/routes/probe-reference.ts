import { Type } from 'typebox';
import { notFound } from '../../domain/errors.ts';
import { isReferenceInUse } from '../../domain/references/is-reference-in-use.ts';
import { reading } from '../operation.ts';

export const probeReferenceRoute = reading({
  id: 'probeReference',
  method: 'HEAD',
  path: '/references/{reference}',
  tag: 'Cases',
  summary: 'Ask whether a reference is in use',
  description: 'Looks at all cases of the tenant, also those that the caller does not see. It reserves nothing.',
  access: 'licensed',
  params: { reference: Type.String({ minLength: 1, maxLength: 512 }) },
  answers: { 200: { description: 'In use.' }, 404: { description: 'Free.' } },
  read: async (db, { actor, params }) => {
    if (await isReferenceInUse(db, actor, params['reference'] ?? '')) return { status: 200 };
    throw notFound('reference');
  },
});
