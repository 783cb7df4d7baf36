import type { ReleaseClass } from '@/lib/contracts/releases/release-rows'
import type { LabelDecision } from '@/lib/domain/adjudication/adjudication'
import type { SnapshotHead, SnapshotReads } from '../release-rows'
import { type CandidateColumns, candidatesByImage } from './loaded-snapshot'
import { knownNumber, type SnapshotWriting, snapshotFormat, textBytes } from './release-format'

/** Gives each class a unique text: its name, with its index for namesakes. */
export function classTexts(classes: readonly ReleaseClass[]): Map<number, string> {
  const uses = new Map<string, number>()
  for (const { name } of classes) uses.set(name, (uses.get(name) ?? 0) + 1)
  const texts = new Map<number, string>()
  const taken = new Set<string>()
  for (const { index, name } of classes) {
    let text = uses.get(name) === 1 ? name : `${name} (${index})`
    while (taken.has(text)) text += ` (${index})`
    taken.add(text)
    texts.set(index, text)
  }
  return texts
}

/** Names of the tags, shared by tasks and configuration. */
const control = 'labels'
const object = 'image'

/** URL by which Label Studio finds pictures on its own disk, below its document root. */
const localFile = (fileName: string) =>
  `/data/local-files/?d=images/${fileName.split('/').map(encodeURIComponent).join('/')}`

const modelVersion = ({ project, version, method }: SnapshotHead) =>
  `${version === null ? project : `${project} ${version}`} (${method})`

/** Certainty of the image's least certain decision; low if the image needs review. */
function leastSure({ score }: CandidateColumns<'score'>, indices: Int32Array): number | null {
  let least: number | null = null
  for (const at of indices) {
    if (Number.isNaN(score[at])) continue
    least = Math.min(least ?? 1, Math.max(score[at]!, 1 - score[at]!))
  }
  return least
}

const chosen = (id: string, choices: (string | null)[]) =>
  choices.length === 0 ? [] : [{ id, from_name: control, to_name: object, type: 'choices', value: { choices } }]

const annotation = (result: ReturnType<typeof chosen>) => ({ result, was_cancelled: false, ground_truth: false })

const predictionsOf = (model_version: string, score: number | null, result: ReturnType<typeof chosen>) =>
  score === null ? [] : [{ model_version, score, result }]

const taskReads = {
  images: ['fileName', 'isRated', 'original', 'labels'],
  candidates: ['image', 'classIndex', 'score'],
} as const satisfies SnapshotReads

/**
 * One task per image, in Label Studio's JSON task format: the labels as an annotation, and as a prediction with the
 * score of its least certain decision. An unrated image has neither, unless one of its labels was decided; `data` has
 * the choices that people decided.
 */
async function* taskTexts({ snapshot }: SnapshotWriting<typeof taskReads>) {
  const texts = classTexts(await snapshot.classes())
  const textOf = (index: number | null) => (index === null ? null : (texts.get(index) ?? String(index)))
  const candidates = await snapshot.candidates()
  const candidatesOf = candidatesByImage(candidates)
  const decided = await snapshot.decided()
  const reasons = await snapshot.excluded()
  const isDecided = (image: number) => decided.ofImage(image).length > 0
  const model_version = modelVersion(snapshot.head)
  let position = 0
  for await (const block of snapshot.source.images()) {
    for (const { fileName, isRated, original, labels } of block) {
      const id = position + 1
      const named = (decision: LabelDecision) => decided.indices(position, decision).map(textOf)
      const [by_hand, adjudicated] = [named('by-hand'), named('adjudicated')]
      const excluded = reasons.get(position) ?? null
      const indices = candidatesOf(position++)
      const choices = labels.map(textOf)
      const result = (name: string) => chosen(`${name}-${id}`, choices)
      const scores = Array.from(indices, (at) => ({
        choice: textOf(candidates.classIndex[at]!),
        score: knownNumber(candidates.score[at]!),
      }))
      const task = {
        id,
        data: {
          image: localFile(fileName),
          file: fileName,
          original: textOf(original),
          scores,
          by_hand,
          adjudicated,
          excluded,
        },
        annotations: isRated || isDecided(position - 1) ? [annotation(result('annotation'))] : [],
        predictions: isRated ? predictionsOf(model_version, leastSure(candidates, indices), result('prediction')) : [],
      }
      yield `${position === 1 ? '[\n' : ',\n'}${JSON.stringify(task)}`
    }
  }
  yield position === 0 ? '[]\n' : '\n]\n'
}

/** XML 1.0 cannot represent most control characters. */
const isOfXml = (point: number) => (point >= 0x20 ? point !== 0xfffe && point !== 0xffff : [9, 10, 13].includes(point))

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes an attribute value; literal tabs and line breaks would be read as spaces. */
const xmlText = (text: string) =>
  Array.from(text, (character) => (isOfXml(character.codePointAt(0) ?? 0) ? character : '\uFFFD'))
    .join('')
    .replace(/[&<>"]/g, (one) => entities[one] ?? one)
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)

/** The labeling configuration of the tasks: one Choices tag with multiple choice. */
async function* configTexts({ snapshot }: SnapshotWriting<SnapshotReads>) {
  yield `<View>\n  <Image name="${object}" value="$image"/>\n`
  yield `  <Choices name="${control}" toName="${object}" choice="multiple" layout="select">\n`
  for (const text of classTexts(await snapshot.classes()).values()) yield `    <Choice value="${xmlText(text)}"/>\n`
  yield '  </Choices>\n</View>\n'
}

export const labelStudioFiles = {
  'label-studio': snapshotFormat({
    suffix: 'label-studio.json',
    group: 'tool',
    title: 'Label Studio tasks',
    needsRun: true,
    about:
      'One task per image: labels as an annotation, scores as predictions, for a Choices tag with multiple choice.',
    reads: taskReads,
    write: (writing) => textBytes(taskTexts(writing)),
  }),
  'label-studio-config': snapshotFormat({
    suffix: 'label-studio.xml',
    group: 'tool',
    title: 'Label Studio configuration',
    about: 'The labeling configuration for the Label Studio tasks.',
    reads: {},
    write: (writing) => textBytes(configTexts(writing)),
  }),
} as const
