'use client'

import { useRouter } from 'next/navigation'
import { BarSelect } from '@/components/ui/bar-select'
import type { ModelPage } from '@/lib/contracts/models/models-page'
import { type ModelView, modelAddress } from '@/lib/domain/models/model-view'
import { runChosen, runOptions, runValue } from './run-options'

interface ModelRunChoiceProps {
  base: string
  view: ModelView
  page: ModelPage
}

export function ModelRunChoice({ base, view, page }: ModelRunChoiceProps) {
  const router = useRouter()
  if (page.runs.length === 0) return null
  return (
    <BarSelect
      label="Labels of"
      value={runValue(page)}
      options={runOptions(page)}
      onChange={(value) => router.push(base + modelAddress.write({ ...view, ...runChosen(page, value), page: 1 }))}
    />
  )
}
