import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive, ownIdentity } from '@/lib/db/embedded/process-identity'
import { env } from '@/lib/env'
import { dataFolder } from './database'

const fileIn = (projectRoot: string) => path.join(dataFolder(projectRoot), 'address')

interface RecordedServer {
  address: string
  /** Identity of the process that runs the server. */
  identity: string
}

/** Returns the running servers of this data folder in the order of their start; none if they cannot be read. */
function readServers(projectRoot: string): RecordedServer[] {
  try {
    return readFileSync(fileIn(projectRoot), 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .map(([address = '', identity = '']) => ({ address, identity }))
      .filter(({ identity }) => isAlive(identity))
  } catch {
    return []
  }
}

function writeServers(projectRoot: string, servers: readonly RecordedServer[]): void {
  try {
    mkdirSync(dataFolder(projectRoot), { recursive: true, mode: 0o700 })
    const draft = `${fileIn(projectRoot)}.${process.pid}`
    writeFileSync(draft, servers.map(({ address, identity }) => `${address} ${identity}\n`).join(''))
    renameSync(draft, fileIn(projectRoot))
  } catch {
    // The server works without it.
  }
}

const othersThan = (projectRoot: string, identity: string) =>
  readServers(projectRoot).filter((server) => server.identity !== identity)

/** Records the address of the started server for commands: its port may differ from the one in the settings. */
export const recordServerAddress = (projectRoot: string, address: string, identity = ownIdentity()): void =>
  writeServers(projectRoot, [...othersThan(projectRoot, identity), { address, identity }])

/** Removes the record of a server that stops. */
export const forgetServerAddress = (projectRoot: string, identity = ownIdentity()): void =>
  writeServers(projectRoot, othersThan(projectRoot, identity))

/** Returns the address that people open: NEXTAUTH_URL, otherwise that of the server that has run the longest. */
export const serverAddress = (projectRoot: string): string =>
  env.NEXTAUTH_URL || readServers(projectRoot)[0]?.address || `http://localhost:${env.PORT}`
