import { FormatError, shortJson } from '@/lib/formats/format-error'
import { readJsonElements } from '@/lib/formats/json-elements'
import { type OpenedAnswers, plainAnswer } from './file-answer'

type Fields = Record<string, unknown>

/**
 * Reads COCO: the distinct categories of an image's annotations are its labels; boxes and masks are ignored. An image
 * without annotations has no label.
 */
export async function openCocoAnswers(file: string): Promise<OpenedAnswers> {
  const wrong = (where: string, expected: string, found: unknown) =>
    new FormatError(file, where, {
      expected,
      found: shortJson(found),
      fix: 'Correct the entry; “images” need id and file_name, “categories” id and name, “annotations” image_id and category_id.',
    })
  const names = { images: new Map<string, string>(), categories: new Map<string, string>() }
  /** Category ids by image id, in the order of the file. */
  const found = new Map<string, Set<string>>()

  const idOf = (where: string, value: unknown) => {
    // JSON.parse rounds larger integers, which could merge two images into one.
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw wrong(where, 'ids of at most 15 digits, or in quotation marks', value)
    return typeof value === 'number' || typeof value === 'string' ? String(value) : null
  }

  function enterAnnotation(where: string, value: Fields) {
    const [image, category] = [idOf(where, value?.image_id), idOf(where, value?.category_id)]
    if (image === null || category === null) throw wrong(where, 'an image_id and a category_id', value)
    const labels = found.get(image)
    if (labels) labels.add(category)
    else found.set(image, new Set([category]))
  }

  function enter(list: string, index: number, value: Fields) {
    const where = `${list}, element ${index}`
    if (list === 'annotations') return enterAnnotation(where, value)
    const [id, name] = [idOf(where, value?.id), list === 'images' ? value?.file_name : value?.name]
    const field = list === 'images' ? 'file_name' : 'name'
    if (id === null || typeof name !== 'string' || name === '') throw wrong(where, `an id and a ${field}`, value)
    const known = names[list as 'images' | 'categories']
    const before = known.get(id)
    if (before !== undefined && before !== name) throw wrong(where, `another id than that of “${before}”`, value)
    known.set(id, name)
  }

  function* ofImage(id: string, image: string) {
    const where = `image ${id}`
    const labels = found.get(id)
    if (!labels) yield plainAnswer(where, image, null)
    for (const category of labels ?? []) {
      const label = names.categories.get(category)
      if (label === undefined) throw wrong(`${where}, field "category_id"`, 'the id of a category', category)
      yield plainAnswer(where, image, label)
    }
  }

  async function* answers() {
    for await (const { list, index, value } of readJsonElements(file, ['images', 'categories', 'annotations']))
      if (list !== null) enter(list, index, value as Fields)
    const homeless = [...found.keys()].find((id) => !names.images.has(id))
    if (homeless !== undefined) throw wrong('annotations, field "image_id"', 'the id of an image', homeless)
    // Files such as image_info_test2017.json only list images; they do not say that nothing applies.
    if (names.images.size > 0 && found.size === 0)
      throw new FormatError(file, 'annotations', {
        expected: 'at least one annotation',
        found: 'none',
        fix: 'Choose the file with the annotations, such as instances_val2017.json.',
      })
    for (const [id, image] of names.images) yield* ofImage(id, image)
  }
  return {
    ...{ hasRaters: false, namesOnlyPresent: true, columns: null, answers: answers() },
    fields: { image: 'file_name', label: 'category_id', answer: 'category_id' },
  }
}
