/** Bytes of one line, at most: an object of etcd's largest size many times over. */
const lineLimit = 32 * 1024 * 1024;
const newline = 0x0a;

/**
 * The lines of a stream, each without its end. What follows the last line end must be nothing.
 * @throws Error when the stream ends within a line, or a line is beyond 32 MiB
 */
export async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let pending: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      pending.push(chunk.subarray(start, end));
      const line = pending.length === 1 ? chunk.toString('utf8', start, end) : Buffer.concat(pending).toString('utf8');
      pending = [];
      size = 0;
      start = end + 1;
      if (line.trim() !== '') yield line;
    }
    if (start === chunk.length) continue;
    pending.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > lineLimit) throw new Error(`found a line of more than ${lineLimit} bytes`);
  }
  if (size > 0) throw new Error('the stream ended within a line');
}
