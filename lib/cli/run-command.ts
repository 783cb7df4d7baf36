import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Presets, SingleBar } from 'cli-progress'
import { Command } from 'commander'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { Interrupted } from './command-failure'
import { startDatabase } from './database'

export interface CommandContext {
  /** The operator: anyone who can run programs here has full access to every project. */
  actor: Actor
  projectRoot: string
  onProgress: (step: string, done: number, total: number) => void
  signal: AbortSignal
}

/** Lines to print, without those that a condition turned into null, undefined or false. */
export type Lines = readonly (string | null | undefined | false)[]

export interface CommandOutcome {
  text: string | Lines
  json: Record<string, unknown>
  /** Whether stdout has the data that the command was asked for: then the outcome goes to stderr. */
  isDataOnStdout?: boolean
}

/** Every command has this option, which is the program's own. */
export const wantsJson = () => process.argv.includes('--json')

/** The bundle is in dist/, one folder below the project. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/**
 * Starts the database, runs the work with a progress bar, and prints its outcome. The first Ctrl-C cancels
 * the work, which leaves nothing behind; the second exits immediately.
 */
export async function runCommand(work: (context: CommandContext) => Promise<CommandOutcome>): Promise<void> {
  const interruption = new AbortController()
  const interrupt = (signal: 'SIGINT' | 'SIGTERM') => {
    const reason = new Interrupted(signal)
    if (interruption.signal.aborted) process.exit(reason.exitStatus)
    interruption.abort(reason)
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  const { onProgress, stop } = progressBar(!wantsJson())
  const database = await startDatabase({ projectRoot })
  try {
    interruption.signal.throwIfAborted()
    const actor: Actor = { kind: 'operator' }
    const outcome = await work({ actor, projectRoot, onProgress, signal: interruption.signal })
    stop()
    print(outcome)
  } catch (error) {
    if (error instanceof AppError || interruption.signal.aborted) throw error
    const { unavailability } = await import('@/lib/services/server-health')
    throw unavailability(error) ?? error
  } finally {
    stop()
    const { prisma } = await import('@/lib/db/client')
    await prisma.$disconnect()
    await database.stop()
  }
}

/** Like `runCommand`, without a database. Nothing has to be shut down, so Ctrl-C exits immediately. */
export async function runWithoutDatabase(work: () => Promise<CommandOutcome>): Promise<void> {
  print(await work())
}

/** Returns the result of work that has just been started, and the seconds it takes. */
export async function timed<Made>(work: Promise<Made>) {
  const startedAt = performance.now()
  return { made: await work, seconds: (performance.now() - startedAt) / 1000 }
}

function print({ text, json, isDataOnStdout = false }: CommandOutcome) {
  const lines = typeof text === 'string' ? [text] : text.filter((line) => typeof line === 'string')
  const output = isDataOnStdout ? process.stderr : process.stdout
  output.write(wantsJson() ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`)
}

const shortest = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** Shows a progress bar for each step on stderr, with rate and remaining time, if stderr is a terminal. */
function progressBar(isWanted: boolean) {
  if (!isWanted || !process.stderr.isTTY) return { onProgress: () => {}, stop: () => {} }
  const format = '{step} {bar} {percentage}% | {doneText} of {totalText} | {rate}/s | {eta_formatted} left'
  let bar: SingleBar | null = null
  let step = ''
  let startedAt = 0
  const stop = () => {
    bar?.stop()
    bar = null
  }
  const onProgress = (name: string, done: number, total: number) => {
    if (!bar || name !== step) {
      stop()
      step = name
      startedAt = Date.now()
      bar = new SingleBar({ format, stream: process.stderr, fps: 5, etaBuffer: 40 }, Presets.shades_classic)
      bar.start(total, 0, { step, doneText: '0', totalText: shortest.format(total), rate: '0' })
    }
    const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000)
    bar.setTotal(total)
    bar.update(done, {
      step,
      doneText: shortest.format(done),
      totalText: shortest.format(total),
      rate: shortest.format(done / seconds),
    })
  }
  return { onProgress, stop }
}

/** Aligns the cells of rows in columns. A row that is a text has no columns. */
export function textTable(rows: readonly (readonly string[] | string)[]): string[] {
  const whole = rows.filter((row) => typeof row !== 'string')
  const widths = whole[0]?.map((_, column) => Math.max(...whole.map((row) => row[column]!.length))) ?? []
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')
  return rows.map((row) => (typeof row === 'string' ? row : line(row).trimEnd()))
}

export interface ProjectOptions {
  project: string
}

export const projectCommand = (name: string, description: string): Command =>
  new Command(name).description(description).requiredOption('--project <slug>', 'the project')
