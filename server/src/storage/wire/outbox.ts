/**
 * Messages to PostgreSQL, written one behind the other into one piece of memory, so that a statement with all that
 * belongs to it costs one write to the socket (protocol 3.0, "Message Formats").
 */
import { parameterText } from './parameters.ts';

const chunkSize = 64 * 1024;

/** Up to this length a loop over ASCII is cheaper than a call into the runtime. */
const short = 32;

/** Execute of the unnamed portal without a limit of rows, and Sync. */
const executeAndSync = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);

const isBytes = (value: unknown): value is Buffer => Buffer.isBuffer(value);

export class Outbox {
  #bytes = Buffer.allocUnsafeSlow(chunkSize);
  #start = 0;
  #end = 0;

  get isEmpty(): boolean {
    return this.#start === this.#end;
  }

  /** What was written since the last call; its memory is not used again. */
  take(): Buffer {
    const taken = this.#bytes.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return taken;
  }

  parse(name: string, text: string): void {
    const at = this.#begin(0x50);
    this.#zeroEnded(name);
    this.#zeroEnded(text);
    this.#int16(0); // no types: PostgreSQL infers them all
    this.#measure(at);
  }

  describeStatement(name: string): void {
    const at = this.#begin(0x44);
    this.#room(1);
    this.#bytes[this.#end++] = 0x53;
    this.#zeroEnded(name);
    this.#measure(at);
  }

  /** Binds the unnamed portal to a statement, executes it and ends the round: results as text. */
  bindAndExecute(name: string, values: readonly unknown[]): void {
    const at = this.#begin(0x42);
    this.#room(1);
    this.#bytes[this.#end++] = 0;
    this.#zeroEnded(name);
    this.#formats(values);
    this.#int16(values.length);
    for (let index = 0; index < values.length; index += 1) this.#value(values[index]);
    this.#int16(0);
    this.#measure(at);
    this.#room(executeAndSync.length);
    this.#end += executeAndSync.copy(this.#bytes, this.#end);
  }

  terminate(): void {
    this.#measure(this.#begin(0x58));
  }

  /** Forgets what was written since that length, for a message that could not be completed. */
  cutTo(length: number): void {
    this.#end = this.#start + length;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** Bytes are sent as bytes and all else as text, which is what no format at all means. */
  #formats(values: readonly unknown[]): void {
    if (!values.some(isBytes)) {
      this.#int16(0);
      return;
    }
    this.#int16(values.length);
    for (let index = 0; index < values.length; index += 1) this.#int16(isBytes(values[index]) ? 1 : 0);
  }

  #value(value: unknown): void {
    if (value === null || value === undefined) {
      this.#room(4);
      this.#bytes.writeInt32BE(-1, this.#end);
      this.#end += 4;
      return;
    }
    this.#room(4);
    const at = this.length;
    this.#end += 4;
    if (isBytes(value)) {
      this.#room(value.length);
      this.#end += value.copy(this.#bytes, this.#end);
    } else {
      this.#text(parameterText(value));
    }
    this.#bytes.writeInt32BE(this.length - at - 4, this.#start + at);
  }

  #text(text: string): void {
    const { length } = text;
    this.#room(length * 3);
    if (length <= short) {
      const bytes = this.#bytes;
      const end = this.#end;
      let index = 0;
      for (; index < length; index += 1) {
        const code = text.charCodeAt(index);
        if (code > 0x7f) break;
        bytes[end + index] = code;
      }
      if (index === length) {
        this.#end += length;
        return;
      }
    }
    this.#end += this.#bytes.write(text, this.#end, 'utf8');
  }

  #zeroEnded(text: string): void {
    this.#text(text);
    this.#room(1);
    this.#bytes[this.#end++] = 0;
  }

  #int16(value: number): void {
    this.#room(2);
    this.#bytes[this.#end++] = value >>> 8;
    this.#bytes[this.#end++] = value & 0xff;
  }

  /** Starts a message; answers where its length stands, counted from what was taken last. */
  #begin(code: number): number {
    this.#room(5);
    this.#bytes[this.#end] = code;
    const at = this.length + 1;
    this.#end += 5;
    return at;
  }

  #measure(at: number): void {
    this.#bytes.writeInt32BE(this.length - at, this.#start + at);
  }

  /** Makes room for `size` more bytes; what is not taken yet moves along. */
  #room(size: number): void {
    if (this.#end + size <= this.#bytes.length) return;
    const { length } = this;
    const larger = Buffer.allocUnsafeSlow(Math.max(chunkSize, 2 * (length + size)));
    this.#bytes.copy(larger, 0, this.#start, this.#end);
    this.#bytes = larger;
    this.#start = 0;
    this.#end = length;
  }
}
