// The process that runs an ONNX model, which comes from an upload. The model is computed in WebAssembly, so it cannot
// reach files or the network; the process of its own keeps its memory and crashes away from the server. Plain
// JavaScript, so that it runs from the sources as well as from dist. See onnx-process.ts.
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { env, InferenceSession, Tensor } from 'onnxruntime-web'
import { followParent } from '../../../storage/follow-parent.mjs'

// Several images are computed in parallel by several of these processes, each on one thread.
env.wasm.numThreads = 1
const onlyFatal = 4
const maxOutputs = 1_000_000
/** @type {InferenceSession} */
let model

const tasks = {
  async load({ file }) {
    model = await InferenceSession.create(await readFile(file), { logSeverityLevel: onlyFatal })
    return { inputs: model.inputMetadata, outputs: model.outputNames }
  },
  async run({ input, tensor: { type, data, dims }, output }) {
    const { [output]: result } = await model.run({ [input]: new Tensor(type, data, dims) }, [output])
    // Checked here, since a huge output would fill the server's memory.
    if (result.size !== Math.max(1, ...result.dims) || result.size > maxOutputs)
      throw new Error(`its output “${output}” has the shape ${result.dims.join(' × ')}, not one number for each class`)
    return { type: result.type, data: result.data }
  },
}

followParent()
// This thread notices nothing while it computes a model, perhaps one that never ends.
const watch = `const { ppid } = process
setInterval(() => process.ppid !== ppid && process.kill(process.pid, 'SIGKILL'), 1_000)`
new Worker(watch, { eval: true, execArgv: [] }).unref()
process.on('message', async ({ task, ...input }) => {
  try {
    process.send({ result: await tasks[task](input) })
  } catch (error) {
    process.send({ error: error instanceof Error ? error.message : String(error) })
  }
})
