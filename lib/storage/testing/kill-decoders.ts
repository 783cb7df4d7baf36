import { setTimeout as sleep } from 'node:timers/promises'
import type { DecoderProcess } from '../decoder-process'

/** Kills a decoder whenever it accepts pictures; returns how many were killed. */
export async function killDecoders(
  decoder: DecoderProcess,
  { most = Number.POSITIVE_INFINITY, until }: { most?: number; until?: Promise<unknown> },
): Promise<number> {
  const killed = new Set<number>()
  let isOver = false
  const end = () => {
    isOver = true
  }
  until?.then(end, end)
  while (!isOver && killed.size < most) {
    const { pid } = decoder
    if (pid !== undefined && !killed.has(pid)) process.kill(pid, 'SIGKILL')
    if (pid !== undefined) killed.add(pid)
    await sleep(2)
  }
  return killed.size
}
