import { hash } from '@node-rs/argon2';

/** Argon2id is the library's default algorithm; these are its costs: memory in KiB, passes, lanes. */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password: a PHC string. Runs on the thread pool. */
export const hashPassword = (password: string): Promise<string> => hash(password, costs);
