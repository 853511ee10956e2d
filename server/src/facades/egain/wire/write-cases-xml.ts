import type { JsonObject } from '../../../domain/cases/case.ts';
import { caseDeclarations, casePrefix } from './namespaces.ts';
import { writeTree } from './write-tree.ts';

/** Cases, with the `paginationInfo` of a page (contract egain 5.3). */
export const writeCasesXml = (members: JsonObject): string => writeTree('cases', caseDeclarations, members, casePrefix);
