/** How long work tells how far it is, and how it is told to stop: it looks now and then, and ends by throwing. */
export interface WorkHooks {
  /** Steps done, of how many. */
  onProgress?: (done: number, total: number) => void
  /** An AbortSignal, or anything that throws once the work is to end. */
  signal?: { throwIfAborted: () => void } | undefined
}
