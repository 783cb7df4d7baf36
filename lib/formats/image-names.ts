import { type FormatProblem, shortJson } from './format-error'

/** The last part of a name or path without its extension, in lower case and with composed accents. */
export const stemOf = (name: string) =>
  name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.[a-z0-9]{2,5}$/, '')

const composedAccents = (name: string) => name.normalize('NFC')

/** Positions by a key of the names; null if several names have it. */
function positionsBy(keyOf: (name: string) => string, positionOf: ReadonlyMap<string, number>) {
  const found = new Map<string, number | null>()
  for (const [name, position] of positionOf) {
    const key = keyOf(name)
    found.set(key, found.has(key) ? null : position)
  }
  return found
}

/**
 * Finds an image by its name in a file: exactly, otherwise with composed accents (a Mac may decompose those of files),
 * otherwise by the last part of its path, or without the first folders of the name. A project made from folders has
 * “cat/1.jpg”, predictions have “1.jpg”, and a table beside the folders has “images/cat/1.jpg”. Ambiguous names are
 * unknown.
 */
export class ImageNames {
  /** Names by their stem. */
  private stems: Map<string, string[]> | null = null
  /** Position by the name with composed accents; null if several images have it. */
  private composed: Map<string, number | null> | null = null
  /** Position by the last part of the path; null if several images have it. */
  private lastParts: Map<string, number | null> | null = null
  /** The name that is longer than the project's, by position: of several, only the first is known. */
  private readonly longNames = new Map<number, string>()

  constructor(private readonly positionOf: ReadonlyMap<string, number>) {}

  find(name: string): number | undefined {
    const whole = this.byWholeName(name)
    if (whole !== undefined) return whole
    if (name.includes('/')) return this.byEnd(name)
    this.lastParts ??= positionsBy((one) => composedAccents(one.slice(one.lastIndexOf('/') + 1)), this.positionOf)
    return this.lastParts.get(composedAccents(name)) ?? undefined
  }

  private byWholeName(name: string): number | undefined {
    const exact = this.positionOf.get(name)
    if (exact !== undefined) return exact
    this.composed ??= positionsBy(composedAccents, this.positionOf)
    return this.composed.get(composedAccents(name)) ?? undefined
  }

  /** The problem of a name that is not found, with the images whose names differ only in case, folders or extension. */
  problemOf(name: string, fix = 'Correct the name, remove it, or import the image.'): FormatProblem {
    const found = `${shortJson(name, 120)}${this.suggestionFor(name)}`
    return { expected: 'the file name of an image of the project', found, fix }
  }

  suggestionFor(name: string): string {
    this.stems ??= this.byStem()
    const close = this.stems.get(stemOf(name)) ?? []
    if (close.length === 0) return ''
    return ` (did you mean ${close.slice(0, 2).join(' or ')}${close.length > 2 ? ' or another' : ''}?)`
  }

  private byStem() {
    const found = new Map<string, string[]>()
    for (const name of this.positionOf.keys()) {
      const names = found.get(stemOf(name))
      if (!names) found.set(stemOf(name), [name])
      else if (names.length < 3) names.push(name)
    }
    found.delete('')
    return found
  }

  private byEnd(name: string): number | undefined {
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      const position = this.byWholeName(name.slice(at + 1))
      if (position === undefined) continue
      const first = this.longNames.get(position) ?? name
      this.longNames.set(position, first)
      return first === name ? position : undefined
    }
    return undefined
  }
}
