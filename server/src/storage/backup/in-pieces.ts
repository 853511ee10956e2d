/**
 * Cuts rows into pieces of `bytes` or slightly more, each of whole rows: a row ends with a line break, and those inside it
 * are written `\n`.
 */
export async function* inPieces(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    const end = size < bytes ? -1 : chunk.lastIndexOf(0x0a);
    if (end < 0) continue;
    const rest = chunk.subarray(end + 1);
    yield Buffer.concat(held).subarray(0, size - rest.length);
    held = [rest];
    size = rest.length;
  }
  if (size > 0) yield Buffer.concat(held);
}
