import { Section } from '@/components/kit/section'
import type { RunQuality, RunSummary } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { OperatingPoints } from './operating-points'
import { Reliability } from './reliability'

/** Images without an error after which, with 95% confidence, at most one image in twenty has one: 0.95^59 < 0.05. */
const enoughImages = 59

/** Nothing ranked wrongly has no spread to resample: the bound is that of a binomial share without a single event. */
function noErrorSentence(imageCount: number): string {
  const bound = percent(1 - 0.05 ** (1 / imageCount))
  const more = imageCount < enoughImages ? ` ${enoughImages} images without an error would bring this to 5%.` : ''
  return `All of them are ranked correctly, so these images cannot say how accurate average precision is: up to ${bound} of all images may still have an error (95% confidence).${more}`
}

/** What was not seen by the scores that are judged, and how large a difference has to be to mean something. */
function qualitySentence({ usesGolden, folds, candidateCount, imageCount, averagePrecision }: RunQuality): string {
  const size = `${counted(candidateCount, 'golden candidate', 'golden candidates', 'en')} on ${counted(imageCount, 'image', 'images', 'en')}`
  const blind = usesGolden
    ? `${size}, scored by ${folds}-fold cross-validation over images, without their own golden answers.`
    : `${size}; this method does not use golden answers.`
  if (!averagePrecision) return `${blind} None of them applies, so precision is undefined.`
  if (!averagePrecision.interval) return `${blind} ${noErrorSentence(imageCount)}`
  const [low, high] = averagePrecision.interval
  const noise = valueText((high - low) / 2, 'number', 3)
  return `${blind} With so few images, average precision is accurate to about ±${noise}: runs that differ by less may be equally good. Compare them to find out.`
}

interface RunQualitySectionProps {
  slug: string
  run: RunSummary
  quality: RunQuality
}

export function RunQualitySection({ slug, run, quality }: RunQualitySectionProps) {
  return (
    <Section title="On golden candidates" note={qualitySentence(quality)}>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <OperatingPoints slug={slug} run={run} quality={quality} />
        <Reliability run={run} quality={quality} />
      </div>
    </Section>
  )
}
