import { faces } from '@docket/server/app.ts';
import { createDirectory } from '@docket/server/domain/tenants/open-directory.ts';
import { type Running, type ServeOptions, serve } from '@docket/server/main.ts';

/** A server with every face. Loading this file loads all of them. */
export const startServer = (options: ServeOptions): Promise<Running> =>
  serve(options, {
    faces,
    createDirectory: ({ store, secrets, config: { defaultTenant }, log }) =>
      createDirectory({
        connectOwner: store.connectOwner,
        secrets,
        defaultTenant,
        onError: (error) => log.warn({ err: error }, 'the configuration could not be read again'),
      }),
  });
