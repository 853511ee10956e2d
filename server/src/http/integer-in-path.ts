const integer = '(^[0-9]+$)';

/**
 * A parameter of a route that only digits fit: `/cases/${integerInPath('id')}`. Without it `POST /cases/search` would be
 * an address that is there for other methods (405), as `GET /cases/:id` fits it; with it there is no such address (404).
 */
export const integerInPath = (name: string): string => `:${name}${integer}`;

/** A route's pattern as people write it: without what its parameters must fit. */
export const readablePattern = (pattern: string): string => pattern.replaceAll(/\(\^[^/]*\)/g, '');
