import { openCvat } from '@/lib/formats/cvat-file'
import { readJsonElements } from '@/lib/formats/json-elements'

/** A class from another tool's file, with the fields of our class JSON. */
export interface ToolClass {
  where: string
  value: { name: string; parents?: string[]; labelable?: false }
}

/** Reads the categories of a COCO file. Those with supercategory “none” or their own name, such as “person”, get no parent. */
export async function cocoClasses(path: string): Promise<ToolClass[]> {
  const categories: { where: string; value: unknown }[] = []
  for await (const { index, value } of readJsonElements(path, ['categories']))
    categories.push({ where: `categories, element ${index}`, value })
  const textOf = (value: unknown, key: 'name' | 'supercategory') => {
    const text: unknown = typeof value === 'object' && value !== null && Reflect.get(value, key)
    return typeof text === 'string' ? text.trim() : ''
  }
  const notAbove = new Set(['', 'none', ...categories.map(({ value }) => textOf(value, 'name').toLowerCase())])
  const above = (value: unknown) => [textOf(value, 'supercategory')].filter((name) => !notAbove.has(name.toLowerCase()))
  const inner = new Set(categories.flatMap(({ value }) => above(value)))
  return [
    ...categories.map(({ where, value }) => ({ where, value: { name: textOf(value, 'name'), parents: above(value) } })),
    ...[...inner].map((name) => ({ where: `supercategory “${name}”`, value: { name, labelable: false } as const })),
  ]
}

/**
 * Reads the labels of a CVAT file: those declared by the task, in order, then those that occur only on images. Leaves
 * out the points of skeletons, whose labels name parts such as “left eye”.
 *
 * Errors: FormatError for XML that is malformed or not a CVAT export.
 */
export async function cvatClasses(path: string): Promise<ToolClass[]> {
  const cvat = openCvat(path)
  const lines = new Map<string, number>()
  const add = (label: string, line: number) => {
    const name = label.trim()
    if (name !== '' && !lines.has(name)) lines.set(name, line)
  }
  const tags: string[] = []
  let declared = { name: '', line: 0, isPart: false }
  const events = {
    opened: (tag: string, { label }: Record<string, string>) => {
      if (tag === 'label') declared = { name: '', line: 0, isPart: false }
      const isPart = tags.at(-1) === 'skeleton'
      tags.push(tag)
      if (tag !== 'attribute' && label !== undefined && !isPart) add(label, cvat.line())
    },
    closed: (tag: string) => {
      tags.pop()
      if (tag === 'label' && tags.at(-1) === 'labels' && !declared.isPart) add(declared.name, declared.line)
    },
    text: (text: string) => {
      const where = tags.slice(-3).join('/')
      if (where === 'labels/label/name') declared = { ...declared, name: text, line: cvat.line() }
      if (where === 'labels/label/parent' && text.trim() !== '') declared.isPart = true
    },
  }
  for await (const _ of cvat.read(events));
  return [...lines].map(([name, line]) => ({ where: `line ${line}`, value: { name } }))
}
