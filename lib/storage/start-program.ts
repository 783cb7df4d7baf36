import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside its caller, in the sources or in dist; the web server is a single bundle that runs in the project folder. */
function programFile(name: string, callerUrl: string): string {
  const beside = path.join(/* turbopackIgnore: true */ path.dirname(fileURLToPath(callerUrl)), name)
  return existsSync(beside) ? beside : path.join(/* turbopackIgnore: true */ process.cwd(), 'dist', name)
}

/**
 * Starts a program that reads untrusted files in a process of its own. Its environment has only these variables, so that
 * it sees no settings and secrets.
 */
export const startProgram = (name: string, callerUrl: string, variables: Record<string, string> = {}): ChildProcess =>
  fork(programFile(name, callerUrl), [], {
    env: variables as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
