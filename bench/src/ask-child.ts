/** A child process for one piece of work: given an order over IPC, it answers with what it measured. */
import { fork } from 'node:child_process';
import type { Measured } from './load/measured.ts';

type Reply = { readonly measured: Measured } | { readonly failed: string };

/** Runs `program` (a path beside this file); rejects with its own sentence where it fails. Ended with `signal`. */
export const askChild = (program: string, order: object, signal: AbortSignal): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL(program, import.meta.url), { signal, execArgv: [] });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended without an answer (${code}).`)));
    child.on('message', (reply) => {
      const answer = reply as Reply;
      if ('measured' in answer) resolve(answer.measured);
      else reject(new Error(answer.failed));
    });
    child.send(order);
  });
