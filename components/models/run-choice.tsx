import { AddressSelect } from '@/components/ui/bar-select'
import type { ModelsPage } from '@/lib/contracts/models/models-page'

interface RunChoiceProps {
  page: Pick<ModelsPage, 'run' | 'runs' | 'releases' | 'release' | 'unconfirmed'>
  /** Returns the URL for labels of a run or of a release. Without either, those of the default run. */
  addressOf: (labels: { run: number | null; release: string | null }) => string
}

/** Selects the labels that models are scored with. */
export function RunChoice({ page: { run, runs, releases, release, unconfirmed }, addressOf }: RunChoiceProps) {
  if (runs.length === 0) return null
  const defaultId = unconfirmed === null ? runs[0]!.id : null
  return (
    <AddressSelect
      label="Labels of"
      value={release === null ? `run:${run?.id ?? unconfirmed?.id}` : `release:${release}`}
      options={[
        ...releases.map(({ version, runId, isWithdrawn }) => {
          const href = addressOf({ run: null, release: version })
          const state = isWithdrawn ? ', withdrawn' : ''
          return [`release:${version}`, `Release ${version} (run ${runId}${state})`, href] as const
        }),
        ...runs.map(({ id, word }) => {
          const href = addressOf({ run: id === defaultId ? null : id, release: null })
          return [`run:${id}`, word, href] as const
        }),
      ]}
    />
  )
}
