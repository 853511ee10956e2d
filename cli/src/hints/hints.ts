/** Lines to paste into a second shell, one for each facade, each of which makes, checks or edits a real case. */
import { readFile } from 'node:fs/promises';
import { readTenantFile } from '@docket/server/tenant-file/read-tenant-file.ts';
import { editByEgain } from './egain.ts';
import { createByWorldcheck } from './worldcheck.ts';

type Document = ReturnType<typeof readTenantFile>['document'];

export interface HintSource {
  /** `http://host:port`. */
  readonly base: string;
  readonly document: Document;
  /** The first token of that facade in the file. */
  token(facade: string): string | undefined;
}

const json = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`;

const jsonHeader = "-H 'Content-Type: application/json'";

const createByTracker = ({ base, token, document }: HintSource): string | undefined => {
  const officer = document.users?.find(({ id }) => id !== undefined);
  const offense = document.offenseTypes?.[0];
  if (!token('tracker') || officer === undefined || offense === undefined) return undefined;
  const body = {
    caseOfficerIds: [officer.id],
    offenseTypeId: offense.id,
    caseNumber: 'N',
    active: true,
    formData: [],
    tags: [],
  };
  const numbered = json(body).replace('"N"', `"DEMO-'$(date +%s)'"`);
  return `curl -sS -H 'Authorization: Bearer ${token('tracker')}' ${jsonHeader} -d ${numbered} ${base}/tracker/api/cases`;
};

const createByQflow = ({ base, token, document }: HintSource): string | undefined => {
  const queue = document.queues?.[0];
  if (!token('qflow') || queue === undefined) return undefined;
  const body = json({ ServiceId: queue.id, Subject: 'Lost card' });
  return `curl -sS -H 'Authorization: Bearer ${token('qflow')}' ${jsonHeader} -d ${body} ${base}/qflow/API/Cases`;
};

const createByGoss = ({ base, token, document }: HintSource): string | undefined => {
  const [form] = document.forms ?? [];
  const type = document.caseTypes?.find(({ starters }) => starters !== undefined);
  const starter = document.users?.find(({ groups }) => type?.starters !== undefined && groups?.includes(type.starters));
  if (!token('goss') || form === undefined || type === undefined || starter === undefined) return undefined;
  const params = { caseTypeId: type.key, user: { siteUserId: starter.login }, form: { startForm: form.key } };
  const body = json({ jsonrpc: '2.0', id: 1, method: 'goss.CaseManagement.v1.api.createCase', params });
  return `curl -sS -H 'Authorization: Bearer ${token('goss')}' ${jsonHeader} -d ${body} ${base}/goss/apiserver/serverlibrary`;
};

const createByApi = ({ base, token }: HintSource): string | undefined =>
  token('api') &&
  `curl -sS -H 'Authorization: Bearer ${token('api')}' ${jsonHeader} -d ${json({ subject: 'No dial tone' })} ${base}/api/v1/cases`;

const makers = [
  ['World-Check One', createByWorldcheck],
  ['eGain', editByEgain],
  ['Tracker SAFE', createByTracker],
  ['Q-Flow', createByQflow],
  ['GOSS iCM', createByGoss],
  ['native', createByApi],
] as const;

/** The lines for the first of the files; a facade that the file has no credential for is left out. */
export const hints = async (base: string, files: readonly string[]): Promise<string[]> => {
  const [name] = files;
  if (name === undefined) return [];
  const { document } = readTenantFile(await readFile(name, 'utf8'), { name, env: process.env });
  const token = (facade: string): string | undefined => {
    const found = document.credentials?.find((one) => one.facade === facade && typeof one.token === 'string');
    return typeof found?.token === 'string' ? found.token : undefined;
  };
  const lines = ['', 'Try it: paste a line into a second shell, here.'];
  for (const [title, make] of makers) {
    const line = await make({ base, document, token });
    if (line) lines.push('', `# ${title}`, line);
  }
  return lines;
};
