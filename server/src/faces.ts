/** Every face of the server. A sixth facade is a new folder and one line here. */
import { worldcheck } from './facades/worldcheck/index.ts';
import type { Face } from './http/face.ts';

export const faces: readonly Face[] = [worldcheck];
