import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Actor } from '@/lib/domain/permissions'
import { Interrupted } from './command-failure'
import { startDatabase } from './database'
import { progressBar } from './progress-bar'

export interface CommandContext {
  /** Whoever may run programs here may do everything in every project. */
  actor: Actor
  projectRoot: string
  onProgress: (step: string, done: number, total: number) => void
  signal: AbortSignal
}

export interface CommandOutcome {
  /** For people, in a sentence. */
  text: string
  /** For machines. */
  json: Record<string, unknown>
}

/** The bundle lies in dist/, one folder below the project. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/**
 * Brings the database up, does the work with a progress bar, and prints its outcome on stdout. The first Ctrl-C stops
 * the work, which then leaves nothing behind; the second ends the program at once.
 */
export async function runCommand(
  { json = false }: { json?: boolean | undefined },
  work: (context: CommandContext) => Promise<CommandOutcome>,
): Promise<void> {
  const interruption = new AbortController()
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(130)
    interruption.abort(new Interrupted())
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  const { onProgress, stop } = progressBar(!json)
  const database = await startDatabase({ projectRoot })
  try {
    interruption.signal.throwIfAborted()
    const actor: Actor = { kind: 'operator' }
    const outcome = await work({ actor, projectRoot, onProgress, signal: interruption.signal })
    stop()
    print(outcome, json)
  } finally {
    stop()
    const { prisma } = await import('@/lib/db/client')
    await prisma.$disconnect()
    await database.stop()
  }
}

/**
 * As `runCommand`, for work on files alone: no database is brought up, and since nothing has to be brought down either,
 * Ctrl-C ends the program at once, even in the middle of a long computation.
 */
export async function runWithoutDatabase(
  { json = false }: { json?: boolean | undefined },
  work: () => Promise<CommandOutcome>,
): Promise<void> {
  print(await work(), json)
}

function print({ text, json }: CommandOutcome, asJson: boolean) {
  process.stdout.write(asJson ? `${JSON.stringify(json)}\n` : `${text}\n`)
}
