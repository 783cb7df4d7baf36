import { readTextRows } from '@/lib/formats/numpy/npy-rows'
import { type NpzFile, withNpz } from '@/lib/formats/numpy/npz-reader'

/** The image and class of each row of a tensor, in file order. */
export type PairInfo = { fileNames: string[]; classIndices: Int32Array }

/**
 * Reads the array `info` of the released files: text [pairs, 2], an image's file name and a class index as digits.
 *
 * Throws FormatError for a class outside 0 to classCount − 1, an empty file name, and a repeated pair.
 */
export async function readPairInfo(
  npz: NpzFile,
  { pairCount = null, classCount }: { pairCount?: number | null; classCount: number },
): Promise<PairInfo> {
  const fileNames: string[] = []
  const classIndices: number[] = []
  const classesOfImage = new Map<string, Set<number>>()
  const fix = 'Check that the info array comes from the released files.'
  for await (const [fileName, digits] of readTextRows(npz, 'info', [pairCount, 2])) {
    const row = fileNames.length
    const classIndex = /^\d{1,9}$/.test(digits!) ? Number(digits) : -1
    if (classIndex < 0 || classIndex >= classCount) {
      throw npz.error('info', `a class index from 0 to ${classCount - 1} in row ${row}`, JSON.stringify(digits), fix)
    }
    if (fileName === '') throw npz.error('info', `a file name in row ${row}`, 'none', fix)
    const classes = classesOfImage.get(fileName!) ?? new Set<number>()
    if (classes.has(classIndex)) {
      throw npz.error('info', 'every candidate once', `${fileName} with class ${classIndex} again in row ${row}`, fix)
    }
    classesOfImage.set(fileName!, classes.add(classIndex))
    // Rows of an image are adjacent, so most rows share the string of the previous one.
    fileNames.push(fileNames.at(-1) === fileName ? (fileNames.at(-1) ?? fileName!) : fileName!)
    classIndices.push(classIndex)
  }
  return { fileNames, classIndices: Int32Array.from(classIndices) }
}

export const readPairInfoOf = (path: string, classCount: number) =>
  withNpz(path, (npz) => readPairInfo(npz, { classCount }))
