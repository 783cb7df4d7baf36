import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'
import { endlessModel } from '@/lib/formats/testing/average-color-model'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { OnnxProcess } from './onnx-process'

const scratch = scratchFolder()

/** A parent that lets an endless model be computed, and then prints the number of that process. */
const parent = (program: string, file: string) => `
const child = require('node:child_process').fork(${JSON.stringify(program)}, { serialization: 'advanced' })
const tensor = { type: 'float32', dims: [1, 3, 4, 4], data: new Float32Array(48) }
child.on('message', () => {
  child.send({ task: 'run', input: 'pixel_values', tensor, output: 'logits' }, () => console.log(child.pid))
})
child.send({ task: 'load', file: ${JSON.stringify(file)} })`

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('ends with the process that started it, even while it computes a model', async () => {
  const program = path.resolve('lib/services/data/onnx/onnx-program.mjs')
  const started = spawn(process.execPath, ['-e', parent(program, scratch('endless.onnx', endlessModel(4)))])
  const [printed] = await once(started.stdout, 'data')
  const pid = Number(printed)
  expect(isAlive(pid)).toBe(true)
  started.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { interval: 100 }).toBe(false)
})

test('says to everyone who waits that it took too long, not that it ended', async () => {
  // Shorter than the start of a process.
  const child = new OnnxProcess('model.onnx', undefined, undefined, 1)
  const asked = await Promise.allSettled([1, 2].map(() => child.load()))
  expect(asked.map((one) => one.status === 'rejected' && one.reason.message)).toEqual([
    'it took more than 0.001 seconds',
    'it took more than 0.001 seconds',
  ])
})
