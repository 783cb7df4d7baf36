import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileTraits } from '@/lib/domain/data/file-role'
import { FormatError, unreadable } from './format-error'
import { type ImageLabel, LabelRegister, type LabelScope } from './label-scope'

/** What file managers leave lying about. */
const isLitter = (name: string) => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name)

const listed = (folder: string) =>
  readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(folder, cause)
  })

/** Files below a folder in a fixed order, as paths with slashes. */
async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const entries = (await listed(path.join(folder, prefix))).filter(({ name }) => !isLitter(name))
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  const files: string[] = []
  for (const entry of entries) {
    const name = `${prefix}${entry.name}`
    if (entry.isDirectory()) files.push(...(await filesBelow(folder, `${name}/`)))
    else files.push(name)
  }
  return files
}

export interface LabelFolderOptions {
  onlyPictures?: boolean
}

/**
 * Labels from a folder for each class: its name is the class's id, name or index, and the files in it, however deep, are
 * images of the project by the name of the file, alone or with the folders before it. The files are not opened. With
 * `onlyPictures` files of other kinds are passed over; otherwise they are refused.
 */
export async function* readLabelFolder(
  folder: string,
  scope: LabelScope,
  { onlyPictures = false }: LabelFolderOptions = {},
): AsyncGenerator<ImageLabel, void, undefined> {
  const isPassedOver = (name: string) => onlyPictures && fileTraits(name, null).role !== 'picture'
  const register = new LabelRegister(folder, scope)
  const entries = (await listed(folder)).filter(({ name }) => !isLitter(name))
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of entries) {
    if (!entry.isDirectory()) {
      if (isPassedOver(entry.name)) continue
      throw new FormatError({
        file: folder,
        where: `"${entry.name}"`,
        expected: 'only folders, one for each class',
        found: 'a file',
        mend: 'Move it into the folder of its class; if it is a file of labels, import that file instead of the folder.',
      })
    }
    const ofClass = path.join(folder, entry.name)
    const files = (await filesBelow(ofClass)).filter((name) => !isPassedOver(name))
    if (files.length === 0 && onlyPictures) continue
    const found = scope.classes.ofText(entry.name)
    if (typeof found !== 'number')
      throw new FormatError({ file: folder, where: `the folder "${entry.name}"`, ...found })
    for (const name of files) {
      const names = [`${entry.name}/${name}`, name, path.posix.basename(name)]
      yield register.enter(`"${entry.name}/${name}"`, names, found)
    }
  }
  register.end()
}
