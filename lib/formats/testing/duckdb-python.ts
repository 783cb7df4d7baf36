import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const release = '2.0.1'

/** Returns a Python with DuckDB, installed once into its own folder; null if that fails. */
export function duckdbPython(): string | null {
  const folder = path.join(tmpdir(), `reassess-duckdb-${release}-${process.getuid?.() ?? 0}`)
  const python = path.join(folder, 'bin/python')
  const can = (...args: string[]) => {
    try {
      execFileSync(args[0]!, args.slice(1), { stdio: 'pipe', timeout: 300_000 })
      return true
    } catch {
      return false
    }
  }
  const hasIt = () => existsSync(python) && can(python, '-c', 'import duckdb')
  if (hasIt()) return python
  const install = [python, '-m', 'pip', 'install', '-q', '--disable-pip-version-check', `duckdb==${release}`]
  if (can('python3', '-m', 'venv', folder) && can(...install) && hasIt()) return python
  console.info('Skipped: reading with DuckDB needs python3 with venv, and PyPI.')
  return null
}
