import { FormatError } from '@/lib/formats/format-error'
import { type ClassEntry, classEntry } from './class-file'

/**
 * Classes from the names of folders, one each, ordered by name. Underscores are read as spaces. A folder that is called by
 * a number is the class of that index, so that the number means the same in files of labels; the others take the lowest
 * indices that are left.
 *
 * Errors: FormatError for folders that only capitals, accents' spelling or underscores tell apart.
 */
export function folderClassEntries(folder: string, names: readonly string[]): ClassEntry[] {
  const ordered = names.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  const isNumber = (name: string) => /^(0|[1-9]\d{0,8})$/.test(name)
  const taken = new Set(ordered.filter(isNumber).map(Number))
  let next = 0
  const lowestFree = () => {
    while (taken.has(next)) next++
    return next++
  }
  const first = new Map<string, string>()
  return ordered.map((name) => {
    const shown = name.normalize('NFC').replaceAll('_', ' ')
    const before = first.get(shown.toLowerCase())
    if (before !== undefined)
      throw new FormatError({
        file: folder,
        where: `the folder “${name}”`,
        expected: 'a name of its own for each folder',
        found: `a name that reads the same as “${before}”`,
        mend: 'Merge the two folders or rename one of them.',
      })
    first.set(shown.toLowerCase(), name)
    return classEntry(folder, `the folder “${name}”`, {
      ...{ names: [shown], aliases: [], links: [], parents: [], examples: [] },
      index: String(isNumber(name) ? Number(name) : lowestFree()),
    })
  })
}
