import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPairInfo } from '@/lib/formats/pair-info'
import { int8Array, readFloat64, writeNpz } from '@/lib/formats/testing/npz'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { withNpz } from './npz-reader'
import { float64Array, int64Array, textArray } from './npz-writer'

const scratch = scratchFolder()

// Debian's NumPy belongs to Debian's python3, which may not be the first on the PATH.
const interpreters = ['python3', '/usr/bin/python3']
let interpreter = interpreters[0]!

function python(script: string, ...paths: string[]): string {
  return execFileSync(interpreter, ['-c', `import sys, json, numpy\n${script}`, ...paths], { stdio: 'pipe' })
    .toString()
    .trim()
}

function hasNumpy() {
  return interpreters.some((candidate) => {
    interpreter = candidate
    try {
      python('pass')
      return true
    } catch {
      return false
    }
  })
}

const isHere = hasNumpy()
if (!isHere) console.info('Skipped: the round trip through numpy needs python3 with numpy.')

const describeArrays = `
def facts(path):
    with numpy.load(path) as arrays:
        return [[name, arrays[name].dtype.str, list(arrays[name].shape)] for name in arrays.files]
`

describe.skipIf(!isHere)('files written here', () => {
  it('open in NumPy with the same values', async () => {
    const path = scratch('written.npz')
    await writeNpz(path, [
      float64Array('tensor', [2, 2], Float64Array.of(0.1, -2, 1e-300, Number.POSITIVE_INFINITY)),
      int64Array('ids', [2], BigInt64Array.of(-1n, 2n ** 62n)),
      int8Array('answers', [1, 3], Int8Array.of(-1, 0, 2)),
      textArray('info', [2, 2], 28, ['ILSVRC2012_val_00041207.JPEG', '556', 'Bär 🐻', '']),
    ])
    const values = python(
      'with numpy.load(sys.argv[1]) as arrays: print(json.dumps({name: arrays[name].tolist() for name in arrays.files}))',
      path,
    )
    expect(values.replace('Infinity', '"Infinity"')).toBe(
      '{"tensor": [[0.1, -2.0], [1e-300, "Infinity"]], "ids": [-1, 4611686018427387904], "answers": [[-1, 0, 2]], ' +
        '"info": [["ILSVRC2012_val_00041207.JPEG", "556"], ["B\\u00e4r \\ud83d\\udc3b", ""]]}',
    )
    expect(python(`${describeArrays}\nprint(json.dumps(facts(sys.argv[1])))`, path)).toBe(
      '[["tensor", "<f8", [2, 2]], ["ids", "<i8", [2]], ["answers", "|i1", [1, 3]], ["info", "<U28", [2, 2]]]',
    )
    expect(readdirSync(join(path, '..'))).toEqual(['written.npz'])
  })

  const released = join(process.cwd(), '../shared/reassessed-imagenet/scores.npz')
  it.skipIf(!existsSync(released))('equal the released scores in names, order, dtypes, shapes and values', async () => {
    const path = scratch('scores.npz')
    await withNpz(released, async (npz) => {
      const info = await readPairInfo(npz, { classCount: 1_000 })
      const score = await readFloat64(npz, 'tensor', [info.fileNames.length])
      const texts = info.fileNames.flatMap((name, pair) => [name, String(info.classIndices[pair])])
      await writeNpz(path, [
        float64Array('tensor', [score.length], score),
        textArray('info', [score.length, 2], 28, texts),
      ])
    })
    const script = `${describeArrays}
ours, theirs = sys.argv[1:3]
assert facts(ours) == facts(theirs), (facts(ours), facts(theirs))
with numpy.load(ours) as a, numpy.load(theirs) as b:
    print(all(bool((a[name] == b[name]).all()) for name in b.files))
`
    expect(python(script, path, released)).toBe('True')
  })
})

describe.skipIf(!isHere)('files written by numpy', () => {
  it('are read with their values, compressed or not', async () => {
    for (const save of ['savez', 'savez_compressed']) {
      const path = scratch('by-numpy.npz')
      python(`numpy.${save}(sys.argv[1], tensor=numpy.arange(5.0), info=numpy.array([["a", "1"], ["b", "22"]]))`, path)
      await withNpz(path, async (npz) => {
        expect(npz.names).toEqual(['tensor', 'info'])
        expect(Array.from(await readFloat64(npz, 'tensor', [5]))).toEqual([0, 1, 2, 3, 4])
        expect((await readPairInfo(npz, { classCount: 23 })).fileNames).toEqual(['a', 'b'])
      })
    }
  })
})
