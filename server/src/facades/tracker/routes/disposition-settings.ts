import { changeDisposition } from '../../../domain/disposition/change-settings.ts';
import { readJsonBody } from '../body.ts';
import type { Operation } from '../operation.ts';
import { perTenant } from '../per-tenant.ts';
import { readSettings, showSettings } from '../wire-settings.ts';

const path = '/api/autoDisposition/settings';

/** `GET /api/autoDisposition/settings` (D9). */
export const getSettingsOperation = (): Operation => {
  const shown = perTenant(showSettings);
  return { method: 'GET', path, answer: ({ actor }) => shown(actor.tenant) };
};

/** `PUT /api/autoDisposition/settings` (D9): what is answered holds already, in this process and for whoever asks next. */
export const changeSettingsOperation: Operation = {
  method: 'PUT',
  path,
  permission: 'disposition.configure',
  answer: async ({ deps, request, actor }) => {
    const { tenant } = actor;
    const change = readSettings({ tenant, now: deps.now(), problems: [] }, readJsonBody(request));
    await deps.core.run(actor, (tx) => changeDisposition(tx, actor, change));
    await deps.directory.reload(tenant.id);
    return showSettings(deps.directory.tenant(tenant.id) ?? tenant);
  },
};
