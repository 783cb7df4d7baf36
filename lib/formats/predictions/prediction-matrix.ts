import { fileKind } from '@/lib/formats/file-kind'
import { FormatError, type Refuse, shortJson } from '@/lib/formats/format-error'
import { readJsonList } from '@/lib/formats/json-file'
import { openNpy } from '@/lib/formats/numpy/npy-file'
import { floatDtypes, readNumberRows, readTextRows } from '@/lib/formats/numpy/npy-rows'
import { type NpyStream, NpzFile } from '@/lib/formats/numpy/npz-reader'
import { readTextLines } from '@/lib/formats/text-lines'
import {
  CoveredImages,
  type ImagePrediction,
  type PredictionScope,
  type PredictionScoreKind,
  type Predictions,
  scoreError,
} from './image-prediction'

export interface MatrixOptions {
  /** Kind of the scores, if the array's name does not say. */
  scoreKind?: PredictionScoreKind | undefined
  /** Number of classes to keep per row. */
  top?: number | undefined
  /** A file with the image name of each row; required unless the .npz contains them as array "files". */
  fileList?: string | undefined
}

interface Matrix {
  stream: NpyStream
  files: { path: string; names: string[] }
  scoreKind: PredictionScoreKind
  close: () => void
}

const matrixShape = { dtype: floatDtypes, shape: [null, null] } as const

const kindsByName: Record<string, PredictionScoreKind> = {
  probability: 'probability',
  probabilities: 'probability',
  probs: 'probability',
  softmax: 'probability',
  logit: 'logit',
  logits: 'logit',
}

function kindOf(path: string, name: string | null, stated: PredictionScoreKind | undefined): PredictionScoreKind {
  const named = name === null ? undefined : kindsByName[name.toLowerCase()]
  const where = name === null ? 'the array' : `array "${name}"`
  if (stated && named && stated !== named)
    throw new FormatError(path, where, {
      expected: `values of type ${stated}, as specified`,
      found: `an array with this name`,
      fix: 'Correct --score-kind or rename the array.',
    })
  const kind = stated ?? named
  if (kind) return kind
  const fix = 'Set --score-kind, or name the array "probabilities" or "logits".'
  throw new FormatError(path, where, { expected: 'probabilities or logits', found: 'values of unknown type', fix })
}

async function openMatrixOfNpz(path: string, { scoreKind, fileList }: MatrixOptions): Promise<Matrix> {
  const npz = await NpzFile.open(path)
  try {
    const others = npz.names.filter((name) => name !== 'files')
    const [name] = others
    if (others.length !== 1)
      throw new FormatError(path, 'the arrays', {
        expected: 'one matrix and the array "files"',
        found: others.join(', ') || 'none',
        fix: 'Save the matrix of one model together with its list of files.',
      })
    const kind = kindOf(path, name!, scoreKind)
    let files = fileList === undefined ? null : { path: fileList, names: await readFileList(fileList) }
    if (!files) {
      if (!npz.names.includes('files'))
        throw new FormatError(path, 'the arrays', {
          expected: 'a list of the images, one for each row',
          found: `only ${name}`,
          fix: 'Save it as the array "files", or provide a text file with one name per line (--files).',
        })
      const names: string[] = []
      for await (const [text] of readTextRows(npz, 'files', [null])) names.push(text!)
      files = { path, names }
    }
    return { stream: await npz.array(name!, matrixShape), files, scoreKind: kind, close: () => npz.close() }
  } catch (cause) {
    npz.close()
    throw cause
  }
}

async function openMatrixOfNpy(path: string, { scoreKind, fileList }: MatrixOptions): Promise<Matrix> {
  if (fileList === undefined)
    throw new FormatError(path, 'the array', {
      expected: 'a separate list of the images, one for each row',
      found: 'no list',
      fix: 'Provide a text file with one name per line, or a JSON list (--files).',
    })
  const kind = kindOf(path, null, scoreKind)
  const names = await readFileList(fileList)
  return {
    stream: await openNpy(path, matrixShape),
    files: { path: fileList, names },
    scoreKind: kind,
    close: () => {},
  }
}

/**
 * Reads a model's scores of every class for a list of images: a matrix [images, classes] of half, single or double
 * precision in an .npz or .npy file, row by row. Columns are the labelable classes by rising class index. Keeps the
 * `top` classes of each row, of ties the lower index first.
 *
 * Throws FormatError if the number of columns is not that of the project's classes, the list has another length than
 * the matrix, images are unknown or repeated, or a number is not a probability or logit.
 */
export async function readPredictionMatrix(
  path: string,
  isNpz: boolean,
  scope: PredictionScope,
  options: MatrixOptions,
): Promise<Predictions> {
  const matrix = await (isNpz ? openMatrixOfNpz : openMatrixOfNpy)(path, options)
  return { scoreKind: matrix.scoreKind, images: rowsOf(path, matrix, scope, options.top ?? 5) }
}

async function* rowsOf(
  path: string,
  { stream, files, scoreKind, close }: Matrix,
  scope: PredictionScope,
  top: number,
): AsyncGenerator<ImagePrediction, void, undefined> {
  try {
    const classes = Array.from(scope.classes.indices).sort((one, other) => one - other)
    const [rows, columns] = stream.header.shape
    if (columns !== classes.length)
      throw new FormatError(path, 'the matrix', {
        expected: `${classes.length} columns, one for each class of the project in order of index`,
        found: `${columns}`,
        fix: 'Use scores for exactly these classes, or import the classes that the matrix has.',
      })
    if (files.names.length !== rows)
      throw new FormatError(files.path, 'the list of images', {
        expected: `${rows} names, one for each row of the matrix`,
        found: `${files.names.length}`,
        fix: 'Use the list that belongs to this matrix.',
      })
    const covered = new CoveredImages(files.path, scope, 'row')
    const indices = new Int32Array(Math.min(top, columns))
    let k = 0
    for await (const row of readNumberRows(stream)) {
      const name = files.names[k++]
      const refuse: Refuse = (_, expected, found, fix) =>
        new FormatError(files.path, `row ${k}`, { expected, found, fix })
      const image = covered.enter(name, k, null, refuse)
      const wrong = firstWrong(row, scoreKind)
      if (wrong >= 0)
        throw new FormatError(path, `row ${k} (${name}), column ${wrong + 1} (class ${classes[wrong]})`, {
          expected: scoreError(row[wrong], scoreKind) ?? '',
          found: String(row[wrong]),
          fix: 'Correct the numbers, or set their type with --score-kind.',
        })
      const chosen = Array.from(indices.subarray(0, topPositions(row, indices)))
      if (covered.problems.passLine())
        yield { image, classes: chosen.map((index) => classes[index]!), scores: chosen.map((index) => row[index]!) }
    }
    covered.end()
  } finally {
    await stream.chunks.return(undefined)
    close()
  }
}

/** Returns the index of the first number that is not a score of this kind, or −1. */
function firstWrong(row: Float32Array | Float64Array, kind: PredictionScoreKind): number {
  const [least, most] = kind === 'probability' ? [0, 1] : [-3e38, 3e38]
  for (let index = 0; index < row.length; index++) if (!(row[index]! >= least && row[index]! <= most)) return index
  return -1
}

/**
 * Finds the indices of the largest numbers of a row, the largest first; of ties the lower index first.
 *
 * Shapes: row [n] without NaN; `indices` Int32Array[k] is filled from its start and may be longer than the row. Returns
 *         how many indices were filled: the lesser of n and k.
 * Cost:   O(n) comparisons and O(k) more for each number that is among the largest so far. Allocates nothing.
 */
export function topPositions(row: ArrayLike<number>, indices: Int32Array): number {
  let count = 0
  for (let index = 0; index < row.length; index++) {
    const value = row[index]!
    if (count === indices.length && !(value > row[indices[count - 1]!]!)) continue
    let at = count < indices.length ? count++ : count - 1
    while (at > 0 && row[indices[at - 1]!]! < value) {
      indices[at] = indices[at - 1]!
      at--
    }
    indices[at] = index
  }
  return count
}

/** Reads image names, one per row of a matrix: a JSON list or a text file with one per line. */
async function readFileList(path: string): Promise<string[]> {
  if ((await fileKind(path)) === 'list') {
    const list = await readJsonList(path)
    return list.map((name, k) => {
      if (typeof name === 'string') return name
      throw new FormatError(path, `element ${k}`, {
        expected: 'the file name of an image',
        found: shortJson(name),
        fix: 'Correct the element.',
      })
    })
  }
  const names: string[] = []
  for await (const { text } of readTextLines(path)) names.push(text.replace(/\r$/, ''))
  return names
}
