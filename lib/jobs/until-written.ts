import { setTimeout as sleep } from 'node:timers/promises'
import { passingTrouble } from '@/lib/services/server-health'

/** Why a worker stops that the database has lost: others take its jobs. */
export class WorkerLost extends Error {}

const askAgainMs = 1_000

/** Does what must be written, again and again while the database is away: what a job has come to is not forgotten. */
export async function untilWritten<T>(write: () => Promise<T>, giveUp: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (passingTrouble(error) === null || isToEnd(giveUp)) throw error
      await sleep(askAgainMs)
    }
  }
}

/** A worker that lost the database has nothing better to do than to wait for it. */
const isToEnd = ({ aborted, reason }: AbortSignal) => aborted && !(reason instanceof WorkerLost)
