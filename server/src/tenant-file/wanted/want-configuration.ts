import type {
  ConfigurationRows,
  Settings,
  StoredConfiguration,
  TenantRow,
} from '../../domain/tenants/configuration-rows.ts';
import { newUid } from '../../domain/uid.ts';
import { attributeRows, caseTypeRows, dispositionRows, formRows, offenseRows, queueRows } from './case-rows.ts';
import type { Context } from './context.ts';
import { hashPasswords } from './hash-passwords.ts';
import { keepSealed } from './keep-sealed.ts';
import { credentialRows, grantRows, groupAndRoleRows, unitRows, userRows } from './people-rows.ts';

const wantSmtp = (context: Context, stored: Settings | undefined): Settings['smtp'] => {
  const { smtp } = context.document;
  if (!smtp) return null;
  const known = stored?.smtp?.passwordSealed ?? null;
  const hex = known === null ? null : `\\x${Buffer.from(known, 'base64').toString('hex')}`;
  const sealed = keepSealed(context, smtp.password, smtp.passwordSealed, hex, ['smtp', 'passwordSealed']);
  return {
    host: smtp.host,
    port: smtp.port ?? 587,
    security: smtp.security ?? 'starttls',
    user: smtp.user ?? null,
    passwordSealed: sealed === null ? null : Buffer.from(sealed.slice(2), 'hex').toString('base64'),
  };
};

const wantSettings = (context: Context, stored: Settings | undefined): Settings => {
  const { tenant, sessions = {}, screening = {} } = context.document;
  return {
    numberFormat: tenant.caseNumbers?.format ?? '{number}',
    sender: tenant.sender ?? null,
    sessions: {
      egainMinutes: sessions.egainMinutes ?? 30,
      tokenHours: sessions.tokenHours ?? 12,
      workspaceHours: sessions.workspaceHours ?? 12,
    },
    smtp: wantSmtp(context, stored),
    screening: {
      groupUnitIds: (screening.groups ?? []).map((key) => context.idOf('units', key)),
      secondaryFields: screening.secondaryFields ?? 'standard',
      customFields: (screening.customFields ?? []).map((field) => ({ ...field, required: field.required ?? false })),
    },
  };
};

const wantTenant = (context: Context, tenantId: number, stored: TenantRow | undefined): TenantRow => {
  const { tenant } = context.document;
  return {
    tenant_id: tenantId,
    uid: tenant.uid ?? stored?.uid ?? newUid(Date.now()),
    key: tenant.key,
    name: tenant.name,
    timezone: tenant.timezone ?? 'UTC',
    language: tenant.language ?? 'en-US',
    // Only a new tenant's numbers start somewhere; later on they go on from where they are.
    number_start: stored?.number_start ?? tenant.caseNumbers?.start ?? 1,
    hosts: (tenant.hosts ?? []).map((host) => host.toLowerCase()),
    settings: wantSettings(context, stored?.settings),
    config_version: stored?.config_version ?? 1,
  };
};

/** The rows that the store is to have, for a file whose names were checked. What does not fit goes to `context.refuse`. */
export const wantConfiguration = async (
  context: Context,
  tenantId: number,
  stored: TenantRow | undefined,
): Promise<StoredConfiguration> => {
  const rows: ConfigurationRows = {
    ...unitRows(context),
    ...groupAndRoleRows(context),
    ...userRows(context, await hashPasswords(context)),
    ...grantRows(context),
    ...credentialRows(context),
    ...attributeRows(context),
    ...formRows(context),
    ...caseTypeRows(context),
    ...offenseRows(context),
    ...dispositionRows(context),
    ...queueRows(context),
  };
  return { tenant: wantTenant(context, tenantId, stored), rows };
};
