/**
 * A mirror that does not answer as a sound one would: objects missing that were there, a process that died reading
 * them, a half-made folder. Internal to this folder: the mirror is made again once, then it becomes a RefitError.
 */
export class MirrorBroken extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MirrorBroken';
  }
}
