/** Progress and cancellation of long work, which checks the signal from time to time and stops by throwing. */
export interface WorkHooks {
  onProgress?: (done: number, total: number) => void
  /** An AbortSignal, or anything that throws once the work should stop. */
  signal?: { throwIfAborted: () => void } | undefined
}
