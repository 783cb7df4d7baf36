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
 * Reads the labels of a CVAT file: those declared by the task, in order, then those that occur only on images.
 *
 * Errors: FormatError for XML that is malformed or not a CVAT export.
 */
export async function cvatClasses(path: string): Promise<ToolClass[]> {
  const cvat = openCvat(path)
  const lines = new Map<string, number>()
  const add = (label: string) => {
    const name = label.trim()
    if (name !== '' && !lines.has(name)) lines.set(name, cvat.line())
  }
  const tags: string[] = []
  const events = {
    opened: (tag: string, { label }: Record<string, string>) => {
      tags.push(tag)
      if (tag !== 'attribute' && label !== undefined) add(label)
    },
    closed: () => tags.pop(),
    text: (text: string) => {
      if (tags.slice(-3).join('/') === 'labels/label/name') add(text)
    },
  }
  for await (const _ of cvat.read(events));
  return [...lines].map(([name, line]) => ({ where: `line ${line}`, value: { name } }))
}
