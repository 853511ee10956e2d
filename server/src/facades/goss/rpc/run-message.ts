/** A whole body: one call, or a batch whose entries run one after the other, each in its own transaction. */
import { internalError, invalidRequest } from '../errors.ts';
import type { RpcAnswer } from './answer.ts';
import { fail, succeed } from './answer.ts';
import type { Call, Entry, Message } from './envelope.ts';
import type { CallContext, Outcome } from './run-call.ts';
import { runCall } from './run-call.ts';

const answerOf = ({ id }: Call, outcome: Outcome): RpcAnswer | undefined => {
  if (id === undefined) return undefined;
  if ('result' in outcome) return succeed(id, outcome.result);
  return fail(id, 'error' in outcome ? outcome.error : internalError);
};

const runSingle = async (context: CallContext, entry: Entry): Promise<RpcAnswer | undefined> => {
  if (!('call' in entry)) return fail(entry.refusedId, invalidRequest);
  const outcome = await runCall(context, entry.call);
  if ('unavailable' in outcome) throw outcome.unavailable;
  return answerOf(entry.call, outcome);
};

/**
 * Once an entry of a batch was run, the whole cannot be refused any more: what the store was away for is then answered
 * entry by entry, and the entries behind it are not tried.
 */
const runBatch = async (context: CallContext, entries: readonly Entry[]): Promise<RpcAnswer[] | undefined> => {
  const answers: (RpcAnswer | undefined)[] = [];
  let hasRun = false;
  let away: Outcome | undefined;
  for (const entry of entries) {
    if (!('call' in entry)) {
      answers.push(fail(entry.refusedId, invalidRequest));
      continue;
    }
    const outcome = away ?? (await runCall(context, entry.call));
    if ('unavailable' in outcome) {
      if (!hasRun) throw outcome.unavailable;
      away = outcome;
    }
    hasRun = true;
    answers.push(answerOf(entry.call, outcome));
  }
  const sent = answers.filter((answer) => answer !== undefined);
  return sent.length === 0 ? undefined : sent;
};

/**
 * The answer of a body; undefined where it holds only notifications. Fails with `unavailable` where the store was away
 * before anything was done.
 */
export const runMessage = async (
  context: CallContext,
  message: Message,
): Promise<RpcAnswer | readonly RpcAnswer[] | undefined> => {
  if ('error' in message) return fail(null, message.error);
  return 'single' in message ? runSingle(context, message.single) : runBatch(context, message.batch);
};
