'use client'

import { useRouter } from 'next/navigation'
import { BarSelect } from '@/components/projects/bar-select'
import type { ModelsPage } from '@/lib/contracts/models-page'
import { type ModelsView, modelsViewAddress } from '@/lib/domain/models-view'

interface RunChoiceProps {
  view: ModelsView
  /** The address of the page, without the view. */
  base: string
  page: Pick<ModelsPage, 'run' | 'runs' | 'releases' | 'release'>
}

/** Which labels models are measured by: those of a release, or of any run. */
export function RunChoice({ view, base, page: { run, runs, releases, release } }: RunChoiceProps) {
  const router = useRouter()
  if (!run) return null
  const options = [
    ...releases.map(({ version, runId }) => [`release:${version}`, `Release ${version} (run ${runId})`] as const),
    ...runs.map(({ id, word }) => [`run:${id}`, word] as const),
  ]
  const go = (value: string) => {
    const [kind, name] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)]
    const isNewest = kind === 'run' && Number(name) === runs[0]?.id
    const chosen =
      kind === 'release' ? { release: name, run: null } : { release: null, run: isNewest ? null : Number(name) }
    router.push(`${base}${modelsViewAddress({ ...view, ...chosen, threshold: null })}`, { scroll: false })
  }
  return (
    <BarSelect
      label="Labels of"
      value={release === null ? `run:${run.id}` : `release:${release}`}
      options={options}
      onChange={go}
    />
  )
}
