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
