import type { Artifacts } from '../artifacts/artifacts.ts';

/**
 * The same artifacts, with attempts and stats read once each: what a decision compares is one look at the store, however
 * many plans it makes. For as long as one decision, while its workflow is locked.
 */
export function readOnce(artifacts: Artifacts): Artifacts {
  const attempts = new Map<string, ReturnType<Artifacts['attempts']>>();
  const stats = new Map<string, ReturnType<Artifacts['stat']>>();
  return {
    attempts: (namespace, fingerprint) =>
      known(attempts, `${namespace}/${fingerprint}`, () => artifacts.attempts(namespace, fingerprint)),
    stat: (digest) => known(stats, digest, () => artifacts.stat(digest)),
    read: (digest) => artifacts.read(digest),
    list: (digest) => artifacts.list(digest),
    write: (content) => artifacts.write(content),
    verify: (digest) => artifacts.verify(digest),
    record: (namespace, record) => artifacts.record(namespace, record),
    readNote: (namespace, key) => artifacts.readNote(namespace, key),
    writeNote: (namespace, key, value) => artifacts.writeNote(namespace, key, value),
  };
}

function known<T>(answers: Map<string, T>, key: string, ask: () => T): T {
  const answer = answers.get(key) ?? ask();
  answers.set(key, answer);
  return answer;
}
