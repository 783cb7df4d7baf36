import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { allKernels } from '@/lib/aggregation/all-kernels'
import type { Kernel, RunBlocks } from '@/lib/aggregation/run-context'

/**
 * Indices in the control array of a team. The ticket combines the turn and its next free block in one number, so that a
 * thread that wakes late cannot take a block of a turn whose memory it does not have.
 */
export const controlIndex = { ticket: 0, turn: 1, memory: 2, blockCount: 3, done: 4, failed: 5, length: 6 } as const

const blockBits = 16
const turns = 2 ** 15 - 1
/** The ticket's block number while a turn is prepared. It is larger than any block number, so nobody takes a block. */
const noBlock = 2 ** blockBits - 1

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

/** Takes and runs blocks of one turn until none is left. Returns how many it ran. */
export function takeBlocks(control: Int32Array, turn: number, run: (block: number) => void): number {
  const blockCount = Atomics.load(control, controlIndex.blockCount)
  let taken = 0
  for (;;) {
    const ticket = Atomics.load(control, controlIndex.ticket)
    if (turnOf(ticket) !== turn || blockOf(ticket) >= blockCount) return taken
    if (Atomics.compareExchange(control, controlIndex.ticket, ticket, ticket + 1) !== ticket) continue
    run(blockOf(ticket))
    taken++
    Atomics.add(control, controlIndex.done, 1)
    Atomics.notify(control, controlIndex.done)
  }
}

/** Number of votes per thread; with fewer, starting a thread takes longer than it saves. */
const votesPerThread = 100_000

export const teamSize = (voteCount: number): number =>
  Math.max(1, Math.min(availableParallelism(), Math.ceil(voteCount / votesPerThread)))

/** What the leader of a team needs. To pass it to another thread, transfer its `ports`. */
export interface Leader {
  control: Int32Array
  ports: MessagePort[]
}

export interface Team {
  leader: Leader
  /** Rejects when a member dies, as when out of memory, which a leader that waits for its blocks cannot detect. */
  death: Promise<never>
  stop(): Promise<void>
}

/**
 * Starts the threads that help a leader, who counts as one of `size`. Call it in a thread whose event loop runs, and
 * lead the team in another one, since a leader blocks. The caller must terminate the leader when a member dies.
 */
export async function startTeam(size: number): Promise<Team> {
  const control = new Int32Array(new SharedArrayBuffer(4 * controlIndex.length))
  const members = Array.from({ length: size - 1 }, () => startMember(control))
  const workers = members.map(({ worker }) => worker)
  const stop = async () => {
    for (const worker of workers) worker.removeAllListeners('exit')
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  const death = new Promise<never>((_, reject) => {
    for (const worker of workers) {
      worker.on('error', reject)
      worker.once('exit', (code) => reject(new Error(`A compute thread exited with status ${code}.`)))
    }
  })
  death.catch(() => {})
  try {
    await Promise.race([death, Promise.all(members.map(({ ready }) => ready))])
  } catch (error) {
    await stop()
    throw error
  }
  return { leader: { control, ports: members.map(({ port }) => port) }, death, stop }
}

/** Runs kernels on shared memory with the team, including this thread. */
export function leadTeam({ control, ports }: Leader): RunBlocks {
  const sent = new WeakMap<object, number>()
  let turn = 0
  let lastMemory = 0
  return (kernel, memory, blockCount, onBlocks) => {
    if (blockCount >= noBlock) throw new RangeError(`${blockCount} blocks are too many for one request`)
    let memoryId = sent.get(memory)
    if (memoryId === undefined) {
      memoryId = ++lastMemory
      sent.set(memory, memoryId)
      for (const port of ports) port.postMessage({ memoryId, kernel, memory } satisfies TeamMessage)
    }
    turn = (turn % turns) + 1
    // Close the ticket first: a late member must not combine the last turn's ticket with this turn's number of blocks.
    Atomics.store(control, controlIndex.ticket, (turn << blockBits) | noBlock)
    Atomics.store(control, controlIndex.done, 0)
    Atomics.store(control, controlIndex.memory, memoryId)
    Atomics.store(control, controlIndex.blockCount, blockCount)
    Atomics.store(control, controlIndex.ticket, turn << blockBits)
    Atomics.store(control, controlIndex.turn, turn)
    Atomics.notify(control, controlIndex.turn)
    const run = (allKernels as Record<string, Kernel>)[kernel] as (memory: object, block: number) => void
    takeBlocks(control, turn, (block) => {
      run(memory, block)
      onBlocks?.(Atomics.load(control, controlIndex.done) + 1)
    })
    for (;;) {
      const done = Atomics.load(control, controlIndex.done)
      if (Atomics.load(control, controlIndex.failed) > 0) throw failureOf(ports)
      if (done >= blockCount) break
      Atomics.wait(control, controlIndex.done, done, 1_000)
      onBlocks?.(Atomics.load(control, controlIndex.done))
    }
  }
}

function startMember(control: Int32Array): { worker: Worker; port: MessagePort; ready: Promise<unknown> } {
  const { port1, port2 } = new MessageChannel()
  const workerData: BlockThreadData = { control, port: port2 }
  const worker = new Worker(new URL('./block-thread.mjs', import.meta.url), { workerData, transferList: [port2] })
  return { worker, port: port1, ready: new Promise((resolve) => worker.once('message', resolve)) }
}

function failureOf(ports: MessagePort[]): Error {
  for (const port of ports) {
    const received = receiveMessageOnPort(port)
    if (received) return received.message as Error
  }
  return new Error('A compute thread failed.')
}
