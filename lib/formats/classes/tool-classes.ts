import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { FormatError, reasonOf, unreadable } from '@/lib/formats/format-error'
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
  const lines = new Map<string, number>()
  const parser = new SaxesParser()
  const wrong = (expected: string, found: string, mend: string) =>
    new FormatError({ file: path, where: `line ${parser.line}`, expected, found, mend })
  const add = (label: string) => {
    const name = label.trim()
    if (name !== '' && !lines.has(name)) lines.set(name, parser.line)
  }
  const tags: string[] = []
  parser.on('error', (error) => {
    throw wrong('well-formed XML', error.message, 'Check that the file is complete.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (tags.length === 0 && name !== 'annotations')
      throw wrong('the tag <annotations>', `<${name}>`, 'Export the task from CVAT as “CVAT for images 1.1”.')
    tags.push(name)
    const { label } = attributes as Record<string, string>
    if (name !== 'attribute' && label !== undefined) add(label)
  })
  parser.on('text', (text) => {
    if (tags.slice(-3).join('/') === 'labels/label/name') add(text)
  })
  parser.on('closetag', () => {
    tags.pop()
  })
  try {
    for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) parser.write(chunk)
    parser.close()
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) throw unreadable(path, reasonOf(cause))
    throw cause
  }
  return [...lines].map(([name, line]) => ({ where: `line ${line}`, value: { name } }))
}
