/**
 * Finds an image by its name in a file: exactly, otherwise by the last part of its path. A project made from folders
 * has “cat/1.jpg”, and predictions have “1.jpg”. Ambiguous names are unknown.
 */
export class ImageNames {
  /** Position by the last part of the path; null if several images have it. */
  private lastParts: Map<string, number | null> | null = null

  constructor(private readonly positionOf: ReadonlyMap<string, number>) {}

  find(name: string): number | undefined {
    const exact = this.positionOf.get(name)
    if (exact !== undefined || name.includes('/')) return exact
    this.lastParts ??= this.byLastPart()
    return this.lastParts.get(name) ?? undefined
  }

  private byLastPart() {
    const found = new Map<string, number | null>()
    for (const [name, position] of this.positionOf) {
      const last = name.slice(name.lastIndexOf('/') + 1)
      found.set(last, found.has(last) ? null : position)
    }
    return found
  }
}
