import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { isSystemFile } from '@/lib/domain/data/file-role'
import { FormatError, orUnreadable, unreadable } from './format-error'

export interface TreeFile {
  /** Path within the tree, separated by “/”. */
  name: string
  byteSize: number
  read: (signal?: AbortSignal) => Promise<Buffer>
}

/** Files in a folder, a zip, or under a prefix of a bucket. */
export interface FileTree {
  /** Location as given by the user. */
  location: string
  /** All files by name, without files that operating systems leave behind. */
  files: () => Promise<TreeFile[]>
  find: (name: string) => Promise<TreeFile | null>
  close: () => void
}

/** Limit on the size of a picture, which is decoded in memory. */
export const maxFileBytes = 100 * 2 ** 20

export const inNameOrder = (files: Iterable<TreeFile>): TreeFile[] =>
  [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

/** Names with other bytes than UTF-8 cannot be opened. */
export function refuseBrokenName(root: string, name: string) {
  if (!name.includes('\uFFFD')) return
  throw new FormatError(root, `“${name}”`, {
    expected: 'a file name in UTF-8',
    found: 'one with invalid bytes',
    fix: 'Rename the file.',
  })
}

async function* filesIn(root: string, folder: string): AsyncGenerator<TreeFile, void, undefined> {
  const where = path.join(root, folder)
  const entries = await orUnreadable(where, readdir(where, { withFileTypes: true }))
  for (const entry of entries) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isSystemFile(entry.name)) continue
    refuseBrokenName(root, name)
    if (entry.isDirectory()) {
      yield* filesIn(root, name)
      continue
    }
    const file = await fileAt(root, name)
    if (file) yield file
    else
      throw new FormatError(root, `“${name}”`, {
        expected: 'only files and folders',
        found: entry.isSymbolicLink() ? 'a link to a folder or a broken link' : 'a pipe, socket or device',
        fix: 'Remove it, or import the linked folder separately.',
      })
  }
}

/** Returns the file of that name, also through a link to a file; null for anything else. */
async function fileAt(root: string, name: string): Promise<TreeFile | null> {
  const location = path.join(root, ...name.split('/'))
  const found = await stat(location).catch(() => null)
  if (!found?.isFile()) return null
  const read = (signal?: AbortSignal) =>
    readFile(location, { signal }).catch((cause: unknown) => {
      signal?.throwIfAborted()
      throw unreadable(location, cause)
    })
  return { name, byteSize: found.size, read }
}

/** The files of a folder and all its subfolders. `find` reads only one file. */
export const folderTree = (root: string): FileTree => ({
  location: root,
  files: async () => {
    const found: TreeFile[] = []
    for await (const file of filesIn(root, '')) found.push(file)
    return inNameOrder(found)
  },
  find: (name) => fileAt(root, name),
  close: () => {},
})
