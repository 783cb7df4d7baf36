import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { numpyPython } from '../testing/numpy-python'
import { madeRelease, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'

const scratch = scratchFolder()
const loaders = join(process.cwd(), 'docs/loaders')
const python = numpyPython()

/** A folder with the files that the loaders read, and two files of predictions. */
async function folder() {
  const fileOf = madeRelease(smallRelease(), scratch)
  for (const format of ['real-json', 'labels-jsonl', 'scores-npz', 'votes-csv'] as const) await fileOf(format)
  const list = scratch('predictions.json', '[3, 1, 0, 3]')
  const table = scratch('predictions.csv', 'file,label\na.jpg,3\n"sub/b, ""c"".jpg",1\nBär 🐻.png,0\n')
  return { folder: dirname(list), list, table }
}

/** Files of predictions that cannot be read, and what the error says. */
const unreadable: [name: string, text: string, error: string][] = [
  ['other-columns.csv', 'image,class\na.jpg,3\n', 'must have the columns file and label; it has image, class.'],
  ['class-names.csv', '\uFEFFfile,label\na.jpg,cat\n', "row 1: label must be a class index; it is 'cat'."],
]

const facts = {
  images: 4,
  labels: 3,
  imagesWithoutLabel: 2,
  imagesOutsideList: 1,
  scores: 4,
  votes: { no: 1, maybe: 2, yes: 2 },
  raters: 2,
  imagesThatDiffer: 0,
  scoresThatDiffer: 0,
  // One image with a label has an original label, which is among its labels.
  originalLabelsAccuracy: 1,
}

const parsed = (text: string) => JSON.parse(text) as Record<string, unknown>

describe('the loader in Python', () => {
  it.skipIf(python === null)('reads the files of a release and evaluates predictions', async () => {
    const made = await folder()
    const run = (...given: string[]) =>
      parsed(
        execFileSync(python ?? '', [join(loaders, 'load_release.py'), made.folder, ...given], {
          encoding: 'utf8',
          stdio: 'pipe',
        }),
      )
    expect(run()).toEqual(facts)
    expect(run(made.list)).toEqual({ ...facts, originalAccuracy: 2 / 3, reassessedAccuracy: 1 / 2 })
    expect(run(made.table)).toEqual({ ...facts, originalAccuracy: 1 / 2, reassessedAccuracy: 1 / 2 })
    for (const [name, text, error] of unreadable) expect(() => run(scratch(name, text))).toThrow(error)
  })
})

describe('the loader in TypeScript', () => {
  it('gives the same results', async () => {
    const made = await folder()
    const source = readFileSync(join(loaders, 'load-release.ts'), 'utf8')
    // Types are stripped first, because older versions of Node cannot do so.
    const program = scratch('load-release.mjs', transformSync(source, { loader: 'ts', format: 'esm' }).code)
    const run = (...given: string[]) =>
      parsed(execFileSync(process.execPath, [program, made.folder, ...given], { encoding: 'utf8', stdio: 'pipe' }))
    expect(run()).toEqual(facts)
    expect(run(made.list)).toEqual({ ...facts, originalAccuracy: 2 / 3, reassessedAccuracy: 1 / 2 })
    expect(run(made.table)).toEqual({ ...facts, originalAccuracy: 1 / 2, reassessedAccuracy: 1 / 2 })
    for (const [name, text, error] of unreadable) expect(() => run(scratch(name, text))).toThrow(error)
  })
})
