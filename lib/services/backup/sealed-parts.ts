import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { sha256 } from '@/lib/db/sha256'
import { AppError, invalidInput, messageOf } from '@/lib/errors'
import { DamagedFile, type ObjectStore } from '@/lib/storage/object-store'
import type { BackupPart } from './manifests'

/** Bytes of a table that are compressed, encrypted and stored at a time, which bounds memory. */
const partBytes = 32 * 2 ** 20

/** Throws AppError `invalid-input` for a wrong age recipient. */
export function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
  } catch {
    throw invalidInput(`“${recipient}” is not an age recipient. Give the public key that age-keygen prints: age1…`)
  }
  return encrypter
}

/** Encrypts for an age recipient, so the writing server cannot read it; null leaves bytes as they are. */
export const seal = async (bytes: Uint8Array, recipient: string | null): Promise<Uint8Array> =>
  recipient === null ? bytes : encrypterFor(recipient).encrypt(bytes)

/** Returns the end of the keys of image files, so that each recipient has copies that they can decrypt. */
export const imageSuffix = (recipient: string | null): string =>
  recipient === null ? '' : `.${sha256(recipient).slice(0, 12)}.age`

/** Throws AppError `invalid-input` for a malformed age identity, without repeating it. */
export function decrypterFor(identities: readonly string[]): Decrypter {
  const decrypter = new Decrypter()
  for (const [at, identity] of identities.entries())
    try {
      decrypter.addIdentity(identity)
    } catch {
      throw invalidInput(
        `Identity ${at + 1} in the file is incomplete or mistyped. Copy the file that age-keygen has written again.`,
      )
    }
  return decrypter
}

export type SealedKind = 'backup' | 'archive'

/** Throws AppError `invalid-input` if no age identity is given or none fits, and DamagedFile for other failures. */
export async function unseal(
  bytes: Uint8Array,
  key: string,
  identities: readonly string[],
  kind: SealedKind = 'backup',
): Promise<Uint8Array> {
  if (!key.endsWith('.age')) return bytes
  if (identities.length === 0)
    throw invalidInput(`This ${kind} is encrypted. Name the file with its age identity: --identity FILE.`)
  const decrypter = decrypterFor(identities)
  try {
    return await decrypter.decrypt(bytes)
  } catch (error) {
    if (!messageOf(error).includes('no identity matched'))
      throw new DamagedFile('invalid-input', `${key} is damaged: ${messageOf(error)}. Restore another ${kind}.`)
    throw invalidInput(
      `${key} cannot be decrypted with this identity. If the recipient has changed, one file may contain all identities.`,
    )
  }
}

async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.length
    if (size < partBytes) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}

interface Written {
  parts: BackupPart[]
  lines: number
}

export const countLines = (bytes: Buffer) => {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++
  return count
}

/** Compresses and encrypts chunks and stores them under keys that begin with `start`. */
export async function writeParts(
  store: Pick<ObjectStore, 'put'>,
  {
    start,
    chunks,
    recipient,
    signal,
  }: { start: string; chunks: AsyncIterable<Buffer>; recipient: string | null; signal?: AbortSignal | undefined },
): Promise<Written> {
  const written: Written = { parts: [], lines: 0 }
  for await (const bytes of inParts(chunks)) {
    signal?.throwIfAborted()
    written.lines += countLines(bytes)
    const stored = await seal(await promisify(gzip)(bytes, { level: 3 }), recipient)
    const key = `${start}.${String(written.parts.length).padStart(5, '0')}.gz${recipient === null ? '' : '.age'}`
    await store.put(key, stored, 'application/octet-stream')
    written.parts.push({ key, byteSize: stored.length, sha256: sha256(stored) })
  }
  return written
}

interface ReadOptions {
  identities: readonly string[]
  signal?: AbortSignal | undefined
  kind?: SealedKind
}

/** Reads what `writeParts` stored. Throws AppError for a missing or damaged part. */
export async function* readParts(
  store: ObjectStore,
  parts: readonly BackupPart[],
  { identities, signal, kind = 'backup' }: ReadOptions,
): AsyncGenerator<Buffer> {
  for (const { key, sha256: expected } of parts) {
    signal?.throwIfAborted()
    const stored = await store.get(key)
    if (!stored) throw new AppError('not-found', `${key} is missing in the ${kind}. Restore another ${kind}.`)
    if (sha256(stored) !== expected)
      throw invalidInput(
        `${key} is damaged: its checksum differs from the one in the manifest. Restore another ${kind}.`,
      )
    yield await promisify(gunzip)(await unseal(stored, key, identities, kind))
  }
}

/** Reads parts with one text per line into memory. */
export async function readLines(store: ObjectStore, parts: readonly BackupPart[], options: ReadOptions) {
  const chunks: Buffer[] = []
  for await (const chunk of readParts(store, parts, options)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean)
}
