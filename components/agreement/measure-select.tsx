'use client'

import { useRouter } from 'next/navigation'
import { BarSelect } from '@/components/ui/bar-select'
import { type AgreementView, agreementAddress, agreementMeasures } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'

export function MeasureSelect({ slug, view }: { slug: string; view: AgreementView }) {
  const router = useRouter()
  function show(value: string) {
    const measure = agreementMeasures.find((known) => known === value) ?? view.measure
    router.replace(`/projects/${slug}/agreement${agreementAddress.write({ ...view, measure, classPage: 1 })}`, {
      scroll: false,
    })
  }
  return (
    <BarSelect
      label="Measure in charts and tables"
      value={view.measure}
      options={agreementMeasures.map((measure) => [measure, agreementWord[measure].name] as const)}
      onChange={show}
    />
  )
}
