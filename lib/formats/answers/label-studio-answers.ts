import { fileKind } from '@/lib/formats/file-kind'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { readJsonElements } from '@/lib/formats/json-elements'
import { isObject, readJsonObject } from '@/lib/formats/json-file'
import { type FileAnswer, type OpenedAnswers, plainAnswer } from './file-answer'

type Fields = Record<string, unknown>

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Returns the image of a task: our own exports name it in addition to its URL. */
function imageOf(task: Fields): string | null {
  const data = isObject(task.data) ? task.data : {}
  for (const name of ['file', 'file_name', 'filename', 'image', 'img', 'url'])
    if (typeof data[name] === 'string' && data[name] !== '') return data[name]
  return typeof task.file_upload === 'string' ? task.file_upload : null
}

function annotatorOf(annotation: Fields): string {
  const who = annotation.completed_by
  if (typeof who === 'number' || typeof who === 'string') return String(who)
  if (isObject(who)) return String(who.email ?? who.username ?? who.id ?? 'unknown')
  return 'unknown'
}

/** Whether a field of a result has classes: choices, or the labels of a shape, such as `rectanglelabels`. */
const hasClasses = (field: string) => field === 'choices' || field === 'taxonomy' || field.endsWith('labels')

const valueIn = (result: unknown): Fields => (isObject(result) && isObject(result.value) ? result.value : {})

/** Returns the classes of one result: choices and labels as they are, and the last name of each taxonomy path. */
function labelsOf(result: unknown): string[] {
  const value = valueIn(result)
  const nameOf = (one: unknown) => (Array.isArray(one) ? one.at(-1) : one)
  return Object.keys(value)
    .filter(hasClasses)
    .flatMap((field) => listIn(value[field]).map(nameOf))
    .filter((label) => typeof label === 'string' || typeof label === 'number')
    .map(String)
}

const fixResult =
  'Remove annotations without classes, or empty their “result” if the annotator saw the image and found no class.'

const fixImage = 'Rename the field that has the image to “image” in every task, or remove tasks without an image.'

/**
 * Reads Label Studio's JSON export, a list of tasks, or one task, as its API returns it. Each annotation that was not
 * cancelled gives its annotator's classes: those of Choices tags, the labels of boxes and other shapes, and the last
 * names of Taxonomy tags. Ignores predictions. Throws FormatError if an annotation only has results of other kinds,
 * which would look like “no class”.
 */
export async function openLabelStudioAnswers(file: string): Promise<OpenedAnswers> {
  const wrong = (
    where: string,
    expected: string,
    found: unknown,
    fix = 'Export the project from Label Studio in the format “JSON”.',
  ) => new FormatError(file, where, { expected, found: shortJson(found), fix })
  function* ofAnnotation(image: string, where: string, annotation: Fields): Generator<FileAnswer> {
    const results = listIn(annotation.result)
    if (results.length > 0 && !results.some((result) => Object.keys(valueIn(result)).some(hasClasses)))
      throw wrong(`${where}, field "result"`, 'choices, a taxonomy or labels of shapes', results[0], fixResult)
    const labels = [...new Set(results.flatMap(labelsOf))]
    const time = annotation.updated_at ?? annotation.created_at
    const about = { rater: annotatorOf(annotation), time: typeof time === 'string' ? time : null }
    if (labels.length === 0) yield { ...plainAnswer(where, image, null), ...about }
    for (const label of labels) yield { ...plainAnswer(where, image, label), ...about }
  }
  function* ofTask(where: string, task: unknown): Generator<FileAnswer> {
    if (!isObject(task)) throw wrong(where, 'a task', task)
    const image = imageOf(task)
    if (image === null) throw wrong(`${where}, field "data"`, 'an image, such as {"image": "…"}', task.data, fixImage)
    if (!Array.isArray(task.annotations)) throw wrong(`${where}, field "annotations"`, 'a list', task.annotations)
    for (const [k, annotation] of task.annotations.entries()) {
      if (!isObject(annotation)) throw wrong(`${where}, annotation ${k}`, 'an object', annotation)
      if (annotation.was_cancelled !== true) yield* ofAnnotation(image, `${where}, annotation ${k}`, annotation)
    }
  }
  async function* answers() {
    if ((await fileKind(file)) === 'lines') return yield* ofTask('the task', await readJsonObject(file))
    for await (const { index, value } of readJsonElements(file)) yield* ofTask(`task ${index}`, value)
  }
  return {
    ...{ hasRaters: true, namesOnlyPresent: true, columns: null, answers: answers() },
    fields: { image: 'data', label: 'choices', answer: 'choices' },
  }
}
