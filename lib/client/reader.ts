/** What `api` reads an answer with; a schema is one too. */
export interface Reader<T> {
  safeParse(json: unknown): { success: true; data: T } | { success: false }
}

/** Reads an answer by the parts a page cannot do without, where its whole schema would be too much script to load. */
export const partReader = <T>(fits: (json: unknown) => boolean): Reader<T> => ({
  safeParse: (json) => (fits(json) ? { success: true, data: json as T } : { success: false }),
})

/** Whether a value that came from outside has named parts. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
