import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Returns a Python with packages from PyPI, such as `duckdb==2.0.1`, installed once into its own folder; null if that fails. */
export function installedPython(...packages: string[]): string | null {
  const key = createHash('sha256').update(packages.join(' ')).digest('hex').slice(0, 12)
  const folder = path.join(tmpdir(), `reassess-python-${key}-${process.getuid?.() ?? 0}`)
  const python = path.join(folder, 'bin/python')
  const modules = packages.map((one) => one.split('==')[0]).join(', ')
  const can = (...args: string[]) => {
    try {
      execFileSync(args[0]!, args.slice(1), { stdio: 'pipe', timeout: 300_000 })
      return true
    } catch {
      return false
    }
  }
  const hasThem = () => existsSync(python) && can(python, '-c', `import ${modules}`)
  if (hasThem()) return python
  const install = [python, '-m', 'pip', 'install', '-q', '--no-compile', '--disable-pip-version-check', ...packages]
  if (can('python3', '-m', 'venv', folder) && can(...install) && hasThem()) return python
  console.info(`Skipped: reading with ${modules} needs python3 with venv, and PyPI.`)
  return null
}
