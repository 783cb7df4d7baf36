/** A slow computation. Request and result must be transferable to and from a thread; hooks may throw. */
type Computation = (request: never, hooks: never) => unknown

/** A computation that runs in this thread or in a thread of the worker. */
export type AsyncComputation<Work extends Computation> = (
  request: Parameters<Work>[0],
  hooks: Parameters<Work>[1] & { signal?: AbortSignal | undefined },
) => Promise<ReturnType<Work>>

export interface ComputedBy<Work extends Computation> {
  /** Where the work is done; in this thread by default. */
  compute?: AsyncComputation<Work> | undefined
}

export interface CountHooks {
  onProgress?: (done: number, total: number) => void
}

/** Runs a computation in this thread, which is blocked until it is done. */
export const runInThisThread =
  <Work extends Computation>(work: Work): AsyncComputation<Work> =>
  (request, hooks) =>
    new Promise((resolve) => resolve(work(request, hooks) as ReturnType<Work>))
