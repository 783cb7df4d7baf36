import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { allKernels } from '@/lib/aggregation/all-kernels'
import type { Kernel, RunBlocks } from '@/lib/aggregation/run-context'

/**
 * Places in the control array that a team shares. The ticket is the turn and the next free block of that turn in one
 * number: a thread that wakes late cannot take a block of a turn whose memory it does not have.
 */
export const place = { ticket: 0, turn: 1, memory: 2, blockCount: 3, done: 4, failed: 5, length: 6 } as const

const blockBits = 16
const turns = 2 ** 15 - 1

export const turnOf = (ticket: number): number => ticket >>> blockBits
export const blockOf = (ticket: number): number => ticket & (2 ** blockBits - 1)

export interface TeamMessage {
  memoryId: number
  kernel: string
  memory: object
}

export interface BlockThreadData {
  control: Int32Array
  port: MessagePort
}

/** Takes blocks of one turn until none is left, and gives how many it did. */
export function takeBlocks(control: Int32Array, turn: number, run: (block: number) => void): number {
  const blockCount = Atomics.load(control, place.blockCount)
  let taken = 0
  for (;;) {
    const ticket = Atomics.load(control, place.ticket)
    if (turnOf(ticket) !== turn || blockOf(ticket) >= blockCount) return taken
    if (Atomics.compareExchange(control, place.ticket, ticket, ticket + 1) !== ticket) continue
    run(blockOf(ticket))
    taken++
    Atomics.add(control, place.done, 1)
    Atomics.notify(control, place.done)
  }
}

/** Votes that one thread is worth starting for: below, starting it takes longer than what it saves. */
const votesPerThread = 100_000

export const teamSize = (voteCount: number): number =>
  Math.max(1, Math.min(availableParallelism(), Math.ceil(voteCount / votesPerThread)))

export interface Team {
  runBlocks: RunBlocks
  stop(): Promise<void>
}

/**
 * Threads that run kernels on shared memory, this thread among them. `size` counts all; with 1 none is started.
 * Whoever calls `runBlocks` is held until all blocks are done, so call it outside of the main thread.
 */
export async function startTeam(size: number): Promise<Team> {
  const control = new Int32Array(new SharedArrayBuffer(4 * place.length))
  const members = await Promise.all(Array.from({ length: size - 1 }, () => startMember(control)))
  const sent = new WeakMap<object, number>()
  let turn = 0
  let lastMemory = 0
  const runBlocks: RunBlocks = (kernel, memory, blockCount, onBlocks) => {
    if (blockCount >= 2 ** blockBits) throw new RangeError(`${blockCount} blocks are more than a turn can hold`)
    let memoryId = sent.get(memory)
    if (memoryId === undefined) {
      memoryId = ++lastMemory
      sent.set(memory, memoryId)
      for (const { port } of members) port.postMessage({ memoryId, kernel, memory } satisfies TeamMessage)
    }
    turn = (turn % turns) + 1
    Atomics.store(control, place.done, 0)
    Atomics.store(control, place.memory, memoryId)
    Atomics.store(control, place.blockCount, blockCount)
    Atomics.store(control, place.ticket, turn << blockBits)
    Atomics.store(control, place.turn, turn)
    Atomics.notify(control, place.turn)
    const run = (allKernels as Record<string, Kernel>)[kernel] as (memory: object, block: number) => void
    takeBlocks(control, turn, (block) => {
      run(memory, block)
      onBlocks?.(Atomics.load(control, place.done) + 1)
    })
    for (;;) {
      const done = Atomics.load(control, place.done)
      if (Atomics.load(control, place.failed) > 0) throw failureOf(members)
      if (done >= blockCount) break
      Atomics.wait(control, place.done, done, 1_000)
      onBlocks?.(Atomics.load(control, place.done))
    }
  }
  return {
    runBlocks,
    async stop() {
      await Promise.all(members.map(({ worker }) => worker.terminate()))
    },
  }
}

interface Member {
  worker: Worker
  port: MessagePort
}

function startMember(control: Int32Array): Promise<Member> {
  const { port1, port2 } = new MessageChannel()
  const workerData: BlockThreadData = { control, port: port2 }
  const worker = new Worker(new URL('./block-thread.mjs', import.meta.url), { workerData, transferList: [port2] })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => resolve({ worker, port: port1 }))
  })
}

function failureOf(members: Member[]): Error {
  for (const { port } of members) {
    const received = receiveMessageOnPort(port)
    if (received) return received.message as Error
  }
  return new Error('A computing thread failed.')
}
