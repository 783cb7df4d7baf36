import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeFolders, nullIfMissing } from '@/lib/file-system'
import { pathInside } from './data-path'
import type { ObjectStore, StoredObject } from './object-store'

/** Marks a partial file; no key contains it. */
const partial = '.partial-'

async function writeFileAtomically(file: string, bytes: Uint8Array) {
  await makeFolders(path.dirname(file), 0o700)
  const temporary = `${file}${partial}${randomUUID()}`
  try {
    await writeFile(temporary, bytes)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

interface Walked extends StoredObject {
  modifiedAt: Date
}

/** Yields whole files or, with `isPartial`, only partial ones. */
async function* walk(
  root: string,
  folder: string,
  prefix: string,
  isPartial = false,
): AsyncGenerator<Walked, void, undefined> {
  const entries = (await nullIfMissing(readdir(path.join(root, folder), { withFileTypes: true }))) ?? []
  const keys = entries
    .filter((entry) => entry.isDirectory() || entry.name.includes(partial) === isPartial)
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .filter((key) => key.startsWith(prefix) || (key.endsWith('/') && prefix.startsWith(key)))
    .sort()
  for (const key of keys) {
    if (key.endsWith('/')) {
      yield* walk(root, key, prefix, isPartial)
      continue
    }
    // Skips a file that was removed since the folder was read.
    const found = await nullIfMissing(stat(path.join(root, key)))
    if (found) yield { key, byteSize: found.size, modifiedAt: found.mtime }
  }
}

export function localStore(root: string): ObjectStore {
  const fileOf = (key: string) => pathInside(root, key)
  const remove = async (keys: readonly string[]) => {
    for (const key of keys) await rm(fileOf(key), { force: true })
  }
  return {
    // A key always has the same bytes, so an existing file of this size need not be written again.
    put: async (key, bytes) => {
      const there = await nullIfMissing(stat(fileOf(key)))
      if (there?.size !== bytes.length) await writeFileAtomically(fileOf(key), bytes)
    },
    get: (key) => nullIfMissing(readFile(fileOf(key))),
    stream: async (key) => {
      const file = await nullIfMissing(open(fileOf(key)))
      return file && createReadStream('', { fd: file })
    },
    has: async (key) => (await nullIfMissing(stat(fileOf(key)))) !== null,
    list: (prefix) => walk(root, '', prefix),
    remove,
    removeLeftovers: async (prefix, before) => {
      const left: string[] = []
      for await (const { key, modifiedAt } of walk(root, '', prefix, true)) if (modifiedAt < before) left.push(key)
      await remove(left)
      return left
    },
  }
}
