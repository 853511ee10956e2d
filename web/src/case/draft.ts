/** What a user is writing, beside the case as it was when he began. */
import type { Case, CasePatch } from '@docket/sdk';

export interface Draft {
  readonly subject: string;
  readonly description: string;
  readonly severity: Case['severity'];
}

export const draftOf = ({ subject, description, severity }: Case): Draft => ({
  subject,
  description: description ?? '',
  severity,
});

/** Only what the user changed: what he left alone may have been changed by others, and stays theirs. */
export const changedFields = (base: Case, draft: Draft): CasePatch => {
  const before = draftOf(base);
  return {
    ...(draft.subject === before.subject ? {} : { subject: draft.subject }),
    ...(draft.description === before.description ? {} : { description: draft.description || null }),
    ...(draft.severity === before.severity ? {} : { severity: draft.severity }),
  };
};

/** The fields that both changed, each to a value of his own. */
export const clashes = (base: Case, draft: Draft, newer: Case): readonly (keyof Draft)[] => {
  const [before, theirs] = [draftOf(base), draftOf(newer)];
  return (['subject', 'description', 'severity'] as const).filter(
    (name) => draft[name] !== before[name] && theirs[name] !== before[name] && theirs[name] !== draft[name],
  );
};
