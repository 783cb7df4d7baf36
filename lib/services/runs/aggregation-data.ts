import { createHash } from 'node:crypto'
import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { voteTable } from '@/lib/aggregation/vote-table'
import type { AggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { classGroups } from '@/lib/domain/classes/class-groups'
import { answers } from '@/lib/domain/rating/answer'
import { indicesById } from '@/lib/numeric/numbered'

/** Table rows in the form that methods take, with maps from indices back to ids. */
export interface AggregationData {
  input: AggregationInput
  /** [images] class index of the original label, −1 if there is none. */
  originalLabel: Int32Array
  /** [images] 1 for excluded images; absent if there are none. */
  isExcluded?: Uint8Array
  /** Class id by class index. */
  classOfIndex: Map<number, number>
}

/** Returns a function from id to index in `ids`, which are small non-negative integers. */
function indexOf(ids: Int32Array): (id: number) => number {
  const indices = indicesById(ids)
  return (id) => indices[id] ?? -1
}

function groupsOf({ candidates, classes }: AggregationRows): Pick<AggregationInput, 'groups'> {
  if (classes.path.every((path) => path.length === 0)) return {}
  const { groupOf, names } = classGroups(classes.path)
  const position = new Map(Array.from(classes.id, (id, k) => [id, groupOf[k]]))
  return { groups: { candidateGroup: Int32Array.from(candidates.class, (id) => position.get(id) ?? 0), names } }
}

function modelsOf({ models, predictions, candidates }: AggregationRows): Pick<AggregationInput, 'models'> {
  if (models.id.length === 0) return {}
  const candidatePosition = indexOf(candidates.id)
  const isTop1 = new Map(Array.from(models.id, (id) => [id, new Uint8Array(candidates.id.length)]))
  for (const [row, model] of predictions.model.entries()) {
    const flags = isTop1.get(model)
    if (flags && predictions.rank[row] === 0) flags[candidatePosition(predictions.candidate[row]!)] = 1
  }
  return {
    models: Array.from(models.id, (id, k) => ({ name: models.name[k]!, isTop1: isTop1.get(id) ?? new Uint8Array() })),
  }
}

/** Converts rows to a method's input. Candidates, images and raters get indices in the order of their rows. */
export function aggregationData(rows: AggregationRows): AggregationData {
  const { images, classes, raters, candidates, votes, goldenAnswers, adjudicated } = rows
  const imagePosition = indexOf(images.id)
  const raterPosition = indexOf(raters.id)
  const candidatePosition = indexOf(candidates.id)
  const indexOfClass = new Map(Array.from(classes.id, (id, k) => [id, classes.index[k]]))
  const indexOrNone = (classId: number) => indexOfClass.get(classId) ?? -1
  return {
    input: {
      votes: voteTable({
        itemCount: candidates.id.length,
        raterCount: raters.id.length,
        answerCount: answers.length,
        item: votes.candidate.map(candidatePosition),
        rater: votes.rater.map(raterPosition),
        answer: votes.answer,
      }),
      goldenAnswers: {
        person: goldenAnswers.rater.map(raterPosition),
        candidate: goldenAnswers.candidate.map(candidatePosition),
        answer: goldenAnswers.answer,
        isExpert: Uint8Array.from(goldenAnswers.rater, (id) => raters.isExpert[raterPosition(id)]!),
      },
      candidateImage: candidates.image.map(imagePosition),
      candidateClass: candidates.class.map(indexOrNone),
      candidateIsOriginal: candidates.isOriginal,
      ...groupsOf(rows),
      ...modelsOf(rows),
      ...(candidates.image.some((id) => rows.chosen.has(id)) && {
        isChosen: Uint8Array.from(candidates.image, (id) => Number(rows.chosen.has(id))),
      }),
      ...(adjudicated.candidate.length > 0 && {
        adjudicated: {
          candidate: adjudicated.candidate.map(candidatePosition),
          answer: adjudicated.answer,
          // Absent if empty, so that hashes of earlier runs stay the same.
          ...(adjudicated.isByHand.includes(1) && { isByHand: adjudicated.isByHand }),
        },
      }),
    },
    originalLabel: images.originalClass.map(indexOrNone),
    ...(rows.excluded.size > 0 && { isExcluded: Uint8Array.from(images.id, (id) => Number(rows.excluded.has(id))) }),
    classOfIndex: new Map(Array.from(classes.id, (id, k) => [classes.index[k]!, id])),
  }
}

/**
 * Returns the SHA-256, in hex, of everything that can change a run: votes, golden answers, adjudications, candidates,
 * original labels, exclusions, class groups and predictions. Columns include name and length, as little-endian numbers.
 */
export function aggregationInputHash({ input, originalLabel, isExcluded }: AggregationData): string {
  const { votes, goldenAnswers } = input
  const hash = createHash('sha256')
  const columns: Record<string, Int32Array | Uint8Array | Uint32Array> = {
    originalLabel,
    candidateImage: input.candidateImage,
    candidateClass: input.candidateClass,
    candidateIsOriginal: input.candidateIsOriginal,
    itemStart: votes.itemStart,
    voteCode: Uint32Array.from(votes.code),
    goldenPerson: goldenAnswers.person,
    goldenCandidate: goldenAnswers.candidate,
    goldenAnswer: goldenAnswers.answer,
    goldenIsExpert: goldenAnswers.isExpert,
    ...(isExcluded && { isExcluded }),
    ...(input.isChosen && { isChosen: input.isChosen }),
    ...(input.groups && { candidateGroup: input.groups.candidateGroup }),
    ...(input.adjudicated && {
      adjudicatedCandidate: input.adjudicated.candidate,
      adjudicatedAnswer: input.adjudicated.answer,
      ...(input.adjudicated.isByHand && { adjudicatedByHand: input.adjudicated.isByHand }),
    }),
    ...Object.fromEntries((input.models ?? []).map(({ name, isTop1 }) => [`model ${name}`, isTop1])),
  }
  for (const name of Object.keys(columns).sort()) {
    const column = columns[name]!
    hash.update(`${name} ${column.length}\n`)
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}

const imagenetClassCount = 1_000

/** Whether golden answers are like the paper's, whose parameters assume ImageNet's classes and five experts. */
export function isLikePaper({ goldenAnswers }: AggregationInput, classCount: number): boolean {
  const { person, isExpert } = goldenAnswers
  const experts = new Set(person.filter((_, at) => isExpert[at] === 1)).size
  return classCount === imagenetClassCount && experts === 5
}
