import { type Transferable, Worker } from 'node:worker_threads'

interface ThreadWork<Message, Result> {
  /** The bundle that the thread runs. */
  program: URL
  workerData: unknown
  transferList?: Transferable[]
  /** Called with each message; the first to settle ends the thread. */
  onMessage: (message: Message, resolve: (result: Result) => void, reject: (error: unknown) => void) => void
  /** Fails when something that the thread waits for is lost. */
  death?: Promise<never>
  signal?: AbortSignal
}

/** Works in a thread of its own, which ends at once when the signal is aborted. */
export function inThread<Message, Result>({
  program,
  workerData,
  transferList,
  onMessage,
  death,
  signal,
}: ThreadWork<Message, Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const thread = new Worker(program, { workerData, transferList })
    const settle = (act: () => void) => {
      signal?.removeEventListener('abort', stop)
      void thread.terminate()
      act()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    const stop = () => fail(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    death?.catch(fail)
    const succeed = (result: Result) => settle(() => resolve(result))
    thread.on('message', (message: Message) => {
      try {
        onMessage(message, succeed, fail)
      } catch (error) {
        fail(error)
      }
    })
    thread.once('error', fail)
    thread.once('exit', (code) => fail(new Error(`The computing thread ended with status ${code}.`)))
  })
}
