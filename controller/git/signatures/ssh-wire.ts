/** The data types of the SSH protocol (RFC 4251, section 5), read from bytes that anybody may have written. */
export class SSHReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @throws RangeError when there are fewer */
  take(count: number): Buffer {
    if (count > this.#bytes.length - this.#at) throw new RangeError('it ends too early');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  bytes(): Buffer {
    return this.take(this.uint32());
  }

  /** Names of algorithms and the like, one char per byte. */
  text(): string {
    return this.bytes().toString('latin1');
  }

  /** A number above zero, big endian, without leading zeros. @throws RangeError of any other */
  positive(): Buffer {
    const bytes = this.bytes();
    const first = bytes.findIndex((byte) => byte !== 0);
    if (first < 0 || (bytes[0] ?? 0) >= 0x80) throw new RangeError('it has a number that is not above zero');
    return bytes.subarray(first);
  }

  /** @throws RangeError when something is left */
  end(): void {
    if (this.#at < this.#bytes.length) throw new RangeError('something follows its end');
  }
}

/** Bytes with their length before them. */
export function sshString(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
