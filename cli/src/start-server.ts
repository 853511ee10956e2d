import { faces } from '@docket/server/app.ts';
import { openDirectory } from '@docket/server/domain/tenants/open-directory.ts';
import { type Running, type ServeOptions, serve } from '@docket/server/main.ts';

/** A server with every face. Loading this file loads all of them. */
export const startServer = (options: ServeOptions): Promise<Running> =>
  serve(options, {
    faces,
    openDirectory: ({ store, secrets, config: { defaultTenant }, log }) =>
      openDirectory({
        connectOwner: store.connectOwner,
        secrets,
        defaultTenant,
        onError: (error) => log.warn({ err: error }, 'the configuration could not be read again'),
      }),
  });
