/**
 * Compacts the etcd on this loopback port to its newest revision, through its JSON gateway.
 * @throws Error when etcd refuses
 */
export async function compactEtcd(port: number): Promise<void> {
  const key = Buffer.from('/registry/').toString('base64');
  const range = await ask(port, 'range', { key, limit: '1' });
  const revision = revisionOf(range);
  await ask(port, 'compaction', { revision, physical: true });
}

async function ask(port: number, call: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/v3/kv/${call}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`etcd ${call}: ${response.status} ${await response.text()}`);
  return response.json();
}

function revisionOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'header' in answer) {
    const { header } = answer;
    if (typeof header === 'object' && header !== null && 'revision' in header) return String(header.revision);
  }
  throw new Error('etcd answered a range without a revision');
}
