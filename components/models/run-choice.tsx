'use client'

import { useRouter } from 'next/navigation'
import { BarSelect } from '@/components/ui/bar-select'
import type { ModelsPage } from '@/lib/contracts/models/models-page'
import { type ModelsView, modelsAddress } from '@/lib/domain/models/models-view'
import { runChosen, runOptions, runValue } from './run-options'

interface RunChoiceProps {
  view: ModelsView
  /** URL of the page without its query. */
  base: string
  page: Pick<ModelsPage, 'run' | 'runs' | 'releases' | 'release' | 'unconfirmed'>
}

export function RunChoice({ view, base, page }: RunChoiceProps) {
  const router = useRouter()
  if (page.runs.length === 0) return null
  const go = (value: string) =>
    router.push(base + modelsAddress.write({ ...view, ...runChosen(page, value), threshold: null }), { scroll: false })
  return <BarSelect label="Labels of" value={runValue(page)} options={runOptions(page)} onChange={go} />
}
