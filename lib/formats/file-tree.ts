import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { isLeftBySystem } from '@/lib/domain/data/file-role'
import { FormatError, unreadable } from './format-error'

/** A file that may be read, wherever it lies. */
export interface TreeFile {
  /** Its path within the tree, separated by “/”. */
  name: string
  byteSize: number
  read: (signal?: AbortSignal) => Promise<Buffer>
}

/** Files under one roof: a folder, a zip, or what a bucket keeps under a prefix. */
export interface FileTree {
  /** What people call it, as they gave it. */
  location: string
  /** All files in the order of their names, without those that systems leave behind. */
  files: () => Promise<TreeFile[]>
  find: (name: string) => Promise<TreeFile | null>
  close: () => void
}

/** No picture that is taken is larger; it is held whole to be decoded. */
export const mostFileBytes = 100 * 2 ** 20

export const inNameOrder = (files: Iterable<TreeFile>): TreeFile[] =>
  [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

const kindOf = (entry: Dirent) => {
  if (entry.isSymbolicLink()) return 'a link to a folder or a broken link'
  return 'a pipe, socket or device'
}

async function* filesIn(root: string, folder: string): AsyncGenerator<TreeFile, void, undefined> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(path.join(root, folder), cause)
  })
  for (const entry of entries) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isLeftBySystem(entry.name)) continue
    if (entry.isDirectory()) {
      yield* filesIn(root, name)
      continue
    }
    const file = await fileAt(root, name)
    if (file) yield file
    else
      throw new FormatError({
        file: root,
        where: `“${name}”`,
        expected: 'only files and folders',
        found: kindOf(entry),
        mend: 'Remove it, or import the linked folder separately.',
      })
  }
}

/** The file under that name, also where a link leads to one; null for anything else. */
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

/** The files of a folder and of all folders in it. `find` looks at one file alone. */
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
