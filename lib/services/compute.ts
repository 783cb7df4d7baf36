/** What takes long. Request and result can be copied to and from a thread; hooks may throw. */
type Computation = (request: never, hooks: never) => unknown

/** A computation done somewhere: here, or in a thread of the worker. */
export type ComputeOf<Work extends Computation> = (
  request: Parameters<Work>[0],
  hooks: Parameters<Work>[1] & { signal?: AbortSignal | undefined },
) => Promise<ReturnType<Work>>

/** How far a computation is, in whatever it counts. */
export interface CountHooks {
  onProgress?: (done: number, total: number) => void
}

/** Does it here and now; nothing else happens in this thread until it is done. */
export const here =
  <Work extends Computation>(work: Work): ComputeOf<Work> =>
  (request, hooks) =>
    new Promise((resolve) => resolve(work(request, hooks) as ReturnType<Work>))
