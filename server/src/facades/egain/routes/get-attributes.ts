import type { FastifyInstance } from 'fastify';
import { actorOf, sendBytes, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import type { Query } from '../query.ts';
import { readQuery } from '../query.ts';
import { showAttributes, writeAttributesXml } from '../wire/attribute-metadata.ts';

/** Which attributes are asked about: those that are configured are all there are. Fails with 400-112, 400-116. */
const requireCustom = (query: Query): void => {
  const asked = query.get('$attribute');
  if (!asked) throw refuse('400-112', '$attribute');
  for (const name of asked.split(',')) if (name !== 'custom' && name !== 'all') throw refuse('400-116', name);
};

/** Attribute metadata (contract egain 6.10). Needs no permission. */
export const addGetAttributes = (routes: FastifyInstance): void => {
  routes.route({
    method: 'GET',
    url: '/interaction/case/attributes',
    config: { streamBody: true, egain: {} },
    handler: async (request, reply) => {
      requireCustom(readQuery(request, ['$attribute']));
      const shown = showAttributes(actorOf(request).tenant);
      if (shown === undefined) return sendNothing(request, reply);
      return request.egainFormat === 'json'
        ? sendBytes(reply, 'json', JSON.stringify(shown))
        : sendBytes(reply, 'xml', writeAttributesXml(shown));
    },
  });
};
