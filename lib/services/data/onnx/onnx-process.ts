import type { ChildProcess } from 'node:child_process'
import { serialQueue } from '@/lib/domain/serial-queue'
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

class ProcessEnded extends OnnxProblem {
  constructor(
    message: string,
    /** The signal or exit status. */
    readonly how: string,
  ) {
    super(message)
  }
}

/** The exit of a process that could not be reached may not be known yet. */
const howEnded = ({ signalCode, exitCode }: ChildProcess): string =>
  signalCode ?? (exitCode === null ? 'closed connection' : `exit status ${exitCode}`)

const start = (): ChildProcess => startProgram('onnx-program.mjs', import.meta.url)

/** A process that runs one ONNX model, one task after another. If it is killed meanwhile, it is replaced once. */
export class OnnxProcess {
  private child = start()
  private canRestart = true
  private readonly inTurn = serialQueue()
  private whyEnded = 'its process ended, probably because the model needs more memory than there is'

  /** The process is ended when the signal is aborted. `onRestart` gets the reason why it was replaced. */
  constructor(
    private readonly file: string,
    private readonly signal?: AbortSignal,
    private readonly onRestart?: (reason: string) => void,
    private readonly maxMs = 120_000,
  ) {
    signal?.addEventListener('abort', () => this.end(), { once: true })
  }

  /** Throws OnnxProblem if the model refuses, takes over two minutes, or has ended the process; or the signal's reason. */
  load(): Promise<Tasks['load']['result']> {
    return this.inTurn(() => this.ask('load', { file: this.file }))
  }

  /** As `load`, after it. */
  run(given: Tasks['run']['given']): Promise<Tasks['run']['result']> {
    return this.inTurn(async () => {
      try {
        return await this.ask('run', given)
      } catch (error) {
        if (!(error instanceof ProcessEnded && this.canRestart)) throw error
        this.canRestart = false
        this.onRestart?.(error.how)
        this.child = start()
        await this.ask('load', { file: this.file })
        return this.ask('run', given)
      }
    })
  }

  private ask<Name extends keyof Tasks>(task: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['result']> {
    const { child, signal, maxMs } = this
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        child.off('message', hear).off('exit', lose).off('error', lose)
        act()
      }
      const fail = (problem: OnnxProblem) => settle(() => reject(signal?.aborted ? signal.reason : problem))
      const hear = (answer: Answer) =>
        'error' in answer
          ? fail(new OnnxProblem(answer.error))
          : settle(() => resolve(answer.result as Tasks[Name]['result']))
      const lose = () => fail(new ProcessEnded(this.whyEnded, howEnded(child)))
      const timer = setTimeout(() => {
        this.whyEnded = `it took more than ${maxMs / 1_000} seconds`
        this.end()
      }, maxMs)
      child.on('message', hear).once('exit', lose).once('error', lose)
      // If the process has ended, its exit is noticed.
      child.send({ task, ...given }, (error) => error && lose())
    })
  }

  end(): void {
    this.canRestart = false
    this.child.kill('SIGKILL')
  }
}
