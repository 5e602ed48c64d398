/** A file's bytes, kept once however many records refer to it. */
export interface Blob {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
}

/** Files, by the SHA-256 of their bytes. */
export interface BlobStore {
  /** Takes the bytes to their end; nothing is kept of a stream that fails. Durable when it resolves. */
  write(bytes: AsyncIterable<Uint8Array>, contentType: string): Promise<Blob>;
  get(sha256: string): Promise<Blob | undefined>;
  open(sha256: string): AsyncIterable<Uint8Array>;
}
