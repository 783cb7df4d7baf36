import type { ModelsPage } from '@/lib/contracts/models/models-page'

type Runs = Pick<ModelsPage, 'run' | 'runs' | 'releases' | 'release' | 'unconfirmed'>

export const runOptions = ({ runs, releases }: Runs): (readonly [value: string, word: string])[] => [
  ...releases.map(({ version, runId }) => [`release:${version}`, `Release ${version} (run ${runId})`] as const),
  ...runs.map(({ id, word }) => [`run:${id}`, word] as const),
]

export const runValue = ({ run, release, unconfirmed }: Runs): string =>
  release === null ? `run:${run?.id ?? unconfirmed?.id}` : `release:${release}`

/** Returns the URL parameters for a selected option. The default run needs none. */
export function runChosen({ runs, unconfirmed }: Runs, value: string): { run: number | null; release: string | null } {
  const name = value.slice(value.indexOf(':') + 1)
  if (value.startsWith('release:')) return { run: null, release: name }
  return { release: null, run: unconfirmed === null && Number(name) === runs[0]?.id ? null : Number(name) }
}
