import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { FormatError } from '@/lib/formats/format-error'

export type Synset = {
  wnid: string
  /** The first is the most common name; underscores are replaced by spaces. */
  words: string[]
  gloss: string
  examples: string[]
  /** Byte offsets of the hypernyms, including instance hypernyms. */
  hypernyms: number[]
}

export type HypernymEdge = { child: string; parent: string }

/** `n01440764` → 1440764, the byte offset of the synset in data.noun. Throws RangeError for anything else. */
export function wnidOffset(wnid: string): number {
  if (!/^n\d{8}$/.test(wnid))
    throw new RangeError(`${JSON.stringify(wnid)} is not a WordNet id, which is n and eight digits, such as n01440764`)
  return Number(wnid.slice(1))
}

export const wnidOf = (offset: number) => `n${String(offset).padStart(8, '0')}`

/** The nouns of WordNet 3.0, indexed by the byte offsets in their ids. */
export class Wordnet {
  constructor(
    private readonly path: string,
    private readonly data: Buffer,
  ) {}

  /** Parses the synset at a byte offset. Throws FormatError if none begins there. */
  synsetAt(offset: number): Synset {
    const end = this.data.indexOf(0x0a, offset)
    const line = this.data.toString('utf8', offset, end < 0 ? undefined : end)
    const [record, ...glosses] = line.split(' | ')
    const fields = record!.trim().split(' ')
    if (offset < 0 || offset >= this.data.length || fields[0] !== wnidOf(offset).slice(1) || fields[2] !== 'n') {
      throw new FormatError(this.path, `byte ${offset}`, {
        expected: `the synset ${wnidOf(offset)}`,
        found: JSON.stringify(line.slice(0, 20)),
        fix: 'The ids are from WordNet 3.0. Install version 2.0.0 of the npm package wordnet.',
      })
    }
    const wordCount = Number.parseInt(fields[3]!, 16)
    const words = Array.from({ length: wordCount }, (_, index) => fields[4 + 2 * index]!.replaceAll('_', ' '))
    return {
      wnid: wnidOf(offset),
      words,
      ...parseGloss(glosses.join(' | ')),
      hypernyms: hypernymsIn(fields, 4 + 2 * wordCount),
    }
  }

  /** Returns the license at the head of the file, which must accompany every copy. */
  license(): string {
    const head = this.data.toString('utf8', 0, this.data.indexOf('\n00001740 '))
    return head
      .replaceAll(/^ +\d+ /gm, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
  }

  synset(wnid: string): Synset {
    return this.synsetAt(wnidOffset(wnid))
  }

  /** Returns everything above the given synsets: each other hypernym once, as discovered, and all edges to parents. */
  hypernymClosure(wnids: readonly string[]): { ancestors: string[]; edges: HypernymEdge[] } {
    const seen = new Set(wnids)
    const queue = [...seen]
    const edges: HypernymEdge[] = []
    for (let index = 0; index < queue.length; index++) {
      const child = queue[index]!
      for (const parent of this.synset(child).hypernyms.map(wnidOf)) {
        edges.push({ child, parent })
        if (!seen.has(parent)) queue.push(parent)
        seen.add(parent)
      }
    }
    return { ancestors: queue.slice(new Set(wnids).size), edges }
  }
}

function hypernymsIn(fields: readonly string[], pointersAt: number): number[] {
  const hypernyms = new Set<number>()
  const pointerCount = Number(fields[pointersAt])
  for (let index = 0; index < pointerCount; index++) {
    const [symbol, offset] = fields.slice(pointersAt + 1 + 4 * index)
    if (symbol === '@' || symbol === '@i') hypernyms.add(Number(offset))
  }
  return [...hypernyms]
}

/** Splits a gloss at semicolons outside quotes: quoted parts are examples, the rest is the definition. */
export function parseGloss(text: string): { gloss: string; examples: string[] } {
  const parts = (text.match(/(?:"[^"]*"?|[^";])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '')
  const examples = parts.filter((part) => part.startsWith('"'))
  const definitions = parts.filter((part) => !part.startsWith('"'))
  return { gloss: definitions.join('; '), examples: examples.map((part) => part.replace(/^"|"$/g, '')) }
}

/** Reads WordNet's data.noun into memory, about 15 MB. */
export const openWordnet = async (dataNounPath: string) => new Wordnet(dataNounPath, await readFile(dataNounPath))

/** Finds data.noun of the npm package wordnet, installed in the project or a parent folder. */
export async function findWordnet(projectRoot: string): Promise<string> {
  const inPackage = join('node_modules', 'wordnet', 'db', 'data.noun')
  for (let folder = resolve(projectRoot); ; folder = dirname(folder)) {
    const path = join(folder, inPackage)
    if (existsSync(path)) return path
    if (folder === dirname(folder)) break
  }
  throw new FormatError(join(resolve(projectRoot), inPackage), 'the file', {
    expected: 'the nouns of WordNet 3.0',
    found: 'no such file',
    fix: 'Run npm install in the project.',
  })
}
