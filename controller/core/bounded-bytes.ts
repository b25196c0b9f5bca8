/**
 * Everything that `bytes` yields (chunks, or texts), in one piece.
 * @returns undefined as soon as there is more than `limit` bytes: reading ends there, and with it the stream
 */
export async function collectBytes(bytes: AsyncIterable<unknown>, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const part of bytes) {
    const chunk = Buffer.isBuffer(part) ? part : Buffer.from(part instanceof Uint8Array ? part : String(part));
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
