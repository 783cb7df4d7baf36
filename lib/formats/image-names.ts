/**
 * Finds the position of an image by its name in a file: to the letter, or by the last part of the name where a file gives no
 * more. A project that was made from folders calls an image “cat/1.jpg”, and predictions of it call it “1.jpg”. What several
 * images may be called is unknown.
 */
export class ImageNames {
  /** Position by the last part of the name; null where several images have it. */
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
