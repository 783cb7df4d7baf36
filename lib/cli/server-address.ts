import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/env'
import { dataFolder } from './database'

const fileIn = (projectRoot: string) => path.join(dataFolder(projectRoot), 'address')

/** Returns an empty text if nothing is recorded or it cannot be read. */
function readAddress(projectRoot: string): string {
  try {
    return readFileSync(fileIn(projectRoot), 'utf8').trim()
  } catch {
    return ''
  }
}

/** Records the address of the started server for commands: its port may differ from the one in the settings. */
export function recordServerAddress(projectRoot: string, address: string): void {
  try {
    mkdirSync(dataFolder(projectRoot), { recursive: true, mode: 0o700 })
    writeFileSync(fileIn(projectRoot), `${address}\n`)
  } catch {
    // The server works without it.
  }
}

/** Deletes the record of a server that stops, unless another server has replaced it. */
export function forgetServerAddress(projectRoot: string, address: string): void {
  if (readAddress(projectRoot) === address) rmSync(fileIn(projectRoot), { force: true })
}

/** Returns the address that people open: NEXTAUTH_URL, otherwise that of the running server. */
export const serverAddress = (projectRoot: string): string =>
  env.NEXTAUTH_URL || readAddress(projectRoot) || `http://localhost:${env.PORT}`
