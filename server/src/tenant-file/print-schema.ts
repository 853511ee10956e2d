/** The tenant file's schema as it is published: for editors, and as the reference in the documentation. */
import { tenantFileSchema } from './schema.ts';

/** The content of `docs/tenant-file.schema.json`. */
export const printSchema = (): string => `${JSON.stringify(tenantFileSchema, null, 2)}\n`;

interface Part {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  readonly items?: Part;
}

const largest = 2_147_483_647;

const rangeOf = ({ minimum, maximum }: Part): string =>
  maximum === undefined || maximum === largest ? '' : ` ${minimum ?? 0}–${maximum.toLocaleString('en')}`;

const kindOf = (part: Part): string => {
  if (part.enum) return part.enum.map((value) => `\`${value}\``).join(', ');
  if (Array.isArray(part.type)) return part.type.includes('integer') ? 'id or key' : 'text or `{ env }`';
  if (part.type === 'array') return part.items?.properties ? 'list' : `list of ${kindOf(part.items ?? {})}`;
  if (part.type === 'string')
    return part.maxLength === undefined ? 'text' : `text ≤ ${part.maxLength.toLocaleString('en')}`;
  if (part.type === 'integer') return `integer${rangeOf(part)}`;
  return part.type === 'boolean' ? 'true, false' : 'map';
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const rowOf = (key: string, part: Part, required: boolean): string => {
  const standard = part.default === undefined ? '' : ` Default: \`${JSON.stringify(part.default)}\`.`;
  return `| \`${key}\`${required ? ' (required)' : ''} | ${cell(kindOf(part))} | ${cell(`${part.description ?? ''}${standard}`)} |`;
};

const sectionsOf = (title: string, part: Part): string[] => {
  const inner = part.type === 'array' ? (part.items ?? {}) : part;
  if (!inner.properties || Array.isArray(part.type)) return [];
  const members = Object.entries(inner.properties);
  const rows = members.map(([key, member]) => rowOf(key, member, inner.required?.includes(key) ?? false));
  const about = inner === part ? inner.description : `${part.description} Each: ${inner.description}`;
  const table = ['| key | value | |', '| --- | --- | --- |', ...rows].join('\n');
  return [
    `### ${title}\n\n${about}\n\n${table}\n`,
    ...members.flatMap(([key, member]) => sectionsOf(`${title}.${key}`, member)),
  ];
};

/** The tables of every key in `docs/tenant-file.md`. */
export const printReference = (): string => {
  const root = tenantFileSchema as unknown as Part;
  return Object.entries(root.properties ?? {})
    .flatMap(([key, part]) => sectionsOf(key, part))
    .join('\n');
};
