/** Validates a response. Zod schemas are readers too. */
export interface Reader<T> {
  safeParse(json: unknown): { success: true; data: T } | { success: false }
}

/** Returns a reader that checks only the parts a page relies on, for pages that must not load the full schema. */
export const partReader = <T>(fits: (json: unknown) => boolean): Reader<T> => ({
  safeParse: (json) => (fits(json) ? { success: true, data: json as T } : { success: false }),
})

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
