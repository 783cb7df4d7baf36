import { Section } from '@/components/kit/section'
import { Notice } from '@/components/ui/notice'
import type { RunQuality, RunSummary } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'
import { betterMethodSentence, noErrorSentence, promiseSentence } from '@/lib/wording/runs'
import { OperatingPoints } from './operating-points'
import { Reliability } from './reliability'

/** Says which golden answers the scores did not use, and how large a difference must be to be meaningful. */
function qualitySentence({ usesGolden, folds, candidateCount, imageCount, averagePrecision }: RunQuality): string {
  const size = `${counted(candidateCount, 'golden candidate', 'golden candidates', 'en')} on ${counted(imageCount, 'image', 'images', 'en')}`
  const blind = usesGolden
    ? `${size}, scored by ${folds}-fold cross-validation over images, without their own golden answers.`
    : `${size}; this method does not use golden answers.`
  if (!averagePrecision) return `${blind} None of them applies, so precision is undefined.`
  if (!averagePrecision.interval) return `${blind} All of them are ranked correctly. ${noErrorSentence(imageCount)}`
  const [low, high] = averagePrecision.interval
  const noise = valueText((high - low) / 2, 'number', 3)
  return `${blind} With so few images, average precision is accurate to about ±${noise}: runs that differ by less may be equally good. Compare them to find out.`
}

interface RunQualitySectionProps {
  slug: string
  run: RunSummary
  quality: RunQuality
  /** Whether the checks name better methods. */
  isChecked: boolean
}

export function RunQualitySection({ slug, run, quality, isChecked }: RunQualitySectionProps) {
  return (
    <Section title="On golden candidates" note={qualitySentence(quality)}>
      {(isChecked ? [] : quality.better).map((one) => (
        <Notice key={one.method} tone="error" className="mb-4">
          {betterMethodSentence(quality.averagePrecision?.value ?? 0, one)}
        </Notice>
      ))}
      {quality.promise && <p className="mb-4 max-w-[80ch]">{promiseSentence(quality.promise)}</p>}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <OperatingPoints slug={slug} run={run} quality={quality} />
        <Reliability run={run} quality={quality} />
      </div>
    </Section>
  )
}
