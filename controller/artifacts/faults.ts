/** The one place where errors of the file system become errors of the artifact store. */
import { RefitError, toError } from '../core/errors.ts';

/** The `code` of a system error ('ENOENT', …), or '' of anything else. */
export function systemCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}

/** Whether the path is simply not there. Anything else (EIO, EACCES, …) is a fault and never "not there". */
export function isNotThere(thrown: unknown): boolean {
  const code = systemCode(thrown);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Whether the error, or what caused it, is a full disk or a spent quota. */
export function isDiskFull(thrown: unknown): boolean {
  for (let error: unknown = thrown; error instanceof Error; error = error.cause) {
    const code = systemCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  }
  return false;
}

/** Runs `action`; a system error of it becomes ArtifactStoreUnavailable, naming what was being done. */
export async function guardStore<T>(doing: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (thrown: unknown) {
    if (thrown instanceof RefitError) throw thrown;
    const error = toError(thrown);
    const found = isDiskFull(error) ? 'the disk is full' : error.message;
    throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${doing}: ${found}`, error);
  }
}
