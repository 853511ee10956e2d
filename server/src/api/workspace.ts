/** The workspace at `/`: the built pages, read into memory once, with headers that let them run nothing but themselves. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './conditions.ts';

/** Where `npm run build -w @docket/web` puts it. */
export const workspaceFolder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** No inline script or style, nothing from elsewhere, in nobody's frame. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const commonHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

interface WorkspaceFile {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Made when it is first asked for; undefined: compressing does not pay. */
  readonly zipped: (() => Promise<Buffer>) | undefined;
}

/** Files whose name holds a hash of what is in them (Vite's `assets/`): another content is another address. */
const isHashed = (path: string): boolean => /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(path);

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const compress = promisify<Buffer, Buffer>(gzip);

const readWorkspaceFile = (file: string, path: string): WorkspaceFile => {
  const bytes = readFileSync(file);
  const type = types[extname(file)] ?? 'application/octet-stream';
  const isText = /^text\/|json|svg/.test(type) && bytes.length > 1024;
  return {
    bytes,
    zipped: isText ? once(() => compress(bytes)) : undefined,
    headers: {
      ...commonHeaders,
      'content-type': type,
      'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
      ...(isText ? { vary: 'accept-encoding' } : {}),
    },
  };
};

/** All files below the folder, by their address; none where the workspace was not built. */
const readFolder = (folder: string): ReadonlyMap<string, WorkspaceFile> => {
  if (!existsSync(join(folder, 'index.html'))) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      return [path, readWorkspaceFile(file, path)];
    }),
  );
};

const notBuilt = Buffer.from(
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Docket</title><h1>Docket is running</h1>' +
    '<p>Its workspace is not built. In a checkout of Docket run <code>npm ci</code>, or ' +
    '<code>npm run build -w @docket/web</code>, and start the server again.</p>' +
    '<p>The API is at <a href="/api/v1/openapi.json">/api/v1</a>, its reference at <a href="/docs">/docs</a>.</p></html>\n',
);

const accepts = (header: string | undefined, what: RegExp): boolean => header !== undefined && what.test(header);

/** A coding that is named and not refused by `q=0`. */
const acceptsGzip = ({ headers }: FastifyRequest): boolean =>
  accepts(
    String(headers['accept-encoding'] ?? ''),
    /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?\s*(?:,|$)/i,
  );

const send = async (file: WorkspaceFile, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  reply.headers(file.headers);
  if (isKnown(request.headers['if-none-match'], file.headers['etag'] ?? '')) {
    reply.code(304).send();
    return;
  }
  const zipped = file.zipped !== undefined && acceptsGzip(request) ? await file.zipped() : undefined;
  if (zipped !== undefined) reply.header('content-encoding', 'gzip');
  const body = zipped ?? file.bytes;
  reply.header('content-length', body.length);
  if (request.method === 'HEAD') reply.send();
  else reply.send(body);
};

const sendNotBuilt = (reply: FastifyReply): void => {
  const headers = { ...commonHeaders, 'content-type': types['.html'], 'cache-control': 'no-store' };
  reply.code(404).headers(headers).send(notBuilt);
};

/** Answers a request for an address that no other part of the face has; false: it is none of the workspace's. */
export type Workspace = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/**
 * Reads the built workspace. Its files answer GET and HEAD; every other path outside `/api`, asked for by a browser as a
 * page (`Accept: text/html`), is one of the workspace's own addresses and gets `index.html`.
 */
export const openWorkspace = (folder: string): Workspace => {
  const files = readFolder(folder);
  const index = files.get('/index.html');
  return async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const path = (request.raw.url ?? '/').replace(/[?#].*$/s, '');
    const isPage = path === '/' || (accepts(request.headers.accept, /text\/html/i) && !/^\/api(?:\/|$)/.test(path));
    const file = files.get(path) ?? (isPage ? index : undefined);
    if (file === undefined && !isPage) return false;
    if (file === undefined) sendNotBuilt(reply);
    else await send(file, request, reply);
    return true;
  };
};
