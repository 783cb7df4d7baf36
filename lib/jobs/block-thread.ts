// A member of a team of computing threads: waits for a turn, computes its blocks, and waits again until terminated.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { allKernels } from '@/lib/aggregation/all-kernels'
import type { Kernel } from '@/lib/aggregation/run-context'
import { type BlockThreadData, controlIndex, type TeamMessage, takeBlocks } from './thread-team'

const { control, port } = workerData as BlockThreadData
let current: TeamMessage | null = null

/** The memory is sent before the turn begins. */
function memoryOf(memoryId: number): TeamMessage | null {
  while (current?.memoryId !== memoryId) {
    const received = receiveMessageOnPort(port)
    if (!received) return null
    current = received.message as TeamMessage
  }
  return current
}

parentPort?.postMessage('ready')
let turn = 0
for (;;) {
  Atomics.wait(control, controlIndex.turn, turn)
  turn = Atomics.load(control, controlIndex.turn)
  const message = memoryOf(Atomics.load(control, controlIndex.memory))
  if (!message || Atomics.load(control, controlIndex.turn) !== turn) continue
  const run = (allKernels as Record<string, Kernel>)[message.kernel] as (memory: object, block: number) => void
  takeBlocks(control, turn, (block) => {
    try {
      run(message.memory, block)
    } catch (error) {
      port.postMessage(error)
      Atomics.store(control, controlIndex.failed, 1)
    }
  })
}
