/** What `api` reads an answer with; a schema is one too. */
export interface Reader<T> {
  safeParse(json: unknown): { success: true; data: T } | { success: false }
}
