import type { ChildProcess } from 'node:child_process'
import type { InputTensor, OnnxInput } from '@/lib/formats/predictions/onnx-tensor'
import { startProgram } from '@/lib/storage/start-program'

/** Arguments and results of the tasks in onnx-program.mjs. */
interface Tasks {
  load: { given: { file: string }; result: { inputs: (OnnxInput & { isTensor: boolean })[]; outputs: string[] } }
  run: {
    given: { input: string; tensor: InputTensor; output: string }
    result: { type: string; data: Float32Array }
  }
}

type Answer = { result: unknown } | { error: string }

/** Why a model could not be loaded or run. */
export class OnnxProblem extends Error {}

/** A process that runs one ONNX model, one task after another. */
export class OnnxProcess {
  private readonly child: ChildProcess = startProgram('onnx-program.mjs', import.meta.url)
  private last: Promise<unknown> = Promise.resolve()
  private whyEnded = 'its process ended, probably because the model needs more memory than there is'

  /** The process is ended when the signal is aborted. */
  constructor(
    private readonly signal?: AbortSignal,
    private readonly mostMs = 120_000,
  ) {
    signal?.addEventListener('abort', () => this.end(), { once: true })
  }

  /** Throws OnnxProblem if the model refuses, takes over two minutes, or has ended the process; or the signal's reason. */
  ask<Name extends keyof Tasks>(task: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['result']> {
    const asked = this.last.then(() => this.askNow(task, given))
    this.last = asked.catch(() => {})
    return asked
  }

  private askNow<Name extends keyof Tasks>(task: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['result']> {
    const { child, signal, mostMs } = this
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        child.off('message', hear).off('exit', lose).off('error', lose)
        act()
      }
      const fail = (why: string) => settle(() => reject(signal?.aborted ? signal.reason : new OnnxProblem(why)))
      const hear = (answer: Answer) =>
        'error' in answer ? fail(answer.error) : settle(() => resolve(answer.result as Tasks[Name]['result']))
      const lose = () => fail(this.whyEnded)
      const timer = setTimeout(() => {
        this.whyEnded = `it took more than ${mostMs / 1_000} seconds`
        this.end()
      }, mostMs)
      child.on('message', hear).once('exit', lose).once('error', lose)
      // If the process has ended, its exit is noticed.
      child.send({ task, ...given }, (error) => error && lose())
    })
  }

  end(): void {
    this.child.kill('SIGKILL')
  }
}
