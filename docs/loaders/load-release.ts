// Reads the files of a release and evaluates a model's predictions against them. Requires only Node:
//
//     node load-release.ts FOLDER [PREDICTIONS]            (Node 22.18 or later runs TypeScript directly)
//
// PREDICTIONS is a JSON list of class indices in image order, or a CSV file with the columns file and label.
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inflateRawSync } from 'node:zlib'

interface NamedClass {
  index: number
  id: string | null
  name: string
}

interface LabelledImage {
  image: string
  rated: boolean
  original: NamedClass | null
  labels: NamedClass[]
  /** Number of raters who saw something that is not a class of the project; null if unknown. */
  outside_list?: number | null
  candidates: (NamedClass & { score: number | null; votes: { no: number; maybe: number; yes: number } })[]
}

/** Returns the only file in the folder with this suffix. */
function fileOf(folder: string, suffix: string): string {
  const found = readdirSync(folder).filter((name) => name.endsWith(`-${suffix}`))
  if (found.length !== 1)
    throw new Error(`${folder} must hold one file that ends with -${suffix}; it has ${found.length}.`)
  return join(folder, found[0]!)
}

/** Returns the class indices of each image in real.json, in order. */
export const readLabels = (folder: string): number[][] => JSON.parse(readFileSync(fileOf(folder, 'real.json'), 'utf8'))

/** Reads name, original label, labels and candidates of each image in labels.jsonl, in order. */
export async function* readImages(folder: string): AsyncGenerator<LabelledImage> {
  for await (const line of createInterface({ input: createReadStream(fileOf(folder, 'labels.jsonl')) }))
    if (line !== '') yield JSON.parse(line)
}

/** Returns the bytes of a zip entry, found through the central directory. */
function unzipped(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < zip.readUInt16LE(end + 10); entry++) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    if (zip.toString('utf8', at + 46, at + 46 + nameLength!) === name) {
      const head = zip.readUInt32LE(at + 42)
      const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
      const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20))
      return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)
    }
    at += 46 + nameLength! + extraLength! + commentLength!
  }
  throw new Error(`The file has no array ${name}.`)
}

/** Returns the shape of a NumPy array and its raw bytes. */
function numpyArray(file: Buffer): { shape: number[]; bytes: Buffer } {
  const start = 10 + file.readUInt16LE(8)
  const shape = /'shape': \(([^)]*)\)/.exec(file.toString('latin1', 10, start))?.[1] ?? ''
  return {
    shape: shape
      .split(',')
      .filter((size) => size.trim() !== '')
      .map(Number),
    bytes: file.subarray(start),
  }
}

/** Returns the score (0 to 1, not a probability) of each pair in scores.npz, by `class index, space, file name`. */
export function readScores(folder: string): Map<string, number> {
  const zip = readFileSync(fileOf(folder, 'scores.npz'))
  const tensor = numpyArray(unzipped(zip, 'tensor.npy'))
  const info = numpyArray(unzipped(zip, 'info.npy'))
  const [pairs, columns] = info.shape
  // Text has four bytes per character and is padded with zeros.
  const width = info.bytes.length / Math.max(1, pairs! * columns!)
  const text = (index: number) => {
    let found = ''
    for (let at = index * width; at < (index + 1) * width; at += 4) {
      const point = info.bytes.readUInt32LE(at)
      if (point !== 0) found += String.fromCodePoint(point)
    }
    return found
  }
  const scores = new Map<string, number>()
  for (let pair = 0; pair < pairs!; pair++)
    scores.set(`${text(pair * 2 + 1)} ${text(pair * 2)}`, tensor.bytes.readDoubleLE(pair * 8))
  return scores
}

/** Returns the text of a CSV field, without the apostrophes that protect it from being read as a formula. */
const fieldText = (field: string) =>
  field.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '').replace(/(?<=[;\t\r\n])'(?=['"]*[=+\-@＝＋－＠])/g, '')

/** Yields the rows of a CSV file as records by column name. Fields may contain commas, quotes and line breaks. */
export async function* readCsv(file: string): AsyncGenerator<Record<string, string>> {
  let columns: string[] | null = null
  let row: string[] = []
  let field = ''
  let isQuoted = false
  let mayEnd = false
  for await (const piece of createReadStream(file, { encoding: 'utf8' })) {
    for (const character of piece as string) {
      if (isQuoted && mayEnd) {
        mayEnd = false
        if (character === '"') {
          field += '"'
          continue
        }
        isQuoted = false
      }
      if (isQuoted) {
        if (character === '"') mayEnd = true
        else field += character
      } else if (character === '"') isQuoted = true
      else if (character === ',' || character === '\n') {
        row.push(fieldText(field))
        field = ''
        if (character === ',') continue
        if (columns) {
          const names = columns
          yield Object.fromEntries(row.map((value, k) => [names[k], value]))
          // Spreadsheets write a byte order mark.
        } else columns = row.map((name) => name.replace(/^\uFEFF/, ''))
        row = []
      } else if (character !== '\r') field += character
    }
  }
}

/** Yields one record per vote in votes.csv. */
export const readVotes = (folder: string) => readCsv(fileOf(folder, 'votes.csv'))

/** Returns the predicted class index of each image, null for images that are not in the file. */
export async function readPredictions(path: string, names: readonly string[]): Promise<(number | null)[]> {
  if (path.endsWith('.json')) {
    const predictions: number[] = JSON.parse(readFileSync(path, 'utf8'))
    if (predictions.length === names.length) return predictions
    throw new Error(`${path} has ${predictions.length} predictions for ${names.length} images.`)
  }
  const byName = new Map<string, number>()
  let number = 0
  for await (const row of readCsv(path)) {
    number++
    const { file, label } = row
    if (file === undefined || label === undefined)
      throw new Error(`${path} must have the columns file and label; it has ${Object.keys(row).join(', ')}.`)
    if (!/^[0-9]+$/.test(label))
      throw new Error(`${path}, row ${number}: label must be a class index; it is '${label}'.`)
    byName.set(file, Number(label))
  }
  return names.map((name) => byName.get(name) ?? null)
}

/** Returns the share of predictions that are among the labels, without images that have no prediction or no label. */
export function accuracy(
  predictions: readonly (number | null)[],
  truths: readonly (readonly number[])[],
): number | null {
  let right = 0
  let judged = 0
  for (const [image, prediction] of predictions.entries()) {
    if (prediction === null || truths[image]!.length === 0) continue
    judged++
    if (truths[image]!.includes(prediction)) right++
  }
  return judged === 0 ? null : right / judged
}

export async function summary(folder: string, predictionsPath?: string) {
  const labels = readLabels(folder)
  const scores = readScores(folder)
  const names: string[] = []
  const originals: (number | null)[] = []
  let imagesThatDiffer = 0
  let scoresThatDiffer = 0
  let imagesOutsideList = 0
  for await (const { image, original, labels: named, candidates, outside_list: raters } of readImages(folder)) {
    const known = new Set(labels[names.length])
    if (known.size !== named.length || named.some(({ index }) => !known.has(index))) imagesThatDiffer++
    names.push(image)
    if ((raters ?? 0) > 0) imagesOutsideList++
    originals.push(original?.index ?? null)
    for (const { index, score } of candidates)
      if ((scores.get(`${index} ${image}`) ?? null) !== score) scoresThatDiffer++
  }
  const votes: Record<string, number> = { no: 0, maybe: 0, yes: 0 }
  const raters = new Set<string>()
  for await (const { answer, rater } of readVotes(folder)) {
    votes[answer!]!++
    raters.add(rater!)
  }
  const facts = {
    images: labels.length,
    labels: labels.reduce((sum, one) => sum + one.length, 0),
    imagesWithoutLabel: labels.filter((one) => one.length === 0).length,
    // Images in which raters saw something that is not a class; unknown in older releases.
    imagesOutsideList,
    scores: scores.size,
    votes,
    raters: raters.size,
    // Both are 0 if the files agree.
    imagesThatDiffer,
    scoresThatDiffer,
    originalLabelsAccuracy: accuracy(originals, labels),
  }
  if (predictionsPath === undefined) return facts
  const predictions = await readPredictions(predictionsPath, names)
  const truths = originals.map((original) => (original === null ? [] : [original]))
  const [originalAccuracy, reassessedAccuracy] = [accuracy(predictions, truths), accuracy(predictions, labels)]
  return { ...facts, originalAccuracy, reassessedAccuracy }
}

const [folder, predictions] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Give a folder of exported files, and a file of predictions if there is one.')
  process.exitCode = 1
} else {
  console.log(JSON.stringify(await summary(folder, predictions)))
}
