/** The reference pages: the OpenAPI document and the list of error codes, to be read by people. */
import { errorCodes, memberCodes } from '../error-codes.ts';
import { type Html, html, prose } from './html.ts';
import { renderSchema, type Schema, typeOf } from './render-schema.ts';
import { style } from './style.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface DocumentedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const parameters = (list: readonly Parameter[]): Html | undefined =>
  list.length === 0
    ? undefined
    : html`<h4>Parameters</h4><table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${list.map(
        ({ name, in: place, required, description, schema }) =>
          html`<tr><td><code>${name}</code>${required ? ' *' : ''}</td><td>${place}</td><td>${typeOf(schema)}</td><td>${prose(description)}</td></tr>`,
      )}</tbody></table>`;

const content = (types: Content | undefined): Html[] =>
  Object.entries(types ?? {}).map(
    ([type, { schema }]) => html`<code>${type}</code> ${schema === undefined ? '' : typeOf(schema)} `,
  );

const responses = (all: DocumentedOperation['responses']): Html =>
  html`<h4>Answers</h4><table><thead><tr><th>Status</th><th>Meaning</th><th>Body</th></tr></thead><tbody>${Object.entries(
    all,
  ).map(
    ([status, { description, content: types }]) =>
      html`<tr><td>${status}</td><td>${prose(description)}</td><td>${content(types)}</td></tr>`,
  )}</tbody></table>`;

const operation = (path: string, method: string, spec: DocumentedOperation): Html => html`
<section class="operation" id="${spec.operationId}">
<h3><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p><strong>${spec.summary}.</strong> ${prose(spec.description)}</p>
${spec.security.length === 0 ? html`<p>Open to all.</p>` : undefined}
${parameters(spec.parameters)}
${spec.requestBody === undefined ? undefined : html`<h4>Body</h4><p>${content(spec.requestBody.content)}</p>`}
${responses(spec.responses)}
</section>`;

const byTag = ({ paths }: Document): Map<string, { path: string; method: string; spec: DocumentedOperation }[]> => {
  const tags = new Map<string, { path: string; method: string; spec: DocumentedOperation }[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, spec] of Object.entries(methods)) {
      const tag = spec.tags[0] ?? 'Other';
      tags.set(tag, [...(tags.get(tag) ?? []), { path, method, spec }]);
    }
  }
  return tags;
};

const slug = (text: string): string => text.toLowerCase().replaceAll(' ', '-');

const errors = (): Html => html`
<section id="errors"><h2>Errors</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is stable.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${Object.entries(errorCodes).map(
  ([code, { status, meaning }]) =>
    html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${prose(meaning)}</td></tr>`,
)}</tbody></table>
<h3>Codes of members, in <code>errors</code></h3>
<table><tbody>${Object.entries(memberCodes).map(
  ([code, meaning]) => html`<tr id="${code}"><td><code>${code}</code></td><td>${prose(meaning)}</td></tr>`,
)}</tbody></table></section>`;

/** A whole page without scripts. */
export const renderDocs = (json: unknown): string => {
  const document = json as Document;
  const tags = byTag(document);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} API</title><style>${style}</style></head><body>
<nav aria-label="Contents"><h1>${document.info.title} API</h1>${[...tags].map(
    ([tag, operations]) =>
      html`<h2><a href="#${slug(tag)}">${tag}</a></h2><ul>${operations.map(
        ({ spec }) => html`<li><a href="#${spec.operationId}">${spec.summary}</a></li>`,
      )}</ul>`,
  )}<h2><a href="#schemas">Schemas</a></h2><h2><a href="#errors">Errors</a></h2></nav>
<main><p>${document.info.description} The same as data: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
${[...tags].map(
  ([tag, operations]) =>
    html`<section id="${slug(tag)}"><h2>${tag}</h2>${operations.map(({ path, method, spec }) =>
      operation(path, method, spec),
    )}</section>`,
)}
<section id="schemas"><h2>Schemas</h2>${Object.entries(document.components.schemas).map(([name, schema]) =>
    renderSchema(name, schema),
  )}</section>${errors()}</main></body></html>
`;
  return page.text;
};
