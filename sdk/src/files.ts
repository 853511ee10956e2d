/** Files: uploaded once, then attached to cases by their id. */
import { type CallOptions, type PostOptions, readJson, type Send, segment } from './sender.ts';
import type { StoredFile } from './types.ts';

export interface Files {
  /** At most 100 MB, unless the server says otherwise (413). */
  upload(
    body: Blob | Uint8Array<ArrayBuffer> | string,
    about: { readonly name: string; readonly type?: string },
    options?: PostOptions,
  ): Promise<StoredFile>;
  /** The bytes, as a response that can be read as a stream. */
  download(id: string, options?: CallOptions): Promise<Response>;
}

/** RFC 8187: names in any script. */
const disposition = (name: string): string => {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename*=UTF-8''${encoded}`;
};

export const createFiles = (send: Send): Files => ({
  upload: (body, { name, type = 'application/octet-stream' }, options) => {
    const headers = { 'content-type': type, 'content-disposition': disposition(name) };
    return readJson(send({ method: 'POST', path: '/files', body, headers, options }));
  },
  download: (id, options) =>
    send({ method: 'GET', path: `/files/${segment(id)}`, headers: { accept: '*/*' }, options }),
});
